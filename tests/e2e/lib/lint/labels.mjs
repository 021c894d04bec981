// What a label says that its control does: the same lists as `say-so audit lint` has.
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../../../core/audit/languages/', import.meta.url);

/** @type {Record<string, Record<string, string[]> & {linkTexts: Record<string, string[]>}>} by language */
export const languages = Object.fromEntries(
  readdirSync(folder).map((file) => [
    file.slice(0, -'.json'.length),
    JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
  ]),
);

const plain = (/** @type {string} */ text) =>
  text
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/^[ .!?:;,"'()]+|[ .!?:;,"'()]+$/g, '');

/** @typedef {'accept' | 'reject' | 'settings' | 'save'} Kind */
export const kinds = /** @type {Kind[]} */ (['accept', 'reject', 'settings', 'save']);

/**
 * The kind of a control by its label, in one language or in any.
 * @param {string} name @param {string} [language] @returns {Kind | undefined}
 */
export const kindOf = (name, language) => {
  const lists = language ? [languages[language]].filter(Boolean) : Object.values(languages);
  return kinds.find((kind) => lists.some((list) => list[kind].includes(plain(name))));
};

/** Whether the texts of a list stand in a text, in any language. @param {string} list @param {string} text */
export const says = (list, text) =>
  Object.values(languages).some((language) =>
    language[list].some((phrase) => {
      const words = phrase.replaceAll('*', '').replace(/[.+?^${}()|[\]\\]/g, '\\$&');
      const begin = phrase.startsWith('*') ? '' : '(?<![\\p{L}\\d])';
      const end = phrase.endsWith('*') ? '' : '(?![\\p{L}\\d])';
      return new RegExp(begin + words + end, 'u').test(plain(text));
    }),
  );
