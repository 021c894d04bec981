/**
 * Lets what moved glide from where it stood, where motion is welcome. The new order is painted at once: the glide is a
 * transform that ends by itself, and it moves nothing else on the page.
 */
export class Glide {
  /** @type {Map<string, DOMRect>} */
  #before = new Map();

  /** @param {HTMLElement} host in its shadow, what has `data-item` may move */
  constructor(host) {
    this.host = host;
  }

  /** @returns {NodeListOf<HTMLElement> | []} */
  get all() {
    return this.host.shadowRoot?.querySelectorAll('[data-item]') ?? [];
  }

  /** In milliseconds; 0: no motion. */
  get duration() {
    const root = this.host.shadowRoot?.querySelector('.root');
    return (root && parseFloat(getComputedStyle(root).getPropertyValue('--_motion'))) || 0;
  }

  /** Remembers where all stand. To be called before a change is drawn. */
  measure() {
    this.#before.clear();
    if (!this.duration) return;
    for (const each of this.all) this.#before.set(each.dataset.item ?? '', each.getBoundingClientRect());
  }

  /** To be called after it. */
  run() {
    if (!this.#before.size) return;
    const { duration } = this;
    const moves = [...this.all].map((each) => ({
      each,
      from: this.#before.get(each.dataset.item ?? ''),
      to: each.getBoundingClientRect(),
    }));
    this.#before.clear();
    for (const { each, from, to } of moves) {
      const [x, y] = from ? [from.x - to.x, from.y - to.y] : [0, 0];
      if (from && !x && !y) continue;
      const start = from ? { transform: `translate(${x}px, ${y}px)` } : { opacity: 0 };
      each.animate([start, {}], { duration, easing: 'ease-out' });
    }
  }
}
