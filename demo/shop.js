/**
 * What the shop itself runs in the browser: pictures for the slate, and telling the widget what was viewed and
 * bought. The widget keeps either only if the visitor allows it. The shop works without this file.
 */

/** @import {Drawable} from './plates.js' */

/**
 * What of the widget's page interface the shop uses.
 * @typedef {{observe: (signal: string, of: string) => void, granted: (id: string) => boolean}} SaySo
 */

const sayso = /** @type {{sayso?: SaySo}} */ (globalThis).sayso;

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {(Node | string)[]} children
 */
const element = (tag, attributes, ...children) => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
};

/**
 * Slates show drawn pictures, like the shop's own shelves.
 * @param {NodeListOf<Element>} slates
 */
const drawPictures = async (slates) => {
  const { plate, tintOf } = await import('./plates.js');
  let drawings = 0;
  for (const slate of slates) {
    const picture = (/** @type {Drawable} */ item) => {
      const frame = document.createElement('span');
      frame.className = `plate ${tintOf(item)}`;
      frame.append(plate(item, element, `c${drawings++}`));
      return frame;
    };
    Object.assign(slate, { picture });
  }
};

/**
 * Tells the widget once what this page shows, when the visitor allows that or, while the page is still open, begins to.
 */
const tellHistory = () => {
  const viewed = document.querySelector('[data-viewed]')?.getAttribute('data-viewed');
  const bought = [...document.querySelectorAll('[data-bought]')].map((line) =>
    line.getAttribute('data-bought'),
  );
  if (!viewed && !bought.length) return;
  const tell = () => {
    if (!sayso?.granted('history')) return;
    document.removeEventListener('say-so-decision-change', tell);
    if (viewed) sayso.observe('viewed', viewed);
    for (const code of bought) if (code) sayso.observe('bought', code);
  };
  document.addEventListener('say-so-decision-change', tell);
  tell();
};

/** The menu closes as one expects of a menu: on Escape, and when something else is used. */
const closeMenu = () => {
  const menu = document.querySelector('details.menu');
  if (!(menu instanceof HTMLDetailsElement)) return;
  const close = (/** @type {EventTarget | null} */ target) => {
    if (menu.open && !(target instanceof Node && menu.contains(target))) menu.open = false;
  };
  document.addEventListener('click', (event) => close(event.target));
  menu.addEventListener('focusout', (event) => event.relatedTarget && close(event.relatedTarget));
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
};

const slates = document.querySelectorAll('say-so-slate');
if (slates.length) await drawPictures(slates);
tellHistory();
closeMenu();

export {};
