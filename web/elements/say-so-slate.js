import { html, nothing } from 'lit';
import { basisText, fixedBases } from './shared/basis.js';
import { kindOf, phraseOf } from './shared/factors.js';
import { priceText } from './shared/numbers.js';
import { set } from './shared/set.js';
import { RankedElement } from './shared/ranked.js';
import { isSet } from './shared/settings.js';
import { sheet } from './shared/sheet.js';
import { baseSheets } from './shared/sheets.js';
import { safeUrl } from './shared/url.js';
import { Glide } from './shared/glide.js';
import { together } from './shared/together.js';
import { meter, prices, varietyText } from './shared/tuning.js';
import { view } from './shared/view.js';
import css from './say-so-slate.css';

/** @import {Mention, Rationale, Slate, Variety} from '../engine/types.js' */
/** @import {Controls} from './shared/view.js' */

/** @typedef {Mention & {id: string}} Item */

const kDefaultLimit = 8;

/**
 * A list of items ranked on the device, each with its reason, over a control for how personal it may be.
 * The content between the tags stays until the first list is painted, and for good if there is none.
 *
 * @element say-so-slate
 * @attribute {string} slot-name - which place of the page this list fills
 * @attribute {number} limit - how many items to show; 8 if absent
 * @attribute {string} heading - the title while the list is personal
 * @slot - what shows until the list is there
 * @slot title - the title, instead of `heading`
 * @csspart slate-header - title, where the list comes from, and the controls
 * @csspart level - how personal, or how varied, the list may be
 * @csspart adjust - the button that shows the other controls where there is little room
 * @csspart tuning - the other controls
 * @csspart price - the prices that the list keeps to
 * @csspart meter - how varied the list is
 * @csspart slate - the list
 * @csspart card-why - price, "Why?" and reason of one item
 * @csspart why - the button that explains one item
 */
export class SaySoSlate extends RankedElement {
  static properties = {
    ...RankedElement.properties,
    slotName: { attribute: 'slot-name' },
    limit: { type: Number },
    heading: {},
    picture: { attribute: false },
    blocked: { state: true },
    isTuning: { state: true },
  };

  static styles = [...baseSheets, sheet(css)];

  constructor() {
    super();
    this.slotName = '';
    this.limit = kDefaultLimit;
    /** @type {((item: Item) => Node | null) | undefined} draws an item; the node joins the page's own tree */
    this.picture = undefined;
    /** Why the level could not move, in words. */
    this.blocked = '';
    this.explained = '';
    /** Whether the controls that a narrow list folds away are shown. */
    this.isTuning = false;
    /** A control of this list was used: what it did is said once. */
    this.isAsked = false;
    this.glide = new Glide(this);
  }

  get places() {
    return Number.isFinite(this.limit) && this.limit > 0 ? Math.floor(this.limit) : kDefaultLimit;
  }

  /** @param {Map<string, unknown>} change */
  willUpdate(change) {
    if (change.has('picture') && this.picture) view.picture = (item) => this.drawn(item.id);
    if (change.has('limit') && this.slate) this.changed();
    if (change.get('slate')) this.glide.measure();
  }

  /** @param {string} id */
  drawn(id) {
    const mention = this.slate?.mentions?.[id];
    return (mention && this.picture?.({ ...mention, id })) ?? null;
  }

  updated() {
    if (this.slate) this.session?.show(this.slate);
    if (this.picture && this.slate) this.placePictures(this.slate);
    this.glide.run();
  }

  /** A control of this list was used. */
  asked = () => {
    this.isAsked = true;
  };

  ranked() {
    if (this.isAsked && this.slate) this.announce(varietyText(this.slate, this.say));
    this.isAsked = false;
  }

  /** @param {Slate} slate */
  placePictures(slate) {
    const wanted = new Set(slate.items.map(({ item }) => slotOf(item)));
    /** @type {Set<string>} */
    const placed = new Set();
    for (const child of [...this.children]) {
      if (!child.slot.startsWith('picture:')) continue;
      if (wanted.has(child.slot)) placed.add(child.slot);
      else child.remove();
    }
    for (const { item } of slate.items) {
      const node = placed.has(slotOf(item)) ? null : this.drawn(item);
      if (!node) continue;
      const holder = document.createElement('span');
      holder.slot = slotOf(item);
      holder.append(node);
      this.append(holder);
    }
  }

  /** Focus comes back to the item that was explained, wherever it stands by now, or to the title if it has left. */
  focus() {
    const index = this.slate?.items.findIndex(({ item }) => item === this.explained) ?? -1;
    const buttons = /** @type {NodeListOf<HTMLElement>} */ (this.renderRoot.querySelectorAll('[part=why]'));
    (buttons[index] ?? /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('h2')))?.focus();
  }

  render() {
    const { slate } = this;
    if (!slate || !this.words) return html`<slot></slot>`;
    return html`<section class="root" lang=${this.language} dir=${this.direction} aria-labelledby="title">
      <header part="slate-header">
        <div>
          <h2 id="title" tabindex="-1">
            ${slate.personalized ? html`<slot name="title">${this.listTitle}</slot>` : this.listTitle}
          </h2>
          <p class="muted about">${this.about(slate)}</p>
        </div>
        ${this.levels()}
        <p class="small muted blocked" ?hidden=${!this.blocked}>${this.blocked}</p>
        ${this.tuning(slate)}
      </header>
      ${
        slate.items.length
          ? html`<ul part="slate">
              ${slate.items.map((rationale) => this.card(rationale, slate))}
            </ul>`
          : this.nothingLeft()
      }
      ${this.liveRegion}
    </section>`;
  }

  nothingLeft() {
    return html`<p class="none">
      ${this.say('slate.none')}
      ${
        view.controls.price
          ? html`<button class="link" type="button" @click=${() => this.wish({ price: undefined })}>
              ${this.say('slate.anyPrice')}
            </button>`
          : nothing
      }
    </p>`;
  }

  /** @param {Slate} slate */
  about(slate) {
    if (!slate.personalized)
      return html`<b>${this.say('slate.notPersonalized')}</b> ${
          view.controls.personalized
            ? this.say('slate.plainText')
            : html`${this.say('slate.plainAsked')}
                <button class="link" type="button" @click=${() => view.wish({ personalized: true })}>
                  ${this.say('slate.useAgain')}
                </button>`
        }`;
    if (isSet('hidden')) return this.say('hidden.list');
    const used = this.usedText(slate);
    return used ? this.say('slate.from', { used }) : this.say('slate.fromNothing');
  }

  /** @param {Slate} slate */
  usedText(slate) {
    const { config } = this.naming;
    /** @type {Record<string, number>} */
    const counts = {};
    const groups = ['stated', 'viewed', 'bought', 'other'];
    for (const { signal, count } of slate.used ?? []) {
      const kind = kindOf(signal, config);
      const group = groups.includes(kind) ? kind : ['price', 'avoided'].includes(kind) ? 'stated' : 'other';
      counts[group] = (counts[group] ?? 0) + count;
    }
    const parts = groups.flatMap((group) =>
      counts[group] ? [this.say(`slate.used.${group}`, { count: counts[group] })] : [],
    );
    return new Intl.ListFormat(this.language).format(parts);
  }

  /** The purposes that the level control moves, and the level that is true now. */
  get level() {
    const levels = this.session?.config.levels ?? [];
    const moved = new Set(levels.flatMap((level) => level.purposes));
    const granted = new Set(
      (this.session?.decision?.purposes ?? []).filter((entry) => entry.granted).map((entry) => entry.id),
    );
    const current = levels.find((level) =>
      [...moved].every((purpose) => level.purposes.includes(purpose) === granted.has(purpose)),
    );
    return { levels, moved, granted, current: current?.id };
  }

  levels() {
    const { levels, current } = this.level;
    return levels[0]
      ? this.radios(
          'level',
          levels.map(({ id }) => id),
          current,
          (id) => this.move(id),
        )
      : nothing;
  }

  /** What else the consumer may ask of the list; it holds for the visit. @param {Slate} slate */
  tuning(slate) {
    const { say, language, currency, asked } = this;
    return html`<div class="bar">
      <button
        class="button"
        part="adjust"
        type="button"
        aria-expanded=${this.isTuning}
        aria-controls="tuning"
        @click=${() => (this.isTuning = !this.isTuning)}
      >
        ${say('slate.adjust')}
      </button>
      <div part="tuning" id="tuning" class=${this.isTuning ? 'open' : ''}>
        ${this.variety()} ${prices({ say, language, currency, asked })}
      </div>
      ${meter(slate, say)}
    </div>`;
  }

  variety() {
    const { variety = 'alike', serendipity } = { ...this.session?.config.recommend, ...view.controls };
    return html`${this.radios('variety', ['alike', 'balanced', 'mixed'], variety, (id) =>
        this.wish({ variety: /** @type {Variety} */ (id) }),
      )}<label class="level switch"
        >${this.say('slate.serendipity')}<input
          type="checkbox"
          role="switch"
          ${set({ checked: !!serendipity })}
          @change=${() => this.wish({ serendipity: !serendipity })}
      /></label>`;
  }

  /** @param {Partial<Controls>} wishes */
  wish(wishes) {
    this.asked();
    view.wish(wishes);
  }

  /**
   * One of several, side by side.
   * @param {string} name
   * @param {string[]} ids
   * @param {string | undefined} current
   * @param {(id: string) => unknown} change
   */
  radios(name, ids, current, change) {
    return html`<div class="level">
      <span class="muted" id=${name}
        >${this.say(`slate.${name}`)}${current ? '' : `: ${this.say('slate.levelOther')}`}</span
      >
      <div part="level" role="radiogroup" aria-labelledby=${name}>
        ${ids.map(
          (id) =>
            html`<label
              ><input
                class="covered"
                type="radio"
                name=${name}
                ${set({ checked: id === current })}
                @change=${() => change(id)}
              />${this.say(`${name}.${id}`, {}, id)}</label
            >`,
        )}
      </div>
    </div>`;
  }

  /** @param {string} id */
  move(id) {
    const { levels, moved, granted } = this.level;
    const purposes = levels.find((level) => level.id === id)?.purposes ?? [];
    const choices = [...moved]
      .filter((purpose) => purposes.includes(purpose) !== granted.has(purpose))
      .map((purpose) => ({ purpose, granted: purposes.includes(purpose) }));
    return this.act(async () => {
      if (choices.length)
        await this.session?.choose(choices, { control: 'switch', surface: 'slate', steps: 1 });
      // Not before: a list drawn meanwhile would set the control back for a moment.
      if (!view.controls.personalized) view.wish({ personalized: true });
      const denied = this.session?.decision.purposes.find(
        (entry) => purposes.includes(entry.id) && !entry.granted && fixedBases.has(entry.basis),
      );
      this.blocked = denied
        ? this.say('basis.line.off', {
            purpose: this.purposeTitle(denied.id),
            reason: basisText(denied, this),
          })
        : '';
      this.announce(this.blocked || this.say('slate.levelSet', { level: this.say(`level.${id}`, {}, id) }));
      this.requestUpdate();
    });
  }

  /**
   * @param {Rationale} rationale
   * @param {Slate} slate
   */
  card(rationale, slate) {
    const id = rationale.item;
    const mention = slate.mentions?.[id] ?? { title: id };
    const url = safeUrl(mention.url);
    const picture = this.cardPicture(id, mention);
    return html`<li class="card" part="card" data-item=${id}>
      ${
        picture === nothing || !url
          ? picture
          : html`<a href=${url} tabindex="-1" aria-hidden="true">${picture}</a>`
      }
      <h3>
        ${url ? html`<a href=${url}><bdi>${mention.title}</bdi></a>` : html`<bdi>${mention.title}</bdi>`}
      </h3>
      <div part="card-why">
        <span class="price"
          >${mention.price === undefined ? '' : priceText(mention.price, this.currency, this.language)}</span
        >
        <button
          part="why"
          type="button"
          aria-label=${this.say('slate.whyItem', { title: mention.title })}
          @click=${() => this.explain(id)}
        >
          ${this.say('slate.why')}
        </button>
        <p>${isSet('hidden') ? '' : this.reason(rationale)}</p>
        ${
          rationale.disclosure?.includes('sponsored')
            ? html`<span part="flag">${this.say('slate.sponsored')}</span>`
            : nothing
        }
      </div>
    </li>`;
  }

  /**
   * @param {string} id
   * @param {Mention} mention
   */
  cardPicture(id, { picture }) {
    const drawn = this.picture
      ? html`<slot name=${slotOf(id)}></slot>`
      : picture && html`<img src=${picture} alt="" />`;
    return drawn === undefined ? nothing : html`<span class="picture" part="picture">${drawn}</span>`;
  }

  /** One line: the strongest reason for this place, as a phrase. @param {Rationale} rationale */
  reason(rationale) {
    const own = ['exploratory', 'learning'].find((name) => rationale.disclosure?.includes(name));
    if (own) return this.say(`slate.${own}`);
    const raising = rationale.contributions.filter((contribution) => contribution.value > 0);
    if (!raising.length) return this.say('reason.popular');
    const { key, args } = phraseOf('reason', raising[0], this.naming);
    const kind = kindOf(raising[0].signal, this.naming.config);
    if (kind !== 'stated') return this.say(key, args);
    const told = raising.filter(
      (contribution) => kindOf(contribution.signal, this.naming.config) === 'stated',
    );
    const names = told
      .slice(0, 2)
      .flatMap((contribution) => phraseOf('reason', contribution, this.naming).args.of ?? []);
    return this.say(key, { of: together(names, this.language) });
  }

  /** @param {string} id */
  explain(id) {
    this.explained = id;
    return this.session?.open('why', { item: id, heading: this.listTitle });
  }
}

/** @param {string} id */
const slotOf = (id) => `picture:${id}`;
