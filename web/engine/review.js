// What a shop's data bring its past shoppers: the core of `say-so audit review` and `say-so audit trial`, for who runs
// the shop. It asks for no document, so that a worker can run it.
import create from '../../build/wasm/review.mjs';
import { loadInto } from './shop.js';
import { startModule, unwrap } from './wasm.js';

/** @import {Exports} from './types.js' */

/**
 * @typedef {{id: string, purposes: string[], controls?: object, newest?: number, leaveOut?: boolean, against?: string}} Setting
 */

/**
 * Starts the module and loads a shop and its shoppers into it.
 * @param {object} options
 * @param {{config: string, catalog: string, model: string, shoppers: string}} options.texts of the files
 * @param {string} [options.url] where review.wasm is; beside this file by default
 * @param {BufferSource} [options.bytes] the module itself, where there is no URL to fetch
 */
export const createReview = async ({ texts, url = new URL('review.wasm', import.meta.url).href, bytes }) => {
  /** @type {Exports} */
  const core = await startModule(create, url, bytes);
  loadInto(core.loadConfig, texts.config, 'config');
  loadInto(core.loadCatalog, texts.catalog, 'catalog');
  loadInto(core.loadModel, texts.model, 'model');
  loadInto(core.loadShoppers, texts.shoppers, 'shoppers');
  return {
    /** What the shoppers get with this setting. @param {Setting} setting @returns {any} `say-so-review/1` */
    measure: (setting) => unwrap(core.measure(JSON.stringify(setting))),
    /** The request behind a shopper's list. @param {Setting} setting @param {string} shopper @returns {any} */
    requestOf: (setting, shopper) => unwrap(core.requestOf(JSON.stringify(setting), shopper)),
    /** @param {object} request @returns {any} `say-so-slate/1` */
    rank: (request) => unwrap(core.rank(JSON.stringify(request))),
    /** @param {object} request @param {string} item @returns {any} */
    counterfactuals: (request, item) => unwrap(core.counterfactuals(JSON.stringify(request), item)),
    /** How many visitors a trial needs, or what the counts of one say. @param {object} question @returns {any} */
    trial: (question) => unwrap(core.trial(JSON.stringify(question))),
  };
};
