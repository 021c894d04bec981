// The rules of docs/lint.md that a page shows at one glance: each takes the facts of a surface and gives what is wrong.
import { factsOf } from './facts.mjs';
import { kindOf, languages, says } from './labels.mjs';

/** @import {Control, Facts} from './facts.mjs' */

const kLeastContrast = 4.5; // WCAG AA
const kMostFactor = 1.5; // ours: of how much two answers stand out
const kLeastOpacity = 0.6; // ours
const kMostCoverage = 0.6; // ours
const kMostControls = 5; // ours

/** @typedef {{only?: string[], mayBeOn?: string[]}} Wish `mayBeOn`: switches that the policy lets start on */

const base = (/** @type {string} */ tag) => tag.split('-')[0].toLowerCase();

/**
 * The control of a kind; of several that refuse, the one beside accept.
 * @param {Facts} facts @param {import('./labels.mjs').Kind} kind @returns {Control | undefined}
 */
export const find = ({ controls }, kind) => {
  const ofKind = (/** @type {string} */ wanted) => controls.filter(({ name }) => kindOf(name) === wanted);
  const [accept] = ofKind('accept');
  const beside = accept && ofKind(kind).find(({ container }) => container === accept.container);
  return beside ?? ofKind(kind)[0];
};

/** Calls `check` with both answers, where there are both. @param {Facts} facts @param {(accept: Control, reject: Control) => (string | false)[]} check */
const answers = (facts, check) => {
  const accept = find(facts, 'accept');
  const reject = find(facts, 'reject');
  return accept && reject ? check(accept, reject) : [];
};
const each = (/** @type {Facts} */ facts) =>
  facts.controls.filter(({ name }) => /^(accept|reject)$/.test(kindOf(name) ?? ''));

/** @type {Record<string, (facts: Facts, wish: Wish) => (string | false)[]>} */
const rules = {
  DD01: (facts) => [!!find(facts, 'accept') && !find(facts, 'reject') && 'there is accept and no reject'],

  DD03: (facts) =>
    answers(facts, (accept, reject) => [
      reject.tag !== accept.tag && `accept is a ${accept.tag}, reject a ${reject.tag}`,
      reject.container !== accept.container && 'accept and reject are not side by side',
      !reject.isFocusable && 'reject cannot be reached by keyboard',
      !accept.isFocusable && 'accept cannot be reached by keyboard',
    ]),

  DD04: (facts) =>
    answers(facts, (accept, reject) => [
      Math.abs(accept.height - reject.height) > 1 &&
        `accept is ${accept.height} high, reject ${reject.height}`,
      ...Object.keys(accept.look).map(
        (part) =>
          accept.look[part] !== reject.look[part] &&
          `${part} of accept is ${accept.look[part]}, of reject ${reject.look[part]}`,
      ),
    ]),

  DD05: (facts) => [
    ...facts.controls.map(
      ({ name, contrast, isToggle }) =>
        !isToggle && contrast < kLeastContrast && `the contrast of "${name}" is ${contrast.toFixed(2)}`,
    ),
    ...answers(facts, (accept, reject) => {
      const [less, more] = [accept.standsOut, reject.standsOut].sort((a, b) => a - b);
      return [more / less > kMostFactor && `one answer stands out ${(more / less).toFixed(1)} times as much`];
    }),
  ],

  DD06: (facts) =>
    each(facts).flatMap(({ name, opacity, cursor, filter, isDisabled }) => [
      isDisabled && `"${name}" is disabled`,
      opacity < kLeastOpacity && `"${name}" is faint (${opacity})`,
      /not-allowed|wait/.test(cursor) && `"${name}" has the cursor ${cursor}`,
      /grayscale|opacity/.test(filter) && `"${name}" is greyed`,
    ]),

  DD07: (facts) =>
    each(facts).flatMap(({ name, isInView, isCovered, isClipped }) => [
      !isInView && `"${name}" is not in sight`,
      isInView && isCovered && `"${name}" is covered`,
      isClipped && `the text of "${name}" does not fit`,
    ]),

  DD08: (facts, { mayBeOn = [] }) =>
    facts.controls.map(
      ({ name, isToggle, isOn, isDisabled }) =>
        isToggle && isOn && !isDisabled && !mayBeOn.includes(name) && `"${name}" starts on`,
    ),

  DD09: (facts) =>
    facts.controls
      .filter(({ isToggle }) => isToggle)
      .flatMap(({ name, isTold, isNative, word }) => [
        !name && 'a switch has no name',
        says('doubleNegatives', name) && `"${name}" says the contrary of what on does`,
        !isTold && `the state of "${name}" is not told to assistive technology`,
        !isNative && !word && `the state of "${name}" hangs on its look alone`,
      ]),

  DD14: (facts) => [
    facts.coverage > kMostCoverage &&
      facts.locksScroll &&
      !find(facts, 'reject') &&
      'the page cannot be used and nothing refuses',
  ],

  DD23: (facts) => {
    const order = facts.controls.map(({ name }) => kindOf(name));
    const [accept, reject] = [order.indexOf('accept'), order.indexOf('reject')];
    return [
      facts.focus !== null && kindOf(facts.focus) === 'accept' && 'the focus starts on accept',
      accept >= 0 && reject > accept + 1 && 'reject comes later than one step after accept',
    ];
  },

  DD24: (facts) => {
    const language = base(facts.pageLanguage);
    return [
      base(facts.language) !== language && `the surface is in ${facts.language}, the page in ${language}`,
      ...(languages[language] ? facts.controls : []).map(
        ({ name }) =>
          kindOf(name) !== undefined &&
          kindOf(name, language) === undefined &&
          `"${name}" is not in the page's language`,
      ),
    ];
  },

  DD26: (facts) => [facts.fields > 0 && 'the surface has fields to fill in'],

  DD32: (facts) => {
    const count = facts.controls.filter(({ tag, isToggle }) => tag !== 'a' && !isToggle).length;
    return [facts.coverage < 1 && count > kMostControls && `the first layer has ${count} controls`];
  },
};

/** @param {Facts} facts @param {Wish} [wish] */
export const lintFacts = (facts, wish = {}) =>
  Object.entries(rules)
    .filter(([id]) => wish.only?.includes(id) ?? true)
    .flatMap(([id, check]) =>
      check(facts, wish)
        .filter(Boolean)
        .map((found) => `${id}: ${found}`),
    );

/**
 * What is wrong with the surface that is open on a page.
 * @param {any} page
 * @param {Wish} [wish]
 */
export const lintSurface = async (page, wish) => {
  const facts = await factsOf(page);
  return facts ? lintFacts(facts, wish) : ['no surface is open'];
};

/** DD07: also on a small screen, and at 200 % zoom, which halves the window. */
export const kSizes = [
  { width: 320, height: 568 },
  { width: 640, height: 400 },
];

/** @param {any} page @param {{width: number, height: number}[]} sizes */
export const lintAtSizes = async (page, sizes = kSizes) => {
  const found = [];
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const each of await lintSurface(page, { only: ['DD07'] }))
      found.push(`${each} at ${size.width}x${size.height}`);
  }
  return found;
};
