// Reads the policy table as people edit it. The core's constant table and docs/policies.md are both made from this
// reading, so that they cannot tell different things.
import { readFileSync } from 'node:fs';

export const kClasses = ['functional', 'analytics', 'personalization', 'marketing', 'sensitive'];
export const kExemptions = ['audience-measurement', 'appearance'];
export const kCertainties = ['S', 'R', 'W', 'K'];
const kModels = ['opt-in', 'opt-out', 'notice'];
const kRules = ['off', 'on', 'blocked'];
const kForces = ['advisory', 'honour', 'binding'];
const kControls = ['accept-all', 'reject-all', 'choose', 'close-refuses'];
const kLinks = [
  'your-privacy-choices',
  'do-not-sell',
  'limit-use',
  'opt-out',
  'notice-at-collection',
  'privacy-link',
  'sensitive-notice',
  'sensitive-sale-notice',
  'complaint',
];
const kOurs = ['askAgain', 'lifetime'];
const kRowKeys = [
  'id',
  'title',
  'model',
  'rules',
  'gpc',
  'askAgain',
  'lifetime',
  'optInSteps',
  'age',
  'minors',
  'exempt',
  'controls',
  'links',
  'instead',
  'needs',
  'codes',
  'variants',
  'source',
  'checked',
  'certainty',
  'ours',
  'note',
];
// What a law says of some of a row's codes alone, or from a day on.
const kVariantKeys = ['codes', 'from', 'age', 'minors', 'links'];

const fail = (place, message) => {
  throw new Error(`policy table: ${place}: ${message}`);
};

/** @param {string} place @param {unknown[]} known @param {unknown[]} words */
const onlyOf = (place, known, words) => {
  for (const word of words) if (!known.includes(word)) fail(place, `unknown word ${JSON.stringify(word)}`);
};

/** Months of a duration such as P6M; 0 for null. @param {string} place @param {string | null} duration */
const months = (place, duration) => {
  if (duration === null) return 0;
  const match = /^P([1-9][0-9]?)M$/.exec(duration);
  return match ? Number(match[1]) : fail(place, `expected months such as P6M, got ${duration}`);
};

const age = (place, value) =>
  Number.isInteger(value) && value >= 0 && value <= 18 ? value : fail(place, 'no age');
const day = (place, text) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : fail(place, `bad day ${text}`);

const checkRow = (row) => {
  const { id } = row;
  onlyOf(id, kRowKeys, Object.keys(row));
  onlyOf(`${id}/model`, kModels, [row.model]);
  onlyOf(`${id}/rules`, kClasses, Object.keys(row.rules));
  onlyOf(
    `${id}/rules`,
    kRules,
    kClasses.map((name) => row.rules[name]),
  );
  onlyOf(`${id}/gpc`, kForces, [row.gpc.force]);
  onlyOf(`${id}/gpc`, kClasses, row.gpc.denies);
  onlyOf(`${id}/exempt`, kExemptions, row.exempt ?? []);
  onlyOf(`${id}/controls`, kControls, row.controls);
  onlyOf(`${id}/instead`, kLinks, Object.entries(row.instead ?? {}).flat(2));
  onlyOf(`${id}/ours`, kOurs, row.ours);
  onlyOf(`${id}/optInSteps`, [1, 2], [row.optInSteps ?? 1]);
  onlyOf(`${id}/certainty`, kCertainties, [row.certainty]);
  day(`${id}/checked`, row.checked);
  if (!row.title || !row.source || !row.needs.length) fail(id, 'a row names its title, source and needs');
};

/** One entry a set of codes that share everything: the row's own, then its variants'. */
const entriesOf = (row, keptAtMost) => {
  const { id } = row;
  return [{ codes: row.codes }, ...(row.variants ?? [])].map((variant, index) => {
    const place = index ? `${id}/variants/${index - 1}` : id;
    onlyOf(place, kVariantKeys, Object.keys(variant));
    const { minors, links } = { ...row, ...variant };
    onlyOf(`${place}/links`, kLinks, links);
    for (const group of Object.values(minors)) {
      age(`${place}/minors`, group.under);
      onlyOf(`${place}/minors`, kClasses, group.classes);
    }
    onlyOf(`${place}/minors`, ['blocked', 'off'], Object.keys(minors));
    const lifetime = months(`${place}/lifetime`, row.lifetime);
    return {
      row,
      codes: variant.codes,
      from: variant.from ? day(`${place}/from`, variant.from) : null,
      age: age(place, variant.age ?? row.age),
      minors,
      links,
      askAgainMonths: months(`${place}/askAgain`, row.askAgain),
      // Consent is never said to hold longer than the cookie that keeps it.
      lifetimeMonths: row.model === 'opt-in' ? Math.min(lifetime, keptAtMost) : lifetime,
    };
  });
};

/**
 * The table, checked, with `entries`: what holds for which codes and from when, each with its row.
 * @param {string} file
 */
export const readPolicyTable = (file) => {
  const table = JSON.parse(readFileSync(file, 'utf8'));
  if (!/^\d{4}-\d{2}$/.test(table.version)) fail('version', table.version);
  if (table.rows[0]?.id !== 'default') fail('rows', 'the default row comes first');
  table.rows.forEach(checkRow);
  const keptAtMost = months('keptAtMost', table.keptAtMost);
  const entries = table.rows.flatMap((row) => entriesOf(row, keptAtMost));
  const seen = new Set();
  for (const { row, codes, from } of entries)
    for (const code of codes) {
      const key = `${code} ${from ?? ''}`;
      if (seen.has(key)) fail(row.id, `${code} is listed twice`);
      seen.add(key);
    }
  return { ...table, entries };
};
