import { createWords } from '../strings/format.js';
import css from './first-layer.css';

/** @import {Built, PlanRow} from '../engine/types.js' */

const kSvg = 'http://www.w3.org/2000/svg';

/**
 * @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children
 */
const build = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

const check = () => {
  const svg = document.createElementNS(kSvg, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(kSvg, 'path');
  path.setAttribute('d', 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M8 12.5l3 3 5-6');
  svg.append(path);
  return svg;
};

/**
 * What a button of the first layer does.
 * @typedef {'accept-all' | 'reject-all' | 'choose' | 'partners' | 'close'} Act
 */

/** The actions of a row, in order, with the key of their words. @param {PlanRow} row @returns {[Act, string][]} */
const actionsOf = ({ prompt, controls }) => {
  /** @type {Record<string, [Act, string]>} */
  const known = {
    'accept-all': ['accept-all', 'firstLayer.acceptAll'],
    'reject-all': ['reject-all', 'firstLayer.rejectAll'],
    choose: ['choose', prompt === 'notice' ? 'firstLayer.optOut.choices' : 'firstLayer.choose'],
  };
  const actions = controls.flatMap((control) => (known[control] ? [known[control]] : []));
  return prompt === 'notice' ? [...actions, ['close', 'firstLayer.optOut.close']] : actions;
};

/**
 * Paints the first layer. It locks nothing and takes no focus: the page stays usable, and nothing optional runs.
 * @param {Built} built
 * @param {PlanRow} row
 * @param {(act: Act) => void} act
 * @returns {HTMLElement} the host; removing it closes the layer
 */
export const paintFirstLayer = (built, row, act) => {
  const words = createWords(built.words, built.language);
  const asks = row.prompt === 'ask';
  const isHonoured = row.status === 'gpc-honoured';
  const count = built.services.filter(({ third }) => third).length;
  const purposes = built.purposes
    .filter(({ required }) => !required)
    .map(({ id }) => words(`purpose.${id}.short`))
    .filter((text) => !text.startsWith('purpose.'));
  const args = { site: built.site.name, count, purposes, date: new Date() };
  const say = (/** @type {string} */ key) => words(`firstLayer.${key}`, args);

  const button = (/** @type {Act} */ name, /** @type {string} */ part, /** @type {string} */ text) => {
    const element = build('button', { type: 'button', part, 'data-act': name }, text);
    element.addEventListener('click', () => act(name));
    return element;
  };
  const text = asks ? 'text' : isHonoured ? 'optOut.textGpc' : 'optOut.text';
  const status = build(
    'div',
    { part: 'status' },
    check(),
    build(
      'div',
      {},
      build('b', {}, say('optOut.honored')),
      `${say('optOut.honoredBy')} · ${say('optOut.saleOff')}`,
    ),
  );
  const links = [build('a', { href: built.site.notice }, say('notice'))];
  if (count) links.unshift(button('partners', '', say('partners')));

  const host = document.createElement('say-so-first-layer');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  root.append(
    build(
      'div',
      {
        class: 'root',
        part: 'first-layer',
        role: 'dialog',
        'aria-labelledby': 'title',
        lang: built.language,
        dir: built.dir,
      },
      build('h2', { id: 'title', part: 'title', tabindex: '-1' }, say(asks ? 'title' : 'optOut.title')),
      build('p', {}, say(text)),
      ...(isHonoured ? [status] : []),
      build(
        'div',
        { part: 'actions' },
        ...actionsOf(row).map(([name, key]) => button(name, 'action', words(key, args))),
      ),
      build('div', { part: 'links' }, ...links),
    ),
  );
  // First in the page: whoever walks it by keyboard or ear meets the question before the rest.
  document.body.prepend(host);
  return host;
};
