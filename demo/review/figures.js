/** @typedef {{mean: number, error: number, lists: number}} Estimate */

/** Between a figure and half of its interval; a line does not break here. */
export const plusMinus = '\u00a0±\u00a0';

const numbers = new Intl.NumberFormat('en-GB');

/** Three decimals, as everywhere on this page. @param {number | null | undefined} value */
export const figure = (value) => {
  if (value === null || value === undefined) return '–';
  const text = Math.abs(value).toFixed(3);
  return value < 0 && Number(text) > 0 ? `−${text}` : text;
};

/** With its 95 % interval. @param {Estimate} estimate */
export const withError = ({ mean, error }) => `${figure(mean)}${plusMinus}${figure(error)}`;

/** A share as of a hundred. @param {number | null | undefined} share @param {number} [digits] */
export const percent = (share, digits = 1) =>
  share === null || share === undefined ? '–' : `${(100 * share).toFixed(digits)}\u00a0%`;

/** Of 100 shoppers. @param {Estimate} estimate */
export const ofHundred = ({ mean, error }) =>
  `${(100 * mean).toFixed(1)}${plusMinus}${(100 * error).toFixed(1)}`;

/** @param {number} value */
export const count = (value) => numbers.format(value);

/** @param {number} bytes */
export const bytes = (bytes) => `${numbers.format(bytes)}\u00a0B`;

/**
 * Whether a difference, taken shopper by shopper, is more than chance would make it: 1 above, -1 below, 0 neither.
 * @param {Estimate} difference
 */
export const side = ({ mean, error }) => (Math.abs(mean) > error ? Math.sign(mean) : 0);

/** With its sign, as a difference. @param {Estimate} estimate */
export const difference = ({ mean, error }) =>
  `${mean < 0 ? '−' : '+'}${figure(Math.abs(mean))}${plusMinus}${figure(error)}`;
