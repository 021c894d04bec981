import { readFileSync } from 'node:fs';

/** @param {string} language */
export const stringsOf = (language) =>
  JSON.parse(readFileSync(new URL(`../../../web/strings/${language}.json`, import.meta.url), 'utf8'));

/**
 * Looks words up as the elements do: the first known key wins.
 * @param {string} language
 * @param {Record<string, string>} [overrides]
 */
export const sayer = (language, overrides = {}) => {
  const strings = { ...stringsOf(language), ...overrides };
  return (keys, args = {}, fallback = undefined) => {
    const tried = typeof keys === 'string' ? [keys] : keys;
    const key = tried.find((name) => name in strings);
    if (key === undefined) return fallback ?? tried[tried.length - 1];
    const form = strings[key];
    const text = typeof form === 'string' ? form : form[args.count === 1 ? 'one' : 'other'];
    return text.replace(/\{(\w+)\}/g, (whole, name) => args[name] ?? whole);
  };
};
