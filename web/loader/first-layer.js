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

/**
 * The actions of a row, in order, with the key of their words. An honoured opt-out leaves nothing to refuse in haste:
 * its notice shows what was done, and where the rest is chosen.
 * @param {PlanRow} row
 * @returns {[Act, string][]}
 */
const actionsOf = ({ prompt, controls, status }) => {
  /** @type {Record<string, [Act, string]>} */
  const known = {
    'accept-all': ['accept-all', 'acceptAll'],
    'reject-all': ['reject-all', 'rejectAll'],
    choose: ['choose', prompt === 'notice' ? 'optOut.choices' : 'choose'],
  };
  const actions = controls
    .filter((control) => known[control] && !(status && control === 'reject-all'))
    .map((control) => known[control]);
  return prompt === 'notice' ? [...actions, ['close', 'optOut.close']] : actions;
};

/** The page's own tag says more than ours where they agree: en-GB writes 12 Nov, en Nov 12. @param {string} language */
const localeOf = (language) => {
  const page = document.documentElement.lang;
  return page.startsWith(`${language}-`) ? page : language;
};

/**
 * The purposes that the text names: where it asks, all that need a choice; where it tells, those in use.
 * @param {Built} built @param {PlanRow} row
 */
const namedPurposes = ({ purposes }, { prompt, granted }) => {
  const optional = purposes.filter(
    ({ id, required }) => !required && (prompt === 'ask' || granted.includes(id)),
  );
  return optional.length ? optional : purposes;
};

/**
 * The words of the layer by the last part of their key.
 * @param {Built} built @param {PlanRow} row
 */
const createSay = (built, row) => {
  const words = createWords(built.words, localeOf(built.language));
  const args = {
    site: built.site.name,
    count: partnersOf(built),
    // A site that gave a purpose no words shows its id rather than hide the purpose.
    purposes: namedPurposes(built, row).map(({ id }) => {
      const key = `purpose.${id}.short`;
      return built.words[key] ? words(key) : id;
    }),
    date: new Date(),
  };
  return (/** @type {string} */ key) => words(`firstLayer.${key}`, args);
};

/** @param {Built} built */
const partnersOf = ({ services }) => services.filter(({ third }) => third).length;

/** That an opt-out signal was honoured, and what it switched off. @param {(key: string) => string} say */
const buildStatus = (say) =>
  build(
    'div',
    { part: 'status', role: 'status' },
    check(),
    build('div', {}, build('b', {}, say('optOut.honored')), build('span', {}, say('optOut.honoredBy'))),
    build('div', {}, say('optOut.saleOff')),
  );

/** A text that scrolls must be reached by keyboard, in browsers that do not see to it. @param {Element} text */
const watchOverflow = (text) =>
  new ResizeObserver(() => {
    if (text.scrollHeight > text.clientHeight) text.setAttribute('tabindex', '0');
    else text.removeAttribute('tabindex');
  }).observe(text);

/**
 * Paints the first layer. It locks nothing and takes no focus: the page stays usable, and nothing optional runs.
 * @param {Built} built
 * @param {PlanRow} row
 * @param {(act: Act) => void} act
 * @returns {HTMLElement} the host; removing it closes the layer
 */
export const paintFirstLayer = (built, row, act) => {
  const { language, dir, site } = built;
  const say = createSay(built, row);
  const asks = row.prompt === 'ask';
  const isHonoured = row.status === 'gpc-honoured';

  const button = (/** @type {Act} */ name, /** @type {string} */ key, /** @type {object} */ attributes) => {
    const element = build('button', { type: 'button', ...attributes }, say(key));
    element.addEventListener('click', () => act(name));
    return element;
  };
  const link = (/** @type {string} */ key, fragment = '') =>
    build('a', { href: site.notice + fragment }, say(key));

  const text = build(
    'p',
    { part: 'text' },
    say(asks ? 'text' : isHonoured ? 'optOut.textGpc' : 'optOut.text'),
  );
  const layer = build(
    'div',
    { class: 'root', part: 'first-layer', role: 'dialog', 'aria-labelledby': 'title', lang: language, dir },
    build('h2', { id: 'title', part: 'title', tabindex: '-1' }, say(asks ? 'title' : 'optOut.title')),
    text,
    ...(isHonoured ? [buildStatus(say)] : []),
    build(
      'div',
      { part: 'actions' },
      ...actionsOf(row).map(([name, key]) => button(name, key, { part: 'action' })),
    ),
    build(
      'div',
      { part: 'links' },
      // Five controls at most: where nothing is left to refuse at once, there is room for what the law wants at hand.
      ...(isHonoured ? [link('optOut.collect', '#collect')] : []),
      ...(partnersOf(built) ? [button('partners', 'partners', {})] : []),
      link('notice'),
    ),
  );
  const host = document.createElement('say-so-first-layer');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  root.append(layer);
  watchOverflow(text);
  // First in the page: whoever walks it by keyboard or ear meets the question before the rest.
  document.body.prepend(host);
  return host;
};
