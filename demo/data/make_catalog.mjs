/**
 * Makes the store's catalog (`say-so-catalog/1`) of retail/products.csv. Products keep their order, so the index of
 * an item is the id that the baskets use.
 *
 *   node demo/data/make_catalog.mjs > catalog.json
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {{id: string, title: string, url: string, category: string, tags: string[], price: number}} Item
 * @typedef {{schema: 'say-so-catalog/1', currency: string, items: Item[]}} Catalog
 */

/**
 * Splits one CSV line; fields may be quoted, a quote inside is doubled.
 * @param {string} line
 */
const splitLine = (line) => {
  /** @type {string[]} */
  const fields = [];
  const pattern = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g;
  for (const [, quoted, plain] of line.matchAll(pattern)) fields.push(quoted?.replace(/""/g, '"') ?? plain);
  return fields;
};

/**
 * @param {string} csv
 * @returns {Catalog}
 */
const catalogOf = (csv) => {
  const [header, ...lines] = csv.trim().split(/\r?\n/);
  const titles = splitLine(header);
  const items = lines.map((line) => {
    const fields = splitLine(line);
    /** @param {string} title */
    const field = (title) => fields[titles.indexOf(title)];
    return {
      id: field('code'),
      title: field('name'),
      url: `/product/${encodeURIComponent(field('code'))}`,
      category: field('category'),
      tags: field('tags').split(' ').filter(Boolean),
      price: Number(field('price')),
    };
  });
  return { schema: 'say-so-catalog/1', currency: 'GBP', items };
};

/** The catalog of the products in this folder. */
export const makeCatalog = () =>
  catalogOf(readFileSync(new URL('retail/products.csv', import.meta.url), 'utf8'));

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(`${JSON.stringify(makeCatalog())}\n`);
