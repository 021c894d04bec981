import { html, nothing } from 'lit';
import { basisText, fixedBases } from './shared/basis.js';
import { SaySoElement } from './shared/element.js';
import { capital, valueText } from './shared/factors.js';
import { icon } from './shared/icons.js';
import { currencyMarks, priceText } from './shared/numbers.js';
import { sheet } from './shared/sheet.js';
import { panelSheets } from './shared/sheets.js';
import { swatchOf } from './shared/swatch.js';
import { listOf } from './shared/taste.js';
import { sourceTag } from './shared/tag.js';
import { dayText } from '../strings/time.js';
import { undoOf, undos } from './shared/undo.js';
import { set } from './shared/set.js';
import chips from '../styles/chips.css';
import css from './say-so-profile.css';

/** @import {Facets, Question, Value} from '../engine/types.js' */

const kShownAtFirst = 12;

/**
 * What the consumer tells about themselves: asked, answered, shown with its source, and erased, all on the device.
 * An answer is kept the moment it is given; that act is the consent for its purpose, and the session records it so.
 *
 * @element say-so-profile
 * @csspart question - one question
 * @csspart chip - one possible answer
 * @csspart provenance - where an answer comes from and how long it is kept
 * @csspart tag - the source as a word and a shape
 * @csspart effect - what an erasure did, with its undo
 */
export class SaySoProfile extends SaySoElement {
  static properties = {
    ...SaySoElement.properties,
    facets: { state: true },
    open: { state: true },
    wide: { state: true },
  };

  static styles = [...panelSheets, sheet(chips), sheet(css)];

  constructor() {
    super();
    /** @type {Facets | undefined} */
    this.facets = undefined;
    /** @type {Set<string>} signals whose "why we ask" is open */
    this.open = new Set();
    /** @type {Set<string>} signals whose answers are all shown */
    this.wide = new Set();
  }

  async connect() {
    await super.connect();
    if (!this.session || this.fault || !this.questions.length) return;
    try {
      this.facets = await this.session.facets();
    } catch (error) {
      this.report(error);
    }
  }

  /** The site's questions; those whose answer could not be kept are not asked. */
  get questions() {
    const questions = this.session?.config.profile?.questions ?? [];
    return questions.filter(({ signal }) => !fixedBases.has(this.purposeOf(signal).basis));
  }

  /** @param {string} signal */
  purposeOf(signal) {
    const id = this.session?.config.signals?.find((entry) => entry.id === signal)?.purpose ?? 'stated';
    const entry = this.session?.decision?.purposes.find((decided) => decided.id === id);
    return entry ?? { id, granted: false, basis: 'policy-default' };
  }

  /**
   * @param {Question} question
   * @param {string} part `title` or `why`
   */
  questionText({ signal }, part) {
    return this.say([`question.${signal}.${part}`, `question.${part}`]);
  }

  /**
   * @param {Question} question
   * @param {(before: Value | undefined) => Value | undefined} next nothing left of an answer is an erasure
   */
  answer(question, next) {
    const { session } = this;
    if (!session) return undefined;
    return this.act(async () => {
      const value = next(this.attribute(question.signal)?.value);
      undos.delete(question.signal);
      if (value === undefined) await session.eraseAttribute(question.signal);
      else await session.setAttribute(question.signal, value);
      this.requestUpdate();
      this.announce(
        this.say(value === undefined ? 'profile.erased' : 'profile.saved', {
          question: this.questionText(question, 'title'),
        }),
      );
    });
  }

  /** @param {Question[]} questions */
  erase(questions) {
    const { session } = this;
    if (!session) return undefined;
    const answered = questions.flatMap((question) => this.attribute(question.signal) ?? []);
    return this.act(async () => {
      const all = questions.length > 1;
      await session.eraseAttribute(all ? undefined : questions[0].signal);
      const said = all
        ? this.say('profile.erasedAll')
        : this.say('profile.erased', { question: this.questionText(questions[0], 'title') });
      const key = all ? '*' : questions[0].signal;
      undos.set(key, {
        said,
        purposes: [this.purposeOf(questions[0].signal).id],
        run: async () => {
          for (const { signal, value } of answered) await session.setAttribute(signal, value);
        },
      });
      this.requestUpdate();
      this.announce(said);
      await this.focusOn(`[data-undo='${key}']`);
    });
  }

  /** @param {string} key */
  undo(key) {
    return this.act(async () => {
      await undoOf(key, this.session?.decision)?.run();
      undos.delete(key);
      this.requestUpdate();
      this.announce(this.say('profile.undone'));
      await this.focusOn('[part=provenance] button');
    });
  }

  render() {
    if (this.fault) return html`<div class="root own"><div part="body">${this.failure()}</div></div>`;
    if (!this.words) return html`<div class="root own"><div part="body"></div></div>`;
    const { questions } = this;
    const answered = questions.some(({ signal }) => this.attribute(signal));
    return html`<div class="root own" lang=${this.language} dir=${this.direction}>
      <div part="body">
        <p class="lede">${this.say(questions.length ? 'profile.lede' : 'profile.noQuestions')}</p>
        ${this.consentNote()} ${this.effect('*')}
        ${this.facets ? questions.map((question) => this.question(question)) : nothing}
        <p class="small muted never">${this.say('profile.never')}</p>
      </div>
      ${
        answered
          ? html`<div part="footer">
              <div class="row">
                <button class="button end" type="button" @click=${() => this.erase(questions)}>
                  ${icon('bin')}${this.say('profile.eraseAll')}
                </button>
              </div>
            </div>`
          : nothing
      }
      ${this.liveRegion}
    </div>`;
  }

  /** Says what an answer switches on, before it does. */
  consentNote() {
    const closed = this.questions.map(({ signal }) => this.purposeOf(signal)).find((entry) => !entry.granted);
    if (!closed) return nothing;
    const text = fixedBases.has(closed.basis)
      ? this.say('profile.cannotKeep', { reason: basisText(closed, this) })
      : this.say('profile.switchesOn', { purpose: this.purposeTitle(closed.id) });
    return html`<p class="note">${text}</p>`;
  }

  /** @param {string} key */
  effect(key) {
    const undo = undoOf(key, this.session?.decision);
    if (!undo) return nothing;
    return html`<div part="effect">
      <span>${undo.said}</span>
      <button class="button" type="button" data-undo=${key} @click=${() => this.undo(key)}>
        ${this.say('profile.undo')}
      </button>
    </div>`;
  }

  /** @param {Question} question */
  question(question) {
    const { signal } = question;
    const isOpen = this.open.has(signal);
    return html`<section part="question" aria-labelledby="ask-${signal}">
      <div class="ask">
        <h3 class="heading" id="ask-${signal}">${this.questionText(question, 'title')}</h3>
        <button
          class="why-ask"
          type="button"
          aria-expanded=${isOpen}
          aria-controls="why-${signal}"
          @click=${() => (this.open = flipped(this.open, signal))}
        >
          ${this.say('profile.whyAsk')}
        </button>
      </div>
      <p class="note" id="why-${signal}" ?hidden=${!isOpen}>${this.questionText(question, 'why')}</p>
      ${question.kind === 'range' ? this.range(question) : this.chips(question)} ${this.provenance(question)}
      ${this.effect(signal)}
    </section>`;
  }

  /** @param {Question} question */
  optionsOf({ from }) {
    if (from.startsWith('tag:')) return this.facets?.tags?.[from.slice(4)] ?? [];
    return this.facets?.categories ?? [];
  }

  /** @param {Question} question */
  chips(question) {
    const { signal, from } = question;
    const chosen = listOf(this.attribute(signal)?.value);
    const options = this.optionsOf(question);
    const isWide = this.wide.has(signal) || options.length <= kShownAtFirst + 1;
    const shown = isWide
      ? options
      : options.filter((option, index) => index < kShownAtFirst || chosen.includes(option));
    const hidden = options.length - shown.length;
    return html`<div class="chips" role="group" aria-labelledby="ask-${signal}">
      ${shown.map((option) => {
        const swatch = from === 'tag:colour' ? swatchOf(option) : undefined;
        return html`<label part="chip"
          ><input
            class="covered"
            type="checkbox"
            ${set({ checked: chosen.includes(option) })}
            @change=${() => this.pick(question, option)}
          />${swatch ? html`<span class="swatch" ${set({ '--swatch': swatch })}></span>` : nothing}${icon('tick')}<bdi
            >${capital(valueText(from, option, this.say), this.language)}</bdi
          ></label
        >`;
      })}
      ${
        options.length > kShownAtFirst + 1 && (hidden || isWide)
          ? html`<button part="chip" type="button" @click=${() => (this.wide = flipped(this.wide, signal))}>
              ${hidden ? this.say('profile.more', { count: hidden }) : this.say('profile.fewer')}
            </button>`
          : nothing
      }
    </div>`;
  }

  /**
   * @param {Question} question
   * @param {string} option
   */
  pick(question, option) {
    return this.answer(question, (before) => {
      const chosen = listOf(before);
      const next = chosen.includes(option) ? chosen.filter((other) => other !== option) : [...chosen, option];
      return next.length ? next : undefined;
    });
  }

  /** @param {Question} question */
  range(question) {
    const least = question.min ?? Math.floor(this.facets?.price.min ?? 0);
    const most = question.max ?? Math.ceil(this.facets?.price.max ?? 100);
    const widest = { min: least, max: most };
    const value = rangeOf(this.attribute(question.signal)?.value, widest);
    const share = (/** @type {number} */ amount) =>
      Math.min(1, Math.max(0, (amount - least) / (most - least || 1)));
    /** @type {(end: 'min' | 'max', event: Event) => unknown} */
    const change = (end, event) => {
      const input = /** @type {HTMLInputElement} */ (event.target);
      const amount = Number(input.value);
      if (input.value === '' || Number.isNaN(amount)) return this.requestUpdate();
      const kept = Math.min(most, Math.max(least, amount));
      return this.answer(question, (before) => {
        const { min, max } = rangeOf(before, widest);
        return end === 'min' ? { min: Math.min(kept, max), max } : { min, max: Math.max(kept, min) };
      });
    };
    const options = { question, least, most, change };
    return html`<div class="range" role="group" aria-labelledby="ask-${question.signal}">
      ${this.field({ ...options, end: 'min', amount: value.min })}
      <div class="track" ${set({ '--low': share(value.min), '--high': share(value.max) })}>
        <i></i>
        ${this.slider({ ...options, end: 'min', amount: value.min })}
        ${this.slider({ ...options, end: 'max', amount: value.max })}
      </div>
      ${this.field({ ...options, end: 'max', amount: value.max })}
    </div>`;
  }

  /**
   * @typedef {object} RangeEnd
   * @property {Question} question
   * @property {'min' | 'max'} end
   * @property {number} amount
   * @property {number} least
   * @property {number} most
   * @property {(end: 'min' | 'max', event: Event) => unknown} change
   */

  /** @param {RangeEnd} options */
  field({ question, end, amount, least, most, change }) {
    const marks = currencyMarks(question.unit, this.language);
    return html`<label class="field"
      ><span class="unseen">${this.say(end === 'min' ? 'profile.from' : 'profile.to')}</span
      ><span aria-hidden="true">${marks.before}</span
      ><input
        type="number"
        min=${least}
        max=${most}
        step=${question.step ?? 1}
        ${set({ value: String(amount) })}
        @change=${(/** @type {Event} */ event) => change(end, event)}
      /><span aria-hidden="true">${marks.after}</span></label
    >`;
  }

  /** @param {RangeEnd} options */
  slider({ question, end, amount, least, most, change }) {
    return html`<input
      type="range"
      aria-label=${this.say(end === 'min' ? 'profile.lowest' : 'profile.highest')}
      aria-valuetext=${priceText(amount, question.unit, this.language, { short: true })}
      min=${least}
      max=${most}
      step=${question.step ?? 1}
      ${set({ value: String(amount) })}
      @input=${this.follow}
      @change=${(/** @type {Event} */ event) => change(end, event)}
    />`;
  }

  /** While a thumb moves, the line between the thumbs follows; the answer is kept when it is let go. */
  follow = (/** @type {Event} */ event) => {
    const track = /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (event.target).parentElement);
    const [low, high] = /** @type {HTMLInputElement[]} */ ([...track.querySelectorAll('input')]);
    if (Number(low.value) > Number(high.value)) {
      if (event.target === low) low.value = high.value;
      else high.value = low.value;
    }
    const share = (/** @type {HTMLInputElement} */ input) =>
      (Number(input.value) - Number(input.min)) / (Number(input.max) - Number(input.min) || 1);
    track.style.setProperty('--low', String(share(low)));
    track.style.setProperty('--high', String(share(high)));
  };

  /** @param {Question} question */
  provenance(question) {
    const attribute = this.attribute(question.signal);
    if (!attribute) return html`<div part="provenance" class="meta">${this.say('profile.notAnswered')}</div>`;
    const date = dayText(attribute.at, this.now, this.language);
    const until = attribute.until && dayText(attribute.until, this.now, this.language);
    const title = this.questionText(question, 'title');
    return html`<div part="provenance" class="meta">
      ${sourceTag('stated', this.say)}
      <span>${until ? this.say('profile.keptUntil', { date, until }) : date}</span>
      <button
        class="link"
        type="button"
        aria-label=${this.say('profile.eraseOne', { question: title })}
        @click=${() => this.erase([question])}
      >
        ${this.say('profile.erase')}
      </button>
    </div>`;
  }
}

/**
 * @param {Value | undefined} value
 * @param {{min: number, max: number}} widest
 */
const rangeOf = (value, widest) =>
  value && typeof value === 'object' && !Array.isArray(value) ? value : widest;

/**
 * @param {Set<string>} set
 * @param {string} member
 */
const flipped = (set, member) => {
  const next = new Set(set);
  if (!next.delete(member)) next.add(member);
  return next;
};
