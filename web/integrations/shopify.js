// Shopify, Customer Privacy API. Shapes: https://shopify.dev/docs/api/customer-privacy, read 2026-11-22. The API comes by
// `loadFeatures`; `setTrackingConsent` keeps a visitor's choice about four uses. It reads Global Privacy Control itself.
import { isAdvertisingGranted, onChange, valuesOf, whenParsed } from './values.js';

/** @import {Integration, Options, Settled} from './types.js' */

/** @param {Options['types']} types @param {Settled['isGranted']} isGranted */
const consentOf = (types, isGranted) => {
  const values = valuesOf(types, isGranted);
  const advertises = isAdvertisingGranted(values);
  return {
    analytics: values.analytics_storage === 'granted',
    marketing: advertises,
    preferences: values.functionality_storage === 'granted',
    sale_of_data: advertises,
  };
};

/**
 * Passes on what a visitor chose. Before a choice the shop's own settings for the place hold: to set anything would be
 * kept as an answer.
 * @param {Options} options
 * @returns {Integration}
 */
export const create = ({ types, page = globalThis }) => {
  const tell = onChange((/** @type {ReturnType<typeof consentOf>} */ consent) => {
    const { Shopify } = page;
    const set = () => Shopify.customerPrivacy.setTrackingConsent(consent, () => {});
    if (Shopify?.customerPrivacy) set();
    else
      Shopify?.loadFeatures(
        [{ name: 'consent-tracking-api', version: '0.1' }],
        (/** @type {unknown} */ error) => !error && set(),
      );
  });
  return {
    settle({ isGranted, hasChoice }) {
      if (hasChoice) whenParsed(page.document, () => tell(consentOf(types, isGranted)));
    },
  };
};
