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

/** @param {string} shape */
const icon = (shape) => {
  const svg = document.createElementNS(kSvg, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(kSvg, 'path');
  path.setAttribute('d', shape);
  svg.append(path);
  return svg;
};

/**
 * What a button of the first layer does.
 * @typedef {'accept-all' | 'reject-all' | 'choose' | 'partners' | 'close'} Act
 */

/** Links of a row that lead to the choices; the others lead into the notice, each to its own part. */
const kToChoices = ['your-privacy-choices', 'opt-out', 'do-not-sell', 'limit-use'];

/** The key of a link's words. @param {string} code */
const linkKey = (code) => `link.${code}`;

/**
 * The actions of a row, in order, with the key of their words; what has no words is no button. A notice asks for no yes,
 * and its way to the choices has the name that the law gives it. An honoured opt-out leaves nothing to refuse in haste.
 * @param {PlanRow} row @param {Built['words']} words
 * @returns {[Act, string][]}
 */
const actionsOf = ({ prompt, controls, status, links }, words) => {
  const tells = prompt === 'notice';
  const named = tells && links.find((code) => kToChoices.includes(code));
  return /** @type {[Act, string][]} */ (
    [...controls, 'close']
      .map((control) => [
        control,
        named && control === 'choose' ? linkKey(named) : `${tells ? 'optOut.' : ''}${control}`,
      ])
      .filter(
        ([control, key]) => words[`firstLayer.${key}`] && !(tells && status && control === 'reject-all'),
      )
  );
};

/** The page's own tag says more than ours where they agree: en-GB writes 12 Nov, en Nov 12. @param {string} language */
const localeOf = (language) => {
  const page = document.documentElement.lang;
  return page.startsWith(`${language}-`) ? page : language;
};

/**
 * The optional purposes that a row lets run before any choice, or those that it does not.
 * @param {Built} built @param {PlanRow} row @param {boolean} isGranted
 */
const optionalOf = ({ purposes }, { granted }, isGranted) =>
  purposes.filter(({ id, required }) => !required && granted.includes(id) === isGranted);

/**
 * Says the words of the layer by the last part of their key, about the given purposes.
 * @param {Built} built
 */
const createSay = (built) => {
  const words = createWords(built.words, localeOf(built.language));
  return (/** @type {string} */ key, purposes = built.purposes) =>
    words(`firstLayer.${key}`, {
      site: built.site.name,
      count: built.partners,
      // A site that gave a purpose no words shows its id rather than hide the purpose.
      purposes: purposes.map(({ id }) => {
        const short = `purpose.${id}.short`;
        return built.words[short] ? words(short) : id;
      }),
      date: new Date(),
    });
};

/**
 * What the layer says: where it asks, what needs a yes and what the law allows without one; where it tells, what is in
 * use. @param {Built} built @param {PlanRow} row @param {ReturnType<typeof createSay>} say
 */
const textOf = (built, row, say) => {
  const running = optionalOf(built, row, true);
  const inUse = running.length ? running : built.purposes.filter(({ required }) => required);
  if (row.prompt === 'notice') return say(row.status ? 'optOut.textGpc' : 'optOut.text', inUse);
  const asked = say('text', optionalOf(built, row, false));
  return running.length ? `${asked} ${say('exempt', running)}` : asked;
};

/** That an opt-out signal was honoured, and what it switched off. @param {(key: string) => string} say */
const buildStatus = (say) =>
  build(
    'div',
    { part: 'status', role: 'status' },
    icon('M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M8 12.5l3 3 5-6'),
    build('div', {}, build('b', {}, say('optOut.honored')), build('span', {}, say('optOut.honoredBy'))),
    build('div', {}, say('optOut.saleOff')),
  );

/**
 * A text that scrolls must be reached by keyboard, in browsers that do not see to it. And as long as the layer stands, what
 * gets the focus in the page scrolls clear of it. @param {HTMLElement} text @param {HTMLElement} layer
 */
const watchSize = (text, layer) =>
  new ResizeObserver(() => {
    text.tabIndex = text.scrollHeight > text.clientHeight ? 0 : -1;
    document.documentElement.style.scrollPaddingBottom = layer.offsetHeight
      ? `${layer.offsetHeight + 24}px`
      : '';
  }).observe(text);

/**
 * Paints the first layer. It locks nothing and takes no focus: the page stays usable, and nothing optional runs.
 * @param {Built} built
 * @param {PlanRow} row
 * @param {(act: Act) => void} act
 * @returns {HTMLElement} the host; removing it closes the layer
 */
export const paintFirstLayer = (built, row, act) => {
  const { language, dir, site, words, partners } = built;
  const say = createSay(built);
  const asks = row.prompt === 'ask';

  const button = (/** @type {Act} */ name, /** @type {string} */ key, /** @type {object} */ attributes) => {
    const element = build('button', { type: 'button', ...attributes }, say(key));
    element.addEventListener('click', () => act(name));
    return element;
  };
  const link = (/** @type {string} */ key, fragment = '') =>
    build('a', { href: site.notice + fragment }, say(key));

  const actions = actionsOf(row, words);
  const closes = row.controls.includes('close-refuses');
  // Links that are actions already are not said twice, nor what the site has no use for: it has no words then.
  const links = row.links.filter(
    (code) => words[`firstLayer.${linkKey(code)}`] && !actions.some(([, key]) => key === linkKey(code)),
  );
  // Five controls at most: what the law wants at hand comes before what the choices show too.
  const hasRoom = actions.length + links.length + +closes < 4;

  const text = build('p', { part: 'text' }, textOf(built, row, say));
  const layer = build(
    'div',
    { class: 'root', part: 'first-layer', role: 'dialog', 'aria-labelledby': 'title', lang: language, dir },
    build('h2', { id: 'title', part: 'title', tabindex: '-1' }, say(asks ? 'title' : 'optOut.title')),
    text,
    ...(row.status ? [buildStatus(say)] : []),
    build('div', { part: 'actions' }, ...actions.map(([name, key]) => button(name, key, { part: 'action' }))),
    build(
      'div',
      { part: 'links' },
      ...links.map((code) =>
        kToChoices.includes(code) ? button('choose', linkKey(code), {}) : link(linkKey(code), `#${code}`),
      ),
      ...(hasRoom && partners ? [button('partners', 'partners', {})] : []),
      link('notice'),
    ),
  );
  if (closes) {
    // First to the eye, last to the keyboard: whoever closes refuses, and the words say so.
    const name = say('closeRefuses');
    const close = button('reject-all', 'closeRefuses', { part: 'close', 'aria-label': name, title: name });
    close.replaceChildren(icon('M6 6l12 12M18 6 6 18'));
    layer.append(close);
  }
  const host = document.createElement('say-so-first-layer');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  root.append(layer);
  watchSize(text, layer);
  // First in the page: whoever walks it by keyboard or ear meets the question before the rest.
  document.body.prepend(host);
  // Above all else, and out of what the page transforms, clips or dims; older browsers have the style's z-index.
  host.popover = 'manual';
  host.showPopover?.();
  return host;
};
