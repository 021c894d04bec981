/**
 * What the shop sells: read once from the data's CSV files and kept in memory.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Product
 * @property {string} code
 * @property {string} name
 * @property {string} category
 * @property {Record<string, string[]>} tags kinds of tag (colour, material, motif, style, pack) to values
 * @property {number} price in pounds
 * @property {number} units sold in the data's year
 * @property {number} orders that held it
 * @property {string} firstMonth
 * @property {string} lastMonth
 * @property {number} recentOrders orders in the data's last 30 days
 */

/** @typedef {{slug: string, name: string, department: string, products: Product[]}} Category */
/** @typedef {{slug: string, name: string, categories: Category[]}} Department */

/** Fewer, wider groups than the data's categories: what fits a menu. */
const departmentPlan = {
  'Kitchen & baking': ['Kitchen & dining', 'Baking & cake', 'Tea & coffee'],
  Home: [
    'Candles & scent',
    'Clocks & storage',
    'Wall & signs',
    'Hanging & decorations',
    'Soft furnishing',
    'Lighting',
    'Bath & body',
    'Home accents',
  ],
  Garden: ['Garden & outdoor'],
  'Bags & travel': ['Bags & travel', 'Jewellery & hair'],
  'Cards & party': [
    'Stationery & cards',
    'Gift wrap & ribbon',
    'Party & bunting',
    'Christmas',
    'Easter & spring',
  ],
  'Toys & craft': ['Kids & toys', 'Craft & sewing'],
};

/** @param {string} name */
export const slugOf = (name) =>
  name
    .toLowerCase()
    .replace(/&/g, 'and')
    .replace(/[^a-z0-9]+/g, '-');

/**
 * Splits one CSV line; fields may be quoted, a quote inside is doubled.
 * @param {string} line
 */
const splitLine = (line) => {
  const fields = [];
  const pattern = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g;
  for (const [, quoted, plain] of line.matchAll(pattern)) fields.push(quoted?.replace(/""/g, '"') ?? plain);
  return fields;
};

/**
 * @param {string} text
 * @returns {Record<string, string>[]}
 */
export const parseCsv = (text) => {
  const [head, ...lines] = text.trim().split(/\r?\n/);
  const names = splitLine(head);
  return lines.map((line) => {
    const fields = splitLine(line);
    return Object.fromEntries(names.map((name, at) => [name, fields[at] ?? '']));
  });
};

/** @param {string} text tags as `kind:value`, space separated */
const parseTags = (text) => {
  /** @type {Record<string, string[]>} */
  const tags = {};
  for (const tag of text.split(' ').filter(Boolean)) {
    const [kind, value] = tag.split(':');
    (tags[kind] ??= []).push(value);
  }
  return tags;
};

/**
 * Counts, per product, the baskets of the data's last 30 days.
 * @param {string} file
 * @param {Product[]} products in the order of their ids
 */
const countRecent = (file, products) => {
  if (!existsSync(file)) return;
  const baskets = parseCsv(readFileSync(file, 'utf8'));
  const last = baskets.reduce((day, basket) => Math.max(day, Number(basket.day)), 0);
  for (const { day, items } of baskets)
    if (Number(day) > last - 30) for (const id of items.split(' ')) products[Number(id)].recentOrders++;
};

/** @param {Product[]} products */
const groupByDepartment = (products) => {
  const categories = new Map();
  const departments = Object.entries(departmentPlan).map(([name, names]) => ({
    slug: slugOf(name),
    name,
    categories: names.map((category) => {
      const entry = { slug: slugOf(category), name: category, department: name, products: [] };
      categories.set(category, entry);
      return entry;
    }),
  }));
  for (const product of products) categories.get(product.category)?.products.push(product);
  return departments;
};

/**
 * @param {string} folder holds products.csv and, for "most bought this month", baskets_test.csv
 */
export const loadCatalogue = (folder) => {
  const products = parseCsv(readFileSync(join(folder, 'products.csv'), 'utf8')).map((row) => ({
    code: row.code,
    name: row.name,
    category: row.category,
    tags: parseTags(row.tags),
    price: Number(row.price),
    units: Number(row.units),
    orders: Number(row.orders),
    firstMonth: row.first_month,
    lastMonth: row.last_month,
    recentOrders: 0,
  }));
  countRecent(join(folder, 'baskets_test.csv'), products);
  const popular = [...products].sort((a, b) => b.orders - a.orders);
  const departments = groupByDepartment(popular);
  const categories = departments.flatMap((department) => department.categories);
  return {
    products,
    popular,
    recent: [...popular].sort((a, b) => b.recentOrders - a.recentOrders),
    arrivals: popular
      .filter((product) => product.firstMonth >= '2011-08')
      .sort((a, b) => (a.firstMonth < b.firstMonth ? 1 : a.firstMonth > b.firstMonth ? -1 : 0)),
    departments,
    categories,
    byCode: new Map(products.map((product) => [product.code, product])),
    categoryBySlug: new Map(categories.map((category) => [category.slug, category])),
    departmentBySlug: new Map(departments.map((department) => [department.slug, department])),
    categoryOf: new Map(categories.map((category) => [category.name, category])),
  };
};

/** @typedef {ReturnType<typeof loadCatalogue>} Catalogue */
