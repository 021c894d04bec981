// The ranking core as the shell sees it: it loads the site's catalog and model once, then ranks and explains.
import create from '../../build/wasm/explain.mjs';
import { asSaySoError } from './errors.js';
import { loadPictures } from './pictures.js';
import { loadShop } from './shop.js';
import { refuseLoad, startOurs, unwrap } from './wasm.js';

/** @import {SaySoError} from './errors.js' */
/** @import {Files} from './types.js' */

/**
 * A function that gives a vector: a browser that takes it for valid has SIMD. Both modules answer with the same bytes.
 */
const kVectorModule = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);
const rowsFile = () => (WebAssembly.validate(kVectorModule) ? 'explain-rows-simd.wasm' : 'explain-rows.wasm');

/**
 * Starts the module that the model needs: trees, linear and additive models are a larger one's.
 * @param {Promise<string> | string} model
 * @param {Files & {bytes?: BufferSource}} files
 */
const startFor = async (model, files) => {
  if (files.bytes || !/"(learner|coef|edges)"/.test(await model))
    return startOurs(create, 'explain.wasm', files);
  const rows = await files.load('explain-rows.js').catch((error) => refuseLoad(error, error.at));
  return startOurs(rows.create, rowsFile(), files);
};

/**
 * @typedef {object} Options
 * @property {string} configText the config as loaded into the consent core: both must know the same purposes
 * @property {(error: SaySoError) => void} [onError] told of what fails, before the promise is rejected
 * @property {BufferSource} [bytes] the module itself, where there is no URL to fetch
 * @property {{catalog: string, model: string}} [texts] instead of fetching what the config names
 */

/** @param {Files & Options} options */
const createExplain = async ({ configText, onError, texts, ...files }) => {
  try {
    const { core, catalog } = await loadShop({ configText, texts, start: (model) => startFor(model, files) });
    const withPictures = loadPictures(catalog);
    return {
      /**
       * Ranks and explains. The core evaluates consent itself: no decision is handed in.
       * @param {object} request `{environment, state, profile, signals, controls, limit, seed, context?, exclude?, served?}`
       */
      rank: (request) => withPictures(unwrap(core.rank(JSON.stringify(request)))),
    };
  } catch (error) {
    const fault = asSaySoError(error, 'cannot-explain');
    onError?.(fault);
    throw fault;
  }
};

export default createExplain;
