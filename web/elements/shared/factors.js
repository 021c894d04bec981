import { priceText } from './numbers.js';

/** @import {Config, Contribution, Rationale, Say, Slate} from '../../engine/types.js' */

/**
 * What the words need to turn ids into what a person calls them.
 * @typedef {object} Naming
 * @property {Say} say
 * @property {Config} config
 * @property {Slate} slate
 * @property {string} language
 */

/**
 * @param {string} signal
 * @param {Config} config
 */
export const questionOf = (signal, config) =>
  config.profile?.questions?.find((question) => question.signal === signal);

/**
 * What kind of sentence a signal needs.
 * @param {string} signal
 * @param {Config} config
 * @returns {'viewed' | 'bought' | 'stated' | 'avoided' | 'price' | 'contextual' | 'inferred' | 'other'}
 */
export const kindOf = (signal, config) => {
  if (signal === 'viewed' || signal === 'bought') return signal;
  if (signal.startsWith('avoid.')) return 'avoided';
  if (questionOf(signal, config)?.kind === 'range') return 'price';
  const provenance = config.signals?.find((entry) => entry.id === signal)?.provenance;
  return provenance === 'stated' || provenance === 'contextual' || provenance === 'inferred'
    ? provenance
    : 'other';
};

/**
 * The word for a value of a facet: a colour has a translation, a category is the catalog's own text.
 * @param {string} from the question's source, such as `tag:colour`
 * @param {string} value
 * @param {Say} say
 */
export const valueText = (from, value, say) => {
  const tag = from.startsWith('tag:') ? from.slice(4) : '';
  const bare = tag && value.startsWith(`${tag}:`) ? value.slice(tag.length + 1) : value;
  return say([tag ? `tag.${tag}.${bare}` : `${from}.${bare}`], {}, bare);
};

/**
 * @param {string} text
 * @param {string} language
 */
export const capital = (text, language) => text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1);

/**
 * @param {string} signal
 * @param {{min: number, max: number}} range
 * @param {Naming} naming
 */
const rangeText = (signal, { min, max }, { say, config, language, slate }) => {
  const currency = questionOf(signal, config)?.unit ?? slate.currency;
  const price = (/** @type {number} */ amount) => priceText(amount, currency, language, { short: true });
  return say('profile.range', { from: price(min), to: price(max) });
};

/** @typedef {Pick<Contribution, 'signal' | 'of' | 'range'>} Datum */

/**
 * The arguments of a contribution in words: an item's title, a value's name, a range of prices.
 * @param {Datum} datum
 * @param {Naming} naming
 * @returns {{item?: string, of?: string, signal?: string}}
 */
export const argsOf = ({ signal, of = '', range }, naming) => {
  const kind = kindOf(signal, naming.config);
  if (kind === 'viewed' || kind === 'bought' || signal === naming.config.recommend?.shown)
    return { item: naming.slate.mentions?.[of]?.title ?? of };
  if (range) return { of: rangeText(signal, range, naming) };
  const question = questionOf(signal, naming.config);
  const text = valueText(question?.from ?? signal, of, naming.say);
  return { signal: naming.say([`signal.${signal}`], {}, signal), of: text };
};

/**
 * The key and arguments of a phrase about one contribution: `factor` names it on a bar, `reason` on a card.
 * @param {'factor' | 'reason' | 'why'} set
 * @param {Datum} datum
 * @param {Naming} naming
 */
export const phraseOf = (set, datum, naming) => {
  const kind = kindOf(datum.signal, naming.config);
  return {
    key: [`${set}.${datum.signal}`, `${set}.${kind}`, `${set}.other`],
    args: argsOf(datum, naming),
  };
};

/**
 * The tier-one sentence of a rationale. The core chose what it names; ids become words here. For a sentence that the
 * words do not know, the strongest contribution is named instead.
 * @param {Rationale} rationale
 * @param {Naming} naming
 * @returns {{key: string[], args: Record<string, string | undefined>}}
 */
export const sentenceOf = ({ sentence, contributions }, naming) => {
  const raising = contributions.filter(({ value }) => value > 0);
  if (!raising.length) return { key: [sentence.key, 'why.popular'], args: {} };
  const named = Object.values(sentence.args ?? {}).flatMap(
    (id) =>
      raising.find(
        ({ of, provenance }) => of === id && (provenance === 'observed') === (id === sentence.args?.item),
      ) ?? [],
  );
  const fallback = phraseOf('why', raising[0], naming);
  const args = Object.assign({}, fallback.args, ...named.map((contribution) => argsOf(contribution, naming)));
  return { key: [sentence.key, ...fallback.key], args };
};
