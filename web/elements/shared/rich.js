/** @import {Say} from '../../engine/types.js' */

// Private-use characters stand for the arguments while the sentence is put together; no text of a site holds them.
const kFirst = 0xe000;

/**
 * Puts a sentence together and returns it in pieces, so that a template can mark the names in it.
 * @param {Say} say
 * @param {string | string[]} key
 * @param {Record<string, string | undefined>} args
 * @returns {{text: string, name?: string}[]} `name` is the argument's name where the piece is one
 */
export const pieces = (say, key, args) => {
  const names = Object.keys(args);
  const marks = Object.fromEntries(names.map((name, index) => [name, String.fromCharCode(kFirst + index)]));
  return say(key, marks)
    .split(/([\ue000-\uf8ff])/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const name = names[piece.charCodeAt(0) - kFirst];
      return name === undefined ? { text: piece } : { text: args[name] ?? '', name };
    });
};
