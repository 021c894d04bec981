// Microsoft Clarity, consent API version 2. Shapes: https://learn.microsoft.com/en-us/clarity/clarity-consent-api-v2,
// read 2026-11-22. Both keys have a capital S. Before the tag has come, `clarity` keeps the arguments of each call in
// `clarity.q`; Clarity's own snippet takes over a `clarity` that is there.
import { onChange, valuesOf } from './values.js';

/** @import {Integration, Options} from './types.js' */

/**
 * What holds, before the tag and when it changes. Without a word Clarity sets cookies outside Europe.
 * @param {Options} options
 * @returns {Integration}
 */
export const create = ({ types, page = globalThis }) => {
  const tell = onChange((/** @type {{ad_Storage: string, analytics_Storage: string}} */ state) => {
    page.clarity ??= function () {
      (page.clarity.q ??= []).push(arguments);
    };
    page.clarity('consentv2', state);
  });
  return {
    settle({ isGranted }) {
      const { ad_storage, analytics_storage } = valuesOf(types, isGranted);
      tell({ ad_Storage: ad_storage, analytics_Storage: analytics_storage });
    },
  };
};
