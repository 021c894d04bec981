import { html, nothing } from 'lit';
import { kindOf, phraseOf, sentenceOf, valueText } from './shared/factors.js';
import { icon } from './shared/icons.js';
import { figuresOf, figureText, priceText } from './shared/numbers.js';
import { pieces } from './shared/rich.js';
import { RankedElement } from './shared/ranked.js';
import { isSet } from './shared/settings.js';
import { sheet } from './shared/sheet.js';
import { panelSheets } from './shared/sheets.js';
import { sourceTag } from './shared/tag.js';
import { dayText } from '../strings/time.js';
import { listOf, tasteOf } from './shared/taste.js';
import { undoOf, undos } from './shared/undo.js';
import { set } from './shared/set.js';
import { view } from './shared/view.js';
import css from './say-so-why.css';

/** @import {Figures} from './shared/numbers.js' */
/** @import {Taste} from './shared/taste.js' */
/** @import {Contribution, Rationale, Slate, Value} from '../engine/types.js' */

/** @typedef {{contribution: Contribution, index: number}} Row */

// Enough places to say where an item went after a datum is forgotten. The order of the first ones is the slate's own.
const kPlaces = 100;
const kHeadroom = 1.07; // the strongest bar stops short of the edge
const kLeastZero = 20; // percent of a bar's width on the lowering side, so that a small minus still shows

/**
 * Why an item has its place: a sentence, the parts as bars on one zero line, and all the numbers.
 *
 * @element say-so-why
 * @attribute {string} item - the item's id; without one the items of the list are offered
 * @attribute {string} heading - the title of the list while it is personal
 * @slot picture - the item's picture
 * @csspart item - what is explained
 * @csspart sentence - the answer in one sentence
 * @csspart move - what besides the score gave the item its place
 * @csspart factors - the parts of the score
 * @csspart factor - one part
 * @csspart bar - its bar
 * @csspart tag - where the datum comes from
 * @csspart taste - more and less like this
 * @csspart controls - what can be done about it
 * @csspart table - all the numbers
 * @csspart changes - what would change its place
 * @csspart not-used - what the ranking did not read, and why
 * @csspart effect - what a control did
 * @fires say-so-item-select - another item was chosen; `detail.item` is its id
 * @fires say-so-sheet-leave - the answer is on the page behind
 */
export class SaySoWhy extends RankedElement {
  static properties = {
    ...RankedElement.properties,
    item: {},
    heading: {},
    isDetailed: { state: true },
  };

  static styles = [...panelSheets, sheet(css)];

  constructor() {
    super();
    this.item = '';
    this.isDetailed = false;
    /** What the last erasure can be undone by. */
    this.undoKey = '';
    /** What the last erasure took from an item, and where its rows stood. @type {{item: string, rows: Row[]} | undefined} */
    this.forgotten = undefined;
  }

  get places() {
    return kPlaces;
  }

  get rationale() {
    return this.slate?.items.find(({ item }) => item === this.item);
  }

  /** Shows all the numbers, or hides them. */
  toggle() {
    this.isDetailed = !this.isDetailed;
    if (this.isDetailed) this.load();
  }

  /** Loads what draws all the numbers. */
  load() {
    return this.borrow('why-numbers.js', 'WhyNumbers');
  }

  render() {
    if (this.fault) return html`<div class="root"><div part="body">${this.failure()}</div></div>`;
    if (!this.words || !this.slate) return html`<div class="root"><div part="body"></div></div>`;
    const { rationale } = this;
    const isHidden = isSet('hidden');
    return html`<div class="root" lang=${this.language} dir=${this.direction}>
      <div part="body">
        ${isHidden ? this.hiddenNote() : rationale ? this.explanation(rationale, this.slate) : this.picks(this.slate)}
      </div>
      ${this.slate.items.length && !isHidden ? this.footer(rationale) : nothing} ${this.liveRegion}
    </div>`;
  }

  /** @param {Slate} slate */
  picks(slate) {
    if (!slate.items.length) return html`<p class="lede">${this.say('why.empty')}</p>`;
    return html`${this.effect()}
      <p class="lede">${this.say(this.item ? 'why.gone' : 'why.pick')}</p>
      <ul class="picks">
        ${slate.items.slice(0, 8).map(
          ({ item }) =>
            html`<li>
              <button type="button" @click=${() => this.pick(item)}>
                <bdi>${slate.mentions?.[item]?.title ?? item}</bdi>
              </button>
            </li>`,
        )}
      </ul>`;
  }

  /** @param {string} item */
  pick(item) {
    this.item = item;
    this.dispatchEvent(
      new CustomEvent('say-so-item-select', { bubbles: true, composed: true, detail: { item } }),
    );
  }

  /**
   * @param {Rationale} rationale
   * @param {Slate} slate
   */
  explanation(rationale, slate) {
    const figures = figuresOf(
      rationale.base,
      rationale.contributions.map(({ value }) => value),
    );
    return html`${this.itemHead(rationale, slate)} ${this.sentence(rationale)} ${this.tastes(rationale)}
      ${this.effect()}
      ${
        rationale.contributions.length || this.ghosts(rationale).length
          ? this.factors(rationale, figures)
          : nothing
      }
      ${this.moves(rationale)}
      <div class="total">
        ${this.equation(figures)}
        <button
          class="button"
          type="button"
          aria-expanded=${this.isDetailed}
          aria-controls="numbers"
          @click=${this.toggle}
        >
          ${this.say('why.allNumbers')} ${icon('down')}
        </button>
      </div>
      <div id="numbers" ?hidden=${!this.isDetailed}>
        ${this.isDetailed ? this.detail(rationale) : nothing}
      </div>`;
  }

  /**
   * @param {Rationale} rationale
   * @param {Slate} slate
   */
  itemHead(rationale, slate) {
    const mention = slate.mentions?.[rationale.item];
    return html`<div part="item">
      <slot name="picture">${mention?.picture ? html`<img src=${mention.picture} alt="" />` : nothing}</slot>
      <div class="about">
        <h3><bdi>${mention?.title ?? rationale.item}</bdi></h3>
        ${
          mention?.price === undefined
            ? nothing
            : html`<p class="muted number">${priceText(mention.price, this.currency, this.language)}</p>`
        }
      </div>
      <div class="place number">
        <b>${this.ordinal(rationale.rank)}</b>
        <span class="small muted">${this.say('why.inList', { list: this.listTitle })}</span>
      </div>
    </div>`;
  }

  /** @param {number} rank */
  ordinal(rank) {
    const rule = new Intl.PluralRules(this.language, { type: 'ordinal' }).select(rank);
    return this.say([`ordinal.${rule}`, 'ordinal.other'], { n: rank });
  }

  /** @param {Rationale} rationale */
  sentence(rationale) {
    const { key, args } = sentenceOf(rationale, this.naming);
    return html`<p part="sentence">
      ${pieces(this.say, key, args).map(({ text, name }) => (name ? html`<b><bdi>${text}</bdi></b>` : text))}
    </p>`;
  }

  /** More and less like this, where a stated answer may be used. @param {Rationale} rationale */
  tastes(rationale) {
    const buttons = /** @type {const} */ (['interest', 'avoid']).map((sense) => {
      const taste = tasteOf(sense, rationale, this.naming);
      if (
        !taste ||
        !this.session?.isSignalGranted(taste.signal) ||
        listOf(this.attribute(taste.signal)?.value).includes(taste.value)
      )
        return nothing;
      const name = valueText(taste.from, taste.value, this.say);
      const said = this.say(`why.taste.${sense}`, { name });
      return html`<button
        class="button"
        type="button"
        aria-label=${said}
        @click=${() => this.state(taste, said)}
      >
        ${this.say(`why.taste.${sense}.short`)}
      </button>`;
    });
    return html`<div class="row" part="taste">${buttons}</div>`;
  }

  /**
   * States what to see more or less of; who wanted the opposite does not any more.
   * @param {Taste} taste
   * @param {string} said
   */
  state({ signal, other, value }, said) {
    const { session } = this;
    if (!session) return undefined;
    const purpose = session.config.signals?.find(({ id }) => id === signal)?.purpose ?? '';
    const before = [signal, ...(other ? [other] : [])].map((id) => ({
      id,
      values: listOf(this.attribute(id)?.value),
    }));
    const put = async (/** @type {typeof before} */ answers) => {
      for (const { id, values } of answers)
        await session.setAttribute(id, values, this.attribute(id)?.pinned);
    };
    return this.takeBack(
      [{ signal, of: value, purpose }],
      said,
      async () => {
        await put(
          before.map(({ id, values }) => ({
            id,
            values: [...values.filter((one) => one !== value), ...(id === signal ? [value] : [])],
          })),
        );
        return () => put(before);
      },
      'stated',
    );
  }

  /** What besides its score gave the item its place. @param {Rationale} rationale */
  moves({ moves = [] }) {
    return moves.map(({ by, ...places }) => html`<p part="move">${this.say(`why.moved.${by}`, places)}</p>`);
  }

  /** The rows of what was forgotten, while it can come back. @param {Rationale} rationale */
  ghosts({ item }) {
    const { forgotten } = this;
    return forgotten?.item === item && undos.has(this.undoKey) ? forgotten.rows : [];
  }

  /**
   * @param {Rationale} rationale
   * @param {Figures} figures
   */
  factors(rationale, figures) {
    const ghosts = this.ghosts(rationale);
    const values = [...rationale.contributions, ...ghosts.map(({ contribution }) => contribution)].map(
      ({ value }) => value,
    );
    const most = Math.max(0, ...values);
    const least = Math.min(0, ...values);
    const zero = Math.max(kLeastZero, Math.ceil((100 * -least) / (most - least || 1)));
    // One scale for both sides: a full side is as long as the strongest bar may be.
    const whole = kHeadroom * Math.max(most, (-least * (100 - zero)) / zero) || 1;
    const show = (/** @type {number} */ units, digits = figures.digits) =>
      figureText(units, digits, this.language, { signed: true });
    const rows = rationale.contributions.map((contribution, index) =>
      this.factor(contribution, { value: show(figures.parts[index]), share: contribution.value / whole }),
    );
    for (const { contribution, index } of ghosts) {
      const { value } = contribution;
      const shown = { value: show(0), share: value / whole, was: show(Math.round(100 * value), 2) };
      rows.splice(index, 0, this.factor(contribution, shown));
    }
    return html`<div class="scale" aria-hidden="true" ${set({ '--zero': `${zero}%` })}>
        <span>${this.say('why.lowers')}</span><span>${this.say('why.raises')}</span>
      </div>
      <ul part="factors" aria-label=${this.say('why.factors')} ${set({ '--zero': `${zero}%` })}>
        ${rows}
      </ul>`;
  }

  /** @param {Contribution} contribution */
  nameOf(contribution) {
    const { key, args } = phraseOf('factor', contribution, this.naming);
    return this.say(key, args);
  }

  /**
   * One row. A forgotten datum stays in its place with nothing, and its old bar as a ghost.
   * @param {Contribution} contribution
   * @param {object} shown
   * @param {string} shown.value
   * @param {number} shown.share
   * @param {string} [shown.was] what a forgotten datum added
   */
  factor(contribution, { value, share, was }) {
    const name = this.nameOf(contribution);
    const side = `${share < 0 ? 'down' : ''} ${was ? 'was' : ''}`;
    return html`<li part="factor" class=${was ? 'forgotten' : ''}>
      <span class="name">${was ? html`<s>${name}</s>` : name}</span>
      <bdi class="value">${value}</bdi>
      <span part="bar" aria-hidden="true"><i class=${side} ${set({ '--share': Math.abs(share) })}></i></span>
      <div class="under">
        <span class="meta">
          ${sourceTag(contribution.provenance, this.say)}<span
            >${was ? this.say('why.was', { value: was }) : this.originText(contribution)}</span
          >
        </span>
        <span part="controls">${was ? nothing : this.controls(contribution)}</span>
      </div>
    </li>`;
  }

  /** @param {Contribution} contribution */
  originText({ purpose, provenance, at }) {
    if (provenance === 'contextual') return this.say('why.metaContext');
    const title = this.purposeTitle(purpose);
    return at ? this.say('why.meta', { purpose: title, date: dayText(at, this.now, this.language) }) : title;
  }

  /** @param {Contribution} contribution */
  controls(contribution) {
    const name = this.nameOf(contribution);
    const kind = kindOf(contribution.signal, this.naming.config);
    if (kind === 'stated' || kind === 'avoided' || kind === 'price')
      return html`<button
        class="link"
        type="button"
        aria-label=${this.say('why.changeFactor', { name })}
        @click=${() => this.session?.open('profile')}
      >
        ${this.say('why.change')}
      </button>`;
    if (contribution.provenance !== 'observed' || !contribution.of) return nothing;
    return html`<button
      class="link"
      type="button"
      aria-label=${this.say('why.forgetFactor', { name })}
      @click=${() => this.forget(contribution, name)}
    >
      ${this.say('why.forget')}
    </button>`;
  }

  /**
   * @param {Contribution} contribution
   * @param {string} name
   */
  forget(contribution, name) {
    const { session } = this;
    const { signal, of = '' } = contribution;
    const at = session?.signals.find((entry) => entry.signal === signal && entry.of === of)?.at;
    return this.takeBack([contribution], name, () => {
      session?.eraseSignals(signal, of);
      return () => session?.observe(signal, of, at);
    });
  }

  /**
   * Erases data, ranks again, and shows what that did: their rows stay, struck through, and the data can come back while
   * the page is open.
   * @param {Pick<Contribution, 'signal' | 'of' | 'purpose'>[]} data
   * @param {string} name
   * @param {() => unknown} erase gives a function that brings them back
   * @param {'forgot' | 'stated'} did
   */
  takeBack(data, name, erase, did = 'forgot') {
    const { rationale } = this;
    if (!rationale) return undefined;
    const { item, rank: from } = rationale;
    return this.act(async () => {
      const restore = /** @type {() => unknown} */ (await erase());
      this.turn++; // what follows by itself need not rank again
      this.slate = await this.rank();
      const to = this.rationale?.rank;
      const effect = to === undefined ? 'out' : to === from ? 'same' : 'to';
      const said = this.say(`why.${did}.${effect}`, { name, from, to });
      const rows = rationale.contributions.map((contribution, index) => ({ contribution, index }));
      this.forgotten = {
        item,
        rows: rows.filter(({ contribution: { signal, of } }) =>
          data.some((datum) => datum.signal === signal && datum.of === of),
        ),
      };
      this.undoKey = data.map(({ signal, of }) => `${signal} ${of}`).join();
      const purposes = data.map(({ purpose }) => purpose);
      undos.set(this.undoKey, { said, purposes, run: async () => restore() });
      this.announce(said);
      await this.focusOn('[part=effect] button');
    });
  }

  effect() {
    const undo = undoOf(this.undoKey, this.session?.decision);
    if (!undo) return nothing;
    const click = () =>
      this.act(async () => {
        await undo.run();
        undos.delete(this.undoKey);
        this.forgotten = undefined;
        await this.changed();
        this.announce(this.say('why.undone'));
        await this.focusOn('[part=controls] button');
      });
    return html`<div part="effect">
      <span>${undo.said}</span>
      <button class="button" type="button" @click=${click}>${this.say('why.undo')}</button>
    </div>`;
  }

  /** @param {Figures} figures */
  equation({ base, part, score, digits }) {
    const show = (/** @type {number} */ units) => figureText(units, digits, this.language);
    const args = { base: show(base), part: show(Math.abs(part)), score: show(score) };
    return html`<span class="number"
      >${pieces(this.say, part < 0 ? 'why.equationMinus' : 'why.equation', args).map(({ text, name }) =>
        name ? html`<b>${text}</b>` : text,
      )}</span
    >`;
  }

  /** All the numbers, or why they are not there yet. @param {Rationale} rationale */
  detail(rationale) {
    if (this.drawing === null) return this.failure(() => this.load());
    return (
      this.drawing?.render(rationale) ?? html`<p class="muted" role="status">${this.say('why.working')}</p>`
    );
  }

  /** @param {Rationale | undefined} rationale */
  footer(rationale) {
    return html`<div part="footer">
      <div class="row">
        <span class="small muted">${rationale ? this.disclosure(rationale) : ''}</span>
        <button class="button end" type="button" @click=${() => this.hide(true)}>
          ${this.say('hidden.hide')}
        </button>
        <button class="button" type="button" @click=${this.flip}>
          ${this.say(view.controls.personalized ? 'why.withoutData' : 'why.withData')}
        </button>
      </div>
    </div>`;
  }

  /** @param {Rationale} rationale */
  disclosure({ disclosure = [] }) {
    const weightiest = ['sponsored', 'pinned', 'exploratory', 'learning', 'server', 'policy-default'];
    const known = weightiest.find((name) => disclosure.includes(name));
    const rules = ['in-stock', 'price-range', 'asked-price'].filter((name) => disclosure.includes(name));
    return [known ?? 'notPaid', ...rules].map((name) => this.say(`why.${name}`)).join(' ');
  }

  /** Shows the list in the other order, in place. Where the sheet covers the page, it steps aside. */
  flip() {
    view.wish({ personalized: !view.controls.personalized });
    this.announce(
      view.controls.personalized
        ? this.say('why.withData')
        : `${this.say('slate.titlePlain')}. ${this.say('slate.notPersonalized')}`,
    );
    if (globalThis.matchMedia('(max-width: 720px)').matches)
      this.dispatchEvent(new CustomEvent('say-so-sheet-leave', { bubbles: true, composed: true }));
  }
}
