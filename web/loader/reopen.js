import { findRow } from './plan.js';
import css from './reopen.css';

/** @import {Kit} from '../engine/types.js' */

/** Where the law names the control, it has that name. */
const kNamed = ['your-privacy-choices', 'opt-out'];

/** @param {Kit} kit */
const nameOf = ({ built, environment }) => {
  const { links } = findRow(built.plan, environment());
  const named = links.find((code) => kNamed.includes(code));
  return String((named && built.words[`firstLayer.link.${named}`]) ?? built.words.reopen);
};

/** @param {Kit} kit */
const paint = (kit) => {
  const host = document.createElement('say-so-reopen');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg.namespaceURI ?? '', 'path');
  path.setAttribute('d', 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M8 12.5l3 3 5-6');
  svg.append(path);
  const button = document.createElement('button');
  button.type = 'button';
  button.lang = kit.built.language;
  button.dir = kit.built.dir;
  button.part.add('reopen');
  button.append(svg, nameOf(kit));
  button.addEventListener('click', () => kit.open('choices'));
  root.append(button);
  document.body.append(host);
  return host;
};

/**
 * The control by which the visitor changes their mind, in a corner of every page that has none of its own.
 * @param {Kit} kit
 */
export const createReopen = (kit) => {
  /** @type {HTMLElement | null} */
  let host = null;
  return () => {
    // The page's own may stand at its very end.
    if (document.readyState === 'loading') return;
    const isWanted = kit.built.reopen === 'corner' || !document.querySelector('[data-say-so-open]');
    if (!isWanted) {
      host?.remove();
      host = null;
    } else if (!host?.isConnected) host = paint(kit);
  };
};
