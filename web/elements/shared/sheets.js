import tokens from '../../styles/tokens.css';
import base from '../../styles/base.css';
import panel from '../../styles/panel.css';

/**
 * Makes a constructable sheet of a CSS module's text. Our own files only: no value of the page gets in.
 * @param {string} text
 */
export const sheet = (text) => {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
};

export const baseSheets = [sheet(tokens), sheet(base)];
export const panelSheets = [...baseSheets, sheet(panel)];
