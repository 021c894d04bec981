import { SaySoElement } from './element.js';
import { view } from './view.js';

/** @import {Naming} from './factors.js' */
/** @import {Slate} from '../../engine/types.js' */

/**
 * What the elements that show a ranking share: they rank again whenever a decision, a datum or the asked-for order
 * changes. Changes come in bunches; only the last result is drawn.
 */
export class RankedElement extends SaySoElement {
  static properties = { ...SaySoElement.properties, slate: { state: true } };

  constructor() {
    super();
    /** @type {Slate | undefined} */
    this.slate = undefined;
    /** The title of the list while it is personal. */
    this.heading = '';
    this.turn = 0;
  }

  /** A new list is there. */
  ranked() {}

  /** How many places to rank. */
  get places() {
    return 0;
  }

  connectedCallback() {
    super.connectedCallback();
    view.addEventListener('change', this.heed);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    view.removeEventListener('change', this.heed);
  }

  async changed() {
    const turn = ++this.turn;
    await Promise.resolve();
    if (turn !== this.turn || !this.session || !this.isConnected) return;
    try {
      const slate = await this.rank();
      if (turn !== this.turn) return;
      this.slate = slate;
      this.ranked();
    } catch (error) {
      if (turn === this.turn && !this.fault) this.report(error);
    }
  }

  /** What the consumer asks of the list now. */
  get request() {
    return { limit: this.places, ...view.controls };
  }

  async rank() {
    return this.session?.rank(this.request);
  }

  /** @returns {Naming} */
  get naming() {
    const { say, session, slate, language } = this;
    return /** @type {Naming} */ ({
      say,
      config: session?.config,
      slate,
      language,
    });
  }

  get listTitle() {
    return this.slate?.personalized ? this.heading || this.say('slate.title') : this.say('slate.titlePlain');
  }

  get currency() {
    const priced = this.session?.config.profile?.questions?.find(({ from }) => from === 'price');
    return this.slate?.currency ?? priced?.unit;
  }
}
