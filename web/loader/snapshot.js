/** @import {Built, Environment, Snapshot} from '../engine/types.js' */

/** @param {unknown} list @returns {list is string[]} */
const isIds = (list) => Array.isArray(list) && list.every((id) => typeof id === 'string');

/** @param {string | null} text @returns {Snapshot | null} whatever is not a whole snapshot reads as none */
const parse = (text) => {
  try {
    const snapshot = JSON.parse(text ?? 'null');
    const { granted, services, defaults, prompt } = snapshot;
    const lists = [granted, services, defaults.purposes, defaults.services, snapshot.clear];
    return lists.every(isIds) && ['ask', 'notice', 'none'].includes(prompt) ? snapshot : null;
  } catch {
    return null;
  }
};

/**
 * What the cookie says no to: letter and id, p for a purpose, s for a service. Just enough of its form (state.h) to hold
 * a snapshot against it.
 * @param {string} state
 */
const refusedIn = (state) =>
  state
    .slice(0, -5) // its check
    .split('!')
    .slice(5)
    .flatMap((group) => {
      const [, flags, , , , , chosen = ''] = group.split(':');
      return Number(flags) & 1 ? [] : chosen.split('*');
    });

/** Whether the cookie says no to a service by itself, or had no room to. @param {string} state */
export const refusesService = (state) =>
  /^([^!]*!){3}p?s/.test(state) || refusedIn(state).some((one) => one[0] === 's');

/**
 * What a stored snapshot still allows: the ids of purposes and services granted. Null where any condition of its
 * truth fails; it may be stricter than the truth, never laxer.
 * @param {string | null} text as stored
 * @param {object} now
 * @param {Pick<Built, 'meaning' | 'plan' | 'services'>} now.built
 * @param {Environment} now.environment
 * @param {string} now.state the cookie's text
 * @returns {{granted: string[], prompt: Snapshot['prompt'], at: string, until: string, clear: string[]} | null}
 *   `clear`: cookies of services that are denied
 */
export const readSnapshot = (text, { built, environment, state }) => {
  const snapshot = parse(text);
  const holds =
    snapshot?.schema === 'say-so-snapshot/1' &&
    state !== '' &&
    snapshot.state === state &&
    built.meaning !== '' &&
    snapshot.meaning === built.meaning &&
    snapshot.policyData === built.plan.policyData &&
    snapshot.gpc === environment.gpc &&
    snapshot.ageBand === environment.ageBand &&
    snapshot.jurisdiction === environment.jurisdiction &&
    // A clock that was moved back could keep a grant alive that has run out.
    snapshot.lastSeen <= environment.now &&
    environment.now < snapshot.validUntil;
  if (!holds) return null;
  const { granted, services, defaults, prompt, at, validUntil: until, clear } = snapshot;
  const byPolicy = environment.jurisdiction === null ? [] : [...defaults.purposes, ...defaults.services];
  const allowed = [...granted, ...services, ...byPolicy];
  // A snapshot that was touched: the cookie is the word of the visitor.
  const refused = refusedIn(state);
  // A purpose may have the name of what every object has.
  const purposesOf = new Map(Object.entries(built.services));
  const isRefused = (/** @type {string} */ id) =>
    refused.includes(`s${id}`) ||
    [id, ...(purposesOf.get(id) ?? [])].some((one) => refused.includes(`p${one}`));
  return allowed.some(isRefused) ? null : { granted: allowed, prompt, at, until, clear };
};
