import { html } from 'lit';
import { icon } from './icons.js';

/** @import {Say} from '../../engine/types.js' */

const sources = /** @type {const} */ (['stated', 'observed', 'inferred', 'contextual']);

/**
 * Where a datum comes from, as a word and a shape.
 * @param {string} provenance an unknown one reads as inferred: a fact is never claimed
 * @param {Say} say
 */
export const sourceTag = (provenance, say) => {
  const source = sources.find((name) => name === provenance) ?? 'inferred';
  return html`<span part="tag" data-source=${source}>${icon(source)}${say(`source.${source}`)}</span>`;
};
