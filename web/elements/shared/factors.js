import { priceText } from './numbers.js';

/** @import {Config, Contribution, Profile, Rationale, Say, Slate} from './shapes.js' */

/**
 * What the words need to turn ids into what a person calls them.
 * @typedef {object} Naming
 * @property {Say} say
 * @property {Config} config
 * @property {Slate} slate
 * @property {Profile | undefined} profile
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
 * @returns {'viewed' | 'bought' | 'stated' | 'price' | 'context' | 'other'}
 */
export const kindOf = (signal, config) => {
  if (signal === 'viewed' || signal === 'bought') return signal;
  if (questionOf(signal, config)?.kind === 'range') return 'price';
  const provenance = config.signals?.find((entry) => entry.id === signal)?.provenance;
  if (provenance === 'stated') return 'stated';
  return provenance === 'contextual' ? 'context' : 'other';
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
 * @param {Naming} naming
 */
const rangeText = (signal, { say, config, profile, language, slate }) => {
  const value = profile?.attributes?.find((attribute) => attribute.signal === signal)?.value;
  if (!value || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const currency = questionOf(signal, config)?.unit ?? slate.currency;
  const price = (/** @type {number} */ amount) => priceText(amount, currency, language, { short: true });
  return say('profile.range', { from: price(value.min), to: price(value.max) });
};

/**
 * The arguments of a contribution in words: an item's title, a value's name, a range of prices.
 * @param {{signal: string, of?: string}} contribution
 * @param {Naming} naming
 * @returns {{item?: string, of?: string, signal?: string}}
 */
export const argsOf = ({ signal, of = '' }, naming) => {
  const kind = kindOf(signal, naming.config);
  if (kind === 'viewed' || kind === 'bought') return { item: naming.slate.mentions?.[of]?.title ?? of };
  if (kind === 'price') return { of: rangeText(signal, naming) ?? of };
  const question = questionOf(signal, naming.config);
  const text = valueText(question?.from ?? signal, of, naming.say);
  return kind === 'other' ? { signal: naming.say([`signal.${signal}`], {}, signal), of: text } : { of: text };
};

/**
 * The key and arguments of a phrase about one contribution: `factor` names it on a bar, `reason` on a card.
 * @param {'factor' | 'reason' | 'why'} set
 * @param {{signal: string, of?: string}} contribution
 * @param {Naming} naming
 */
export const phraseOf = (set, contribution, naming) => {
  const kind = kindOf(contribution.signal, naming.config);
  return {
    key: [`${set}.${contribution.signal}`, `${set}.${kind}`, `${set}.other`],
    args: argsOf(contribution, naming),
  };
};

/**
 * The tier-one sentence of a rationale. The core names the key and its arguments by id; where the words know no such
 * key, the sentence is built from the strongest contributions, so it is never a guess about what counted.
 * @param {Rationale} rationale
 * @param {Naming} naming
 * @returns {{key: string[], args: Record<string, string | undefined>}}
 */
export const sentenceOf = (rationale, naming) => {
  const raising = rationale.contributions.filter((contribution) => contribution.value > 0);
  if (!raising.length) {
    const personal = rationale.contributions.length > 0;
    return { key: [personal ? 'why.popularPersonal' : 'why.popular'], args: {} };
  }
  const kinds = (/** @type {Contribution} */ contribution) => kindOf(contribution.signal, naming.config);
  const item = raising.find((contribution) => ['viewed', 'bought'].includes(kinds(contribution)));
  const told = raising.find((contribution) => ['stated', 'price'].includes(kinds(contribution)));
  const named = rationale.sentence?.key ?? '';
  const both = item && told && (named.includes('-') || !named);
  if (both)
    return {
      key: [`why.${kinds(item)}-${kinds(told)}`],
      args: { ...argsOf(item, naming), ...argsOf(told, naming) },
    };
  const strongest = raising[0];
  const phrase = phraseOf('why', strongest, naming);
  return { key: [...phrase.key, 'why.popularPersonal'], args: phrase.args };
};
