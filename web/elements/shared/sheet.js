/**
 * Makes a constructable sheet of a CSS module's text. Our own files only: no value of the page gets in.
 * @param {string} text
 */
export const sheet = (text) => {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
};
