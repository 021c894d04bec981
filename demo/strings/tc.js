/** What a TC string says, in words. */
import { list, make, table } from './make.js';

/** @import {Words} from './words.js' */

/** How many ids a set has. @param {string | null} text "1-5,9" */
export const countOf = (text) =>
  (text ?? '')
    .split(',')
    .filter(Boolean)
    .reduce((sum, run) => {
      const [first, last = first] = run.split('-').map(Number);
      return sum + last - first + 1;
    }, 0);

/** @param {string} text @param {Words} words */
const ids = (text, words) => {
  const details = make('details', make('summary', words.ids), make('p', text));
  return details;
};

/** @param {string} title @param {string | null} text @param {Words} words */
const vendorLine = (title, text, words) => {
  const item = make('li', `${title}: ${words.number(countOf(text))}`);
  if (text) item.append(ids(text, words));
  return item;
};

/** @param {any} tc a model of the core @param {Words} words */
const purposes = (tc, words) => {
  const highest = Math.max(11, ...tc.purposeConsents, ...tc.purposeLegitimateInterests);
  const rows = Array.from({ length: highest }, (_, index) => index + 1).map((id) => [
    `${id}. ${words.purposes[id - 1] ?? words.unknownPurpose}`,
    tc.purposeConsents.includes(id) ? words.yes : words.no,
    tc.purposeLegitimateInterests.includes(id) ? words.yes : words.no,
  ]);
  return table(words.purposesTitle, [words.purpose, words.consent, words.legitimateInterest], rows);
};

/** @param {any} tc @param {Words} words */
export const explainTc = (tc, words) => {
  const made = words.day(tc.createdDs * 100);
  const updated = words.day(tc.lastUpdatedDs * 100);
  const vendors = make('ul');
  vendors.append(
    vendorLine(words.disclosed, tc.disclosedVendors, words),
    vendorLine(words.vendorConsents, tc.vendorConsents, words),
    vendorLine(words.vendorInterests, tc.vendorLegitimateInterests, words),
  );
  const restrictions = tc.publisherRestrictions.map(
    (/** @type {{purposeId: number, type: number, vendors: string}} */ each) =>
      words.restriction(
        each.purposeId,
        words.restrictionTypes[each.type],
        countOf(each.vendors),
        each.vendors,
      ),
  );
  return [
    make('h2', words.tcTitle),
    make('p', words.tcSummary(tc, made)),
    ...(made === updated ? [] : [make('p', words.updated(updated))]),
    purposes(tc, words),
    make('h3', words.specialFeatures),
    list(
      words.featureNames.map(
        (name, index) => `${name}: ${tc.specialFeatureOptins.includes(index + 1) ? words.yes : words.no}`,
      ),
    ),
    make('h3', words.vendors),
    vendors,
    ...(restrictions.length ? [make('h3', words.restrictions), list(restrictions)] : []),
    ...(tc.purposeOneTreatment ? [make('p', words.purposeOne)] : []),
  ];
};
