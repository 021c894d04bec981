import { readStored, writeStored } from '../engine/storage.js';

/** @import {Decision, How, Wish} from '../engine/types.js' */
/** @import {Session} from '../engine/session.js' */

/**
 * A choice that the core has not seen yet, and whom to tell once it has.
 * @typedef {object} Waiting
 * @property {Wish[]} choices
 * @property {How} how
 * @property {(decision: Decision) => void} [done]
 * @property {(error: unknown) => void} [failed]
 */

/** @returns {Waiting[]} */
const read = () => {
  try {
    const list = JSON.parse(readStored('pending') ?? '[]');
    return list.filter((/** @type {Waiting} */ one) => Array.isArray(one?.choices) && one.how);
  } catch {
    return [];
  }
};

/** @param {Waiting[]} list */
const write = (list) => {
  const kept = list.map(({ choices, how }) => ({ choices, how }));
  writeStored('pending', kept.length ? JSON.stringify(kept) : null);
};

/**
 * Choices made before the core has come. They wait in storage too, so that leaving the page loses none.
 * @param {(error: unknown) => void} report told of a stored choice that the core refuses
 */
export const createPending = (report) => {
  const list = read();
  let turn = Promise.resolve();
  return {
    isEmpty: () => !list.length,
    /** @param {Waiting} waiting */
    add(waiting) {
      list.push(waiting);
      write(list);
    },
    /** Hands them to the session in order; each stays stored until it was applied or refused. @param {Session} session */
    handTo(session) {
      turn = turn.then(async () => {
        for (; list.length; list.shift(), write(list)) {
          const [{ choices, how, done, failed = report }] = list;
          await session.choose(choices, how).then(done, failed);
        }
      });
      return turn;
    },
  };
};
