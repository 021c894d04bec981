import { report, SaySoError } from '../engine/errors.js';

/** @import {Kit} from '../engine/types.js' */

/**
 * How other tools name what a held element waits for, as their documentation has it on 2026-11-22: vanilla-cookieconsent
 * (data-category, and within it data-service), klaro (data-name), Cookiebot (data-cookieconsent, several with commas),
 * Usercentrics (data-usercentrics) and OneTrust (a class; several with hyphens). An element waits for all that it names.
 */
const kNames = ['data-category', 'data-service', 'data-name', 'data-cookieconsent', 'data-usercentrics'];
const kClass = 'optanon-category-';

/** Cookiebot keeps the address of a held frame or picture here. */
const kCookieblock = 'data-cookieblock-src';

const kHeld = [
  'script[type="text/plain"]',
  '[data-src]',
  '[data-srcset]',
  '[data-href]',
  `[${kCookieblock}]`,
];
const kForeign = kHeld
  .flatMap((held) => [...kNames.map((name) => `[${name}]`), `[class*=${kClass}]`].map((mark) => held + mark))
  .map((selector) => `${selector}:not([data-say-so])`)
  .join();

/** @param {Element} element */
const namesOf = (element) => [
  ...kNames.flatMap(
    (name) => element.getAttribute(name)?.split(name === 'data-cookieconsent' ? ',' : '\n') ?? [],
  ),
  ...[...element.classList]
    .filter((name) => name.startsWith(kClass))
    .flatMap((name) => name.slice(kClass.length).split('-')),
];

/**
 * Has the marks of other tools hold what ours would: each is given ours beside it, and the page's markup stays.
 * @param {Kit} kit
 */
export const createMarks = ({ built: { marks = {}, purposes }, mayRun }) => {
  /** What was granted on this page. @type {Set<string>} */
  const seen = new Set();
  const always = purposes.find(({ required }) => required)?.id ?? '';

  /** Our mark for a name: ids in one text; undefined if the name says nothing to us. @param {string} name */
  const idsOf = (name) => {
    const ids = marks[name.trim()];
    if (ids && mayRun(ids)) seen.add(ids);
    return ids;
  };

  /** vanilla-cookieconsent runs "!name" once what was granted is no longer. @param {string} name */
  const whenTakenBack = (name) => {
    const ids = idsOf(name.trim().slice(1));
    return ids && (seen.has(ids) && !mayRun(ids) ? always : '');
  };

  /** @param {Element} element */
  const translate = (element) => {
    const names = namesOf(element);
    const ids = names.map((name) => (name.trim().startsWith('!') ? whenTakenBack(name) : idsOf(name)));
    const unknown = names.find((_, index) => ids[index] === undefined);
    if (unknown !== undefined) {
      // A lazy picture with a category of goods is none of ours.
      if (element instanceof HTMLScriptElement)
        report(
          new SaySoError('unknown-mark', `a tag is held by a name that the config does not know`, unknown),
        );
      return;
    }
    if (ids.includes('')) return;
    const source = element.getAttribute(kCookieblock);
    if (source !== null) element.setAttribute('data-src', source);
    element.removeAttribute(kCookieblock);
    element.setAttribute('data-say-so', ids.join(' '));
  };

  return () => {
    for (const element of document.querySelectorAll(kForeign)) translate(element);
  };
};
