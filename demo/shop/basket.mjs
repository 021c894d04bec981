/**
 * The basket: a cookie the shop needs for the thing the visitor asked for, so it needs no consent and no script.
 * Its text is `code*quantity`, joined by dots.
 */

/** @import {Catalogue, Product} from './catalogue.mjs' */
/** @typedef {{product: Product, quantity: number}} Line */

const mostLines = 40;
export const mostOfOne = 99;

/** @param {unknown} text */
const quantityOf = (text) => {
  const number = Math.trunc(Number(text));
  return Number.isFinite(number) ? Math.min(Math.max(number, 0), mostOfOne) : 1;
};

/**
 * Reads a basket; what it cannot understand, or what is not sold, it leaves out.
 * @param {string | undefined} text
 * @param {Catalogue} catalogue
 * @returns {Line[]}
 */
export const readBasket = (text, catalogue) => {
  const lines = new Map();
  for (const part of (text ?? '').split('.').slice(0, mostLines)) {
    const [code, quantity] = part.split('*');
    const product = catalogue.byCode.get(code);
    if (product && quantityOf(quantity) > 0) lines.set(code, { product, quantity: quantityOf(quantity) });
  }
  return [...lines.values()];
};

/** @param {Line[]} lines */
export const writeBasket = (lines) =>
  lines.map(({ product, quantity }) => `${product.code}*${quantity}`).join('.');

/**
 * @param {Line[]} lines
 * @param {{action: string | null, code: string | null, quantity: string | null}} change
 * @param {Catalogue} catalogue
 * @returns {Line[]}
 */
export const changeBasket = (lines, { action, code, quantity }, catalogue) => {
  const product = catalogue.byCode.get(code ?? '');
  if (!product) return lines;
  const held = lines.find((line) => line.product === product)?.quantity ?? 0;
  const asked = action === 'remove' ? 0 : quantityOf(quantity ?? 1);
  const next = Math.min(action === 'add' ? held + asked : asked, mostOfOne);
  if (!held) return next && lines.length < mostLines ? [...lines, { product, quantity: next }] : lines;
  return lines
    .map((line) => (line.product === product ? { product, quantity: next } : line))
    .filter((line) => line.quantity > 0);
};

/** @param {Line[]} lines */
export const countOf = (lines) => lines.reduce((sum, line) => sum + line.quantity, 0);

/**
 * Summed in pence, so that the total is what the lines say.
 * @param {Line[]} lines
 */
export const totalOf = (lines) =>
  lines.reduce((sum, line) => sum + Math.round(line.product.price * 100) * line.quantity, 0) / 100;
