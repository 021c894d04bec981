// For servers and edges: what the visitor granted by choice, from the request's cookie alone. No Wasm, no dependency.
// Never laxer than the core, at times stricter: the core knows the place's rules, a server is told what it passes in.
import { packHash, readCompactState } from './compact-state.js';

const kName = 'say-so';

/** What the shortest policy lets a consent live. */
const kShortestLifetime = 'P6M';

/** Controls that are a deliberate yes to one purpose: save, switch, ask and profile-save. */
const kFirstSpecificControl = 2;

/** As long as a choice may be kept: 13 months at their shortest. How long a consent lives stands in the state. */
const kThirteenMonths = 393 * 86_400;

/**
 * @typedef {object} Purpose as in the config
 * @property {string} id
 * @property {boolean} [required]
 * @property {string} [class]
 * @property {string} [lifetime] ISO 8601, in months and days as the built config has it
 */

/**
 * The cookie's text; '' if there is none. Two of the name cannot both be ours.
 * @param {string | null | undefined} header the request's Cookie
 */
const textIn = (header) => {
  const found = (header ?? '').split(/;\s*/).filter((cookie) => cookie.startsWith(`${kName}=`));
  return found.length > 1 ? '?' : (found[0]?.slice(kName.length + 1) ?? '');
};

/**
 * `at` plus months and days: exact up to the 28th, up to three days early after it, as the core ends a short month with
 * its last day. Of what is neither nothing is added.
 * @param {number} at seconds @param {string} span
 */
const later = (at, span) => {
  const [date] = span.split('T');
  const [months, days] = [/\d+(?=M)/, /\d+(?=D)/].map((unit) => Number(unit.exec(date)));
  const then = new Date(at * 1000);
  if (months) then.setUTCMonth(then.getUTCMonth() + months, Math.min(then.getUTCDate(), 28));
  return +then / 1000 + days * 86_400;
};

/**
 * What the visitor granted by choice, and what was refused. A cookie that is missing, malformed, touched or of another
 * config grants nothing.
 * @param {string | null | undefined} header the request's Cookie
 * @param {object} known
 * @param {string} known.meaning the config's meaning hash, as `say-so build` prints it
 * @param {Date | string} known.now
 * @param {Purpose[]} known.purposes the config's
 * @param {{id: string, purposes: string[]}[]} [known.services] the config's
 * @param {string} [known.lifetime] months or days that a consent lives under the policies of your
 *   visitors; the shortest of all if left out
 * @param {boolean} [known.gpc] whether the request says `Sec-GPC: 1`
 * @param {string | null} [known.ageBand] as the page would say it: below adult nothing is granted here
 * @returns {{isRead: boolean, purposes: string[], services: string[], refused: string[]}} ids of purposes and services
 *   granted by choice, and of purposes and services refused; if nothing could be read, every optional purpose is
 */
export const readConsent = (
  header,
  { meaning, now, purposes, services = [], lifetime = kShortestLifetime, gpc = false, ageBand = null },
) => {
  const text = textIn(header);
  const state = readCompactState(text);
  // Of what was refused in a cookie that was touched nothing is known: everything may have been.
  const { choices, rest, lastSeen } = state ?? { choices: new Map(), rest: text && 'ps', lastSeen: 0 };
  const isTold = state?.meaning === packHash(meaning) && (ageBand ?? 'adult') === 'adult';
  const isRefused = (/** @type {string} */ letter, /** @type {string} */ id) => {
    const choice = choices.get(letter + id);
    return choice ? !(choice.flags & 1) : rest.includes(letter);
  };
  const holds = (/** @type {Purpose} */ { id, class: kind, lifetime: own = lifetime }) => {
    const choice = choices.get(`p${id}`);
    // Some places forbid the sensitive, consent or not: only the core knows where.
    if (!isTold || !choice || (choice.flags & 5) !== 1 || kind === 'sensitive') return false;
    const { at, flags, control } = choice;
    const moment = +new Date(now) / 1000;
    return (
      moment >= at &&
      [lifetime, own].every((span) => later(at, span) > Math.max(moment, lastSeen)) &&
      (!gpc || (flags & 2 && control >= kFirstSpecificControl))
    );
  };
  const idsOf = (/** @type {{id: string}[]} */ list, /** @type {(one: any) => unknown} */ is) =>
    list.filter(is).map(({ id }) => id);
  const isRequired = (/** @type {Purpose} */ { required }) => required;
  const granted = idsOf(purposes, (one) => !one.required && holds(one));
  const isGranted = (/** @type {string} */ one) => granted.includes(one);
  return {
    isRead: !!state,
    purposes: granted,
    services: idsOf(
      services,
      ({ id, purposes: needed }) =>
        !isRefused('s', id) &&
        needed.some(isGranted) &&
        needed.every(
          (/** @type {string} */ one) => isGranted(one) || idsOf(purposes, isRequired).includes(one),
        ),
    ),
    refused: [
      ...idsOf(purposes, ({ id, required }) => !required && isRefused('p', id)),
      ...idsOf(services, ({ id }) => isRefused('s', id)),
    ],
  };
};

/**
 * A Set-Cookie value that renews the choices: some browsers forget after seven days what a script stored. Only what
 * the core wrote is renewed, as it is; null if there is nothing to renew.
 * @param {string | null | undefined} header the request's Cookie
 * @param {object} [options]
 * @param {string} [options.domain] the config's `site.cookieDomain`
 * @param {boolean} [options.isSecure] false only where the site has no https
 */
export const renewConsent = (header, { domain = '', isSecure = true } = {}) => {
  const text = textIn(header);
  const scope = (domain && `; Domain=${domain}`) + (isSecure ? '; Secure' : '');
  return (
    readCompactState(text) && `${kName}=${text}; Max-Age=${kThirteenMonths}; Path=/; SameSite=Lax${scope}`
  );
};
