import { report, SaySoError } from '../engine/errors.js';

const kMarked = 'script[type="text/plain"][data-say-so],iframe[data-say-so][data-src]';
const kOurs = new Set(['type', 'src', 'data-say-so', 'data-type', 'data-src']);

/** Released tags, and nothing else, pass where the page demands Trusted Types. */
const makePolicy = () => {
  const { trustedTypes } = /** @type {{trustedTypes?: {createPolicy: Function}}} */ (
    /** @type {unknown} */ (globalThis)
  );
  try {
    return trustedTypes?.createPolicy('say-so-script', {
      createScript: (/** @type {string} */ text) => text,
      createScriptURL: (/** @type {string} */ url) => url,
    });
  } catch {
    return undefined; // setting the source will fail, and be reported, if the page demands a policy
  }
};

/** @type {ReturnType<typeof makePolicy> | null} made when the first tag is released */
let policy = null;

/** @param {HTMLScriptElement} script */
const sourceOf = (script) => script.getAttribute('src') ?? script.dataset.src;

/**
 * Runs a held script, which takes a new element.
 * @param {HTMLScriptElement} held
 * @returns {Promise<unknown> | undefined} settles when it has run, where what follows must wait for that
 */
const runScript = (held) => {
  policy ??= makePolicy();
  const script = document.createElement('script');
  for (const { name, value } of held.attributes) if (!kOurs.has(name)) script.setAttribute(name, value);
  if (held.dataset.type) script.type = held.dataset.type;
  if (held.nonce) script.nonce = held.nonce;
  script.async = held.hasAttribute('async');
  const source = sourceOf(held);
  if (source) script.src = policy?.createScriptURL(source) ?? source;
  else script.text = policy?.createScript(held.text) ?? held.text;
  const ran =
    source && !script.async && !script.noModule
      ? new Promise((done) => (script.onload = script.onerror = done))
      : undefined;
  held.replaceWith(script);
  return ran;
};

/** @param {HTMLIFrameElement} frame */
const showFrame = (frame) => {
  frame.src = /** @type {string} */ (frame.dataset.src);
  frame.removeAttribute('data-src');
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

/**
 * Releases marked tags once they are granted: each once, in the order of the document; an inline script waits for the
 * scripts before it, as it would have without the mark.
 * @param {(id: string) => boolean} isGranted
 */
export const createRelease = (isGranted) => {
  /** @type {Set<HTMLElement>} */
  const queue = new Set();
  /** @type {Promise<unknown>[]} */
  let arriving = [];
  let isBusy = false;

  /** @param {HTMLElement} tag */
  const release = (tag) => {
    queue.delete(tag);
    // While it waited, its permission may have been withdrawn or its place in the page lost.
    if (!tag.isConnected || !isGranted(tag.dataset.saySo ?? '')) return;
    try {
      if (tag instanceof HTMLIFrameElement) return showFrame(tag);
      const ran = runScript(/** @type {HTMLScriptElement} */ (tag));
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
      if (isGranted(tag.dataset.saySo ?? '') && isWhole(tag)) queue.add(tag);
    releaseAll();
  };
};
