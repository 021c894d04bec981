// The ranking core as the shell sees it: it loads the site's catalog and model once, then ranks and explains.
import create from '../../build/wasm/explain.mjs';
import { asSaySoError } from './errors.js';
import { loadShop } from './shop.js';
import { refuseLoad, startModule, unwrap } from './wasm.js';

/** @import {SaySoError} from './errors.js' */

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
 * @param {string} base
 * @param {BufferSource} [bytes]
 */
const startFor = async (model, base, bytes) => {
  if (bytes || !/"(learner|coef|edges)"/.test(await model))
    return startModule(create, new URL('explain.wasm', base).href, bytes);
  const url = new URL('explain-rows.js', base).href;
  const rows = await import(url).catch((error) => refuseLoad(error, url));
  return startModule(rows.create, new URL(rowsFile(), base).href);
};

/**
 * @param {object} options
 * @param {string} options.base where the modules lie
 * @param {string} options.configText the config as loaded into the consent core: both must know the same purposes
 * @param {(error: SaySoError) => void} [options.onError] told of what fails, before the promise is rejected
 * @param {BufferSource} [options.bytes] the module itself, where there is no URL to fetch
 * @param {{catalog: string, model: string}} [options.texts] instead of fetching what the config names
 */
const createExplain = async ({ base, configText, onError, bytes, texts }) => {
  try {
    const { core } = await loadShop({ configText, texts, start: (model) => startFor(model, base, bytes) });
    return {
      /**
       * Ranks and explains. The core evaluates consent itself: no decision is handed in.
       * @param {object} request `{environment, state, profile, signals, controls, limit, seed, context?, exclude?, served?}`
       */
      rank: (request) => unwrap(core.rank(JSON.stringify(request))),
    };
  } catch (error) {
    const fault = asSaySoError(error, 'cannot-explain');
    onError?.(fault);
    throw fault;
  }
};

export default createExplain;
