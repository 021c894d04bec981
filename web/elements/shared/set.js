import { noChange } from 'lit';
import { directive, Directive } from 'lit/directive.js';

/**
 * Sets an element's live state, in element position: `<input ${set({ checked: on })}>`, `<i ${set({ '--share': 0.4 })}>`.
 * Properties are compared with what the element holds, not with what was drawn last: the consumer may have changed it.
 * Custom properties go through the CSSOM, because a style attribute would need a laxer page policy.
 */
class SetDirective extends Directive {
  /** @param {Record<string, unknown>} _values */
  render(_values) {
    return noChange;
  }

  /**
   * @param {import('lit').ElementPart} part
   * @param {[Record<string, unknown>]} values
   */
  update({ element }, [values]) {
    const target = /** @type {HTMLElement & Record<string, unknown>} */ (element);
    for (const [name, value] of Object.entries(values)) {
      if (name.startsWith('--')) target.style.setProperty(name, String(value));
      else if (target[name] !== value) Object.assign(target, { [name]: value });
    }
    return noChange;
  }
}

export const set = directive(SetDirective);
