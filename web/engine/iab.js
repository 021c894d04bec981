// Reads and writes consent strings, for pages that show what one says: no config, no decision.
import create from '../../build/wasm/iab.mjs';
import { tcDataOf } from '../integrations/tc-data.js';
import { startModule, unwrap } from './wasm.js';

/** @import {Exports} from './types.js' */

/** A doubt about a string that was read all the same. @typedef {{code: string, at?: string}} Flag */

/** @param {string} text @returns {{value: any, flags: Flag[]}} */
const read = (text) => {
  const value = unwrap(text);
  /** @type {(string | Flag)[]} */
  const flags = JSON.parse(text).flags;
  return { value, flags: flags.map((flag) => (typeof flag === 'string' ? { code: flag } : flag)) };
};

/**
 * Starts the module.
 * @param {{url?: string, bytes?: BufferSource}} [options] where iab.wasm is; beside this file by default
 */
export const createReader = async ({ url = new URL('iab.wasm', import.meta.url).href, bytes } = {}) => {
  /** @type {Exports} */
  const core = await startModule(create, url, bytes);
  return {
    /** @param {string} text a TC string @param {Date} [now] to judge what lies in the future */
    decodeTc: (text, now = new Date()) => read(core.decodeTc(text, `${now.toISOString().slice(0, 19)}Z`)),
    /** @param {string} text a GPP string */
    decodeGpp: (text) => read(core.decodeGpp(text)),
    /** What callers of `__tcfapi` get of a TC string. @param {string} text */
    tcData: (text) => tcDataOf(unwrap(core.decodeTc(text, '')), text),
    /** What callers of `__gpp` get of a GPP string. @param {string} text @returns {any} */
    gppData: (text) => unwrap(core.gppData(text)),
    /** @param {object} model @param {object} [vendorList] to fit the string to @returns {string} */
    encodeTc: (model, vendorList) =>
      unwrap(core.encodeTc(JSON.stringify(model), vendorList ? JSON.stringify(vendorList) : '')),
    /** @param {object} model @param {{experimental?: boolean}} [options] @returns {string} */
    encodeGpp: (model, { experimental = false } = {}) =>
      unwrap(core.encodeGpp(JSON.stringify(model), experimental ? '1' : '')),
  };
};
