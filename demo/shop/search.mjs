/**
 * Search over names, tags and categories. Every word of the query must be found somewhere; where it is found, and
 * how often the product is bought, makes the order.
 */

/** @import {Product} from './catalogue.mjs' */

const inName = 8;
const startsName = 3;
const inTag = 5;
const inCategory = 3;
const prefixShare = 0.6;

/** @param {string} text */
const wordsOf = (text) => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(stem);

/**
 * Plural and singular meet: "lights" finds "light", "boxes" finds "box".
 * @param {string} word
 */
const stem = (word) => {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(s|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
};

/**
 * @param {string[]} words
 * @param {string} wanted
 * @returns {number} 1 for the whole word, less for a beginning, 0 for none
 */
const match = (words, wanted) => {
  if (words.includes(wanted)) return 1;
  return wanted.length > 1 && words.some((word) => word.startsWith(wanted)) ? prefixShare : 0;
};

/**
 * @param {Product[]} products
 * @returns {(query: string) => Product[]}
 */
export const createSearch = (products) => {
  const index = products.map((product) => ({
    product,
    name: wordsOf(product.name),
    tags: wordsOf(Object.values(product.tags).flat().join(' ')),
    category: wordsOf(product.category),
    liked: Math.log10(1 + product.orders),
  }));

  return (query) => {
    const wanted = [...new Set(wordsOf(query))].slice(0, 12);
    if (!wanted.length) return [];
    const found = [];
    for (const entry of index) {
      let score = 0;
      const all = wanted.every((word, at) => {
        const name = match(entry.name, word);
        const part =
          inName * name + inTag * match(entry.tags, word) + inCategory * match(entry.category, word);
        score += part + (name && at === 0 && entry.name[0] === word ? startsName : 0);
        return part > 0;
      });
      if (all) found.push({ product: entry.product, score: score / (4 + entry.name.length) + entry.liked });
    }
    return found.sort((a, b) => b.score - a.score).map((hit) => hit.product);
  };
};
