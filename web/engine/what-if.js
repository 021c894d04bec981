// What would change a list: a ranking core that searches, loaded when somebody asks. Apart from the one that ranks, a page
// that only shows lists does not load the search.
import create from '../../build/wasm/what_if.mjs';
import { asSaySoError } from './errors.js';
import { loadShop } from './shop.js';
import { startModule, unwrap } from './wasm.js';

/** @import {WhatIf} from './types.js' */

/**
 * @param {{base: string, configText: string}} options where the modules lie, and the config as the consent core has it
 * @returns {Promise<WhatIf>}
 */
export const createWhatIf = async ({ base, configText }) => {
  try {
    const start = () => startModule(create, new URL('what-if.wasm', base).href);
    const core = await loadShop({ configText, start });
    return {
      counterfactuals: (request, item) => unwrap(core.counterfactuals(JSON.stringify(request), item)),
    };
  } catch (error) {
    throw asSaySoError(error, 'cannot-explain');
  }
};
