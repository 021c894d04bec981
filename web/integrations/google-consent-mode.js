// Google Consent Mode, version 2. Shapes: https://developers.google.com/tag-platform/security/guides/consent, read
// 2026-11-22. A command is the `arguments` object of gtag(), put on `dataLayer`. Defaults come before every other
// command; of several the one with the most specific region (ISO 3166-2) counts; an update takes their place.
import { valuesOf } from './values.js';

/** @import {ConsentModeSettings, Integration, Options} from './types.js' */

/**
 * The strictest default, then one for the place; an update once a choice is known, and when what holds changes.
 * @param {Options<ConsentModeSettings>} options
 * @returns {Integration}
 */
export const create = ({ types, settings = {}, isRequired = () => false, page = globalThis }) => {
  /** @param {...unknown} _words */
  function gtag(..._words) {
    page.dataLayer ??= [];
    // Google's tags pass over an array.
    page.dataLayer.push(arguments);
  }
  const strictest = valuesOf(types, isRequired);
  let told = '';
  let isAnswered = false;

  /** @param {ReturnType<typeof valuesOf>} values @param {string | null} jurisdiction */
  const tellDefaults = (values, jurisdiction) => {
    const wait = { wait_for_update: settings.waitForUpdate ?? 500 };
    gtag('consent', 'default', { ...strictest, ...wait });
    if (jurisdiction) gtag('consent', 'default', { ...values, region: [jurisdiction], ...wait });
    if (settings.adsDataRedaction) gtag('set', 'ads_data_redaction', true);
    if (settings.urlPassthrough) gtag('set', 'url_passthrough', true);
    told = JSON.stringify(jurisdiction ? values : strictest);
  };

  return {
    settle({ isGranted, hasChoice, jurisdiction }) {
      const values = valuesOf(types, isGranted);
      // What was chosen is no default: the update says it.
      if (!told) tellDefaults(hasChoice ? strictest : values, jurisdiction);
      const text = JSON.stringify(values);
      // Tags wait for an answer, also for one that changes nothing.
      if (text === told && (isAnswered || !hasChoice)) return;
      told = text;
      isAnswered ||= hasChoice;
      gtag('consent', 'update', values);
    },
  };
};
