import { report, SaySoError } from '../engine/errors.js';

/** @import {Decision, Kit} from '../engine/types.js' */

/** Denials that may pass by themselves: what was kept is then not touched. */
const kPassing = ['fault', 'clock'];

/** Whether a name fits a pattern: itself, or "_ga*" for all that begin with "_ga". @param {string} pattern */
const fits = (pattern) => (/** @type {string} */ name) =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

const cookieNames = () =>
  document.cookie
    .split(/;\s*/)
    .filter(Boolean)
    .map((cookie) => cookie.split('=')[0]);

/** This host and those above it, '' for a cookie of this host alone. */
const domainsHere = () => {
  const labels = location.hostname.split('.');
  const above = labels.map((_, index) => labels.slice(index).join('.'));
  return ['', ...above.slice(0, labels.length > 1 ? -1 : 1)];
};

/** The paths above this page, with and without a slash at the end. */
const pathsHere = () => {
  const parts = location.pathname.split('/').filter(Boolean);
  const above = parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
  return ['/', ...above.flatMap((path) => [path, `${path}/`])];
};

/**
 * Removes a cookie wherever this page may: the browser tells neither its domain nor its path, so each is tried.
 * @param {string} name
 * @returns {boolean} whether it is gone
 */
const removeCookie = (name) => {
  const secure = location.protocol === 'https:' ? ['; Secure', '; Secure; Partitioned', ''] : [''];
  for (const domain of domainsHere())
    for (const path of pathsHere())
      for (const how of secure)
        document.cookie = `${name}=; Max-Age=0; Path=${path}${domain && `; Domain=${domain}`}${how}`;
  return !cookieNames().includes(name);
};

/** @param {() => Storage} area @param {string} pattern @returns {string[]} keys removed */
const removeKeys = (area, pattern) => {
  try {
    const keys = Object.keys(area()).filter(fits(pattern));
    for (const key of keys) area().removeItem(key);
    return keys;
  } catch {
    return []; // blocked: there is nothing
  }
};

/** @param {string} pattern @returns {Promise<string[]>} */
const removeDatabases = async (pattern) => {
  try {
    const known = (await indexedDB.databases()).map(({ name }) => name ?? '').filter(fits(pattern));
    for (const name of known) indexedDB.deleteDatabase(name);
    return known;
  } catch {
    return [];
  }
};

/**
 * What became of a service's cookies and keys.
 * @typedef {{service: string, cookies: string[], storage: string[]}} Removed
 */

/** @param {Decision['actions']['clear'][number]} entry */
const clear = async ({ service, cookies = [], storage = [] }) => {
  const names = cookieNames().filter((name) => cookies.some((pattern) => fits(pattern)(name)));
  const gone = names.filter(removeCookie);
  const keys = storage.flatMap((pattern) => [
    ...removeKeys(() => localStorage, pattern),
    ...removeKeys(() => sessionStorage, pattern),
  ]);
  const databases = (await Promise.all(storage.map(removeDatabases))).flat();
  return {
    removed: { service, cookies: gone, storage: [...keys, ...databases] },
    left: { service, cookies: names.filter((name) => !gone.includes(name)), storage: [] },
  };
};

/** Holds a frame, a picture or a style sheet again. @param {HTMLElement} element */
const hold = (element) => {
  // A copy: a frame keeps what it shows when its address goes.
  const copy = /** @type {HTMLElement} */ (element.cloneNode(true));
  for (const name of ['src', 'srcset', 'href']) {
    const source = copy.getAttribute(name);
    if (source === null) continue;
    copy.removeAttribute(name);
    copy.setAttribute(`data-${name}`, source);
  }
  element.replaceWith(copy);
};

/** @param {HTMLElement} element */
const markOf = (element) => element.dataset.saySo ?? '';

/** Elements released under a mark that no longer holds. @param {Kit} kit @param {string} selector */
const outdated = (kit, selector) =>
  [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector))].filter(
    (element) => !kit.mayRun(markOf(element)) && !element.hasAttribute('data-say-so-once'),
  );

/** @param {Removed[]} list */
const notEmpty = (list) => list.filter(({ cookies, storage }) => cookies.length || storage.length);

let isWatching = false;

/**
 * Takes back what services left on the device that are denied now, holds their frames again, and tells the page: what
 * was removed, what the browser does not let us remove, and which scripts still run until the page is left.
 * @param {Decision} decision @param {Kit} kit
 */
export const start = async (decision, kit) => {
  const isMeant = (/** @type {string} */ id) => {
    const basis = decision.services.find((service) => service.id === id)?.basis ?? 'fault';
    return !kPassing.includes(basis) && (decision.jurisdiction !== null || basis === 'choice');
  };
  for (const element of outdated(kit, ':not(script)[data-say-so]:is([src],[srcset],[href])')) hold(element);
  const scripts = outdated(kit, 'script[data-say-so]:not([type="text/plain"])');
  const running = [...new Set(scripts.flatMap((script) => markOf(script).split(' ')))].filter(
    (id) => !kit.mayRun(id),
  );

  const entries = decision.actions.clear.filter(({ service }) => isMeant(service));
  const done = await Promise.all(entries.map(clear));
  const removed = notEmpty(done.map((one) => one.removed));
  const left = notEmpty(done.map((one) => one.left));
  for (const { service, cookies } of left)
    report(new SaySoError('cannot-clear', `${service} keeps ${cookies.join(', ')}`, 'cookie'));
  kit.look();
  // A script that runs on may write again as the page is left.
  if (running.length && !isWatching) addEventListener('pagehide', () => entries.forEach(clear));
  isWatching ||= running.length > 0;
  if (removed.length || left.length || running.length)
    document.dispatchEvent(
      new CustomEvent('say-so-withdrawal', {
        bubbles: true,
        composed: true,
        detail: { removed, left, running },
      }),
    );
};
