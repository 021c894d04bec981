// A config, a catalog and a model in one of the modules that rank.
import { asSaySoError, SaySoError } from './errors.js';
import { download, refuseLoad, unwrap } from './wasm.js';

/** @import {Exports} from './types.js' */

/**
 * The text of a file that the config names.
 * @param {string} url relative to the page
 */
export const textOf = async (url) => {
  const { href } = new URL(url, document.baseURI);
  const response = /** @type {Response} */ (await download(href));
  return response.text().catch((error) => refuseLoad(error, href));
};

/**
 * Loads one input into the core. A fault in it says which file it is in, as the pointer alone would not.
 * @param {(text: string) => string} load
 * @param {string} text
 * @param {string} file
 */
export const loadInto = (load, text, file) => {
  try {
    return unwrap(load(text));
  } catch (error) {
    const { code, message, at } = asSaySoError(error);
    throw new SaySoError(code, message, `${file}${at && `#${at}`}`);
  }
};

/**
 * Starts a module and loads the site's shop into it: the module, and the texts that it was given.
 * @param {object} options
 * @param {string} options.configText the config as loaded into the consent core: both must know the same purposes
 * @param {(model: Promise<string> | string) => Promise<Exports>} options.start
 * @param {{catalog: string, model: string}} [options.texts] instead of fetching what the config names
 */
export const loadShop = async ({ configText, texts, start }) => {
  const { recommend } = JSON.parse(configText);
  if (!recommend && !texts)
    throw new SaySoError('no-catalog', 'the config names no catalog and model', '/recommend');
  const modelText = texts?.model ?? textOf(recommend.model);
  const [core, catalog, model] = await Promise.all([
    start(modelText),
    texts?.catalog ?? textOf(recommend.catalog),
    modelText,
  ]);
  loadInto(core.loadConfig, configText, 'config');
  loadInto(core.loadCatalog, catalog, recommend?.catalog ?? 'catalog');
  loadInto(core.loadModel, model, recommend?.model ?? 'model');
  return { core, catalog, model };
};
