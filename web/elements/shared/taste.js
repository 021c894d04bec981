import { questionOf } from './factors.js';

/** @import {Config, Rationale, Slate, Value} from '../../engine/types.js' */

/** The values of an answer of which several can be chosen. @param {Value | undefined} value @returns {string[]} */
export const listOf = (value) => (Array.isArray(value) ? value : typeof value === 'string' ? [value] : []);

/** Questions come in pairs: what somebody likes is `interest.…`, what they want less of `avoid.…`. @typedef {'interest' | 'avoid'} Sense */

/**
 * What "more like this" and "less like this" are about.
 * @typedef {object} Taste
 * @property {string} signal the question that gets the value
 * @property {string} [other] the question that must not have it as well, where the site asks it
 * @property {string} from the question's source, such as `category`
 * @property {string} value
 */

/**
 * The kind that an item shares with the strongest datum that raised it, of those that the site asks about; else the item's own
 * category.
 * @param {Sense} sense
 * @param {Rationale} rationale
 * @param {{config: Config, slate: Slate}} shop
 * @returns {Taste | undefined} nothing where the site has no such question
 */
export const tasteOf = (sense, { item, contributions }, { config, slate }) => {
  const category = slate.mentions?.[item]?.category;
  const questions = config.profile?.questions ?? [];
  const shared = contributions
    .filter(({ value }) => value > 0)
    .map(({ signal, of = '' }) => {
      const from = questionOf(signal, config)?.from;
      return from ? { from, value: of } : { from: 'category', value: slate.mentions?.[of]?.category };
    })
    .filter(({ from, value }) => from !== 'category' || value === category);
  for (const { from, value } of [...shared, { from: 'category', value: category }]) {
    const asked = (/** @type {Sense} */ wanted) =>
      questions.find((question) => question.from === from && question.signal.startsWith(`${wanted}.`))
        ?.signal;
    const signal = asked(sense);
    if (signal && value)
      return { signal, other: asked(sense === 'avoid' ? 'interest' : 'avoid'), from, value };
  }
  return undefined;
};
