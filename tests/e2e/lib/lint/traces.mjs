// The rules of docs/lint.md that show in what happens: each goes through steps on a page and gives what went wrong.
import { factsOf, namesOn, press } from './facts.mjs';
import { kindOf, languages } from './labels.mjs';
import { find } from './surface.mjs';

/** @import {Kind} from './labels.mjs' */

/**
 * How a check reaches a page.
 * @typedef {object} Way
 * @property {any} page
 * @property {() => Promise<unknown>} open shows the page to someone who has not chosen, with its surface open
 * @property {() => Promise<boolean>} isAccepted whether a yes holds now
 */

const kLongest = 300; // ms, ours: of a delay that nobody notices
const kFrames = 40;

const frame = (page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1)))),
  );

/** Waits some frames for something to come true, and tells whether it did. */
const within = async (page, isTrue) => {
  for (let i = 0; i < kFrames; ++i) {
    if (await isTrue()) return true;
    await frame(page);
  }
  return false;
};

/** Presses the control of a kind on the surface that is open. @param {any} page @param {Kind} kind */
export const answer = async (page, kind) => {
  const facts = await factsOf(page);
  const control = facts && find(facts, kind);
  return control ? press(page, control.name) : false;
};
const isGone = (page) => within(page, async () => (await factsOf(page)) === null);

/** How many presses it takes to a control of that kind, itself included. @param {Way} way @param {Kind} kind */
const stepsTo = async ({ page, open }, kind) => {
  await open();
  if (await answer(page, kind)) return 1;
  if (!(await answer(page, 'settings'))) return Infinity;
  const isThere = await within(page, async () => {
    const facts = await factsOf(page);
    return facts !== null && find(facts, kind) !== undefined;
  });
  return isThere && (await answer(page, kind)) ? 2 : Infinity;
};

/** DD02: refusing takes no more presses than accepting. DD32: a choice is two layers away at most. @param {Way} way */
export const lintSteps = async (way) => {
  const toAccept = await stepsTo(way, 'accept');
  const toReject = await stepsTo(way, 'reject');
  return [
    ...(toReject > toAccept ? [`DD02: accept takes ${toAccept}, reject ${toReject}`] : []),
    ...(toReject === Infinity ? ['DD32: no choice within two layers'] : []),
  ];
};

/** What a page lets its reader do: where it is, whether it scrolls, and how much of it nothing covers. */
const useOf = () => {
  const { innerWidth: width, innerHeight: height } = globalThis;
  const points = [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((x) => [0.1, 0.3, 0.5, 0.7, 0.9].map((y) => [x, y]));
  const covers = (element) => {
    for (let node = element; node instanceof Element; node = node.parentElement)
      if (getComputedStyle(node).position === 'fixed') return true;
    return false;
  };
  const free = points.filter(([x, y]) => !covers(document.elementFromPoint(x * width, y * height)));
  const locked = [document.documentElement, document.body].some(
    (element) => getComputedStyle(element).overflowY === 'hidden',
  );
  return { address: location.pathname, isLocked: locked, free: free.length / points.length };
};

const kLeastFree = 0.4; // of the page, ours: what a wall leaves open at most

/** DD14: refusing is no dead end, the page stays where it was and can be used. @param {Way} way */
export const lintDeadEnd = async ({ page, open }) => {
  await open();
  const { address } = await page.evaluate(useOf);
  await answer(page, 'reject');
  await isGone(page);
  const after = await page.evaluate(useOf);
  return [
    ...(after.address === address ? [] : [`DD14: refusing leads away to ${after.address}`]),
    ...(after.isLocked ? ['DD14: after refusing the page does not scroll'] : []),
    ...(after.free < kLeastFree ? ['DD14: after refusing something covers the page'] : []),
  ];
};

const kPasses = {
  Escape: (page) => page.keyboard.press('Escape'),
  scrolling: (page) => page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight)),
  'a click beside it': (page) => page.evaluate(() => document.body.click()),
  'the X': async (page) => {
    const facts = await factsOf(page);
    const close = facts?.controls.find(({ name }) => /^(close|×|x|schließen)/i.test(name));
    if (close) await press(page, close.name);
  },
  'going to the page again': (page, open) => open(),
};

/** DD13: nothing but a press of a control that says so is a yes. @param {Way} way */
export const lintClosing = async ({ page, open, isAccepted }) => {
  const found = [];
  for (const [name, pass] of Object.entries(kPasses)) {
    await open();
    await pass(page, open);
    await frame(page);
    if (await isAccepted()) found.push(`DD13: ${name} counts as a yes`);
  }
  return found;
};

/** Runs in the page before all else: holds back what waits longer than nobody notices. */
const holdTime = () => {
  const kNotice = 300;
  const kEnd = 30_000; // what waits that long is a driver's own, which would stop the test
  const held = [];
  const plain = globalThis.setTimeout.bind(globalThis);
  const hold = (use, again) => held.push({ use, again });
  globalThis.setTimeout = /** @type {any} */ (
    (use, delay = 0, ...rest) =>
      delay > kNotice && delay < kEnd && typeof use === 'function'
        ? -hold(() => use(...rest), false)
        : plain(use, delay, ...rest)
  );
  globalThis.setInterval = /** @type {any} */ ((use, delay, ...rest) => -hold(() => use(...rest), true));
  globalThis.clearInterval = globalThis.clearTimeout = ((clear) => (id) =>
    id < 0 ? void (held[-id - 1] = null) : clear(id))(globalThis.clearTimeout.bind(globalThis));
  globalThis.passTime = () => {
    for (const each of held.map((one, index) => ({ ...one, index }))) {
      if (!each.use) continue;
      if (!each.again) held[each.index] = null;
      each.use();
    }
  };
};

/** Makes time stand still on every page to come, until `passTime`. @param {any} page */
export const stopTime = (page) => page.addInitScript(holdTime);
const passTime = async (page) => {
  for (let i = 0; i < 10; ++i) {
    await page.evaluate(() => globalThis.passTime());
    await frame(page);
  }
};

/** DD25: waiting answers nothing, and a refusal waits for nothing. Time must stand still (`stopTime`). @param {Way} way */
export const lintTiming = async ({ page, open, isAccepted }) => {
  const found = [];
  await open();
  const before = (await factsOf(page))?.text;
  await passTime(page);
  const after = await factsOf(page);
  if (await isAccepted()) found.push('DD25: waiting counts as a yes');
  if (after && after.text !== before) found.push('DD25: the words change while time passes');
  await open();
  await answer(page, 'reject');
  if (!(await isGone(page))) found.push(`DD25: a refusal takes more than ${kLongest} ms`);
  return found;
};

/**
 * DD16: who has refused is not asked again, and the refusal is kept as long as a consent.
 * @param {Way & {pages: (() => Promise<unknown>)[], lifetimes?: {refusal: number, consent: number}}} way
 */
export const lintNagging = async ({ page, open, pages, lifetimes }) => {
  const found = [];
  await open();
  await answer(page, 'reject');
  await isGone(page);
  for (const goTo of pages) {
    await goTo();
    await frame(page);
    if (await factsOf(page)) found.push('DD16: who has refused is asked again');
  }
  if (lifetimes && lifetimes.refusal < lifetimes.consent)
    found.push(`DD16: a refusal is kept ${lifetimes.refusal} s, a consent ${lifetimes.consent} s`);
  return found;
};

/**
 * DD17: on every page a control with a plain name leads to the surface, where one press withdraws.
 * @param {Way & {pages: (() => Promise<unknown>)[], accept: () => Promise<unknown>}} way
 */
export const lintWayBack = async ({ page, pages, accept, isAccepted }) => {
  const found = [];
  for (const goTo of pages) {
    await goTo();
    await accept();
    const back = (await namesOn(page)).find((name) => kindOf(name) === 'settings');
    if (!back) {
      found.push('DD17: a page has no control that leads back to the choices');
      continue;
    }
    await press(page, back);
    const isThere = await within(page, async () => {
      const facts = await factsOf(page);
      return facts !== null && find(facts, 'reject') !== undefined;
    });
    if (!isThere || !(await answer(page, 'reject')))
      found.push(`DD17: "${back}" leads to nothing that withdraws at once`);
    else if (!(await within(page, async () => !(await isAccepted()))))
      found.push('DD17: after withdrawing a yes still holds');
  }
  return found;
};

/**
 * DD20: the numbers said are those of the list, which one press shows.
 * @param {Way & {label: RegExp, listed: () => Promise<number>}} way `label`: of the control that shows the list
 */
export const lintPartners = async ({ page, open, label, listed }) => {
  await open();
  const facts = await factsOf(page);
  const control = facts?.controls.find(({ name }) => label.test(name));
  if (!facts || !control) return ['DD20: no control leads to the list of partners'];
  const said = [
    ...new Set([...facts.text.matchAll(/(\d+) (?:partners?|Partner)\b/g)].map(([, n]) => Number(n))),
  ];
  await press(page, control.name);
  const isThere = await within(page, async () => (await listed()) > 0);
  if (!isThere) return ['DD20: the list of partners is not one press away'];
  const count = await listed();
  return said
    .filter((number) => number !== count)
    .map((number) => `DD20: ${number} are said, ${count} listed`);
};

/** DD26: a refusal asks for nothing more. @param {Way} way */
export const lintOptOut = async ({ page, open }) => {
  await open();
  const before = await page.evaluate(() => location.pathname);
  await answer(page, 'reject');
  await frame(page);
  const facts = await factsOf(page);
  return [
    facts && facts.fields > 0 && 'DD26: a refusal asks for something to be filled in',
    (await page.evaluate(() => location.pathname)) !== before && 'DD26: a refusal leads to another page',
  ].filter(Boolean);
};

/**
 * DD27: a link has a text that the law prescribes, and works when nothing asks.
 * @param {Way & {code: string, language?: string}} way `open`: the page after a choice; `code`: of the link
 */
export const lintLawLink = async ({ page, open, code, language = 'en' }) => {
  await open();
  const texts = languages[language].linkTexts[code];
  const name = (await namesOn(page)).find((each) => texts.includes(each));
  if (!name) return [`DD27: no link of the page says "${texts[0]}"`];
  await press(page, name);
  const opens = await within(page, async () => (await factsOf(page)) !== null);
  return opens ? [] : [`DD27: "${name}" leads nowhere`];
};

/**
 * DD28: with Global Privacy Control nothing asks to undo it, that it was honoured is told, and sale shows as off.
 * @param {Way & {honored: RegExp, saleOff: RegExp}} way
 */
export const lintHonored = async ({ page, open, isAccepted, honored, saleOff }) => {
  await open();
  const facts = await factsOf(page);
  if (!facts) return ['DD28: nothing tells that the signal was honoured'];
  return [
    find(facts, 'accept') !== undefined && 'DD28: the page asks to undo the signal',
    !honored.test(facts.text) && 'DD28: nothing tells that the signal was honoured',
    !saleOff.test(facts.text) && 'DD28: sale and sharing do not show as off',
    (await isAccepted()) && 'DD28: sale and sharing are on',
  ].filter(Boolean);
};

/**
 * DD29: before a choice nothing is asked of others and nothing is kept.
 * @param {{origin: string, requests: string[], cookies: string[], keys: string[], needed?: string[]}} trace
 * `needed`: names that the site cannot do without
 */
export const lintBeforeChoice = ({ origin, requests, cookies, keys, needed = [] }) => [
  ...requests
    .filter((url) => /^(https?|wss?):/.test(url) && !url.startsWith(origin))
    .map((url) => `DD29: ${new URL(url).hostname} was asked before a choice`),
  ...[...cookies, ...keys]
    .filter((name) => !needed.includes(name))
    .map((name) => `DD29: ${name} was kept before a choice`),
];
