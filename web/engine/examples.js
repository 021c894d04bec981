// What a device can learn from: the items that lists showed, and whether they were then opened or bought. Only what may
// be used is looked at; it stays here.

/** @import {Entry} from './types.js' */
/** @import {Session} from './session.js' */

/** @typedef {{id: string, category: string, tags?: string[], sensitive?: boolean}} Item */

/** @param {Item} item @param {string} feature */
const has = ({ category, tags = [] }, feature) =>
  feature.startsWith('category:') ? feature.slice(9) === category : tags.includes(feature);

/**
 * A row each item that was shown: 1 where it has the feature; labelled 1 where it was opened.
 * @param {Pick<Session, 'config' | 'signals'>} session
 * @param {Map<string, Item>} items of the catalog, by id
 * @param {string[]} features
 */
export const examplesOf = ({ config, signals }, items, features) => {
  const shownBy = config.recommend?.shown;
  const isSeen = (/** @type {string} */ id) =>
    config.signals?.some((one) => one.id === id && one.provenance === 'observed');
  const idsOf = (/** @type {(entry: Entry) => unknown} */ isOne) =>
    new Set(signals.filter(isOne).map(({ of }) => of));
  const opened = idsOf(({ signal }) => signal !== shownBy && isSeen(signal));
  const shown = [...idsOf(({ signal }) => signal === shownBy)].flatMap((id) => items.get(id) ?? []);
  const known = shown.filter(({ sensitive }) => !sensitive);
  return {
    rows: known.map((item) => features.map((feature) => Number(has(item, feature)))),
    labels: known.map(({ id }) => Number(opened.has(id))),
  };
};
