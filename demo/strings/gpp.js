/** What a GPP string says, in words. */
import { make, table } from './make.js';

/** @import {Words} from './words.js' */

/** The words for a field's values, by what kind of field it is. @param {string} field @param {string} section @param {Words} words */
const valuesOf = (field, section, words) => {
  if (/Notice$/.test(field)) return words.notices;
  if (/^(Sale|Sharing|TargetedAdvertising)OptOut$/.test(field)) return words.optOuts;
  if (/^Mspa/.test(field)) return field === 'MspaMode' ? words.modes : words.answers;
  const isOptOut = field === 'SensitiveDataProcessing' && ['usca', 'usut', 'usia'].includes(section);
  return isOptOut ? words.optOuts : words.consents;
};

/** @param {string} field @param {unknown} value @param {string} section @param {Words} words */
const inWords = (field, value, section, words) => {
  if (/Version$/.test(field) || typeof value === 'string') return String(value);
  const values = valuesOf(field, section, words);
  const word = (/** @type {number} */ one) => values[one] ?? String(one);
  if (!Array.isArray(value)) return word(/** @type {number} */ (value));
  const isSame = value.every((one) => one === value[0]);
  return isSame
    ? words.allOf(value.length, word(value[0]))
    : value.map((one, at) => `${at + 1}: ${word(one)}`).join(', ');
};

/** "SaleOptOutNotice" as people read it: the specification's own name, which is English. @param {string} field */
const spaced = (field) => {
  const name = make('span', field.replace(/([a-z])([A-Z])/g, '$1 $2'));
  name.lang = 'en';
  return name;
};

/** @param {string} name @param {any} section @param {Words} words */
const explainSection = (name, section, words) => {
  const title = words.sectionNames[name] ?? words.state(name);
  if (typeof section === 'string') return [make('h2', title), make('p', words.unread), make('code', section)];
  const core = section.core ?? section;
  /** @type {(Node | string)[][]} */
  const rows = Object.entries(core).map(([field, value]) => [
    spaced(field),
    inWords(field, value, name, words),
  ]);
  if (section.gpc !== undefined && section.gpc !== null)
    rows.push([words.gpc, section.gpc ? words.gpcOn : words.gpcOff]);
  if (section.sensitive)
    rows.push([
      spaced('SensitiveDataProcessing'),
      inWords('SensitiveDataProcessing', section.sensitive, name, words),
    ]);
  return [make('h2', title), table(words.fields, [words.field, words.value], rows)];
};

/** @param {any} gpp a model of the core @param {Words} words */
export const explainGpp = (gpp, words) => {
  const sections = Object.entries(gpp.sections);
  return [
    make('p', sections.length ? words.gppSummary(sections.length) : words.gppEmpty),
    ...sections
      .filter(([name]) => name !== 'tcfeuv2')
      .flatMap(([name, section]) => explainSection(name, section, words)),
  ];
};
