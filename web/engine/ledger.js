// The ledger as it is stored: records, the hashes that no record names, and which grants were posted.
import { readStored, writeStored } from './storage.js';

/** @import {ChosenOf, ConsentRecord, Ledger, TimelineEntry} from './types.js' */

/** @typedef {Ledger & {posted: string[]}} StoredLedger */

const kHash = /^sha256:[0-9a-f]{64}$/;

/** @param {unknown} list @returns {any[]} */
const asList = (list) => (Array.isArray(list) ? list : []);

/** @returns {StoredLedger} what storage holds; of what was changed by hand as much as has the shape */
export const readLedger = () => {
  let found;
  try {
    found = JSON.parse(readStored('ledger') ?? '{}');
  } catch {
    // A changed byte in storage must be found later, not stop the next choice.
  }
  return {
    records: asList(found?.records),
    heads: asList(found?.heads).filter((head) => kHash.test(head)),
    posted: asList(found?.posted).filter((key) => typeof key === 'string'),
  };
};

/**
 * Whether the chain may begin at `first`: no record after it names one before it. Of the records from there on, each is
 * named by one of them or is a head; one hash more than that is of a record before.
 * @param {Ledger} ledger @param {number} first
 */
const isBeginning = ({ records, heads }, first) => {
  const named = new Set(records.slice(first + 1).flatMap(({ prevHash }) => asList(prevHash)));
  return named.size + heads.length === records.length - first;
};

/**
 * Stores the ledger; a full one lets its oldest records go rather than the newest.
 * @param {StoredLedger} ledger
 * @returns {boolean}
 */
export const writeLedger = ({ records, heads, posted }) => {
  const step = Math.ceil(records.length / 8);
  const write = (/** @type {number} */ first) =>
    writeStored(
      'ledger',
      JSON.stringify({ records: records.slice(first), heads, ...(posted.length && { posted }) }),
    );
  if (write(0)) return true;
  for (let first = step; first < records.length; first += step) {
    // Where no cut holds, a ledger that cannot be verified is better than none.
    const cut = records.findIndex((_, index) => index >= first && isBeginning({ records, heads }, index));
    if (write(cut < 0 ? first : cut)) return true;
  }
  return false;
};

/** @param {TimelineEntry['chosen'][number]['kind']} kind @param {(ChosenOf & {expires?: string})[] | undefined} list */
const chosenOf = (kind, list) =>
  asList(list).map(({ id, status, expires }) => ({ kind, id, status, ...(expires && { expires }) }));

/** A record as a person reads it. @param {ConsentRecord} record @returns {TimelineEntry} */
export const toTimelineEntry = ({ event, notice, jurisdiction, signals, purposes, services, tcf }) => ({
  at: event.at,
  type: event.type,
  control: event.control,
  surface: notice.surface,
  language: notice.language,
  jurisdiction: jurisdiction.code,
  policy: jurisdiction.policy,
  gpc: signals.gpc,
  tcf,
  chosen: [
    ...chosenOf('purpose', purposes),
    ...chosenOf('service', services),
    ...chosenOf('signal', signals.chosen),
  ],
});
