// What the two APIs of IAB share: who listens, and how they are told.

/**
 * A caller's fault is the caller's: the page hears of it, the other callers hear what they wait for.
 * @param {Function} callback @param {...unknown} words
 */
export const tell = (callback, ...words) => {
  try {
    callback(...words);
  } catch (error) {
    reportError(error);
  }
};

/** @typedef {{id: number, callback: Function}} Listener */

/** Listeners in the order in which they came. @param {number} first the first id to give */
export const createListeners = (first) => {
  /** @type {Map<number, Listener>} */
  const all = new Map();
  let next = first;
  return {
    /** @param {Function} callback @param {number} [id] where it has one already */
    add(callback, id = next) {
      next = Math.max(next, id + 1);
      const listener = { id, callback };
      all.set(id, listener);
      return listener;
    },
    /** @param {unknown} id */
    remove: (id) => all.delete(/** @type {number} */ (id)),
    /** Those that listen now; who is removed while they are told is not told. @param {(listener: Listener) => void} use */
    each(use) {
      for (const listener of [...all.values()]) if (all.has(listener.id)) use(listener);
    },
  };
};
