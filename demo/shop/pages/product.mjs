import { page } from '../layout.mjs';
import { html } from '../markup.mjs';
import { crumbs, english, picture, shelf } from '../parts.mjs';
import { tintOf } from '../../plates.js';
import { mostOfOne } from '../basket.mjs';

/** @import {Product} from '../catalogue.mjs' */
/** @import {Visit} from '../visit.mjs' */

const slateSize = 4;

/** The product that a film shows. */
export const filmed = '22423';

/** @param {Visit} visit @param {Product} product */
const facts = (visit, product) => {
  const { words } = visit;
  const kinds = /** @type {const} */ (['colour', 'material', 'motif', 'style', 'pack']);
  const tagged = kinds.filter((kind) => product.tags[kind]);
  return html`<h2>${words.say('facts')}</h2>
    <dl class="facts">
      <div>
        <dt>${words.say('kind')}</dt>
        <dd>${words.name(product.category)}</dd>
      </div>
      ${tagged.map(
        (kind) =>
          html`<div>
            <dt>${words.say(kind)}</dt>
            <dd>${english(visit, product.tags[kind].join(', ').replaceAll('-', ' '))}</dd>
          </div> `,
      )}
      <div>
        <dt>${words.say('boughtIn')}</dt>
        <dd>
          ${words.say('boughtInOrders', {
            orders: product.orders,
            units: product.units,
            first: words.month(product.firstMonth),
            last: words.month(product.lastMonth),
          })}
        </dd>
      </div>
      <div>
        <dt>${words.say('code')}</dt>
        <dd>${product.code}</dd>
      </div>
      <div>
        <dt>${words.say('delivery')}</dt>
        <dd>${words.say('arrives')}</dd>
      </div>
    </dl>`;
};

/** @param {Visit} visit @param {Product} product */
const buyForm = ({ words }, product) =>
  html`<form class="buy" method="post" action="/basket">
    <input type="hidden" name="action" value="add" /><input
      type="hidden"
      name="code"
      value="${product.code}"
    />
    <label for="quantity">${words.say('quantity')}</label
    ><input id="quantity" name="quantity" type="number" min="1" max="${mostOfOne}" value="1" required />
    <button class="primary" type="submit">${words.say('addToBasket')}</button>
  </form>`;

/** @param {Visit} visit @param {Product} product */
const film = ({ words }, product) =>
  product.code === filmed
    ? html`<section class="film" aria-labelledby="film">
        <h2 id="film">${words.say('film')}</h2>
        <!-- A stand-in for an outside film host: a local page that is held until "viewreel" is allowed. -->
        <iframe
          data-say-so="viewreel"
          data-say-so-kind="film"
          data-src="/stand-ins/film.html"
          title="${words.say('filmTitle')}"
        ></iframe>
      </section>`
    : '';

/** @param {Visit} visit @param {Product} product */
export const productPage = (visit, product) => {
  const { words, catalogue } = visit;
  const category = catalogue.categoryOf.get(product.category);
  /** @type {Product[]} */
  const shelfmates = (category?.products ?? []).filter((other) => other !== product);
  return page(visit, {
    title: product.name,
    wide: true,
    main: html`<div class="wrap">
        ${crumbs(visit, category ? [[`/category/${category.slug}`, words.name(category.name)]] : [])}
        <article class="product" data-viewed="${product.code}">
          <div>
            <div class="plate big ${tintOf(product)}" aria-hidden="true">${picture(visit, product)}</div>
            <p class="note">${words.say('drawn')}</p>
          </div>
          <div class="about">
            <h1>${english(visit, product.name)}</h1>
            <p class="amount">${words.money(product.price)}</p>
            ${buyForm(visit, product)} ${facts(visit, product)}
            ${category ? html`<p><a class="go" href="/category/${category.slug}">${words.say('moreIn', { category: words.name(category.name) })}</a></p>` : ''}
          </div>
          ${film(visit, product)}
        </article>
      </div>
      <section class="shelf band">
        <div class="wrap">
          <say-so-slate slot-name="product" limit="${slateSize}">
            ${shelf(visit, {
              title: words.say('goesWell'),
              note: words.say('goesWellNote', { category: words.name(product.category) }),
              products: shelfmates.slice(0, slateSize),
            })}</say-so-slate
          >
        </div>
      </section>`,
  });
};
