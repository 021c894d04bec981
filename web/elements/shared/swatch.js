/** Named colours as they look on things sold, calmer than the screen's own of the same name. */
const kSwatches = /** @type {Record<string, string>} */ ({
  red: '#b4493c',
  pink: '#e3b7a4',
  blue: '#7fa6b5',
  white: '#fdfbf5',
  green: '#55806a',
  silver: '#c3c7c9',
  black: '#2b2b2b',
  ivory: '#f4ecd8',
  cream: '#f0e2bd',
  purple: '#7d5a86',
  gold: '#c9a04a',
  yellow: '#e4bd4d',
  brown: '#7a5a41',
  orange: '#d88445',
  grey: '#7c858b',
  turquoise: '#5aa8a5',
});

/**
 * The colour to show beside a colour's word, if the word names one.
 * @param {string} value
 */
export const swatchOf = (value) => {
  const name = value.replace(/^colour:/, '');
  return kSwatches[name] ?? (/^[a-z]+$/.test(name) && CSS.supports('color', name) ? name : undefined);
};
