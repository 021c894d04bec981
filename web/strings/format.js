/**
 * A message: text with `{name}` places, or one text a plural category of `{count}` ("zero" is for exactly none).
 * @typedef {string | Record<string, string>} Message
 * @typedef {(key: string, args?: Record<string, unknown>) => string} Words
 */

/** Languages that Intl refuses ("C", from a bare locale) read as English: words must never throw. */
const intlOf = (/** @type {string} */ language) => {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
};

/** @param {Record<string, string>} forms @param {unknown} count @param {string} language */
const pluralOf = (forms, count, language) => {
  const number = Number(count);
  if (number === 0 && forms.zero !== undefined) return forms.zero;
  return forms[new Intl.PluralRules(language).select(number)] ?? forms.other ?? '';
};

/** A value as a reader of the language writes it. @param {unknown} value @param {string} language */
const textOf = (value, language) => {
  if (Array.isArray(value)) return new Intl.ListFormat(language).format(value.map(String));
  if (value instanceof Date)
    return isNaN(value.getTime())
      ? ''
      : new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }).format(value);
  return String(value);
};

/**
 * Words by key. A key that is missing reads as itself, so that a gap is seen and nothing breaks.
 * @param {Record<string, Message>} strings
 * @param {string} language
 * @returns {Words}
 */
export const createWords = (strings, language) => {
  const locale = intlOf(language);
  return (key, args = {}) => {
    const message = Object.hasOwn(strings, key) ? strings[key] : key;
    const text = typeof message === 'string' ? message : pluralOf(message, args.count, locale);
    return text.replace(/\{(\w+)\}/g, (place, name) =>
      Object.hasOwn(args, name) ? textOf(args[name], locale) : place,
    );
  };
};
