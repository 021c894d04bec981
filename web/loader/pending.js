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

/** @typedef {Pick<Waiting, 'choices' | 'how'>} Kept */

/** @param {Kept} kept */
const textOf = ({ choices, how }) => JSON.stringify({ choices, how });

/** What waits in storage: of this tab, of others, of former pages. @returns {Kept[]} */
export const readPending = () => {
  try {
    const list = JSON.parse(readStored('pending') ?? '[]');
    return list.filter((/** @type {Kept} */ one) => Array.isArray(one?.choices) && one.how);
  } catch {
    return [];
  }
};

/** @param {Kept[]} list @returns {boolean} whether it is stored */
export const writePending = (list) =>
  writeStored('pending', list.length ? `[${list.map(textOf).join()}]` : null);

/** @param {Kept} kept */
const isStored = (kept) => readPending().some((one) => textOf(one) === textOf(kept));

/**
 * Keeps a choice for the next page: once, and whoever chooses about everything has said all. @param {Kept} kept
 * @returns {boolean} whether it is stored
 */
export const keepPending = (kept) => {
  if (isStored(kept)) return true;
  return writePending([...(kept.choices.some(({ all }) => all) ? [] : readPending()), kept]);
};

/** @param {Kept} kept */
const dropPending = (kept) => {
  const list = readPending();
  const index = list.findIndex((one) => textOf(one) === textOf(kept));
  if (index >= 0) writePending(list.toSpliced(index, 1));
};

/**
 * One tab after the other: two should not apply the same choice. A sandboxed frame is refused the lock, and is alone.
 * @param {() => Promise<void>} body tells its own failures
 */
const withLock = (body) => globalThis.navigator?.locks?.request('say-so-pending', body).catch(body) ?? body();

/**
 * Choices made before the core has come. They wait in storage too, so that leaving the page loses none. Tabs see each
 * other's storage late, and each may write over the other: what is missing there was not therefore applied.
 * @param {(error: unknown) => void} report told of a stored choice that the core refuses
 */
export const createPending = (report) => {
  /** Of this page. @type {(Waiting & {isKept: boolean})[]} */
  const own = [];
  /** Of former pages, and of tabs that could not apply them. */
  let inherited = readPending();
  let turn = Promise.resolve();

  /** @param {Session} session @param {Waiting} waiting */
  const apply = async (session, { choices, how, done, failed = report }) => {
    await session.choose(choices, how).then(done, failed);
    // What could not be stored as a choice waits on, so that the next page knows of it.
    if (!session.closedBy) dropPending({ choices, how });
  };

  const applyAll = async (/** @type {Session} */ session) => {
    for (const kept of inherited.splice(0)) if (isStored(kept)) await apply(session, kept);
    for (; own.length; own.shift()) await apply(session, own[0]);
  };

  return {
    isEmpty: () => !own.length && !readPending().length,
    /** @param {Waiting} waiting */
    add(waiting) {
      own.push({ ...waiting, isKept: keepPending(waiting) });
    },
    /** Another tab wrote: what it wrote over is stored again. */
    renew: () => own.forEach(keepPending),
    /** The core did not come: another tab may apply what is stored, and from now on storage says whether it did. */
    leave() {
      inherited.push(...own.filter(({ isKept }) => isKept).map(({ choices, how }) => ({ choices, how })));
      own.splice(0, own.length, ...own.filter(({ isKept }) => !isKept));
    },
    /** Takes over what other tabs left. */
    adopt() {
      const texts = own.map(textOf);
      inherited = readPending().filter((kept) => !texts.includes(textOf(kept)));
    },
    /** Hands them to the session in order; each stays stored until it was applied or refused. @param {Session} session */
    handTo(session) {
      turn = turn.then(() => withLock(() => applyAll(session))).catch(report);
      return turn;
    },
  };
};
