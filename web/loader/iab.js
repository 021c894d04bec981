/** @import {Kit, SaySo} from '../engine/types.js' */

/**
 * Puts an API of IAB's on the page; what it is asked waits for the core, which therefore comes at once.
 * @param {(page?: any) => void} stub
 */
export const ask = (stub) => (/** @type {Kit} */ _kit) => {
  stub();
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    const { sayso } = /** @type {{sayso: SaySo}} */ (/** @type {unknown} */ (globalThis));
    sayso.load().catch(() => {}); // it was reported
  };
};
