// What would change a list, and the file to make a reason again with: a ranking core that searches, loaded when somebody
// asks. Apart from the one that ranks, a page that only shows lists does not load the search.
import create from '../../build/wasm/what_if.mjs';
import { asSaySoError } from './errors.js';
import { loadShop } from './shop.js';
import { startOurs, unwrap } from './wasm.js';

/** @import {Files, WhatIf} from './types.js' */

/**
 * The SHA-256 of a file as the command line writes it; '' on a page that is not secure, where none can be worked out.
 * @param {string} text
 */
const hashOf = async (text) => {
  const digest = await globalThis.crypto?.subtle?.digest('SHA-256', new TextEncoder().encode(text));
  if (!digest) return '';
  return `sha256:${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
};

/**
 * @param {Files & {configText: string}} options and the config as the consent core has it
 * @returns {Promise<WhatIf>}
 */
const createWhatIf = async ({ configText, ...files }) => {
  try {
    const start = () => startOurs(create, 'what-if.wasm', files);
    const { core, catalog, model } = await loadShop({ configText, start });
    // Worked out now, so that the texts need not be kept.
    const hashes = Promise.all([configText, catalog, model].map(hashOf));
    return {
      counterfactuals: (request, item) => unwrap(core.counterfactuals(JSON.stringify(request), item)),
      makeReplay: async (request, item) => {
        const text = core.makeReplay(JSON.stringify(request), item, ...(await hashes));
        unwrap(text);
        // As it is: the script would write numbers in another way.
        return text;
      },
    };
  } catch (error) {
    throw asSaySoError(error, 'cannot-explain');
  }
};

export default createWhatIf;
