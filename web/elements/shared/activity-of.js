/** @import {Attribute, Config, Decision, Entry, TimelineEntry} from '../../engine/types.js' */
/** @import {IconName} from './icons.js' */

/**
 * Something that happened, in ids: words come later.
 * @typedef {object} Event
 * @property {string} at ISO 8601 time
 * @property {'choice' | 'use' | 'browser'} source what somebody chose, what was kept or used, what the browser says
 * @property {IconName} glyph
 * @property {string} title the words' key, after `activity.`
 * @property {string} [text] the same for the line below
 * @property {TimelineEntry['chosen']} [chosen] what it is about
 * @property {Attribute} [attribute]
 * @property {string} [signal]
 * @property {number} [count]
 * @property {string} [until]
 */

/** @typedef {{timeline: TimelineEntry[], attributes: Attribute[], entries: Entry[], decision?: Decision, now: string}} Kept */

const kDay = 10; // characters of a time that are its day

/** @param {TimelineEntry['chosen'][number]} chosen */
const isGiven = ({ status }) => status === 'given';

/** A record's choices: what was switched on and what off, each an event. @param {TimelineEntry} entry @returns {Event[]} */
const choicesOf = ({ at, control, chosen, tcf }) => {
  const given = chosen.filter(isGiven);
  const refused = chosen.filter((one) => !isGiven(one));
  const ends = new Set(given.map(({ expires }) => expires));
  const [until] = ends.size === 1 ? ends : [];
  /** @type {Event[]} */
  const events = [];
  if (given.length)
    events.push({
      at,
      source: 'choice',
      glyph: 'tick',
      title: control === 'accept-all' ? 'acceptedAll' : 'turnedOn',
      ...(until && { text: 'validUntil', until }),
      chosen: given,
    });
  if (refused.length)
    events.push({
      at,
      source: 'choice',
      glyph: 'no',
      title: control === 'reject-all' ? 'rejectedAll' : 'turnedOff',
      text: 'offFromThen',
      chosen: refused,
    });
  // Vendors are named where purposes and vendors of the framework were chosen one by one.
  if (tcf?.changedVendors !== undefined)
    events.push({ at, source: 'choice', glyph: 'tick', title: 'choseOneByOne' });
  return events;
};

/**
 * Grants that ran out: nobody chose the same anew before.
 * @param {TimelineEntry[]} timeline the newest first
 * @param {string} now
 * @returns {Event[]}
 */
const endsOf = (timeline, now) =>
  timeline.flatMap(({ chosen }, index) => {
    /** @type {Map<string, TimelineEntry['chosen']>} */
    const byEnd = new Map();
    for (const one of chosen) {
      const { expires = '', kind, id } = one;
      const isRenewed = timeline
        .slice(0, index)
        .some(({ chosen: later }) => later.some((other) => other.kind === kind && other.id === id));
      if (
        isGiven(one) &&
        kind === 'purpose' &&
        expires &&
        Date.parse(expires) <= Date.parse(now) &&
        !isRenewed
      )
        byEnd.set(expires, [...(byEnd.get(expires) ?? []), one]);
    }
    return [...byEnd].map(
      ([at, ended]) =>
        /** @type {Event} */ ({
          at,
          source: 'choice',
          glyph: 'clock',
          title: 'ranOut',
          text: 'offFromThen',
          chosen: ended,
        }),
    );
  });

/**
 * When the browser's signal was first seen with a choice, and what it switches off now.
 * @param {Kept} kept
 * @returns {Event[]}
 */
const browserOf = ({ timeline, decision, now }) => {
  const denied = (decision?.purposes ?? []).filter(({ basis }) => basis === 'gpc');
  /** @type {Event[]} */
  const events = timeline
    .filter(({ gpc }, index) => gpc && !timeline[index + 1]?.gpc)
    .map(({ at }) => ({ at, source: 'browser', glyph: 'globe', title: 'sentGpc' }));
  if (denied.length)
    events.unshift({
      at: now,
      source: 'browser',
      glyph: 'globe',
      title: 'sendsGpc',
      text: 'staysOff',
      chosen: denied.map(({ id }) => ({ kind: 'purpose', id, status: 'refused' })),
    });
  return events;
};

/** What was seen here, each day and signal together. @param {Entry[]} entries @returns {Event[]} */
const seenOf = (entries) => {
  /** @type {Map<string, Entry[]>} */
  const groups = new Map();
  for (const entry of entries) {
    const key = `${entry.at.slice(0, kDay)} ${entry.signal}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()].map((group) => ({
    at: group.map(({ at }) => at).reduce((one, other) => (one > other ? one : other)),
    source: 'use',
    glyph: 'observed',
    title: 'seen',
    text: 'usedFor',
    signal: group[0].signal,
    count: group.length,
  }));
};

/** @param {Attribute} attribute @returns {Event} */
const toldOf = (attribute) => ({
  at: attribute.at,
  source: 'use',
  glyph: 'stated',
  title: 'told',
  text: attribute.until ? 'usedForUntil' : 'usedFor',
  signal: attribute.signal,
  attribute,
  until: attribute.until,
});

/**
 * What happened with choices and data on this device, the newest first. Choices are read from the ledger, which holds
 * nothing else; uses from what is kept now.
 * @param {Kept} kept
 * @returns {Event[]}
 */
export const activityOf = (kept) => {
  const events = [
    ...browserOf(kept),
    ...kept.timeline.flatMap(choicesOf),
    ...endsOf(kept.timeline, kept.now),
    ...kept.attributes.map(toldOf),
    ...seenOf(kept.entries),
  ];
  return events.sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
};

/**
 * Events by the day of the visitor's clock, in their order.
 * @param {Event[]} events
 * @param {string} language
 * @returns {{day: string, events: Event[]}[]} `day` is an ISO 8601 time of that day
 */
export const byDay = (events, language) => {
  const format = new Intl.DateTimeFormat(language);
  /** @type {{day: string, events: Event[]}[]} */
  const days = [];
  for (const event of events) {
    const last = days.at(-1);
    const isSame = last && format.format(new Date(last.day)) === format.format(new Date(event.at));
    if (isSame) last.events.push(event);
    else days.push({ day: event.at, events: [event] });
  }
  return days;
};
