import { createWords } from '../strings/format.js';
import tokens from '../styles/tokens.css';
import base from '../styles/base.css';
import css from './page.css';

/** @import {Config, Kit} from '../engine/types.js' */
/** @import {Words} from '../strings/format.js' */

/**
 * An element with attributes and children; what is a text stays a text.
 * @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export const build = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

/** @param {string} shape */
export const icon = (shape) => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('icon');
  const path = document.createElementNS(svg.namespaceURI ?? '', 'path');
  path.setAttribute('d', shape);
  svg.append(path);
  return svg;
};

/** One part for every answer: no theme can make refusing weaker than accepting. @param {string} text @param {() => void} act */
export const action = (text, act) => {
  const button = build('button', { type: 'button', part: 'action' }, text);
  button.addEventListener('click', act);
  return button;
};

/** @param {HTMLElement} host */
export const attachRoot = (host) => {
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [tokens, base, css].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  return root;
};

/**
 * The config and the words of the page's language, without the core.
 * @param {Kit} kit
 * @returns {Promise<{config: Config, words: Words}>}
 */
export const readTexts = async ({ built, files }) => {
  const { language } = built;
  const { base: folder, integrity } = await files();
  const read = async (/** @type {string} */ path) => {
    const { href } = new URL(path, folder);
    const response = await fetch(href, { credentials: 'same-origin', integrity: integrity[path] });
    if (!response.ok) throw new Error(`${path}: the server answered ${response.status}`);
    return response.json();
  };
  const [config, strings] = await Promise.all([
    read(built.config ?? 'say-so.config.json'),
    read(`strings/${language}.json`),
  ]);
  return { config, words: createWords({ ...strings, ...config.text?.[language] }, language) };
};
