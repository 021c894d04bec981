/** @import {Decision} from '../../engine/types.js' */

/**
 * What was erased can come back while the page is open, also when its panel was closed and opened. Kept in memory only.
 * @type {Map<string, {said: string, purposes: string[], run: () => Promise<unknown>}>}
 */
export const undos = new Map();

/**
 * The way back for a key. None is left once a purpose of the data was switched off: undoing is not consenting.
 * @param {string} key
 * @param {Decision | undefined} decision
 */
export const undoOf = (key, decision) => {
  const undo = undos.get(key);
  const isGranted = (/** @type {string} */ purpose) =>
    decision?.purposes.some(({ id, granted }) => granted && id === purpose);
  if (!undo?.purposes.every(isGranted)) undos.delete(key);
  return undos.get(key);
};
