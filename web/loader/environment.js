import { findJurisdiction } from './jurisdiction.js';

/** @import {Built, Environment} from '../engine/types.js' */
/** @import {Places} from './jurisdiction.js' */

/**
 * What the page knows now. Signal and age hold for the whole page view, and so does the place once it is known; the
 * time moves on.
 * @param {Built} built
 * @param {HTMLScriptElement | null} script
 * @param {Places} places
 * @param {() => void} changed told when a place that was awaited is known
 * @returns {() => Environment}
 */
export const createEnvironment = (built, script, places, changed) => {
  const { later, ...known } = findJurisdiction(built.jurisdiction.source, {
    attribute: () => script?.dataset.jurisdiction,
    ...places,
  });
  let place = known;
  later?.then((found) => {
    place = found;
    changed();
  });
  const { globalPrivacyControl } = /** @type {{globalPrivacyControl?: boolean}} */ (navigator);
  return () => ({
    now: `${new Date().toISOString().slice(0, 19)}Z`,
    ...place,
    gpc: globalPrivacyControl === true,
    language: built.language,
    ageBand: script?.dataset.ageBand ?? null,
  });
};
