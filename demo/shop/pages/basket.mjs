import { page } from '../layout.mjs';
import { html } from '../markup.mjs';
import { english, picture, productPath, shelf } from '../parts.mjs';
import { tintOf } from '../../plates.js';
import { mostOfOne, totalOf } from '../basket.mjs';

/** @import {Line} from '../basket.mjs' */
/** @import {Visit} from '../visit.mjs' */

/** @param {Visit} visit @param {Line} line */
const row = (visit, { product, quantity }) => {
  const { words } = visit;
  const id = `n-${product.code}`;
  return html`<tr>
    <th scope="row">
      <span class="thumb plate ${tintOf(product)}" aria-hidden="true">${picture(visit, product)}</span
      ><a href="${productPath(product)}">${english(visit, product.name)}</a>
    </th>
    <td class="n" data-label="${words.say('price')}">${words.money(product.price)}</td>
    <td data-label="${words.say('quantity')}">
      <form method="post" action="/basket" class="inline">
        <input type="hidden" name="code" value="${product.code}" /><input
          type="hidden"
          name="action"
          value="set"
        />
        <label class="unseen" for="${id}">${words.say('quantityOf', { name: product.name })}</label
        ><input
          id="${id}"
          name="quantity"
          type="number"
          min="0"
          max="${mostOfOne}"
          value="${quantity}"
          required
        /><button type="submit">${words.say('update')}</button>
      </form>
    </td>
    <td class="n" data-label="${words.say('sum')}">
      ${words.money(Math.round(product.price * 100 * quantity) / 100)}
    </td>
    <td>
      <form method="post" action="/basket">
        <input type="hidden" name="code" value="${product.code}" /><button
          class="plain"
          name="action"
          value="remove"
          type="submit"
          aria-label="${words.say('removeNamed', { name: product.name })}"
        >
          ${words.say('remove')}
        </button>
      </form>
    </td>
  </tr> `;
};

/** @param {Visit} visit */
export const basketPage = (visit) => {
  const { words, basket, catalogue } = visit;
  if (!basket.length)
    return page(visit, {
      title: words.say('basketTitle'),
      main: html`<h1 class="spaced">${words.say('basketTitle')}</h1>
        <p class="lead">${words.say('basketEmpty')}</p>
        ${shelf(visit, { title: words.say('basketStart'), products: catalogue.recent.slice(0, 4) })}`,
    });
  return page(visit, {
    title: words.say('basketTitle'),
    main: html`<h1 class="spaced">${words.say('basketTitle')}</h1>
      <table class="lines">
        <thead>
          <tr>
            <th scope="col">${words.say('product')}</th>
            <th scope="col" class="n">${words.say('price')}</th>
            <th scope="col">${words.say('quantity')}</th>
            <th scope="col" class="n">${words.say('sum')}</th>
            <td></td>
          </tr>
        </thead>
        <tbody>
          ${basket.map((line) => row(visit, line))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colspan="3">${words.say('total')}</th>
            <td class="n">${words.money(totalOf(basket))}</td>
            <td></td>
          </tr>
        </tfoot>
      </table>
      <form class="order" method="post" action="/order">
        <button class="primary" type="submit">${words.say('placeOrder')}</button>
        <p class="note">${words.say('placeOrderNote')}</p>
      </form>`,
  });
};

/** @param {Visit} visit */
export const thanksPage = (visit) => {
  const { words, ordered } = visit;
  if (!ordered.length)
    return page(visit, {
      title: words.say('thanksNone'),
      main: html`<h1 class="spaced">${words.say('thanksNone')}</h1>
        <p><a class="go" href="/">${words.say('keepLooking')}</a></p>`,
    });
  return page(visit, {
    title: words.say('thanksTitle'),
    main: html`<h1 class="spaced">${words.say('thanksTitle')}</h1>
      <p class="lead">${words.say('thanksText')}</p>
      <ul class="receipt">
        ${ordered.map(
          ({ product, quantity }) =>
            html`<li data-bought="${product.code}">
              ${quantity} × ${english(visit, product.name)}<span
                >${words.money(Math.round(product.price * 100 * quantity) / 100)}</span
              >
            </li>`,
        )}
        <li class="sum">${words.say('total')}<span>${words.money(totalOf(ordered))}</span></li>
      </ul>
      <p class="note">
        ${words.say('thanksSignal')}
        <a href="/privacy" data-say-so-open="choices">${words.say('privacyChoices')}</a>
      </p>
      <p><a class="go" href="/">${words.say('keepLooking')}</a></p>`,
  });
};
