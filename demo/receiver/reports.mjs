// Reports and updates under differential privacy: appended as they came, without a time or an address, a line each, for
// `say-so privacy estimate` and `aggregate`, which read them strictly.
import { open } from 'node:fs/promises';
import { Refusal } from './result.mjs';

/** What each kind may hold: nothing that could be an id has a place. @type {Record<string, string[]>} */
const keysOf = {
  'say-so-report/1': ['schema', 'question', 'period', 'epsilon', 'answers', 'value', 'bits'],
  'say-so-update/1': ['schema', 'model', 'period', 'change'],
};

const longest = 16_384;

/** @param {unknown} body @returns {string} the line to keep */
const lineOf = (body) => {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal(422, 'wrong-type', 'expected one report or update');
  const { schema } = /** @type {{schema?: string}} */ (body);
  const keys = Object.hasOwn(keysOf, String(schema)) ? keysOf[String(schema)] : undefined;
  if (!keys) throw new Refusal(422, 'unknown-schema', 'expected a report or an update', '/schema');
  const other = Object.keys(body).find((key) => !keys.includes(key));
  if (other !== undefined) throw new Refusal(422, 'unknown-key', 'no such key');
  const line = JSON.stringify(body);
  if (line.length > longest) throw new Refusal(413, 'too-large', `more than ${longest} characters`);
  return line;
};

/**
 * Keeps one report or update, and answers only once it is on the disk.
 *
 * @param {string} file
 * @param {unknown} body
 * @throws {Refusal}
 */
export const keepReport = async (file, body) => {
  const line = lineOf(body);
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.appendFile(`${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
};
