import { dayText } from '../../strings/time.js';

/** @import {IconName} from './icons.js' */
/** @import {PurposeDecision, Say} from '../../engine/types.js' */
/** @import {Session} from '../../engine/session.js' */

/** @type {Record<string, IconName>} */
const glyphs = {
  required: 'lock',
  'policy-default': 'wait',
  'off-until-chosen': 'wait',
  gpc: 'globe',
  expired: 'clock',
  'meaning-changed': 'wait',
  age: 'lock',
  clock: 'clock',
};

/** Bases that a fresh choice of the consumer cannot change. */
export const fixedBases = new Set(['required', 'age']);

/** Bases under which the consumer has not said yes or no to what is asked now. */
export const openBases = new Set([
  'policy-default',
  'off-until-chosen',
  'expired',
  'meaning-changed',
  'fault',
]);

/**
 * The glyph for a decision's basis. A default that grants shows a tick, as a choice does: what is on looks on.
 * @param {{basis: string, granted: boolean}} entry
 * @returns {IconName}
 */
export const basisGlyph = (entry) => {
  if (entry.basis === 'choice') return entry.granted ? 'tick' : 'no';
  if (entry.basis === 'policy-default' && entry.granted) return 'tick';
  return glyphs[entry.basis] ?? 'no';
};

/**
 * The class of a purpose that runs where the law asks first: one that the law exempts, until somebody objects.
 * @param {PurposeDecision} entry
 * @param {Session | undefined} session
 */
const exemptClassOf = ({ id, granted, basis }, session) =>
  granted && basis === 'policy-default' && session?.decision.row?.model === 'opt-in'
    ? session.config.purposes.find((purpose) => purpose.id === id)?.class
    : undefined;

/**
 * Why a decision is as it is, as the second half of a sentence ("you chose this on 12 Nov").
 * @param {PurposeDecision} entry
 * @param {{say: Say, now: string, language: string, session?: Session}} context
 */
export const basisText = (entry, { say, now, language, session }) => {
  const state = entry.granted ? 'granted' : 'denied';
  const args = {
    date: entry.since && dayText(entry.since, now, language),
    until: entry.until && dayText(entry.until, now, language),
  };
  const undated = !args.date || (entry.basis === 'expired' && !args.until);
  const stem = entry.basis === 'choice' || entry.basis === 'policy-default' ? `.${state}` : '';
  const key = `basis.${entry.basis}${stem}`;
  if (entry.basis === 'required') return say([`basis.required.${entry.id}`, key], args);
  const exempt = exemptClassOf(entry, session);
  if (exempt) return say([`basis.exempt.${exempt}`, key]);
  return say([...(undated ? [`${key}.undated`] : []), key, 'basis.unknown'], args);
};
