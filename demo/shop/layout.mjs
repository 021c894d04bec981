/**
 * The frame of every page: head, header, menu, footer. The consent widget is embedded here as any customer would.
 */
import { html } from './markup.mjs';
import { countOf } from './basket.mjs';

/** @import {MarkupType} from './markup.mjs' */
/** @import {Visit} from './visit.mjs' */

const dataSource = 'https://doi.org/10.24432/C5BW33';
const dataLicence = 'https://creativecommons.org/licenses/by/4.0/';

/** What the demo lets a visitor pretend; an empty place means that the shop does not know. */
export const places = /** @type {const} */ ([
  ['', 'unknownPlace'],
  ['DE', 'germany'],
  ['FR', 'france'],
  ['US-CA', 'california'],
]);

/** What the widget may look like: as the shop's own tokens have it, or a ready theme of the package. */
export const themes = /** @type {const} */ (['', 'fern', 'ink', 'plum', 'harbour']);

/** @param {Visit} visit */
const sayScript = ({ words, place, integrityOf }) => {
  const file = `/say-so/say-so.${words.language}.js`;
  const integrity = integrityOf(file);
  const more = [
    integrity && html` integrity="${integrity}" crossorigin`,
    place && html` data-jurisdiction="${place}"`,
  ];
  return html`<script src="${file}" ${more}></script>`;
};

/** @param {Visit} visit @param {string} title @param {unknown} more */
const head = (visit, title, more) =>
  html`<head>
    <meta charset="utf-8" />
    ${sayScript(visit)}
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <meta name="color-scheme" content="light dark" />
    <link rel="stylesheet" href="/store.css" />
    ${visit.theme && html`<link rel="stylesheet" href="/say-so/themes/${visit.theme}.css" />`} ${more}
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
    <script type="module" src="/shop.js"></script>
    <!-- A stand-in for an analytics tool: a local script that is held until "plaincount" is allowed. -->
    <script type="text/plain" data-say-so="plaincount" src="/stand-ins/plaincount.js"></script>
  </head>`;

/** @param {Visit} visit @param {string} path @param {unknown} text */
const navLink = (visit, path, text) =>
  html`<li><a href="${path}" ${visit.path === path ? html` aria-current="page"` : ''}>${text}</a></li>`;

/** @param {Visit} visit */
const menu = (visit) =>
  html`<details class="menu">
    <summary><span class="bars" aria-hidden="true"></span>${visit.words.say('allGifts')}</summary>
    <div class="panel">
      <div class="wrap">
        ${visit.catalogue.departments.map(
          (department) =>
            html`<div>
              <h2><a href="/department/${department.slug}">${visit.words.name(department.name)}</a></h2>
              <ul>
                ${department.categories.map((category) => navLink(visit, `/category/${category.slug}`, visit.words.name(category.name)))}
              </ul>
            </div> `,
        )}
      </div>
    </div>
  </details>`;

/** @param {Visit} visit */
const header = (visit) => {
  const { words, catalogue, basket, query } = visit;
  const count = countOf(basket);
  return html`<header class="top">
    <a class="skip" href="#main">${words.say('skip')}</a>
    <div class="wrap">
      <a class="mark" href="/" translate="no">Fern<i>&amp;</i>Finch</a>
      <nav aria-label="${words.say('shop')}">
        ${menu(visit)}
        <ul class="departments">
          ${navLink(visit, '/new', words.say('newIn'))}
          ${catalogue.departments.map((department) => navLink(visit, `/department/${department.slug}`, words.name(department.name)))}
        </ul>
      </nav>
      <form class="search" role="search" action="/search" method="get">
        <label class="unseen" for="q">${words.say('searchFor')}</label>
        <input
          id="q"
          name="q"
          type="search"
          maxlength="80"
          autocomplete="off"
          placeholder="${words.say('searchFor')}"
          value="${query ?? ''}"
        /><button type="submit">${words.say('search')}</button>
      </form>
      <a class="basket" href="/basket">${words.say('basket')} (${count})</a>
    </div>
  </header>`;
};

/** This page again, with another look of the widget. @param {Visit} visit @param {string} theme */
const themeLink = ({ words, parameters, theme: now }, theme) => {
  const query = new URLSearchParams(parameters);
  query.delete('theme');
  if (theme) query.set('theme', theme);
  const name = theme ? theme[0].toUpperCase() + theme.slice(1) : words.say('ownLook');
  return html` <a href="?${query}" ${theme === now ? html` aria-current="true"` : ''}>${name}</a>`;
};

/** @param {Visit} visit */
const demoSettings = (visit) => {
  const { words, place, path, search } = visit;
  return html`<section class="settings" aria-labelledby="settings">
    <h2 id="settings">${words.say('demoSettings')}</h2>
    <form method="post" action="/settings/place">
      <input type="hidden" name="back" value="${path}${search}" />
      <label for="place">${words.say('viewAs')}</label>
      <select id="place" name="place">
        ${places.map(
          ([code, key]) =>
            html`<option value="${code}" ${code === place ? html` selected` : ''}>${words.say(key)}</option>`,
        )}</select
      ><button type="submit">${words.say('apply')}</button>
    </form>
    <form method="post" action="/settings/language">
      <input type="hidden" name="back" value="${path}${search}" />
      <span id="language">${words.say('language')}</span
      ><span class="pair" role="group" aria-labelledby="language">
        <button name="language" value="en" lang="en" aria-pressed="${words.language === 'en'}">
          English
        </button>
        <button name="language" value="de" lang="de" aria-pressed="${words.language === 'de'}">
          Deutsch
        </button></span
      >
    </form>
    <p>${words.say('look')}${themes.map((theme) => themeLink(visit, theme))}</p>
  </section>`;
};

/** @param {Visit} visit */
const footer = (visit) => {
  const { words } = visit;
  // California prescribes the words of the link.
  const choices = visit.place === 'US-CA' ? 'privacyChoicesByLaw' : 'privacyChoices';
  return html`<footer class="foot">
    <div class="wrap">
      <nav aria-label="${words.say('footer')}">
        <ul>
          <li><a href="/delivery">${words.say('delivery')}</a></li>
          <li><a href="/returns">${words.say('returns')}</a></li>
          <li><a href="/privacy">${words.say('privacyNotice')}</a></li>
          <li><a href="/recommendations">${words.say('recommendations')}</a></li>
          <li><a href="/privacy" data-say-so-open="choices">${words.say(choices)}</a></li>
          <li><a href="/privacy" data-say-so-open="profile">${words.say('myProfile')}</a></li>
          <li><a href="/strings">${words.say('stringsTitle')}</a></li>
          <li><a href="/review">${words.say('reviewTitle')}</a></li>
          ${visit.asks ? html`<li><a href="/trust">${words.say('trustTitle')}</a></li>` : ''}
        </ul>
      </nav>
      ${demoSettings(visit)}
      <p class="credit">
        ${words.say('credit')}
        <span lang="en"
          >Chen, D. (2015), <a href="${dataSource}">Online Retail</a>, UCI Machine Learning Repository, doi
          10.24432/C5BW33, <a href="${dataLicence}">CC BY 4.0</a>.</span
        >
        ${words.say('creditMore')}
      </p>
    </div>
  </footer>`;
};

/**
 * @param {Visit} visit
 * @param {{title?: string, main: MarkupType, wide?: boolean, head?: MarkupType}} content `wide` when the sections bring
 *   their own width; `head` is what this page's head has more
 */
export const page = (visit, { title, main, wide, head: more }) =>
  String(
    html`<!doctype html>
      <html lang="${visit.words.language === 'de' ? 'de' : 'en-GB'}">
        ${head(visit, title ? `${title} · Fern & Finch` : 'Fern & Finch', more)}
        <body>
          ${header(visit)}
          <main id="main" ${wide ? '' : html` class="wrap"`} tabindex="-1">${main}</main>
          ${footer(visit)}
        </body>
      </html> `,
  );
