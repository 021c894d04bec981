/** Where a page may learn its jurisdiction, apart from our script's own attribute. @import {Places} from './jurisdiction.js' */

/** `Server-Timing: jurisdiction;desc=FR` on the page itself. @type {Places} */
export const serverTiming = {
  'server-timing': () => {
    const [page] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
    return page?.serverTiming?.find(({ name }) => name === 'jurisdiction')?.description;
  },
};

/** A cookie that the site's server sets. @type {Places} */
export const cookie = {
  cookie: () => /(?:^|;\s*)say-so-jurisdiction=([^;]*)/.exec(document.cookie)?.[1],
};

/** @type {Places} */
export const meta = {
  meta: () => document.querySelector('meta[name=say-so-jurisdiction]')?.getAttribute('content'),
};

/** Set by the page before our script: `sayso = {jurisdiction: () => 'FR'}`; it may answer with a promise. @type {Places} */
export const byFunction = {
  function: () =>
    /** @type {{sayso?: {jurisdiction?: () => unknown}}} */ (globalThis).sayso?.jurisdiction?.(),
};
