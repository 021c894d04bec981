/** @import {Built, Environment, Snapshot} from '../engine/types.js' */

/**
 * What a stored snapshot still allows: the ids of purposes and services granted. Null where any condition of its
 * truth fails; it may be stricter than the truth, never laxer.
 * @param {string | null} text as stored
 * @param {{built: Pick<Built, 'meaning' | 'policyData'>, environment: Environment, state: string}} now `state`: the cookie's text
 * @returns {{granted: string[], prompt: string} | null}
 */
export const readSnapshot = (text, { built, environment, state }) => {
  /** @type {Snapshot} */
  let snapshot;
  try {
    snapshot = JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
  const holds =
    snapshot?.schema === 'say-so-snapshot/1' &&
    !!state &&
    snapshot.state === state &&
    snapshot.meaning === built.meaning &&
    snapshot.policyData === built.policyData &&
    snapshot.gpc === environment.gpc &&
    snapshot.ageBand === environment.ageBand &&
    snapshot.jurisdiction === environment.jurisdiction &&
    // A clock that was moved back could keep a grant alive that has run out.
    snapshot.lastSeen <= environment.now &&
    environment.now < snapshot.validUntil;
  if (!holds) return null;
  const { granted, services, defaults, prompt } = snapshot;
  const isKnown = environment.jurisdiction !== null;
  const byDefault = isKnown ? [...defaults.purposes, ...defaults.services] : [];
  return { granted: [...granted, ...services, ...byDefault], prompt };
};
