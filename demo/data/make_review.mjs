/**
 * Makes what the review measures: the store's config and model with one purpose more, the season; the shoppers whose
 * purchases are known before and after a day; and the settings, one a line, as `say-so audit review` reads them.
 *
 *   node demo/data/make_review.mjs MODEL OUT     # MODEL: the store's model file; OUT: a folder
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCatalog } from './make_catalog.mjs';
import { environment, largestCategories, readBaskets, rowsOf } from './shoppers.mjs';

/** @import {Catalog} from './make_catalog.mjs' */
/** @import {Basket} from './shoppers.mjs' */
/** @typedef {{id: string, purposes: string[], controls?: object, newest?: number, against?: string}} Setting */

/** @param {string} name */
const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

const plan = JSON.parse(read('review.json'));

/** @param {Basket[]} baskets @returns {Map<string, Basket[]>} in the order of days */
const byShopper = (baskets) => {
  const found = new Map();
  for (const basket of [...baskets].sort((a, b) => a.day - b.day))
    found.set(basket.shopper, [...(found.get(basket.shopper) ?? []), basket]);
  return found;
};

/** Each item once, where it was bought last. @param {Basket[]} baskets */
const boughtIn = (baskets) => {
  const items = new Set();
  for (const item of baskets.flatMap((basket) => basket.items)) {
    items.delete(item);
    items.add(item);
  }
  return /** @type {number[]} */ ([...items]);
};

/**
 * Who bought before a day and something new from it on.
 * @param {Basket[]} before
 * @param {Basket[]} after
 * @param {Catalog} catalog
 */
export const shoppersOf = (before, after, catalog) => {
  const regions = new Map(rowsOf('shoppers.csv').map(([shopper, region]) => [shopper, region]));
  const histories = byShopper(before);
  const idOf = (/** @type {number} */ item) => catalog.items[item].id;
  const shoppers = [...byShopper(after)].flatMap(([shopper, baskets]) => {
    const history = histories.get(shopper);
    if (!history) return [];
    const known = boughtIn(history);
    const fresh = boughtIn(baskets).filter((item) => !known.includes(item));
    if (!fresh.length) return [];
    return {
      id: shopper,
      group: regions.get(shopper) ?? '',
      before: known.map(idOf),
      after: fresh.map(idOf),
      stated: largestCategories(
        history.flatMap((basket) => basket.items),
        catalog,
      ),
    };
  });
  /** @type {Record<string, number>} */
  const items = {};
  for (const item of before.flatMap((basket) => basket.items)) items[idOf(item)] = (items[idOf(item)] ?? 0) + 1;
  return {
    schema: 'say-so-shoppers/1',
    environment,
    context: { season: 'christmas' },
    bought: 'bought',
    stated: 'interest.category',
    counts: { total: before.length, items },
    shoppers: shoppers.sort((a, b) => Number(a.id) - Number(b.id)),
  };
};

/** The store's config, with the season as one purpose more. */
export const reviewConfig = () => {
  const config = JSON.parse(read('../site.json'));
  config.purposes.push(plan.season.purpose);
  config.signals.push(plan.season.signal);
  return config;
};

/** The store's model, with the season as one part more. @param {any} model @param {number} [weight] */
export const reviewModel = (model, weight) => {
  const part = structuredClone(plan.season.part);
  if (weight !== undefined) part.model.match[0].weight = weight;
  return { ...model, parts: [...model.parts, part] };
};

/** What is measured, the most telling first. @returns {Setting[]} */
export const reviewSettings = () => {
  const [first, ...others] = plan.orders;
  const cells = (/** @type {any[]} */ orders) =>
    orders.flatMap(({ id: order, controls }) =>
      plan.levels.map((/** @type {any} */ { id, purposes, against }) => ({
        ...{ id: `${id} ${order}`, purposes, controls },
        ...(order !== first.id ? { against: `${id} ${first.id}` } : against && { against: `${against} ${order}` }),
      })),
    );
  const history = { purposes: ['history'], controls: first.controls };
  return [
    ...cells([first]),
    { id: 'remembered all', ...history, against: `history ${first.id}` },
    ...plan.remembered.map((/** @type {number} */ newest) => ({
      ...{ id: `remembered ${newest}`, ...history, newest },
      against: 'remembered all',
    })),
    ...cells(others),
  ];
};

const common = 20;
const fewest = 8;
const most = 40;
const eachRegion = 4;

/**
 * Shoppers that may be looked at singly: all that they bought was also in the baskets of many others, so that nothing of
 * it points to them; evenly picked of each region.
 * @param {ReturnType<typeof shoppersOf>['shoppers']} shoppers
 * @param {Basket[]} before
 * @param {Catalog} catalog
 */
const singleShoppers = (shoppers, before, catalog) => {
  /** @type {Map<string, Set<string>>} */
  const buyers = new Map(catalog.items.map(({ id }) => [id, new Set()]));
  for (const { shopper, items } of before)
    for (const item of items) buyers.get(catalog.items[item].id)?.add(shopper);
  const isCommon = (/** @type {string} */ item) => (buyers.get(item)?.size ?? 0) > common;
  const fine = shoppers.filter(
    ({ before: known, after }) =>
      known.length >= fewest && known.length <= most && [...known, ...after].every(isCommon),
  );
  const titles = new Map(catalog.items.map(({ id, title }) => [id, title]));
  return ['UK', 'EU', 'Other'].flatMap((region) => {
    const here = fine.filter(({ group }) => group === region);
    const step = Math.max(1, Math.floor(here.length / eachRegion));
    return here
      .filter((_, at) => at % step === 0)
      .slice(0, eachRegion)
      .map(({ id, group, before: known, after, stated }) => ({
        ...{ id, group, stated, known: known.length },
        after: after.map((item) => ({ id: item, title: titles.get(item) })),
      }));
  });
};

/** @param {string} modelFile @param {string} out a folder */
export const makeReview = (modelFile, out) => {
  mkdirSync(out, { recursive: true });
  const write = (/** @type {string} */ name, /** @type {string} */ text) => writeFileSync(join(out, name), text);
  const catalog = makeCatalog();
  write('site.json', JSON.stringify(reviewConfig()));
  write('catalog.json', JSON.stringify(catalog));
  write('model.json', JSON.stringify(reviewModel(JSON.parse(readFileSync(modelFile, 'utf8')))));
  const before = readBaskets('baskets_train.csv');
  const shoppers = shoppersOf(before, readBaskets('baskets_test.csv'), catalog);
  write('shoppers.json', JSON.stringify(shoppers));
  write('singles.json', JSON.stringify(singleShoppers(shoppers.shoppers, before, catalog)));
  write('settings.jsonl', `${reviewSettings().map((setting) => JSON.stringify(setting)).join('\n')}\n`);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) makeReview(process.argv[2], process.argv[3]);
