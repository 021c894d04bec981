/** A page for developers and the curious: paste a consent string, read what it says. */
import { page } from '../layout.mjs';
import { html } from '../markup.mjs';

/** @import {Visit} from '../visit.mjs' */

/** Strings of no real visitor, one of each kind. */
const examples = /** @type {const} */ ([
  ['exampleTc', 'CQbSeIAQbSeIAEsACBENCNFoAPKAAEKAAAwICWwAwAGAAcAJaAl8AIADgBLwAR0AEADg.ICXwAwAGAAcgJaAl4AAA'],
  ['exampleGpp', 'DBABBg~BUUAAACA.YA'],
]);

/** @param {Visit} visit */
export const stringsPage = (visit) => {
  const { words } = visit;
  return page(visit, {
    title: words.say('stringsTitle'),
    main: html`<div class="prose">
        <h1>${words.say('stringsTitle')}</h1>
        <p class="lead">${words.say('stringsText')}</p>
        <form class="reader" id="reader">
          <label for="string">${words.say('stringsLabel')}</label>
          <textarea
            id="string"
            name="string"
            rows="4"
            maxlength="65536"
            spellcheck="false"
            autocomplete="off"
            autocapitalize="off"
            translate="no"
          ></textarea>
          <p class="actions">
            <button type="submit">${words.say('stringsRead')}</button>
            ${examples.map(([key, text]) => html`<button type="button" class="plain" data-example="${text}">${words.say(key)}</button> `)}
          </p>
        </form>
        <noscript><p class="note">${words.say('stringsScript')}</p></noscript>
        <div id="reading" class="reading" aria-live="polite"></div>
      </div>
      <script type="module" src="/strings/page.js"></script>`,
  });
};
