// What leaves the device for the controller's proof of consent: records that contain a grant, and the withdrawal of a
// posted grant. Each has a fresh random id and no link to another. Never a refusal.
import { SaySoError } from './errors.js';
import { readStored, writeStored } from './storage.js';

/** @import {ChosenOf, ConsentRecord} from './types.js' */

/** @typedef {Omit<ConsentRecord, 'prevHash'> & {id: string}} Posted */
/** @typedef {{record: Posted, tries: number, after: number}} Waiting `after`: milliseconds since 1970 */

/** Waiting records; the oldest go first. */
const kMost = 50;

const kFirstDelay = 2000;
const kLongestDelay = 3_600_000;

/** What browsers let a page send while it closes. */
const kKeepaliveLimit = 60_000;

/** Answers after which the same record may be taken later. */
const kPassing = new Set([408, 425, 429]);

/** Failures in a row before the developer is told: being offline is no fault. */
const kQuietTries = 3;

/** @param {ConsentRecord} record @returns {[string, ChosenOf[]][]} */
const listsOf = ({ purposes, services, signals }) => [
  ['purpose', purposes],
  ['service', services],
  ['signal', signals.chosen ?? []],
];

/**
 * What of a record may be posted, if anything, and what is then posted as granted.
 * @param {ConsentRecord} record
 * @param {string[]} posted targets whose grant was posted, as `purpose:analytics`
 * @param {() => string} [newId] for tests
 * @returns {{record: Posted | null, posted: string[]}}
 */
export const selectForSink = (record, posted, newId = () => crypto.randomUUID()) => {
  const known = new Set(posted);
  const keysOf = (/** @type {string} */ status) =>
    listsOf(record).flatMap(([kind, list]) =>
      list.filter((one) => one.status === status).map(({ id }) => `${kind}:${id}`),
    );
  const given = keysOf('given');
  const withdrawn = keysOf('withdrawn').filter((key) => known.has(key));
  for (const key of given) known.add(key);
  for (const key of withdrawn) known.delete(key);
  if (!given.length && !withdrawn.length) return { record: null, posted };

  // By name: what a record may hold one day does not leave by itself.
  const { schema, jurisdiction, notice, services, purposes, event, signals } = record;
  // An address with a query could name a person.
  const url = notice.url?.split(/[?#]/)[0];
  /** @type {Posted} */
  const next = { schema, id: newId(), jurisdiction, notice, services, purposes, event, signals };
  if (url) next.notice = { ...notice, url };
  if (!given.length) {
    // The withdrawal alone: what was refused beside it stays here.
    const taken =
      (/** @type {string} */ kind) =>
      (/** @type {ChosenOf} */ { id, status }) =>
        status === 'withdrawn' && withdrawn.includes(`${kind}:${id}`);
    next.purposes = next.purposes.filter(taken('purpose'));
    next.services = next.services.filter(taken('service'));
    const chosen = next.signals.chosen?.filter(taken('signal'));
    next.signals = { gpc: next.signals.gpc, ...(chosen?.length && { chosen }) };
  }
  return { record: next, posted: [...known] };
};

/** Longer with each try, and never at the same moment as everybody else. @param {number} tries */
const delayAfter = (tries) => {
  const share = crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32;
  return Math.min(kFirstDelay * 2 ** tries, kLongestDelay) * (0.5 + share / 2);
};

/** @returns {Waiting[]} */
const readStoredQueue = () => {
  try {
    const list = JSON.parse(readStored('outbox') ?? '[]');
    return list.filter((/** @type {Waiting} */ one) => typeof one?.record?.id === 'string');
  } catch {
    return [];
  }
};

/** @param {Waiting[]} list */
const writeQueue = (list) => writeStored('outbox', list.length ? JSON.stringify(list) : null);

/** Whether a waiting record only takes back. @param {Waiting} waiting */
const isWithdrawal = ({ record }) => record.event.type === 'withdrawn';

/**
 * The way to the sink. Records wait in storage until it has taken them: each at least once, also over reloads and
 * without a network; its id lets the sink drop what comes twice.
 * @param {string} url
 * @param {(error: SaySoError) => void} report
 */
export const createSink = (url, report) => {
  /** What storage could not take: it waits as long as this page. @type {Waiting[]} */
  let unstored = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const readQueue = () => [...readStoredQueue(), ...unstored];

  /** @param {string} id @param {Waiting} [next] */
  const replace = (id, next) => {
    const change = (/** @type {Waiting[]} */ list) =>
      list.flatMap((one) => (one.record.id === id ? (next ? [next] : []) : [one]));
    unstored = change(unstored);
    const stored = readStoredQueue();
    if (stored.some((one) => one.record.id === id)) writeQueue(change(stored));
  };

  /** @param {Waiting} waiting @returns {Promise<'taken' | 'refused' | 'later'>} */
  const post = async ({ record, tries }) => {
    const body = JSON.stringify(record);
    const isNoted = tries === kQuietTries;
    try {
      const { ok, status } = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': record.id },
        body,
        keepalive: body.length < kKeepaliveLimit,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
      });
      if (ok) return 'taken';
      if (status < 500 && !kPassing.has(status)) {
        report(new SaySoError('sink-refused', `the sink answered ${status}; the record was dropped`, url));
        return 'refused';
      }
      if (isNoted) report(new SaySoError('sink-failed', `the sink answered ${status}`, url));
    } catch {
      if (isNoted) report(new SaySoError('sink-failed', 'the sink cannot be reached', url));
    }
    return 'later';
  };

  /** @param {number} delay */
  const schedule = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(() => flush(), delay);
    // In Node a record that waits keeps nobody up.
    /** @type {{unref?: () => void}} */ (/** @type {unknown} */ (timer)).unref?.();
  };

  /** @param {boolean} isNow whether to try again before its time */
  const sendAll = async (isNow) => {
    for (let queue = readQueue(); queue.length; queue = readQueue()) {
      const [first] = queue;
      const wait = isNow ? 0 : Math.min(first.after - Date.now(), kLongestDelay);
      if (wait > 0) return schedule(wait);
      if ((await post(first)) === 'later') {
        const delay = delayAfter(first.tries);
        replace(first.record.id, { ...first, tries: first.tries + 1, after: Date.now() + delay });
        return schedule(delay);
      }
      replace(first.record.id);
    }
  };

  /** Sends what waits, oldest first; one tab at a time. @returns {Promise<void>} */
  const flush = async (isNow = false) => {
    if (!readQueue().length) return;
    const { locks } = globalThis.navigator ?? {};
    if (!locks) return sendAll(isNow);
    const ask = locks.request('say-so-outbox', { ifAvailable: true }, async (lock) =>
      // The tab that has it may have looked before this record was there.
      lock ? sendAll(isNow) : schedule(kFirstDelay),
    );
    // A sandboxed frame is refused locks; it shares its queue with nobody.
    await ask.catch(() => sendAll(isNow));
  };

  globalThis.addEventListener?.('online', () => flush(true));

  return {
    flush,
    /** @param {Posted} record */
    add(record) {
      const waiting = { record, tries: 0, after: 0 };
      const stored = readStoredQueue();
      if (stored.length >= kMost)
        report(new SaySoError('sink-failed', 'too many records wait; the oldest went', url));
      if (!writeQueue([...stored, waiting].slice(-kMost))) unstored.push(waiting);
      flush();
    },
    /** Forgets what waits; withdrawals, which nobody would tell later, are tried once more on the way. */
    erase() {
      const last = readQueue().filter(isWithdrawal);
      unstored = [];
      clearTimeout(timer);
      for (const waiting of last) post(waiting);
      return writeQueue([]);
    },
  };
};
