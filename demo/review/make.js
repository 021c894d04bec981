/** @typedef {Record<string, string | number | boolean | ((event: Event) => void) | undefined>} Attributes */
/** @typedef {Node | string} Child */

/**
 * An element with attributes, listeners (`onclick` and the like) and children; what is a text stays a text.
 * @template {HTMLElement | SVGElement} E
 * @param {E} element @param {Attributes} attributes @param {Child[]} children
 */
const fill = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
};

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Attributes} attributes @param {...Child} children
 */
export const make = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);

/** @param {string} tag @param {Attributes} attributes @param {...Child} children */
export const svg = (tag, attributes, ...children) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

/** @param {string} id */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** The room of a section, emptied once. @param {string} id @param {...Child} children */
export const fillSection = (id, ...children) => byId(`${id}-body`).replaceChildren(...children);
