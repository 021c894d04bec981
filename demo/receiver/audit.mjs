// What the controller asks of its own records.
import { Refusal } from './result.mjs';
import { isDay, secondsOf } from './time.mjs';

/** @import {Ledger} from './ledger.mjs' */

const mostListed = 1000;

/** @param {string} text @param {string} at */
const readTime = (text, at) => {
  const seconds = secondsOf(isDay(text) ? `${text}T00:00:00Z` : text);
  if (seconds === null) throw new Refusal(422, 'bad-time', 'expected 2026-11-22 or 2026-11-22T01:17:56Z', at);
  return seconds;
};

/** @param {string} text @param {string} at @param {number} least @param {number} most */
const readCount = (text, at, least, most) => {
  const count = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (!(count >= least && count <= most))
    throw new Refusal(422, 'out-of-range', `expected ${least} to ${most}`, at);
  return count;
};

/** @param {URLSearchParams} parameters @param {string[]} known */
const checkNames = (parameters, known) => {
  for (const name of new Set(parameters.keys())) {
    if (!known.includes(name))
      throw new Refusal(422, 'unknown-key', `expected ${known.join(', ') || 'none'}`);
    if (parameters.getAll(name).length > 1)
      throw new Refusal(422, 'duplicate-key', 'given twice', `/${name}`);
  }
};

/** @param {Ledger} ledger @param {URLSearchParams} parameters */
export const listRecords = async (ledger, parameters) => {
  checkNames(parameters, ['from', 'to', 'after', 'limit']);
  const limit = readCount(parameters.get('limit') ?? '100', '/limit', 1, mostListed);
  const records = await ledger.list({
    from: readTime(parameters.get('from') ?? '0000-01-01', '/from'),
    to: readTime(parameters.get('to') ?? '9999-12-31', '/to'),
    after: readCount(parameters.get('after') ?? '0', '/after', 0, Number.MAX_SAFE_INTEGER),
    limit,
  });
  const next = records.length === limit ? records[limit - 1].sequence : null;
  return { records, next };
};

/** @param {Ledger} ledger @param {URLSearchParams} parameters */
export const listStatistics = async (ledger, parameters) => {
  checkNames(parameters, []);
  return { days: await ledger.statistics() };
};
