/**
 * HTML that is escaped by default. Only what `html` and `svg` made, or a tool of ours, goes in as markup; every other value is text.
 */

/** A piece of finished markup. Only this module makes one. */
class Markup {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
  toString() {
    return this.text;
  }
}

/** @type {Record<string, string>} */
const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * @param {unknown} value
 * @returns {string} the value as text that is safe between tags and inside quoted attributes
 */
export const escape = (value) => String(value).replace(/[&<>"']/g, (sign) => entities[sign]);

/**
 * @param {unknown} value
 * @returns {string}
 */
const render = (value) => {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(render).join('');
  return escape(value);
};

/**
 * @param {TemplateStringsArray} parts
 * @param {unknown[]} values
 */
export const html = (parts, ...values) =>
  new Markup(parts.reduce((text, part, at) => text + render(values[at - 1]) + part));

/**
 * Makes an SVG element as markup: the `h` that draws plates on the server.
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {unknown[]} children
 */
export const svg = (tag, attributes, ...children) => {
  const given = Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escape(value)}"`)
    .join('');
  const inner = render(children);
  return new Markup(inner ? `<${tag}${given}>${inner}</${tag}>` : `<${tag}${given}/>`);
};

/**
 * Markup that a tool of ours has finished, every text in it escaped. Never for what anybody typed.
 * @param {string} text
 */
export const finished = (text) => new Markup(text);

/** @typedef {Markup} MarkupType */
