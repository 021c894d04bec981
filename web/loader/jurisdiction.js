/** ISO 3166: a country, or a country and its part. */
const kCode = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

/** Sources by name. Never a third party. @typedef {Record<string, () => unknown>} Places */

/** @param {string | null | undefined | false} answer */
const codeIn = (answer) => {
  const code = answer ? String(answer).trim().toUpperCase() : '';
  return kCode.test(code) ? code : null;
};

/** @typedef {{jurisdiction: string | null, jurisdictionSource: string}} Place */

/**
 * The first source that knows; what none knows is null, which reads as the strictest.
 * @param {string[]} order
 * @param {Places} places
 * @returns {Place & {later?: Promise<Place>}} `later` where a source has yet to answer
 */
export const findJurisdiction = (order, places) => {
  for (const [index, source] of order.entries()) {
    try {
      const answer = /** @type {any} */ (places[source]?.());
      // A place still awaited is no place unknown: the strictest holds, whatever the site falls back on.
      if (answer?.then) {
        const others = order.slice(index + 1);
        const later = Promise.resolve(answer)
          .then(codeIn, () => null)
          .then((code) =>
            code ? { jurisdiction: code, jurisdictionSource: source } : findJurisdiction(others, places),
          );
        return { jurisdiction: null, jurisdictionSource: source, later };
      }
      const jurisdiction = codeIn(answer);
      if (jurisdiction) return { jurisdiction, jurisdictionSource: source };
    } catch {
      // A page's own code that fails, or storage that is blocked, knows nothing.
    }
  }
  return { jurisdiction: null, jurisdictionSource: 'fallback' };
};
