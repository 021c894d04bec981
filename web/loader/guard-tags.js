/** @import {Kit} from '../engine/types.js' */

/** Where elements load from, by their class. @type {[string, string[]][]} */
const kSources = [
  ['HTMLScriptElement', ['src']],
  ['HTMLIFrameElement', ['src']],
  ['HTMLImageElement', ['src', 'srcset']],
  ['HTMLLinkElement', ['href']],
  ['HTMLSourceElement', ['src', 'srcset']],
  ['HTMLMediaElement', ['src']],
  ['HTMLEmbedElement', ['src']],
  ['HTMLObjectElement', ['data']],
];
const kTags = 'script|iframe|img|link|source|video|audio|embed|object';
const kLoading = kTags
  .split('|')
  .flatMap((tag) => ['src', 'srcset', 'href', 'data'].map((name) => `${tag}[${name}]`))
  .join();
const kStartTag = new RegExp(`<(?:${kTags})\\b(?:"[^"]*"|'[^']*'|[^'">])*>`, 'gi');

const kInserts = {
  Node: ['appendChild', 'insertBefore', 'replaceChild'],
  Element: [
    'append',
    'prepend',
    'replaceChildren',
    'before',
    'after',
    'replaceWith',
    'insertAdjacentElement',
  ],
  DocumentFragment: ['append', 'prepend', 'replaceChildren'],
};

/** What takes HTML. @type {[string, string][]} */
const kHtmlSetters = [
  ['Element', 'innerHTML'],
  ['Element', 'outerHTML'],
  ['ShadowRoot', 'innerHTML'],
];
/** The last says whether scripts in it run. @type {[string, string, boolean][]} */
const kHtmlMethods = [
  ['Element', 'insertAdjacentHTML', false],
  ['Element', 'setHTMLUnsafe', false],
  ['ShadowRoot', 'setHTMLUnsafe', false],
  ['Range', 'createContextualFragment', true],
  ['Document', 'write', true],
  ['Document', 'writeln', true],
];

/** Text, or a trusted one. @param {unknown} value */
const isText = (value) => typeof value === 'string' || Object(value).constructor?.name === 'TrustedHTML';

/** @param {string} name @returns {any} the prototype of a class that this browser may lack */
const prototypeOf = (name) => /** @type {any} */ (globalThis)[name]?.prototype;

/** The addresses in a value of src or srcset. @param {string} name @param {unknown} value */
const addressesIn = (name, value) =>
  name === 'srcset'
    ? String(value)
        .split(',')
        .map((part) => part.trim().split(/\s/)[0])
    : [value];

/**
 * @typedef {object} Held an attribute that waits
 * @property {string} name
 * @property {unknown} value a text or a trusted one
 * @property {() => void} put sets it after all
 */

/**
 * Keeps elements that other scripts make from loading what is held.
 * @param {{heldBy: (address: unknown) => string, mayName: (text: string) => boolean, trusted: Kit['trusted']}} guard
 * @returns {() => void} lets those load that now may
 */
export const guardTags = ({ heldBy, mayName, trusted }) => {
  /** @type {Map<Element, Held[]>} */
  const waiting = new Map();
  const { setAttribute, removeAttribute } = Element.prototype;

  const isHeld = (/** @type {string} */ name, /** @type {unknown} */ value) =>
    addressesIn(name, value).some(heldBy);

  /** @param {Element} element @param {string} name */
  const heldIn = (element, name) => waiting.get(element)?.find((held) => held.name === name);

  /** @param {Element} element @param {string} name @param {unknown} value @param {() => void} put */
  const take = (element, name, value, put) => {
    const others = (waiting.get(element) ?? []).filter((held) => held.name !== name);
    if (isHeld(name, value)) {
      waiting.set(element, [...others, { name, value, put }]);
      return;
    }
    if (others.length) waiting.set(element, others);
    else waiting.delete(element);
    put();
  };

  const patchSetters = () => {
    for (const [className, names] of kSources)
      for (const name of names) {
        const prototype = prototypeOf(className);
        const native = prototype && Object.getOwnPropertyDescriptor(prototype, name);
        if (!native?.set) continue;
        Object.defineProperty(prototype, name, {
          ...native,
          get() {
            return heldIn(this, name)?.value ?? native.get?.call(this);
          },
          set(value) {
            take(this, name, value, () => native.set?.call(this, value));
          },
        });
      }
    Element.prototype.setAttribute = function (/** @type {string} */ given, /** @type {string} */ value) {
      const name = String(given).toLowerCase();
      const put = () => setAttribute.call(this, given, value);
      if (
        kSources.some(
          ([className, names]) => names.includes(name) && prototypeOf(className)?.isPrototypeOf(this),
        )
      )
        take(this, name, value, put);
      else put();
    };
  };

  /** Takes its addresses from an element that has not been in the page. @param {Element} element */
  const empty = (element) => {
    for (const name of ['src', 'srcset', 'href', 'data']) {
      const value = element.getAttribute(name);
      if (value === null || !isHeld(name, value)) continue;
      removeAttribute.call(element, name);
      take(element, name, value, () => setAttribute.call(element, name, asTrusted(element, value)));
    }
  };

  /** Where the page demands it, an address that a trusted text brought is trusted, too. @param {Element} element @param {string} value */
  const asTrusted = (element, value) =>
    element instanceof HTMLScriptElement ? trusted('createScriptURL', value) : value;

  const patchInserts = () => {
    for (const [className, names] of Object.entries(kInserts))
      for (const name of names) {
        const prototype = prototypeOf(className);
        const native = prototype[name];
        prototype[name] = function (/** @type {unknown[]} */ ...args) {
          for (const node of args)
            if (node instanceof Element || node instanceof DocumentFragment) {
              if (node instanceof Element && node.matches(kLoading)) empty(node);
              for (const element of node.querySelectorAll(kLoading)) empty(element);
            }
          return native.apply(this, args);
        };
      }
  };

  const innerHTML = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');

  /** The start tag with a mark of ours instead of what is held. @param {string} tag @param {boolean} runs */
  const mark = (tag, runs) => {
    const template = document.createElement('template');
    innerHTML?.set?.call(template, trusted('createHTML', tag));
    const element = template.content.firstElementChild;
    // What would not run by itself must not run by its release.
    if (!element || (element instanceof HTMLScriptElement && !runs)) return tag;
    let isMarked = false;
    for (const name of ['src', 'srcset', 'href', 'data']) {
      const value = element.getAttribute(name);
      const services = value === null ? [] : addressesIn(name, value).map(heldBy).filter(Boolean);
      if (value === null || !services.length) continue;
      isMarked = true;
      removeAttribute.call(element, name);
      element.setAttribute(`data-${name}`, value);
      element.setAttribute('data-say-so', services.join(' '));
    }
    if (!isMarked) return tag;
    if (element instanceof HTMLScriptElement) {
      if (element.type) element.dataset.type = element.type;
      element.type = 'text/plain';
    }
    // eslint-disable-next-line no-restricted-syntax -- read only: the page's own tag, without what is held
    return /** @type {Element} */ (element.cloneNode()).outerHTML.replace(/<\/\w+>$/, '');
  };

  /** @param {unknown} html a text or a trusted one @param {boolean} [runs] whether its scripts would run */
  const rewrite = (html, runs = false) => {
    const text = String(html);
    if (!mayName(text)) return html;
    const rewritten = text.replace(kStartTag, (tag) => mark(tag, runs));
    if (rewritten === text) return html;
    return typeof html === 'string' ? rewritten : trusted('createHTML', rewritten);
  };

  const patchHtml = () => {
    for (const [className, name] of kHtmlSetters) {
      const prototype = prototypeOf(className);
      const native = Object.getOwnPropertyDescriptor(prototype, name);
      if (!native?.set) continue;
      Object.defineProperty(prototype, name, {
        ...native,
        set(html) {
          native.set?.call(this, rewrite(html));
        },
      });
    }
    for (const [className, name, runs] of kHtmlMethods) {
      const prototype = prototypeOf(className);
      const native = prototype[name];
      if (!native) continue;
      prototype[name] = function (/** @type {unknown[]} */ ...args) {
        return native.apply(
          this,
          args.map((arg) => (isText(arg) ? rewrite(arg, runs) : arg)),
        );
      };
    }
  };

  patchSetters();
  patchInserts();
  patchHtml();

  return () => {
    for (const [element, list] of waiting) {
      if (list.some(({ name, value }) => isHeld(name, value))) continue;
      waiting.delete(element);
      // A picture that never was in the page tells of the past: its moment is over.
      if (element instanceof HTMLImageElement && !element.isConnected) continue;
      for (const { put } of list) put();
    }
  };
};
