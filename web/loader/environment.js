import { findJurisdiction } from './jurisdiction.js';

/** @import {Built, Environment} from '../engine/types.js' */

/**
 * What the page knows now. Place, signal and age hold for the whole page view; only the time moves on.
 * @param {Built} built
 * @param {HTMLScriptElement | null} script
 * @returns {() => Environment}
 */
export const createEnvironment = (built, script) => {
  const place = findJurisdiction(built.jurisdiction.source, script);
  const { globalPrivacyControl } = /** @type {{globalPrivacyControl?: boolean}} */ (navigator);
  return () => ({
    now: `${new Date().toISOString().slice(0, 19)}Z`,
    ...place,
    gpc: globalPrivacyControl === true,
    language: built.language,
    ageBand: script?.dataset.ageBand ?? null,
  });
};
