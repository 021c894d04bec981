import { page } from '../layout.mjs';
import { html } from '../markup.mjs';
import { shelf } from '../parts.mjs';

/** @import {Visit} from '../visit.mjs' */

/** @param {Visit} visit */
export const missingPage = (visit) => {
  const { words, catalogue } = visit;
  return page(visit, {
    title: words.say('missingTitle'),
    main: html`<h1 class="spaced">${words.say('missingTitle')}</h1>
      <p class="lead">${words.say('missingText')}</p>
      ${shelf(visit, { title: words.say('searchTry'), products: catalogue.popular.slice(0, 4) })}`,
  });
};

/** @param {Visit} visit */
export const refusedPage = (visit) => {
  const { words } = visit;
  return page(visit, {
    title: words.say('refusedTitle'),
    main: html`<h1 class="spaced">${words.say('refusedTitle')}</h1>
      <p class="lead">${words.say('refusedText')}</p>
      <p><a class="go" href="/">${words.say('keepLooking')}</a></p>`,
  });
};
