import { html, nothing } from 'lit';
import { currencyMarks } from './numbers.js';
import { set } from './set.js';
import { view } from './view.js';

/** @import {Say, Slate} from '../../engine/types.js' */

/**
 * The prices that a list shall keep to. An end that is left empty is open.
 * @param {object} options
 * @param {Say} options.say
 * @param {string} options.language
 * @param {string} [options.currency]
 * @param {() => void} options.asked called once one was asked for
 */
export const prices = ({ say, language, currency, asked }) => {
  const { price } = view.controls;
  const marks = currencyMarks(currency, language);
  const field = (/** @type {'min' | 'max'} */ end) => {
    const change = (/** @type {Event} */ event) => {
      const { value, valueAsNumber } = /** @type {HTMLInputElement} */ (event.target);
      const amount = value === '' || !(valueAsNumber >= 0) ? undefined : valueAsNumber;
      const next = { ...view.controls.price, [end]: amount };
      // What was said last holds.
      if ((next.min ?? 0) > (next.max ?? Infinity)) next[end === 'min' ? 'max' : 'min'] = undefined;
      asked();
      view.wish({ price: next.min === undefined && next.max === undefined ? undefined : next });
    };
    return html`<label
      ><span class="unseen">${say(end === 'min' ? 'slate.priceFrom' : 'slate.priceTo')}</span
      ><span aria-hidden="true">${marks.before}</span
      ><input
        type="number"
        min="0"
        step="any"
        ${set({ value: String(price?.[end] ?? '') })}
        @change=${change}
      /><span aria-hidden="true">${marks.after}</span></label
    >`;
  };
  return html`<div class="level" role="group" aria-labelledby="price">
    <span class="muted" id="price">${say('slate.price')}</span>
    <span part="price">${field('min')}<span aria-hidden="true">–</span>${field('max')}</span>
  </div>`;
};

/**
 * How many kinds of item a list has, the most frequent first.
 * @param {Slate} slate
 * @returns {{name: string, count: number}[]}
 */
export const kindsOf = ({ items, mentions }) => {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { item } of items) {
    const name = mentions?.[item]?.category;
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count);
};

/**
 * How varied a list is, in words.
 * @param {Slate} slate
 * @param {Say} say
 */
export const varietyText = (slate, say) => {
  const kinds = kindsOf(slate);
  const count = slate.items.length;
  if (!count) return say('slate.none');
  if (!kinds.length || count < 2) return say('slate.updated', { count });
  const said = say('slate.kinds', { count: kinds.length, items: count });
  const [{ name, count: most }] = kinds;
  return most > 1 ? say('slate.kindsMost', { said, most, name }) : said;
};

/**
 * The list itself as a meter of its variety: one block a kind, wider where a kind repeats. No invented score.
 * @param {Slate} slate
 * @param {Say} say
 */
export const meter = (slate, say) => {
  const kinds = kindsOf(slate);
  if (!kinds.length) return nothing;
  return html`<p part="meter">
    <span class="blocks" aria-hidden="true"
      >${kinds.map(
        ({ count }) => html`<i class=${count > 1 ? 'often' : ''} ${set({ '--count': count })}></i>`,
      )}</span
    ><span>${varietyText(slate, say)}</span>
  </p>`;
};
