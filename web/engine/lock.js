/**
 * Runs `body` while no other tab of this origin does. Where tabs cannot be kept apart (no Web Locks, or a sandboxed frame, which
 * is refused them) it runs at once: a choice must not wait for a lock that never comes.
 * @template T @param {string} name @param {() => T | Promise<T>} body @returns {Promise<T>}
 */
export const withLock = async (name, body) => {
  let isOurs = false;
  try {
    return await navigator.locks.request(name, async () => {
      isOurs = true;
      return body();
    });
  } catch (error) {
    if (isOurs) throw error;
    return body();
  }
};
