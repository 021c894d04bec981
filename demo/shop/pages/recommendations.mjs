/**
 * How recommendations are made here: what `say-so audit model-card` says of the shop's own model, written by the build.
 */
import { page } from '../layout.mjs';
import { finished, html } from '../markup.mjs';

/** @import {Visit} from '../visit.mjs' */

/** @param {Visit} visit @param {string} statement */
export const recommendationsPage = (visit, statement) =>
  page(visit, {
    title: visit.words.say('recommendations'),
    main: html`<div class="prose" lang="en">${finished(statement)}</div>`,
  });
