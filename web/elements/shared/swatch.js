/**
 * The colour to show beside a colour's word, if CSS knows the word; the sheet calms the screen's bright ones.
 * @param {string} value
 */
export const swatchOf = (value) => {
  const name = value.replace(/^colour:/, '');
  if (name === 'cream') return '#fffdd0'; // the one common word that CSS lacks
  return /^[a-z]+$/.test(name) && CSS.supports('color', name) ? name : undefined;
};
