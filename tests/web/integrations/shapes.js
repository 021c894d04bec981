// What each vendor's documentation says its calls look like: names, order of arguments, keys and values, as read on the
// day named. Facts only; `source` is where they stand. A call that fits none of its vendor's shapes is not one of theirs.

const granted = ['granted', 'denied'];
const flags = [true, false];
const types = Object.fromEntries(
  [
    'ad_storage',
    'analytics_storage',
    'ad_user_data',
    'ad_personalization',
    'functionality_storage',
    'personalization_storage',
    'security_storage',
  ].map((type) => [type, granted]),
);
/** @param {unknown} value */
const isMilliseconds = (value) => Number.isInteger(value);
/** @param {unknown} value */
const isRegions = (value) =>
  Array.isArray(value) && value.every((code) => /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(code));
/** @param {unknown} value */
const isFunction = (value) => typeof value === 'function';

/**
 * Per vendor the calls: a word stands for itself, a list for any of its members, a function for what it accepts.
 * @type {Record<string, {source: string, read: string, calls: unknown[][]}>}
 */
export const shapes = {
  'google-consent-mode': {
    source: 'https://developers.google.com/tag-platform/security/guides/consent',
    read: '2026-11-22',
    calls: [
      ['consent', 'default', { ...types, wait_for_update: isMilliseconds }],
      ['consent', 'default', { ...types, wait_for_update: isMilliseconds, region: isRegions }],
      ['consent', 'update', types],
      ['set', 'ads_data_redaction', true],
      ['set', 'url_passthrough', true],
    ],
  },
  'microsoft-uet': {
    source: 'https://learn.microsoft.com/en-us/advertising/msa-help/hlp_ba_conc_uet_consent',
    read: '2026-11-22',
    calls: [['consent', ['default', 'update'], { ad_storage: granted }]],
  },
  'microsoft-clarity': {
    source: 'https://learn.microsoft.com/en-us/clarity/clarity-consent-api-v2',
    read: '2026-11-22',
    calls: [['consentv2', { ad_Storage: granted, analytics_Storage: granted }]],
  },
  'meta-pixel': {
    source:
      'https://developers.facebook.com/docs/meta-pixel/implementation/gdpr and ' +
      'https://developers.facebook.com/docs/marketing-apis/data-processing-options',
    read: '2026-11-22',
    calls: [
      ['consent', ['grant', 'revoke']],
      ['dataProcessingOptions', { 0: 'LDU' }, 0, 0],
      ['dataProcessingOptions', {}],
    ],
  },
  'wp-consent-api': {
    source: 'https://wordpress.org/plugins/wp-consent-api/ 2.0.1, assets/js/wp-consent-api.js',
    read: '2026-11-22',
    calls: [
      [
        ['functional', 'preferences', 'statistics-anonymous', 'statistics', 'marketing'],
        ['allow', 'deny'],
      ],
    ],
  },
  shopify: {
    source: 'https://shopify.dev/docs/api/customer-privacy',
    read: '2026-11-22',
    calls: [
      [{ analytics: flags, marketing: flags, preferences: flags, sale_of_data: flags }, isFunction],
      [{ 0: { name: 'consent-tracking-api', version: '0.1' } }, isFunction],
    ],
  },
};

/** @param {unknown} value @param {any} shape @returns {boolean} */
const fits = (value, shape) => {
  if (typeof shape === 'function') return shape(value);
  if (Array.isArray(shape)) return shape.includes(value);
  if (typeof shape !== 'object') return value === shape;
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(shape);
  return (
    keys.length === Object.keys(value).length &&
    keys.every((key) => key in value && fits(/** @type {any} */ (value)[key], shape[key]))
  );
};

/** Whether a call is one that the vendor documents. @param {string} vendor @param {unknown[]} words */
export const isDocumented = (vendor, words) =>
  shapes[vendor].calls.some(
    (call) => call.length === words.length && call.every((shape, index) => fits(words[index], shape)),
  );
