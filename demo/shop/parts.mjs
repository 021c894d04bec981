/**
 * Parts that several pages share: a product's plate and card, shelves, breadcrumbs, paging.
 */
import { plate, tintOf } from '../plates.js';
import { html, svg } from './markup.mjs';

/** @import {Product} from './catalogue.mjs' */
/** @import {Visit} from './visit.mjs' */

/**
 * A drawn picture. One product may be on a page twice, so each drawing gets its own ids.
 * @param {Visit} visit
 * @param {Product} product
 */
export const picture = (visit, product) => plate(product, svg, `s${visit.drawings++}`);

/** @param {Product} product */
export const productPath = (product) => `/product/${encodeURIComponent(product.code)}`;

/** @param {Visit} visit @param {string} text English data inside a page of maybe another language */
export const english = (visit, text) =>
  visit.words.language === 'en' ? text : html`<span lang="en">${text}</span>`;

/**
 * @param {Visit} visit
 * @param {Product} product
 * @param {unknown} [note]
 */
export const card = (visit, product, note) =>
  html`<li class="card">
    <a class="plate ${tintOf(product)}" href="${productPath(product)}" tabindex="-1" aria-hidden="true"
      >${picture(visit, product)}</a
    >
    <h3><a href="${productPath(product)}">${english(visit, product.name)}</a></h3>
    <p class="price">${visit.words.money(product.price)}</p>
    ${note ? html`<p class="note">${note}</p>` : ''}
  </li> `;

/** @param {Visit} visit @param {Product[]} products */
export const grid = (visit, products) =>
  html`<ul class="grid">
    ${products.map((product) => card(visit, product))}
  </ul>`;

/**
 * @param {Visit} visit
 * @param {{title: string, note?: string, products: Product[], more?: {path: string, text: string}}} shelf
 */
export const shelf = (visit, { title, note, products, more }) =>
  html`<div class="shelf-head">
      <h2>${title}</h2>
      ${
        note ? html`<p>${note}</p>` : ''
      }${more ? html`<a class="go" href="${more.path}">${more.text}</a>` : ''}
    </div>
    ${grid(visit, products)}`;

/**
 * @param {Visit} visit
 * @param {[string, string][]} trail path and text of each page above this one
 */
export const crumbs = (visit, trail) =>
  html`<nav class="crumbs" aria-label="${visit.words.say('crumbs')}">
    <ol>
      <li><a href="/">${visit.words.say('home')}</a></li>
      ${trail.map(([path, text]) => html`<li><a href="${path}">${text}</a></li>`)}
    </ol>
  </nav>`;

export const pageSize = 24;

/**
 * @param {Visit} visit
 * @param {number} count of products
 * @returns {{page: number, pages: number, from: number}}
 */
export const pageOf = (visit, count) => {
  const pages = Math.max(1, Math.ceil(count / pageSize));
  const asked = Number.parseInt(visit.parameters.get('page') ?? '1', 10);
  const page = Math.min(Math.max(asked || 1, 1), pages);
  return { page, pages, from: (page - 1) * pageSize };
};

/**
 * @param {Visit} visit
 * @param {{page: number, pages: number}} place
 */
export const paging = (visit, { page, pages }) => {
  if (pages < 2) return '';
  const { words, path, parameters } = visit;
  const to = (/** @type {number} */ number) => {
    const next = new URLSearchParams(parameters);
    next.set('page', String(number));
    return `${path}?${next}`;
  };
  const shown = [...new Set([1, page - 1, page, page + 1, pages])].filter(
    (number) => number >= 1 && number <= pages,
  );
  return html`<nav class="paging" aria-label="${words.say('pages')}">
    ${page > 1 ? html`<a rel="prev" href="${to(page - 1)}">${words.say('previous')}</a>` : ''}
    <ol>
      ${shown.map((number, at) => [
        at > 0 && number - shown[at - 1] > 1 ? html`<li aria-hidden="true">…</li>` : '',
        html`<li>
          <a
            href="${to(number)}"
            aria-label="${words.say('page', { page: number, pages })}"
            ${number === page ? html` aria-current="page"` : ''}
            >${number}</a
          >
        </li>`,
      ])}
    </ol>
    ${page < pages ? html`<a rel="next" href="${to(page + 1)}">${words.say('next')}</a>` : ''}
  </nav>`;
};
