import { html, svg } from 'lit';

const shapes = {
  stated: svg`<path d="M3 4.5h14v9H9l-4 3v-3H3z"/>`,
  observed: svg`<path d="M1.5 10S4.5 4.5 10 4.5 18.5 10 18.5 10 15.5 15.5 10 15.5 1.5 10 1.5 10z"/><circle cx="10" cy="10" r="2.5"/>`,
  inferred: svg`<circle cx="10" cy="10" r="7.5" stroke-dasharray="2.6 2.4"/><path d="M8 8.2c0-2.8 4-2.8 4 0 0 1.6-2 1.6-2 3.2M10 14v.1"/>`,
  contextual: svg`<rect x="3" y="4.5" width="14" height="12" rx="1.5"/><path d="M3 8.5h14M7 2.5v3M13 2.5v3"/>`,
  tick: svg`<path d="M4 10.5l4 4 8-9"/>`,
  no: svg`<circle cx="10" cy="10" r="7"/><path d="M5 15 15 5"/>`,
  globe: svg`<circle cx="10" cy="10" r="7.5"/><path d="M2.5 10h15M10 2.5c5 5 5 10 0 15M10 2.5c-5 5-5 10 0 15"/>`,
  clock: svg`<circle cx="10" cy="10" r="7.5"/><path d="M10 5.5V10l3 2"/>`,
  lock: svg`<rect x="4.5" y="9" width="11" height="8" rx="1.5"/><path d="M7 9V6.5a3 3 0 0 1 6 0V9"/>`,
  wait: svg`<circle cx="10" cy="10" r="7.5"/><path d="M6.5 10h.1M10 10h.1M13.5 10h.1" stroke-width="2.2"/>`,
  close: svg`<path d="M5 5l10 10M15 5 5 15"/>`,
  down: svg`<path d="M5 7.5l5 5 5-5"/>`,
  up: svg`<path d="M5 12.5l5-5 5 5"/>`,
  save: svg`<path d="M10 3v9.5M5.5 8.5l4.5 4.5 4.5-4.5M4 17h12"/>`,
  bin: svg`<path d="M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.8 11h7.4l.8-11"/>`,
};

/** @typedef {keyof typeof shapes} IconName */

/**
 * @param {IconName} name
 * @param {string} [extra] a further class
 */
export const icon = (name, extra = '') =>
  html`<svg class="icon ${extra}" viewBox="0 0 20 20" aria-hidden="true">${shapes[name]}</svg>`;
