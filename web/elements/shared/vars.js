import { noChange } from 'lit';
import { directive, Directive } from 'lit/directive.js';

/**
 * Sets CSS custom properties on its element through the CSSOM: a style attribute would need a laxer page policy.
 * Used in element position: `<i ${vars({ '--v': 0.4 })}>`.
 */
class VarsDirective extends Directive {
  /** @param {Record<string, string | number>} _values */
  render(_values) {
    return noChange;
  }

  /**
   * @param {import('lit').ElementPart} part
   * @param {[Record<string, string | number>]} values
   */
  update(part, [values]) {
    const style = /** @type {HTMLElement} */ (part.element).style;
    for (const [name, value] of Object.entries(values)) style.setProperty(name, String(value));
    return noChange;
  }
}

export const vars = directive(VarsDirective);
