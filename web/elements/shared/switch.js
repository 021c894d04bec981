import { html } from 'lit';
import { live } from 'lit/directives/live.js';

/**
 * A switch that says its state in a word, not by colour alone.
 * @param {object} options
 * @param {boolean} options.on
 * @param {string} options.labelledby id of what it switches
 * @param {string} options.describedby id of why it is as it is
 * @param {string} options.word "On" or "Off"
 * @param {(on: boolean) => void} options.change
 */
export const toggle = ({ on, labelledby, describedby, word, change }) =>
  html`<label class="switch" part="switch">
    <span aria-hidden="true">${word}</span>
    <input
      type="checkbox"
      role="switch"
      aria-labelledby=${labelledby}
      aria-describedby=${describedby}
      .checked=${live(on)}
      @change=${(/** @type {Event & {target: HTMLInputElement}} */ event) => change(event.target.checked)}
    />
  </label>`;
