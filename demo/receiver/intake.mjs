// From the body of a post to what was stored.
import { Refusal } from './result.mjs';
import { readRecord } from './record.mjs';
import { dayOf } from './time.mjs';

/** @import {Entry} from './record.mjs' */
/** @import {Ledger} from './ledger.mjs' */

const mostRecords = 50;

/**
 * The draft standard's header is a quoted string; many clients send it bare.
 *
 * @param {string} header
 */
const unquote = (header) => /^"([^"\\]*)"$/.exec(header)?.[1] ?? header;

/**
 * @param {unknown} body
 * @param {string} key of the Idempotency-Key header, which may stand for the record's id
 * @returns {unknown}
 */
const withKey = (body, key) => {
  if (typeof body !== 'object' || body === null) return body;
  if (Array.isArray(body))
    throw new Refusal(422, 'bad-key', 'a key is for a single record; each has its own id');
  if (!Object.hasOwn(body, 'id')) return { ...body, id: key };
  if (/** @type {{id: unknown}} */ (body).id !== key)
    throw new Refusal(422, 'bad-key', 'the header and the record name different ids', '/id');
  return body;
};

/** @param {unknown} body @param {number} now @returns {Entry[]} */
const readEntries = (body, now) => {
  if (!Array.isArray(body)) return [readRecord(body, now, '')];
  if (body.length === 0) throw new Refusal(422, 'bad-value', 'an empty list');
  if (body.length > mostRecords) throw new Refusal(422, 'too-large', `more than ${mostRecords} records`);
  return body.map((value, index) => readRecord(value, now, `/${index}`));
};

/**
 * Stores all that was posted or, at the first fault, nothing.
 *
 * @param {Ledger} ledger
 * @param {unknown} body
 * @param {string | undefined} keyHeader
 * @param {number} now in seconds
 * @returns {Promise<{status: number, value: object}>}
 * @throws {Refusal}
 */
export const takeIn = async (ledger, body, keyHeader, now) => {
  const entries = readEntries(keyHeader === undefined ? body : withKey(body, unquote(keyHeader)), now);
  const isNew = await ledger.add(entries, dayOf(now));
  const values = entries.map(({ id }, index) => ({ id, stored: isNew[index] ? 'now' : 'before' }));
  return { status: isNew.includes(true) ? 201 : 200, value: Array.isArray(body) ? values : values[0] };
};
