// The vendors of a list, a thousand or more: plain nodes, as a template would make each of them anew. A closed row is a
// name and its switches; what else there is to know of a vendor is drawn when it is opened.

import { bases } from './framework-choices.js';

/** @import {Say, Vendor} from '../../engine/types.js' */
/** @import {Basis} from './framework-choices.js' */

/**
 * @param {string} tag @param {Record<string, string>} [attributes] @param {...(Node | string)} children
 */
export const node = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

/** Letters as they are searched: without case and accents. @param {string} text */
const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** @typedef {{vendor: Vendor, element: HTMLElement, key: string, switches: Partial<Record<Basis, HTMLInputElement>>}} Row */

/** Rows made in one go. */
const kAtOnce = 100;

export class VendorRows {
  /**
   * @param {object} options
   * @param {Vendor[]} options.vendors
   * @param {Say} options.say
   * @param {(vendor: Vendor, basis: Basis) => boolean} options.wants whether the vendor has purposes by a basis
   * @param {(vendor: Vendor) => Node} options.about what else there is to know of a vendor
   * @param {(vendor: Vendor, basis: Basis, on: boolean) => void} options.change
   */
  constructor({ vendors, say, wants, about, change }) {
    this.say = say;
    this.about = about;
    this.on = say('consent.on');
    this.off = say('consent.off');
    const pattern = this.#pattern();
    this.element = node('ul', { class: 'vendors', id: 'vendors' });
    /** @type {Row[]} */
    this.rows = [];
    /** What the search holds. @type {string[]} */
    this.words = [];
    /** @type {(vendor: Vendor, basis: Basis) => boolean} */
    this.isOn = () => false;
    this.keys = vendors.map(({ name }) => plain(name));
    this.#fill(vendors, (vendor, key) => this.#row(pattern, vendor, key, wants));
    const rowOf = (/** @type {Event} */ event) => {
      const element = /** @type {Element} */ (event.target).closest('li');
      return /** @type {Row} */ (this.rows.find((row) => row.element === element));
    };
    this.element.addEventListener('change', (event) => {
      const { vendor, switches } = rowOf(event);
      const input = /** @type {HTMLInputElement} */ (event.target);
      change(vendor, switches.consent === input ? 'consent' : 'legitimate-interest', input.checked);
    });
    this.element.addEventListener('click', (event) => {
      const button = /** @type {Element} */ (event.target).closest('button');
      if (button) this.#toggle(rowOf(event), button);
    });
  }

  /** Makes the rows a few at a time, so that the page answers in between. @param {Vendor[]} vendors @param {(vendor: Vendor, key: string) => Row} make */
  async #fill(vendors, make) {
    for (let from = 0; from < vendors.length; from += kAtOnce) {
      const rows = vendors
        .slice(from, from + kAtOnce)
        .map((vendor, index) => make(vendor, this.keys[from + index]));
      this.rows.push(...rows);
      this.#show(rows);
      for (const { element, key } of rows) element.hidden = !this.#isFound(key);
      this.element.append(...rows.map(({ element }) => element));
      await new Promise((next) => setTimeout(next));
    }
  }

  #pattern() {
    const toggle = (/** @type {Basis} */ basis) =>
      node(
        'label',
        { class: 'switch', part: 'switch' },
        node('span', {}, this.say(`tcf.${basis}`)),
        node('span', { 'aria-hidden': 'true' }, this.off),
        node('input', { type: 'checkbox', role: 'switch' }),
      );
    return node(
      'li',
      {},
      node('button', { type: 'button', 'aria-expanded': 'false' }, node('bdi')),
      node('div', { class: 'row' }, ...bases.map(toggle)),
    );
  }

  /** @param {HTMLElement} pattern @param {Vendor} vendor @param {string} key @param {(vendor: Vendor, basis: Basis) => boolean} wants @returns {Row} */
  #row(pattern, vendor, key, wants) {
    const element = /** @type {HTMLElement} */ (pattern.cloneNode(true));
    const [button, row] = /** @type {HTMLElement[]} */ ([...element.children]);
    const name = /** @type {HTMLElement} */ (button.firstChild);
    name.textContent = vendor.name;
    /** @type {Row['switches']} */
    const switches = {};
    const labels = [...row.children];
    for (const [index, basis] of bases.entries()) {
      if (!wants(vendor, basis)) {
        labels[index].remove();
        continue;
      }
      const input = /** @type {HTMLInputElement} */ (labels[index].lastChild);
      input.setAttribute('aria-label', `${this.say(`tcf.${basis}`)}: ${vendor.name}`);
      switches[basis] = input;
    }
    return { vendor, element, key, switches };
  }

  /** @param {Row} row @param {Element} button */
  #toggle({ vendor, element }, button) {
    const isOpen = button.getAttribute('aria-expanded') === 'true';
    button.setAttribute('aria-expanded', String(!isOpen));
    if (isOpen) element.lastElementChild?.remove();
    else element.append(this.about(vendor));
  }

  /** Shows what is on. @param {(vendor: Vendor, basis: Basis) => boolean} isOn */
  refresh(isOn) {
    this.isOn = isOn;
    this.#show(this.rows);
  }

  /** @param {Row[]} rows */
  #show(rows) {
    for (const { vendor, switches } of rows)
      for (const basis of bases) {
        const input = switches[basis];
        const on = !!input && this.isOn(vendor, basis);
        const word = input?.previousSibling;
        if (!input || !word) continue;
        if (input.checked !== on) input.checked = on;
        const text = on ? this.on : this.off;
        if (word.textContent !== text) word.textContent = text;
      }
  }

  /** @param {string} key */
  #isFound(key) {
    return this.words.every((word) => key.includes(word));
  }

  /** Shows the vendors whose name has each of the words, and gives their number. @param {string} sought */
  filter(sought) {
    this.words = plain(sought).split(/\s+/);
    for (const { element, key } of this.rows) {
      const isShown = this.#isFound(key);
      if (element.hidden === isShown) element.hidden = !isShown;
    }
    return this.keys.filter((key) => this.#isFound(key)).length;
  }
}
