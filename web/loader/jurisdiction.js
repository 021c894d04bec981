/** ISO 3166: a country, or a country and its part. */
const kCode = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

/**
 * Where the page may learn its jurisdiction. Never from a third party.
 * @type {Record<string, (script: HTMLScriptElement | null) => string | null | undefined>}
 */
const sources = {
  'server-timing': () => {
    const [page] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
    return page?.serverTiming?.find(({ name }) => name === 'jurisdiction')?.description;
  },
  cookie: () => /(?:^|;\s*)say-so-jurisdiction=([^;]*)/.exec(document.cookie)?.[1],
  meta: () => document.querySelector('meta[name=say-so-jurisdiction]')?.getAttribute('content'),
  attribute: (script) => script?.dataset.jurisdiction,
  // Set by the page before our script: `sayso = {jurisdiction: () => 'FR'}`; it may answer with a promise.
  function: () => /** @type {{sayso?: {jurisdiction?: () => any}}} */ (globalThis).sayso?.jurisdiction?.(),
};

/** @param {string | null | undefined | false} answer */
const codeIn = (answer) => {
  const code = answer ? String(answer).trim().toUpperCase() : '';
  return kCode.test(code) ? code : null;
};

/** @typedef {{jurisdiction: string | null, jurisdictionSource: string}} Place */

/**
 * The first source that knows; what none knows is null, which reads as the strictest.
 * @param {string[]} order
 * @param {HTMLScriptElement | null} script
 * @param {typeof sources} [from] for tests
 * @returns {Place & {later?: Promise<Place>}} `later` where a source has yet to answer
 */
export const findJurisdiction = (order, script, from = sources) => {
  for (const [index, source] of order.entries()) {
    try {
      const answer = /** @type {any} */ (from[source]?.(script));
      // A place still awaited is no place unknown: the strictest holds, whatever the site falls back on.
      if (answer?.then) {
        const others = order.slice(index + 1);
        const later = Promise.resolve(answer)
          .then(codeIn, () => null)
          .then((code) =>
            code
              ? { jurisdiction: code, jurisdictionSource: source }
              : findJurisdiction(others, script, from),
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
