/**
 * The review: what personalization brings and costs, for who decides on it. The page says what is measured and how to
 * read it; the figures are worked out in the browser (demo/review/).
 */
import { page } from '../layout.mjs';
import { html } from '../markup.mjs';

/** @import {Visit} from '../visit.mjs' */

/**
 * One section with room for what the browser draws.
 * @param {string} id
 * @param {string} title
 * @param {unknown} text
 * @param {unknown} [more]
 */
const section = (id, title, text, more = '') =>
  html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${text}
    <div class="filled" id="${id}-body"><p class="waits">Waits for the first figures.</p></div>
    ${more}
  </section> `;

const contents = /** @type {const} */ ([
  ['levels', 'Levels of consent'],
  ['variety', 'Variety'],
  ['memory', 'How much to remember'],
  ['fair', 'Who gains, who is seen'],
  ['mix', 'Your visitors'],
  ['shoppers', 'Shoppers'],
  ['screens', 'Consent screens'],
  ['costs', 'What it costs'],
  ['claims', 'What others claim'],
  ['trial', 'The trial'],
  ['limits', 'What this cannot say'],
]);

/** Read in the places linked on 23 November 2026; none was tested here. */
const claims = /** @type {const} */ ([
  [
    'Personalized marketing can cut the cost of winning a customer by as much as 50 %, lift revenue by 5 to 15 % and the return on marketing spend by 10 to 30 %.',
    'McKinsey & Company, What is personalization?, May 2023 (read in a copy)',
    'https://www.mckinsey.com/featured-insights/mckinsey-explainers/what-is-personalization',
    'Advisers who sell such projects. A range over their clients; no control group is shown.',
  ],
  [
    '71 % of consumers expect personalized interactions, 76 % are frustrated without them.',
    'McKinsey & Company, November 2021, as reported by MediaPost',
    'https://www.mediapost.com/publications/article/368721/if-you-know-me-show-it-what-consumers-demand-of.html',
    'A survey: what people say, not what they do.',
  ],
  [
    'Personalized marketing was a negative experience for 53 % of customers; those were 3.2 times more likely to regret the purchase and 44 % less likely to buy again.',
    'Gartner, 2025, as reported by destinationCRM',
    'https://www.destinationcrm.com/Articles/CRM-Insights/Insight/Personalization-Leads-to-Customer-Regret-170270.aspx',
    'A survey, too: who had a bad experience may remember more personalization.',
  ],
  [
    'By 2025, 80 % of marketers who invested in personalization will give it up.',
    'Gartner, December 2019, as reported by Mobile Marketing Magazine',
    'https://mobilemarketingmagazine.com/80-per-cent-of-marketers-will-abandon-their-personalisation-efforts-by-2025-report',
    'A prediction, its date now past. It rests on 142 marketing executives at one event.',
  ],
]);

const claimsTable = html`<div
  class="scrolls"
  role="region"
  tabindex="0"
  aria-label="What others claim, as a table"
>
  <table class="tbl words">
    <thead>
      <tr>
        <th scope="col">Claim</th>
        <th scope="col">By whom</th>
        <th scope="col">Read it as</th>
      </tr>
    </thead>
    <tbody>
      ${claims.map(
        ([claim, who, link, note]) =>
          html`<tr>
            <th scope="row">${claim}</th>
            <td><a href="${link}" rel="noreferrer">${who}</a></td>
            <td>${note}</td>
          </tr> `,
      )}
    </tbody>
  </table>
</div>`;

const readings = /** @type {const} */ ([
  [
    'Finds something',
    'Of 100 shoppers, how many had at least one thing in their list of ten that they had never bought here and did buy in the month after.',
  ],
  [
    'Relevance (recall)',
    'Of the new things that a shopper bought in that month, counting at most ten, the share that stood in the list. 0.100 is one in ten.',
  ],
  ['Order (nDCG)', 'The same, but a hit further up counts more. 1 would be the perfect list.'],
  ['Gain', 'Relevance above that of the list that everybody gets, shopper by shopper.'],
  [
    'Variety',
    'How unlike the ten are by kind, colour, material and motif: 0 if all are alike, 1 if no two have anything in common.',
  ],
  ['Kinds', 'How many of the shop’s 21 categories a list of ten holds.'],
  ['Shown to anybody', 'Share of the shop’s 3,121 products that stood in at least one shopper’s list.'],
  [
    'Small products',
    'Share of the attention in the lists that goes to the half of the products that sells least. A higher place counts for more attention.',
  ],
  ['Data read', 'How many single data of the shopper a list was made from, on average.'],
  [
    'Privacy budget',
    'What leaves the device, measured as ε of differential privacy. Ranking spends none: it runs on the device and sends nothing.',
  ],
  [
    '±',
    'Half of a 95 % interval: with other shoppers of the same kind, a figure would lie this close in 95 of 100 cases.',
  ],
]);

const head = html`<p class="kick">Review for those who decide · Online Retail, 2010–2011</p>
  <h1>Expand personalization, or cut it?</h1>
  <p class="lead" id="verdict">
    This page answers it for a shop whose real baskets are known: for each level of consent, what shoppers
    gain, what the shop shows, and what it has to know.
  </p>
  <div class="progress" id="progress">
    <label for="measured" id="measuring">Loads 1,446 shoppers</label>
    <progress id="measured" max="1" value="0"></progress>
  </div>
  <p class="unseen" role="status" id="said"></p>
  <noscript><p class="note">The figures are worked out in your browser, by script.</p></noscript>
  <dl class="tally" id="facts"></dl>
  <nav class="contents" aria-label="On this page">
    <ul>
      ${contents.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li> `)}
    </ul>
    <button type="button" class="quiet" id="print">Print the report</button>
  </nav>`;

const how = html`<details class="how">
  <summary>How to read the numbers, and how they are made</summary>
  <dl>
    ${readings.map(
      ([term, text]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${text}</dd>
        </div> `,
    )}
  </dl>
  <p>
    The shop: a real gift retailer’s orders of a year. 1,446 shoppers bought before 1 November 2011 and
    something new after it. The models saw only what came before. Each list is made by the very code that runs
    on the store’s pages, compiled to WebAssembly, with consent decided inside it;
    <code>say-so audit review</code> prints the same figures. Many of these buyers were small wholesalers:
    read differences, not levels.
  </p>
</details>`;

const limits = html`<div class="two">
  <div>
    <h3>These data can say</h3>
    <ul class="read">
      <li>
        <b>What lists would have foreseen</b
        ><span>how much of what people went on to buy was in the list, at each level of consent.</span>
      </li>
      <li>
        <b>What is shown, and to whom</b
        ><span>variety, coverage, small products, shoppers of small regions: facts about lists.</span>
      </li>
      <li>
        <b>What need not be known</b
        ><span>data whose absence changes nothing here need not be asked for.</span>
      </li>
    </ul>
  </div>
  <div>
    <h3>They cannot say</h3>
    <ul class="read">
      <li>
        <b>Whether anybody would buy more</b
        ><span
          >Offline recall is not revenue. These shoppers bought without seeing the lists; a list may only show
          what they would have bought anyway.</span
        >
      </li>
      <li>
        <b>What your visitors are like</b
        ><span
          >One shop, one year, many wholesalers, people who came back. First-time visitors have no history and
          are not in it.</span
        >
      </li>
      <li><b>How those who refuse differ</b><span>nobody in these data was asked for consent.</span></li>
      <li><b>How it feels</b><span>trust, intrusion, regret: no basket holds them.</span></li>
    </ul>
  </div>
</div>`;

/** @param {Visit} visit */
export const reviewPage = (visit) =>
  page(visit, {
    title: 'Review',
    head: html`<link rel="stylesheet" href="/review/review.css" />`,
    main: html`<div class="review" lang="en-GB">
        ${head} ${how}
        ${section(
          'levels',
          'What each level of consent brings',
          html`<p class="sub">
            Five levels, from knowing nothing to using all. “Told us” is simulated: each shopper states the
            three categories in which they had bought most. Season is what the calendar says, of the weeks
            before Christmas; it is the same for everybody.
          </p>`,
        )}
        ${section(
          'variety',
          'What variety costs',
          html`<p class="sub">
            A list in the order of scores repeats itself. The store has three other orders. Up is more
            relevant, to the right is more varied.
          </p>`,
        )}
        ${section(
          'memory',
          'How much must be remembered',
          html`<p class="sub">
            Only the last so many products that a shopper bought may be used, and nothing else of them.
          </p>`,
        )}
        ${section(
          'fair',
          'Who gains, and who is seen',
          html`<p class="sub">
            A list could serve the many and fail the few. Shoppers by region, and the half of the products
            that sells least.
          </p>`,
        )}
        ${section(
          'mix',
          'With your visitors',
          html`<p class="sub">
            Not everybody grants everything. Say what share of your visitors grants what. The whole is
            reckoned
            <b>as if those who refuse resembled those who accept</b>; that is an assumption, and nobody’s data
            can check it here.
          </p>`,
        )}
        ${section(
          'shoppers',
          'Look at single shoppers',
          html`<p class="sub">
            Real, pseudonymous, of 2011: only shoppers all of whose purchases were also in the baskets of at
            least 20 others. The explanation beside the list is the widget’s own, with all its controls; it
            works on a copy.
          </p>`,
        )}
        ${section(
          'screens',
          'What visitors are asked, everywhere',
          html`<p class="sub">
            The store’s own first layer, live, as somebody without a past sees it. Places whose law asks for
            the same share one frame.
          </p>`,
        )}
        ${section(
          'costs',
          'What it costs',
          html`<p class="sub">
            No server, no account with a vendor, no data base of people: files that any web server delivers,
            and the visitor’s own processor.
          </p>`,
        )}
        <section id="claims" aria-labelledby="claims-title">
          <h2 id="claims-title">What others claim</h2>
          <p class="sub">
            Published figures, as published; read on 23 November 2026. Nothing of it was tested here, and no
            two measure the same thing.
          </p>
          ${claimsTable}
        </section>
        ${section(
          'trial',
          'The trial that would settle it',
          html`<p class="sub">
            Show half of your visitors, by lot, the personal list and the other half the list that everybody
            gets. Count who buys.
          </p>`,
        )}
        <section id="limits" aria-labelledby="limits-title">
          <h2 id="limits-title">What these data can decide, and what they cannot</h2>
          ${limits}
        </section>
        <p class="source">
          Data: Chen, D. (2015), Online Retail, UCI Machine Learning Repository, doi 10.24432/C5BW33, CC BY
          4.0; changed as the footer says. Prices, visits and people other than these shoppers do not occur.
        </p>
      </div>
      <script type="module" src="/review/page.js"></script>`,
  });

/**
 * What a frame of the review shows: a page of the shop for somebody without a past, in a place and a language.
 * @param {Visit} visit
 */
export const screenPage = ({ parameters }) => {
  const language = parameters.get('language') === 'de' ? 'de' : 'en';
  const place = /^[A-Z]{2}(-[A-Z]{2})?$/.exec(parameters.get('place') ?? '')?.[0];
  return String(
    html`<!doctype html>
      <html lang="${language === 'de' ? 'de' : 'en-GB'}">
        <head>
          <meta charset="utf-8" />
          <script src="/review/visitor.js"></script>
          ${
            place
              ? html`<script src="/say-so/say-so.${language}.js" data-jurisdiction="${place}"></script>`
              : html`<script src="/say-so/say-so.${language}.js"></script>`
          }
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>Fern & Finch</title>
          <meta name="color-scheme" content="light dark" />
          <link rel="stylesheet" href="/store.css" />
        </head>
        <body>
          <header class="top">
            <div class="wrap"><span class="mark" translate="no">Fern<i>&amp;</i>Finch</span></div>
          </header>
          <main class="wrap"></main>
        </body>
      </html> `,
  );
};
