import { html } from 'lit';
import { set } from './set.js';

/**
 * A switch that says its state in a word, not by colour alone.
 * @param {object} options
 * @param {boolean} options.on
 * @param {string} options.label what it switches
 * @param {string} options.describedby id of why it is as it is
 * @param {string} options.word "On" or "Off"
 * @param {(on: boolean) => void} options.change
 */
export const toggle = ({ on, label, describedby, word, change }) =>
  html`<label class="switch" part="switch">
    <span aria-hidden="true">${word}</span>
    <input
      type="checkbox"
      role="switch"
      aria-label=${label}
      aria-describedby=${describedby}
      ${set({ checked: on })}
      @change=${(/** @type {Event & {target: HTMLInputElement}} */ event) => change(event.target.checked)}
    />
  </label>`;
