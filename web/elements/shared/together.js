/**
 * Words one after the other, with the comma of the language and no "and".
 * @param {string[]} words
 * @param {string} language
 */
export const together = (words, language) => new Intl.ListFormat(language, { type: 'unit' }).format(words);
