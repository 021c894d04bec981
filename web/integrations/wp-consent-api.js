// WP Consent API, by which WordPress plugins ask for consent. Shapes: version 2.0.1, https://wordpress.org/plugins/wp-consent-api/
// and its assets/js/wp-consent-api.js, read 2026-11-22. The page's consent tool sets `wp_consent_type` and says so by the
// event `wp_consent_type_defined`; `wp_set_consent` keeps each category in a cookie of its own, and tells who listens.
import { isAdvertisingGranted, valuesOf, whenParsed } from './values.js';

/** @import {Integration, Options, Settled} from './types.js' */

/**
 * @param {Options['types']} types @param {Settled['isGranted']} isGranted
 * @returns {Record<string, boolean>}
 */
const categoriesOf = (types, isGranted) => {
  const values = valuesOf(types, isGranted);
  const measures = values.analytics_storage === 'granted';
  return {
    functional: true, // there: what a visitor asked for, which needs no consent
    preferences: values.functionality_storage === 'granted',
    'statistics-anonymous': measures,
    statistics: measures,
    marketing: isAdvertisingGranted(values),
  };
};

/**
 * Says which rules hold, and every category once there is a choice. Before one only what the plugins would get wrong is
 * said, so that no cookie is written without need.
 * @param {Options} options
 * @returns {Integration}
 */
export const create = ({ types, page = globalThis }) => {
  /** @type {Settled | undefined} */
  let now;
  /** @type {Record<string, boolean>} */
  const told = {};
  let toldType = '';

  const tell = () => {
    const { isGranted, hasChoice } = /** @type {Settled} */ (now);
    if (page.wp_consent_type !== toldType) {
      toldType = page.wp_consent_type;
      page.document.dispatchEvent(new page.CustomEvent('wp_consent_type_defined'));
    }
    // Without the plugin there is nobody to tell.
    if (!page.wp_set_consent) return;
    for (const [category, isAllowed] of Object.entries(categoriesOf(types, isGranted))) {
      const isKnown = hasChoice ? told[category] === isAllowed : page.wp_has_consent(category) === isAllowed;
      if (isKnown) continue;
      told[category] = isAllowed;
      page.wp_set_consent(category, isAllowed ? 'allow' : 'deny');
    }
  };

  return {
    settle(settled) {
      now = settled;
      page.wp_consent_type = settled.model === 'opt-in' ? 'optin' : 'optout';
      // Scripts that listen are further down the page, as is the plugin's own.
      whenParsed(page.document, tell);
    },
  };
};
