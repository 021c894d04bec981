/** @import {Settled, Types, Value} from './types.js' */

/**
 * Every Consent Mode type with what holds for it. The rules are the core's (core/consent/consent_mode.h).
 * @param {Types} types @param {Settled['isGranted']} isGranted
 * @returns {Record<string, Value>}
 */
export const valuesOf = (types, isGranted) =>
  Object.fromEntries(
    Object.entries(types).map(([type, rule]) => [
      type,
      ('all' in rule ? rule.all.every(isGranted) : rule.any.some(isGranted)) ? 'granted' : 'denied',
    ]),
  );

/** Types that a vendor with one switch for advertising stands for: it is on where all of them are. */
const kAdvertising = ['ad_storage', 'ad_user_data', 'ad_personalization'];

/** @param {Record<string, Value>} values */
export const isAdvertisingGranted = (values) => kAdvertising.every((type) => values[type] === 'granted');

/**
 * Says only what differs from what was said last.
 * @template T
 * @param {(what: T) => void} say
 * @returns {(what: T) => void}
 */
export const onChange = (say) => {
  let said = '';
  return (what) => {
    const text = JSON.stringify(what);
    if (text === said) return;
    said = text;
    say(what);
  };
};

/**
 * Runs now if the page is there, else once it is: what a page's own scripts set up is there then.
 * @param {Document | undefined} document @param {() => void} body
 */
export const whenParsed = (document, body) => {
  if (document?.readyState === 'loading') document.addEventListener('DOMContentLoaded', body, { once: true });
  else body();
};
