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
};

/**
 * The first source that knows; what none knows is null, which reads as the strictest.
 * @param {string[]} order
 * @param {HTMLScriptElement | null} script
 * @param {typeof sources} [from] for tests
 */
export const findJurisdiction = (order, script, from = sources) => {
  for (const source of order) {
    const code = from[source]?.(script)?.trim().toUpperCase();
    if (code && kCode.test(code)) return { jurisdiction: code, jurisdictionSource: source };
  }
  return { jurisdiction: null, jurisdictionSource: 'fallback' };
};
