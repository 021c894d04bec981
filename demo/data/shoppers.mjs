/** What is known of the shoppers of the data, as the samples of them need it. */
import { readFileSync } from 'node:fs';

/** @import {Catalog} from './make_catalog.mjs' */
/** @typedef {{shopper: string, day: number, items: number[]}} Basket */

const statedCategories = 3;

/** The data's year is long past; what counts is what came before what. */
export const environment = {
  now: '2026-11-22T10:00:00Z',
  jurisdiction: 'FR',
  jurisdictionSource: 'attribute',
  gpc: false,
  language: 'en',
  ageBand: null,
};

/** The fields of a CSV below its head. @param {string} name @returns {string[][]} */
export const rowsOf = (name) =>
  readFileSync(new URL(`retail/${name}`, import.meta.url), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

/** @param {string} name @returns {Basket[]} */
export const readBaskets = (name) =>
  rowsOf(name).map(([shopper, day, items]) => ({
    shopper,
    day: Number(day),
    items: items.split(' ').map(Number),
  }));

/**
 * The three categories that most of the items are of: what a shopper would say, simulated, as nobody was asked.
 * @param {number[]} items
 * @param {Catalog} catalog
 */
export const largestCategories = (items, catalog) => {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const item of items) {
    const { category } = catalog.items[item];
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1))
    .slice(0, statedCategories)
    .map(([category]) => category);
};
