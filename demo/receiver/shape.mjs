// Reads a value strictly by schemas/posted-record.schema.json, the one place that says what a record may hold.
import { existsSync, readFileSync } from 'node:fs';
import { Refusal } from './result.mjs';

/**
 * The part of JSON Schema that our schema uses.
 * @typedef {{
 *   $ref?: string, const?: string, enum?: string[], type?: string | string[], pattern?: string,
 *   minLength?: number, maxLength?: number, minimum?: number, maximum?: number, maxItems?: number,
 *   items?: Schema, properties?: Record<string, Schema>, required?: string[]
 * }} Schema
 */

// A copy of this folder keeps the schema beside the code; in the repository there is only one, with the others.
const besideUs = new URL('posted-record.schema.json', import.meta.url);
const amongSchemas = new URL('../../schemas/posted-record.schema.json', import.meta.url);

/** @type {Schema & {$defs: Record<string, Schema>}} */
export const schema = JSON.parse(readFileSync(existsSync(besideUs) ? besideUs : amongSchemas, 'utf8'));

/** Definitions whose failure has a name of its own; the same names as the core's. @type {Record<string, string>} */
const codes = {
  recordId: 'bad-id',
  id: 'bad-id',
  time: 'bad-time',
  day: 'bad-time',
  duration: 'bad-duration',
};

/** @type {Map<string, RegExp>} */
const patterns = new Map();

/** @param {string} source */
const compiled = (source) => {
  const known = patterns.get(source) ?? new RegExp(source, 'u');
  patterns.set(source, known);
  return known;
};

/** @param {string} code @param {string} message @param {string} at */
const refuse = (code, message, at) => {
  throw new Refusal(422, code, message, at);
};

/** One key as a step of a JSON Pointer (RFC 6901). @param {string} key */
const step = (key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** @param {unknown} value */
const typeOf = (value) => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

/** @param {Schema} shape @param {string} text @param {string} at @param {string} code */
const readText = (shape, text, at, code) => {
  if (text.length < (shape.minLength ?? 0)) refuse('bad-value', 'empty', at);
  if (text.length > (shape.maxLength ?? 256)) refuse('too-large', 'too long', at);
  if (shape.pattern && !compiled(shape.pattern).test(text)) refuse(code, 'not of the expected form', at);
  return text;
};

/** @param {Schema} shape @param {unknown[]} list @param {string} at */
const readList = (shape, list, at) => {
  if (list.length > (shape.maxItems ?? 0)) refuse('too-large', `more than ${shape.maxItems} elements`, at);
  return list.map((element, index) => read(shape.items ?? {}, element, `${at}/${index}`));
};

/** @param {Schema} shape @param {Record<string, unknown>} object @param {string} at */
const readObject = ({ properties = {}, required = [] }, object, at) => {
  for (const key of Object.keys(object)) {
    // A long unknown key is not repeated whole.
    if (!Object.hasOwn(properties, key)) refuse('unknown-key', 'no such key', at + step(key.slice(0, 64)));
  }
  /** @type {Record<string, unknown>} */
  const copy = {};
  for (const [key, shape] of Object.entries(properties)) {
    if (Object.hasOwn(object, key)) copy[key] = read(shape, object[key], at + step(key));
    else if (required.includes(key)) refuse('missing-key', 'must be there', at + step(key));
  }
  return copy;
};

/**
 * A copy of `value` with the keys in the schema's order, so that equal records are equal texts.
 *
 * @param {Schema} shape
 * @param {unknown} value
 * @param {string} at
 * @param {string} [code] of a text that has not the expected form
 * @returns {unknown}
 * @throws {Refusal} at the first fault
 */
const read = (shape, value, at, code = 'bad-value') => {
  if (shape.$ref) {
    const name = shape.$ref.slice('#/$defs/'.length);
    return read(schema.$defs[name], value, at, codes[name]);
  }
  if (shape.const && value !== shape.const) refuse('unknown-schema', `expected "${shape.const}"`, at);
  if (shape.enum && !shape.enum.includes(/** @type {string} */ (value)))
    refuse('bad-value', `expected one of ${shape.enum.join(', ')}`, at);
  const type = typeOf(value);
  if (shape.type && ![shape.type].flat().includes(type))
    refuse('wrong-type', `expected ${[shape.type].flat().join(' or ')}`, at);
  if (type === 'string') return readText(shape, /** @type {string} */ (value), at, code);
  if (type === 'array') return readList(shape, /** @type {unknown[]} */ (value), at);
  if (type === 'object') return readObject(shape, /** @type {Record<string, unknown>} */ (value), at);
  const number = Number(value);
  if (number < (shape.minimum ?? number) || number > (shape.maximum ?? number))
    refuse('out-of-range', `expected ${shape.minimum} to ${shape.maximum}`, at);
  return value;
};

/**
 * @param {unknown} value
 * @param {string} at
 * @returns {import('./record.mjs').PostedRecord}
 */
export const readShape = (value, at) =>
  /** @type {import('./record.mjs').PostedRecord} */ (read(schema, value, at));
