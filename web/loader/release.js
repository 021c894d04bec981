import { report, SaySoError } from '../engine/errors.js';

/** Where an element that is no script loads from; while it is held, below the same name after "data-". */
const kSources = ['src', 'srcset', 'href'];
const kMarked = ['script[type="text/plain"]', ...kSources.map((name) => `:not(script)[data-${name}]`)]
  .map((held) => `${held}[data-say-so]`)
  .join();
const kOurs = new Set(['type', 'src', 'data-type', 'data-src']);

/**
 * Released tags, and nothing else, pass where the page demands Trusted Types.
 * @typedef {'createScript' | 'createScriptURL' | 'createHTML'} Making
 */
const makePolicy = () => {
  const { trustedTypes } = /** @type {{trustedTypes?: {createPolicy: Function}}} */ (
    /** @type {unknown} */ (globalThis)
  );
  const asIs = (/** @type {string} */ text) => text;
  try {
    return trustedTypes?.createPolicy('say-so-script', {
      createScript: asIs,
      createScriptURL: asIs,
      createHTML: asIs,
    });
  } catch {
    return undefined; // setting the source will fail, and be reported, if the page demands a policy
  }
};

/** @type {ReturnType<typeof makePolicy> | null} made when the first tag is released */
let policy = null;

/** A text as the page's own, if it demands that. @param {Making} making @param {string} text */
export const trusted = (making, text) => {
  policy ??= makePolicy();
  return policy?.[making](text) ?? text;
};

/** @param {HTMLScriptElement} script */
const sourceOf = (script) => script.getAttribute('src') ?? script.dataset.src;

/**
 * Runs a held script, which takes a new element.
 * @param {HTMLScriptElement} held
 * @returns {Promise<unknown> | undefined} settles when it has run, where what follows must wait for that
 */
const runScript = (held) => {
  const script = document.createElement('script');
  for (const { name, value } of held.attributes) if (!kOurs.has(name)) script.setAttribute(name, value);
  if (held.dataset.type) script.type = held.dataset.type;
  if (held.nonce) script.nonce = held.nonce;
  script.async = held.hasAttribute('async');
  const source = sourceOf(held);
  if (source) script.src = trusted('createScriptURL', source);
  else script.text = trusted('createScript', held.text);
  const ran =
    source && !script.async && !script.noModule
      ? new Promise((done) => (script.onload = script.onerror = done))
      : undefined;
  held.replaceWith(script);
  return ran;
};

/** Lets a frame, a picture or a style sheet load. @param {HTMLElement} held */
export const show = (held) => {
  // On a reload Chromium restores the blank that a frame of the parser's began with; one of ours it leaves alone.
  if (held.matches('iframe')) held.after(held);
  for (const name of kSources) {
    const source = held.dataset[name];
    if (source === undefined) continue;
    held.removeAttribute(`data-${name}`);
    held.setAttribute(name, source);
  }
};

/**
 * Whether the parser is past the tag: before, an inline script may hold only the first part of its text.
 * @param {Node | null} tag
 */
const isWhole = (tag) => {
  if (document.readyState !== 'loading' || !(tag instanceof HTMLScriptElement) || sourceOf(tag)) return true;
  /** @type {Node | null} */
  let node = tag;
  while (node && !node.nextSibling) node = node.parentNode;
  return node !== null;
};

/** What an element is marked with. @param {HTMLElement} tag */
const markOf = (tag) => tag.dataset.saySo ?? '';

/**
 * Releases marked tags once they are granted: each once, in the order of the document; an inline script waits for the
 * scripts before it, as it would have without the mark.
 * @param {(ids: string) => boolean} mayRun
 */
export const createRelease = (mayRun) => {
  /** @type {Set<HTMLElement>} */
  const queue = new Set();
  /** @type {Promise<unknown>[]} */
  let arriving = [];
  let isBusy = false;

  /** @param {HTMLElement} tag */
  const release = (tag) => {
    queue.delete(tag);
    // While it waited, its permission may have been withdrawn or its place in the page lost.
    if (!tag.isConnected || !mayRun(markOf(tag))) return;
    try {
      if (!(tag instanceof HTMLScriptElement)) return show(tag);
      const ran = runScript(tag);
      if (ran) arriving.push(ran);
    } catch (error) {
      // Out of the way, so that it is not tried again with every change of the page.
      tag.removeAttribute('data-say-so');
      const at = sourceOf(/** @type {HTMLScriptElement} */ (tag));
      report(new SaySoError('cannot-release', String(error), at));
    }
  };

  const releaseAll = async () => {
    if (isBusy) return;
    isBusy = true;
    for (const tag of queue) {
      const isInline = tag instanceof HTMLScriptElement && !sourceOf(tag);
      if (isInline && arriving.length) {
        await Promise.all(arriving);
        arriving = [];
      }
      release(tag);
    }
    isBusy = false;
  };

  return () => {
    for (const tag of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(kMarked)))
      if (mayRun(markOf(tag)) && isWhole(tag)) queue.add(tag);
    releaseAll();
  };
};
