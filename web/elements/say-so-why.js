import { html, nothing } from 'lit';
import { basisGlyph, basisText } from './shared/basis.js';
import { kindOf, phraseOf, sentenceOf } from './shared/factors.js';
import { icon } from './shared/icons.js';
import { figuresOf, figureText, priceText } from './shared/numbers.js';
import { pieces } from './shared/rich.js';
import { RankedElement } from './shared/ranked.js';
import { panelSheets, sheet } from './shared/sheets.js';
import { sourceTag } from './shared/tag.js';
import { dayText } from '../strings/time.js';
import { undoOf, undos } from './shared/undo.js';
import { safeUrl } from './shared/url.js';
import { set } from './shared/set.js';
import { view } from './shared/view.js';
import css from './say-so-why.css';

/** @import {Figures} from './shared/numbers.js' */
/** @import {Contribution, Rationale, Slate} from '../engine/types.js' */

// Enough places to say where an item went after a datum is forgotten. The order of the first ones is the slate's own.
const kPlaces = 100;
const kShown = 8; // a list is as long, unless the page says otherwise
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
    changes: { state: true },
  };

  static styles = [...panelSheets, sheet(css)];

  constructor() {
    super();
    this.item = '';
    this.isDetailed = false;
    /** @type {string[] | undefined} */
    this.changes = undefined;
    /** @type {{item: string, contribution: Contribution, index: number} | undefined} */
    this.forgotten = undefined;
  }

  get places() {
    return kPlaces;
  }

  get rationale() {
    return this.slate?.items.find(({ item }) => item === this.item);
  }

  /** @param {Map<string, unknown>} change */
  updated(change) {
    super.updated(change);
    if (this.isDetailed && ['isDetailed', 'slate', 'item'].some((name) => change.has(name))) this.ask();
  }

  /** Asks what would change the place, once all the numbers are asked for. */
  async ask() {
    const { session, slate, rationale } = this;
    this.changes = undefined;
    if (!session || !rationale) return;
    const { item, rank } = rationale;
    const request = { limit: Math.max(kShown, rank), ...view.controls };
    const changes = await session.whatWouldChange(item, request, this.naming).catch(() => []);
    if (slate === this.slate && item === this.item) this.changes = changes;
  }

  render() {
    if (this.fault) return html`<div class="root"><div part="body">${this.failure}</div></div>`;
    if (!this.words || !this.slate) return html`<div class="root"><div part="body"></div></div>`;
    const { rationale } = this;
    return html`<div class="root" lang=${this.language} dir=${this.direction}>
      <div part="body">${rationale ? this.explanation(rationale, this.slate) : this.picks(this.slate)}</div>
      ${this.slate.items.length ? this.footer(rationale) : nothing} ${this.liveRegion}
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
    return html`${this.itemHead(rationale, slate)} ${this.sentence(rationale)} ${this.effect()}
      ${
        rationale.contributions.length || this.ghostIndex(rationale) >= 0
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
          @click=${() => (this.isDetailed = !this.isDetailed)}
        >
          ${this.say('why.allNumbers')} ${icon('down')}
        </button>
      </div>
      <div id="numbers" ?hidden=${!this.isDetailed}>
        ${this.isDetailed ? this.numbers(rationale) : nothing}
      </div>`;
  }

  /**
   * @param {Rationale} rationale
   * @param {Slate} slate
   */
  itemHead(rationale, slate) {
    const mention = slate.mentions?.[rationale.item];
    const image = safeUrl(mention?.image);
    return html`<div part="item">
      <slot name="picture">${image ? html`<img src=${image} alt="" />` : nothing}</slot>
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

  /** What besides its score gave the item its place. @param {Rationale} rationale */
  moves({ moves = [] }) {
    return moves.map(({ by, ...places }) => html`<p part="move">${this.say(`why.moved.${by}`, places)}</p>`);
  }

  /** Where the forgotten datum's row stood, if it stood in this item's list; -1 otherwise. @param {Rationale} rationale */
  ghostIndex(rationale) {
    return this.forgotten?.item === rationale.item && undos.has(forgottenKey(this.forgotten.contribution))
      ? this.forgotten.index
      : -1;
  }

  /**
   * @param {Rationale} rationale
   * @param {Figures} figures
   */
  factors(rationale, figures) {
    const values = rationale.contributions.map(({ value }) => value);
    const ghost = this.ghostIndex(rationale);
    const was = ghost >= 0 ? (this.forgotten?.contribution.value ?? 0) : 0;
    const most = Math.max(0, was, ...values);
    const least = Math.min(0, was, ...values);
    const zero = Math.max(kLeastZero, Math.ceil((100 * -least) / (most - least || 1)));
    // One scale for both sides: a full side is as long as the strongest bar may be.
    const whole = kHeadroom * Math.max(most, (-least * (100 - zero)) / zero) || 1;
    const show = (/** @type {number} */ units, digits = figures.digits) =>
      figureText(units, digits, this.language, { signed: true });
    const rows = rationale.contributions.map((contribution, index) =>
      this.factor(contribution, { value: show(figures.parts[index]), share: contribution.value / whole }),
    );
    if (ghost >= 0 && this.forgotten) {
      const shown = { value: show(0), share: was / whole, was: show(Math.round(100 * was), 2) };
      rows.splice(ghost, 0, this.factor(this.forgotten.contribution, shown));
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
    if (kind === 'stated' || kind === 'price')
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
   * Erases one datum, ranks again, and shows what that did; it can come back while the page is open.
   * @param {Contribution} contribution
   * @param {string} name
   */
  forget(contribution, name) {
    const { session, rationale } = this;
    if (!session || !rationale) return undefined;
    const { signal, of = '' } = contribution;
    const index = rationale.contributions.indexOf(contribution);
    const from = rationale.rank;
    const at = session.signals?.find((entry) => entry.signal === signal && entry.of === of)?.at;
    return this.act(async () => {
      await session.eraseSignals(signal, of);
      this.slate = await this.rank();
      const to = this.rationale?.rank;
      const args = { name, from, to: to ?? 0 };
      const said = this.say(
        to === undefined ? 'why.movedOut' : to === from ? 'why.forgot' : 'why.movedTo',
        args,
      );
      this.forgotten = { item: rationale.item, contribution, index };
      undos.set(forgottenKey(contribution), {
        said,
        purpose: contribution.purpose,
        run: async () => session.observe(signal, of, at),
      });
      this.announce(said);
      await this.focusOn('[part=effect] button');
    });
  }

  effect() {
    const key = this.forgotten && forgottenKey(this.forgotten.contribution);
    const undo = key && undoOf(key, this.session?.decision);
    if (!undo) return nothing;
    const click = () =>
      this.act(async () => {
        await undo.run();
        undos.delete(key);
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

  /** @param {Rationale} rationale */
  numbers(rationale) {
    const figures = figuresOf(
      rationale.base,
      rationale.contributions.map(({ value }) => value),
      3,
    );
    const { digits, base, parts, part, score, adjusted } = figures;
    const show = (/** @type {number} */ units, signed = false) =>
      figureText(units, digits, this.language, { signed });
    let soFar = base;
    return html`<div class="block">
        <h3 class="heading" id="how">${this.say('why.numbersTitle', { score: show(score) })}</h3>
        <table part="table" aria-labelledby="how">
          <thead>
            <tr>
              <th scope="col">${this.say('why.table.counts')}</th>
              <th scope="col" class="figure">${this.say('why.table.adds')}</th>
              <th scope="col" class="figure">${this.say('why.table.soFar')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">${this.say('why.start')}<small>${this.say('why.startText')}</small></th>
              <td class="figure"></td>
              <td class="figure">${show(base)}</td>
            </tr>
            ${rationale.contributions.map((contribution, index) => {
              soFar += parts[index];
              return html`<tr>
                <th scope="row">
                  ${this.nameOf(contribution)}<small>${this.sourceText(contribution)}</small>
                </th>
                <td class="figure"><bdi>${show(parts[index], true)}</bdi></td>
                <td class="figure">${show(soFar)}</td>
              </tr>`;
            })}
            <tr class="sum">
              <th scope="row">${this.say('why.score')}</th>
              <td class="figure"><bdi>${show(part, true)}</bdi></td>
              <td class="figure">${show(score)}</td>
            </tr>
          </tbody>
        </table>
        <p class="small muted">
          ${this.say('why.addsUp')} ${adjusted ? this.say('why.rounded') : ''}
          ${rationale.contributions.some(({ sumOfParts }) => sumOfParts) ? this.say('why.sumOfParts') : ''}
        </p>
      </div>
      <div class="block" part="changes">
        <h3 class="heading">${this.say('why.changes')}</h3>
        <div aria-live="polite">
          ${this.changes?.map((line) => html`<p>${line}</p>`) ?? this.say('why.working')}
        </div>
      </div>
      ${this.notUsed(rationale)}`;
  }

  /** @param {Contribution} contribution */
  sourceText({ provenance, at, count = 1 }) {
    const source = this.say([`source.${provenance}`, 'source.inferred']);
    const day = at ? `, ${dayText(at, this.now, this.language)}` : '';
    return `${source}${day}${count > 1 ? `, ${this.say('why.together', { count })}` : ''}`;
  }

  /** @param {Rationale} rationale */
  notUsed(rationale) {
    const purposes = this.session?.decision?.purposes ?? [];
    const entries = (rationale.notUsed ?? this.slate?.notUsed ?? []).map(({ purpose, signal, basis }) => {
      const decided = purposes.find((entry) => entry.id === purpose && entry.basis === basis);
      const title = this.purposeTitle(purpose);
      return {
        ...(decided ?? { id: purpose, basis, granted: false }),
        title: signal ? `${title}, ${this.say([`signal.${signal}`], {}, signal)}` : title,
      };
    });
    return html`<div class="block">
      <h3 class="heading">${this.say('why.notUsed')}</h3>
      ${
        entries.length
          ? html`<ul part="not-used">
              ${entries.map(
                (entry) =>
                  html`<li>
                    ${icon(basisGlyph(entry))}<span
                      >${this.say(`basis.line.${entry.granted ? 'on' : 'off'}`, {
                        purpose: entry.title,
                        reason: basisText(entry, this),
                      })}</span
                    >
                  </li>`,
              )}
            </ul>`
          : html`<p class="muted">${this.say('why.notUsedNone')}</p>`
      }
    </div>`;
  }

  /** @param {Rationale | undefined} rationale */
  footer(rationale) {
    return html`<div part="footer">
      <div class="row">
        <span class="small muted">${rationale ? this.disclosure(rationale) : ''}</span>
        <button class="button end" type="button" @click=${this.flip}>
          ${this.say(view.controls.personalized ? 'why.withoutData' : 'why.withData')}
        </button>
      </div>
    </div>`;
  }

  /** @param {Rationale} rationale */
  disclosure({ disclosure = [] }) {
    const weightiest = ['sponsored', 'pinned', 'exploratory', 'server', 'policy-default'];
    const known = weightiest.find((name) => disclosure.includes(name));
    const rules = ['in-stock', 'price-range'].filter((name) => disclosure.includes(name));
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

/** @param {Contribution} contribution */
const forgottenKey = ({ signal, of }) => `${signal} ${of}`;
