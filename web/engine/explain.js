// The ranking core as the shell sees it: it loads the site's catalog and model once, then ranks and explains.
import create from '../../build/wasm/explain.mjs';
import { asSaySoError, SaySoError } from './errors.js';
import { download, refuseLoad, startModule, unwrap } from './wasm.js';

/**
 * A function that gives a vector: a browser that takes it for valid has SIMD. Both modules answer with the same bytes.
 */
const kVectorModule = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);
const rowsFile = () => (WebAssembly.validate(kVectorModule) ? 'explain-rows-simd.wasm' : 'explain-rows.wasm');

/**
 * The text of a file that the config names.
 * @param {string} url relative to the page
 */
const textOf = async (url) => {
  const response = await download(new URL(url, document.baseURI).href);
  return response instanceof Response ? response.text() : new TextDecoder().decode(response);
};

/**
 * Loads one input into the core. A fault in it says which file it is in, as the pointer alone would not.
 * @param {(text: string) => string} load
 * @param {string} text
 * @param {string} file
 */
const loadInto = (load, text, file) => {
  try {
    return unwrap(load(text));
  } catch (error) {
    const { code, message, at } = asSaySoError(error);
    throw new SaySoError(code, message, `${file}${at && `#${at}`}`);
  }
};

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
export const createExplain = async ({ base, configText, onError, bytes, texts }) => {
  try {
    const { recommend } = JSON.parse(configText);
    if (!recommend && !texts)
      throw new SaySoError('no-catalog', 'the config names no catalog and model', '/recommend');
    const modelText = texts?.model ?? textOf(recommend.model);
    const [core, catalog, model] = await Promise.all([
      startFor(modelText, base, bytes),
      texts?.catalog ?? textOf(recommend.catalog),
      modelText,
    ]);
    loadInto(core.loadConfig, configText, 'config');
    loadInto(core.loadCatalog, catalog, recommend?.catalog ?? 'catalog');
    loadInto(core.loadModel, model, recommend?.model ?? 'model');
    return {
      /**
       * Ranks and explains. The core evaluates consent itself: no decision is handed in.
       * @param {object} request `{environment, state, profile, signals, controls, limit, seed, context?, exclude?, served?}`
       */
      rank: (request) => unwrap(core.rank(JSON.stringify(request))),
      /** What the profile's questions can offer: categories, tags by kind, the range of prices. */
      facets: () => unwrap(core.facets()),
    };
  } catch (error) {
    const fault = asSaySoError(error, 'cannot-explain');
    onError?.(fault);
    throw fault;
  }
};
