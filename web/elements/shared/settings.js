import { readStored, writeStored } from '../../engine/storage.js';

/** @import {Session} from '../../engine/session.js' */

/** @typedef {'quiet' | 'hidden'} Setting */

/**
 * Whether the consumer set it on this device: `quiet`, no questions and no proposals; `hidden`, no reasons and no answers
 * in sight.
 * @param {Setting} name
 */
export const isSet = (name) => readStored(name) !== null;

/**
 * @param {Session} session
 * @param {Setting} name
 * @param {boolean} on
 * @returns {boolean} whether it is kept
 */
export const keepSetting = (session, name, on) => {
  const isKept = writeStored(name, on ? '1' : null);
  // A question that stands goes at once, or may be put again.
  session.host.apply(session.decision);
  document.dispatchEvent(new CustomEvent('say-so-settings-change', { bubbles: true, composed: true }));
  return isKept;
};
