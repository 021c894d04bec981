/**
 * The trust pulse at /trust: what those who share statistics answer, by the level of personalization that they have on,
 * with what the reports can tell and what they cannot.
 */
import { page } from '../layout.mjs';
import { html } from '../markup.mjs';
import { kReach } from '../pulse.mjs';

/** @import {Estimate, Group, Pulse} from '../pulse.mjs' */
/** @import {SiteConfig} from './notices.mjs' */
/** @import {Visit} from '../visit.mjs' */

/** Where a point of the scale of 1 to 7 lies in the picture, 120 wide. @param {number} value */
const at = (value) => Math.round((6 + ((value - 1) / 6) * 108) * 10) / 10;

/** @param {Estimate} mean */
const picture = ({ value, low, high }) =>
  html`<svg class="reach" viewBox="0 0 120 16" aria-hidden="true">
    <path class="scale" d="M6 8h108M6 5v6M60 5v6M114 5v6" />
    <path class="interval" d="M${at(low)} 8H${at(high)}" />
    <circle cx="${at(value)}" cy="8" r="4" />
  </svg>`;

/** @param {Visit} visit @param {number} digits */
const numberOf = ({ words }, digits) => {
  const format = new Intl.NumberFormat(words.locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return (/** @type {number} */ value) => format.format(value);
};

/** @param {Visit} visit @param {Group} group */
const row = (visit, { group, share, mean }) => {
  const { words } = visit;
  const name = words.say(/** @type {Parameters<typeof words.say>[0]} */ (`trustLevel${group || 'All'}`));
  const percent = (/** @type {number} */ value) => numberOf(visit, 0)(value * 100);
  const point = numberOf(visit, 1);
  const range = (/** @type {string} */ low, /** @type {string} */ high) =>
    html` <small>${words.say('trustFromTo', { low, high })}</small>`;
  const few = html`<td class="few">${words.say('trustFew')}</td>`;
  return html`<tr>
    <th scope="row">${name}</th>
    ${
      share
        ? html`<td>
            ${percent(share.value)} %${group ? range(percent(share.low), percent(share.high)) : ''}
          </td>`
        : few
    }
    ${
      mean
        ? html`<td>
            <b>${point(mean.value)}</b>${range(point(mean.low), point(mean.high))} ${picture(mean)}
          </td>`
        : few
    }
  </tr> `;
};

/** @param {Visit} visit @param {SiteConfig} config @param {Pulse} pulse */
const table = (visit, config, { question, period, reports, groups }) => {
  const { words } = visit;
  const own = config.text[words.language];
  const when = period === 'simulated' ? words.say('trustSimulatedPeriod') : period;
  return html`<table>
    <caption>
      ${own[`statistics.${question}.title`]}
      <small>${words.say('trustReports', { count: reports, period: when })}</small>
    </caption>
    <thead>
      <tr>
        <th scope="col">${words.say('trustLevel')}</th>
        <th scope="col">${words.say('trustShare')}</th>
        <th scope="col">${words.say('trustMean')}</th>
      </tr>
    </thead>
    <tbody>
      ${groups.map((group) => row(visit, group))}
    </tbody>
  </table>`;
};

/**
 * @param {Visit} visit
 * @param {SiteConfig} config
 * @param {{real: Pulse[], simulated: Pulse[]}} found
 */
export const trustPage = (visit, config, { real, simulated }) => {
  const { words } = visit;
  const reach = numberOf(visit, 1)(kReach);
  return page(visit, {
    title: words.say('trustTitle'),
    head: html`<link rel="stylesheet" href="/trust.css" />`,
    main: html`<div class="prose trust">
      <h1>${words.say('trustTitle')}</h1>
      <p class="lead">${words.say('trustLead')}</p>
      <p>${words.say('trustHow')}</p>
      <p>
        <a href="/privacy" data-say-so-open="activity">${words.say('trustTakePart')}</a>
      </p>
      <h2>${words.say('trustReal')}</h2>
      ${real.length ? real.map((pulse) => table(visit, config, pulse)) : html`<p>${words.say('trustNone')}</p>`}
      <h2>${words.say('trustSimulated')}</h2>
      <p class="note">${words.say('trustSimulatedNote')}</p>
      ${simulated.map((pulse) => table(visit, config, pulse))}
      <h2>${words.say('trustRead')}</h2>
      <ul>
        <li>${words.say('trustReadWho')}</li>
        <li>${words.say('trustReadGroup')}</li>
        <li>${words.say('trustReadFew', { reach })}</li>
        <li>${words.say('trustReadPeriod')}</li>
      </ul>
    </div>`,
  });
};
