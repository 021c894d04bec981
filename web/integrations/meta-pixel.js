// Meta Pixel: consent, and Limited Data Use in the United States. Shapes:
// https://developers.facebook.com/docs/meta-pixel/implementation/gdpr and
// https://developers.facebook.com/docs/marketing-apis/data-processing-options, read 2026-11-22. Both calls stand before
// `init`. 0, 0 for country and state: Meta finds out which of the states it is.
import { isAdvertisingGranted, onChange, valuesOf } from './values.js';

/** @import {Integration, Options} from './types.js' */

/** Whether it takes calls: Meta's snippet sets a function first and gives it a queue afterwards. @param {any} fbq */
const takesCalls = (fbq) => Boolean(fbq?.queue || fbq?.callMethod);

/**
 * Calls `fbq` as soon as it takes calls. Meta's snippet does nothing where there is an `fbq` already, not even load the
 * pixel, so there can be no stand-in: the snippet's own is awaited, and called before the page's next line can.
 * @param {any} page
 */
const createCaller = (page) => {
  /** @type {unknown[][]} what the pixel has yet to hear: the last word alone counts */
  let waiting = [];
  let { fbq } = page;
  const flush = () => {
    const calls = waiting;
    waiting = [];
    for (const words of calls) fbq(...words);
  };
  if (!takesCalls(fbq))
    Object.defineProperty(page, 'fbq', {
      configurable: true,
      enumerable: true,
      set(given) {
        fbq = given;
      },
      get() {
        if (takesCalls(fbq)) {
          Object.defineProperty(page, 'fbq', { value: fbq, writable: true });
          flush();
        }
        return fbq;
      },
    });
  return (/** @type {unknown[][]} */ calls) => {
    waiting = calls;
    if (takesCalls(page.fbq)) {
      ({ fbq } = page);
      flush();
    }
  };
};

/**
 * Pauses the pixel where any use for advertising is denied, and lets it go on where all are granted.
 * @param {Options} options
 * @returns {Integration}
 */
export const create = ({ types, page = globalThis }) => {
  const call = createCaller(page);
  const tell = onChange((/** @type {{isGranted: boolean, isUs: boolean}} */ { isGranted, isUs }) => {
    const limits = isGranted ? ['dataProcessingOptions', []] : ['dataProcessingOptions', ['LDU'], 0, 0];
    call([...(isUs ? [limits] : []), ['consent', isGranted ? 'grant' : 'revoke']]);
  });
  return {
    settle({ isGranted, jurisdiction }) {
      tell({
        isGranted: isAdvertisingGranted(valuesOf(types, isGranted)),
        isUs: /^US\b/.test(jurisdiction ?? ''),
      });
    },
  };
};
