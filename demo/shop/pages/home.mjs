import { page } from '../layout.mjs';
import { html } from '../markup.mjs';
import { picture, shelf } from '../parts.mjs';
import { tintOf } from '../../plates.js';

/** @import {Visit} from '../visit.mjs' */

const slateSize = 8;
const heroCodes = ['22720', '22423', '85123A'];
const tenths = {
  en: ['None', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'],
  de: ['Keines', 'Eines', 'Zwei', 'Drei', 'Vier', 'Fünf', 'Sechs', 'Sieben', 'Acht', 'Neun', 'Zehn'],
};

/** @param {Visit} visit */
const hero = (visit) => {
  const { words, catalogue } = visit;
  const cheap = catalogue.products.filter((product) => product.price < 5).length / catalogue.products.length;
  const still = heroCodes.map((code) => catalogue.byCode.get(code) ?? catalogue.popular[0]);
  return html`<section class="hero">
    <div class="wrap">
      <div>
        <h1>${words.say('heroTitle')}</h1>
        <p>${words.say('heroText', { share: tenths[words.language][Math.floor(cheap * 10)] })}</p>
        <a class="go" href="/new">${words.say('heroLink')}</a>
      </div>
      <div class="still" aria-hidden="true">${still.map((product) => picture(visit, product))}</div>
    </div>
  </section>`;
};

/** The slate shows its own title once it is painted; until then, and without script, this is what stands here.
 * @param {Visit} visit */
const forYou = (visit) => {
  const { words, catalogue } = visit;
  return html`<section class="shelf">
    <div class="wrap">
      <say-so-slate slot-name="home" limit="${slateSize}">
        ${shelf(visit, { title: words.say('wellLiked'), note: words.say('wellLikedNote'), products: catalogue.popular.slice(0, slateSize) })}
      </say-so-slate>
    </div>
  </section>`;
};

/** @param {Visit} visit */
const mostBought = (visit) => {
  const { words, catalogue } = visit;
  const liked = new Set(catalogue.popular.slice(0, slateSize));
  const products = catalogue.recent.filter((product) => !liked.has(product)).slice(0, 8);
  return html`<section class="shelf band">
    <div class="wrap">
      ${shelf(visit, { title: words.say('mostBought'), note: words.say('mostBoughtNote'), products })}
    </div>
  </section>`;
};

/** @param {Visit} visit */
const byKind = (visit) => {
  const { words, catalogue } = visit;
  const used = new Set(catalogue.popular.slice(0, slateSize));
  return html`<section class="shelf">
    <div class="wrap">
      <div class="shelf-head"><h2>${words.say('byKind')}</h2></div>
      <ul class="kinds">
        ${catalogue.categories.map((category) => {
          const sample = category.products.find((product) => !used.has(product)) ?? category.products[0];
          return html`<li>
            <a href="/category/${category.slug}"
              ><span class="plate ${tintOf(sample)}">${picture(visit, sample)}</span>
              <span
                >${words.name(category.name)}<small
                  >${words.say('gifts', { count: category.products.length })}</small
                ></span
              ></a
            >
          </li> `;
        })}
      </ul>
    </div>
  </section>`;
};

/** @param {Visit} visit @param {string} name of the category */
const categoryShelf = (visit, name) => {
  const { words, catalogue } = visit;
  const category = catalogue.categoryOf.get(name);
  if (!category) return '';
  return html`<section class="shelf">
    <div class="wrap">
      ${shelf(visit, {
        title: words.name(name),
        products: category.products.slice(0, 4),
        more: {
          path: `/category/${category.slug}`,
          text: words.say('seeAll', { count: category.products.length }),
        },
      })}
    </div>
  </section>`;
};

/** @param {Visit} visit */
export const homePage = (visit) =>
  page(visit, {
    wide: true,
    main: html`${hero(visit)}${forYou(visit)}${mostBought(visit)}${byKind(visit)}${categoryShelf(visit, 'Garden & outdoor')}${categoryShelf(visit, 'Tea & coffee')}`,
  });
