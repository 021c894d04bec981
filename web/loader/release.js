const kMarked = 'script[type="text/plain"][data-say-so],iframe[data-say-so][data-src]';

/** Our own URLs and released tags, and nothing else, become script URLs where the page demands Trusted Types. */
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
    return undefined; // the page does not allow our policy: marked scripts stay held
  }
};

/** @type {ReturnType<typeof makePolicy> | null} */
let policy = null;

/** A held script runs only as a new element. @param {HTMLScriptElement} held */
const releaseScript = (held) => {
  policy ??= makePolicy();
  const script = document.createElement('script');
  for (const { name, value } of held.attributes)
    if (!['type', 'src', 'data-say-so', 'data-type'].includes(name)) script.setAttribute(name, value);
  if (held.dataset.type) script.type = held.dataset.type;
  if (held.nonce) script.nonce = held.nonce;
  const src = held.getAttribute('src') ?? held.dataset.src;
  // Dynamic scripts run when they arrive; ours keep the order of the document unless they were marked async.
  script.async = held.hasAttribute('async');
  if (src) script.src = policy?.createScriptURL(src) ?? src;
  else script.text = policy?.createScript(held.text) ?? held.text;
  held.replaceWith(script);
};

/** @param {HTMLIFrameElement} frame */
const releaseFrame = (frame) => {
  frame.src = /** @type {string} */ (frame.dataset.src);
  frame.removeAttribute('data-src');
};

/**
 * Releases every marked tag whose purpose or service is granted, once, in the order of the document.
 * @param {(id: string) => boolean} isGranted
 */
export const release = (isGranted) => {
  for (const tag of document.querySelectorAll(kMarked)) {
    const { saySo = '' } = /** @type {HTMLElement} */ (tag).dataset;
    if (!isGranted(saySo)) continue;
    if (tag instanceof HTMLIFrameElement) releaseFrame(tag);
    else releaseScript(/** @type {HTMLScriptElement} */ (tag));
  }
};
