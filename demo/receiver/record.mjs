// What the receiver takes: records that hold a grant, and withdrawals of one. Never a mere refusal.
import { createHash } from 'node:crypto';
import { Refusal } from './result.mjs';
import { readShape } from './shape.mjs';
import { isDay, secondsOf } from './time.mjs';

/**
 * @typedef {{id: string, status: string}} Chosen
 * @typedef {Chosen & {basis: string, expires?: string, askAgainAfter?: string}} ChosenPurpose
 * @typedef {{
 *   schema: string, id: string, services: Chosen[], purposes: ChosenPurpose[],
 *   event: {at: string, type: string}, signals: {gpc: boolean, chosen?: Chosen[]}
 * }} PostedRecord what the code reads of it; the schema has the rest
 *
 * @typedef {{
 *   id: string, at: number, text: string, hash: string, purposes: Chosen[]
 * }} Entry a record ready to be kept: `at` in seconds, `text` in one canonical form, `hash` of that
 */

/** A device's clock may be wrong by so many seconds; past that its record says nothing about when. */
const clockTolerance = 24 * 60 * 60;

/** Before this time there was no Say-So: a clock that was never set. */
const earliest = Date.UTC(2020, 0, 1) / 1000;

/** @param {string} code @param {string} message @param {string} at */
const refuse = (code, message, at) => {
  throw new Refusal(422, code, message, at);
};

/** @param {Chosen[]} list @param {string} at */
const checkIds = (list, at) => {
  const known = new Set();
  list.forEach(({ id }, index) => {
    if (known.has(id)) refuse('duplicate-id', 'named twice', `${at}/${index}/id`);
    known.add(id);
  });
};

/** @param {PostedRecord} record @param {number} now @param {string} at @returns {number} when, in seconds */
const checkTimes = ({ event, purposes }, now, at) => {
  purposes.forEach(({ expires, askAgainAfter }, index) => {
    for (const [key, day] of Object.entries({ expires, askAgainAfter }))
      if (day !== undefined && !isDay(day))
        refuse('bad-time', 'no such day', `${at}/purposes/${index}/${key}`);
  });
  const seconds = secondsOf(event.at);
  if (seconds === null) return refuse('bad-time', 'no such time', `${at}/event/at`);
  if (seconds > now + clockTolerance) refuse('out-of-range', 'in the future', `${at}/event/at`);
  if (seconds < earliest) refuse('out-of-range', 'too long ago', `${at}/event/at`);
  return seconds;
};

/**
 * A record says by its type what its statuses say one by one, so that neither can hide the other.
 *
 * @param {PostedRecord} record
 * @param {string} at
 */
const checkKind = ({ event, purposes, services, signals }, at) => {
  const statuses = [...purposes, ...services, ...(signals.chosen ?? [])].map(({ status }) => status);
  const isGrant = statuses.includes('given');
  const isWithdrawal = !isGrant && statuses.includes('withdrawn');
  if (!isGrant && !isWithdrawal)
    refuse('no-grant', 'holds neither a grant nor the withdrawal of one; refusals stay on the device', at);
  const expected = isWithdrawal
    ? 'withdrawn'
    : statuses.every((status) => status === 'given')
      ? 'given'
      : 'changed';
  if (event.type !== expected)
    refuse('bad-value', `the statuses are those of "${expected}"`, `${at}/event/type`);
};

/**
 * @param {unknown} value one element of what was posted
 * @param {number} now in seconds
 * @param {string} at where in the body it stands
 * @returns {Entry}
 * @throws {Refusal}
 */
export const readRecord = (value, now, at) => {
  const record = readShape(value, at);
  checkIds(record.purposes, `${at}/purposes`);
  checkIds(record.services, `${at}/services`);
  checkIds(record.signals.chosen ?? [], `${at}/signals/chosen`);
  const seconds = checkTimes(record, now, at);
  checkKind(record, at);
  const text = JSON.stringify(record);
  const hash = createHash('sha256').update(text).digest('hex');
  return { id: record.id, at: seconds, text, hash, purposes: record.purposes };
};
