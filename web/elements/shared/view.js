import { readStored, writeStored } from '../../engine/storage.js';

/** @import {Variety} from '../../engine/types.js' */

/**
 * What a list is asked for with: with or without the consumer's data, how varied, with something new, at which prices.
 * Where they asked for nothing, the site's config holds.
 * @typedef {object} Controls
 * @property {boolean} personalized
 * @property {Variety} [variety]
 * @property {boolean} [serendipity]
 * @property {{min?: number, max?: number}} [price]
 */

/** @param {{min?: unknown, max?: unknown}} range */
const isRange = ({ min = 0, max = Infinity }) =>
  typeof min === 'number' && typeof max === 'number' && min >= 0 && min <= max;

/** What is kept, as far as it is of use: a page may have been another version's. @param {string | null} text @returns {Controls} */
const read = (text) => {
  try {
    const { personalized, variety, serendipity, price } = JSON.parse(text ?? '{}');
    return {
      personalized: personalized !== false,
      ...(['alike', 'balanced', 'mixed'].includes(variety) && { variety }),
      ...(typeof serendipity === 'boolean' && { serendipity }),
      ...(price && isRange(price) && { price: { min: price.min, max: price.max } }),
    };
  } catch {
    return { personalized: true };
  }
};

/**
 * What the elements of one page share: what the consumer asked of the lists, kept for the visit, and how the page draws an
 * item.
 */
class View extends EventTarget {
  /** @type {string | null} */
  #kept = null;

  #controls = read(null);

  /** @type {((item: {id: string}) => Node | null) | undefined} */
  picture;

  /** What was asked; also by a former page of the visit, and nothing any more once everything was erased. */
  get controls() {
    const text = readStored('wishes');
    if (text !== this.#kept) this.#controls = read((this.#kept = text));
    return this.#controls;
  }

  /** @param {Partial<Controls>} wishes */
  wish(wishes) {
    const controls = { ...this.controls, ...wishes };
    writeStored('wishes', JSON.stringify(controls));
    this.#kept = readStored('wishes');
    this.#controls = controls;
    this.dispatchEvent(new Event('change'));
  }
}

export const view = new View();
