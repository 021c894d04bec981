// The cookie's text (core/consent/state.h) read without the core: for servers, which must not grant what was touched.
import { sha256 } from './sha256.js';

/** @typedef {{at: number, flags: number, control: number}} Choice `flags`: granted 1, under GPC 2, stale 4; `at` in seconds */
/**
 * @typedef {object} State
 * @property {string} meaning as `packHash` gives it
 * @property {number} lastSeen
 * @property {string} rest letters of what counts as refused where it is not listed
 * @property {Map<string, Choice>} choices by letter and id: p purpose, s service, g signal
 */

const kChosen = /^[psg][a-z\d][a-z\d._-]{0,63}$/;

const count = (/** @type {string} */ text) => parseInt(text, 36);

/** @param {number[]} bytes as base64url without padding */
const pack = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replace(/\W/g, (mark) =>
    mark === '+' ? '-' : mark === '/' ? '_' : '',
  );

/** A hash as the state holds it. @param {string} hash "sha256:" and hex */
export const packHash = (hash) => pack((hash.slice(7).match(/../g) ?? []).map((byte) => +`0x${byte}`));

/**
 * The check at its end says that the core wrote the text; what is still no number stays NaN, which grants nothing.
 * @param {string} text
 * @returns {State | null} null for a text that was cut, touched or is of another version
 */
export const readCompactState = (text) => {
  const body = text.slice(0, -5);
  const [meaning, , lastSeen, rest, texts, ...groups] = body.slice(2).split('!');
  const isOurs = text.startsWith('1.') && `${body}.${pack(sha256(body).slice(0, 3))}` === text;
  if (!isOurs || text.length > 2048 || texts === undefined) return null;
  const choices = new Map();
  for (const group of groups) {
    const [at, flags, control, , , , chosen = ''] = group.split(':');
    for (const each of chosen.split('*')) {
      if (!kChosen.test(each) || choices.has(each)) return null;
      choices.set(each, { at: count(at), flags: +flags, control: +control });
    }
  }
  return { meaning, lastSeen: count(lastSeen), rest: rest.split(':')[0], choices };
};
