// The questions of the profile, what was answered, and taking it back. A file of its own: only who opens it loads it.
import { html, nothing } from 'lit';
import { basisText, fixedBases } from './shared/basis.js';
import { capital, valueText } from './shared/factors.js';
import { icon } from './shared/icons.js';
import { currencyMarks, priceText } from './shared/numbers.js';
import { swatchOf } from './shared/swatch.js';
import { listOf } from './shared/taste.js';
import { sourceTag } from './shared/tag.js';
import { dayText } from '../strings/time.js';
import { undoOf, undos } from './shared/undo.js';
import { set } from './shared/set.js';
import chips from '../styles/chips.css';
import css from './profile.css';

/** @import {SaySoProfile} from './say-so-profile.js' */
/** @import {Facets, Question, Value} from '../engine/types.js' */

const kShownAtFirst = 12;

/** Draws into the element that it belongs to, with that element's session and words. */
export class Profile {
  static styles = chips + css;

  /** @param {SaySoProfile} host */
  constructor(host) {
    this.host = host;
    /** @type {Facets | undefined} */
    this.facets = undefined;
    /** @type {Set<string>} signals whose "why we ask" is open */
    this.open = new Set();
    /** @type {Set<string>} signals whose answers are all shown */
    this.wide = new Set();
  }

  /** Asks the shop what questions can offer. */
  async load() {
    const { host } = this;
    if (!this.questions.length) return;
    try {
      this.facets = await host.session?.facets();
      host.requestUpdate();
    } catch (error) {
      host.report(error);
    }
  }

  /** The site's questions; those whose answer could not be kept are not asked. */
  get questions() {
    const questions = this.host.session?.config.profile?.questions ?? [];
    return questions.filter(({ signal }) => !fixedBases.has(this.purposeOf(signal).basis));
  }

  /** @param {string} signal */
  purposeOf(signal) {
    const id = this.host.session?.config.signals?.find((entry) => entry.id === signal)?.purpose ?? 'stated';
    const entry = this.host.session?.decision?.purposes.find((decided) => decided.id === id);
    return entry ?? { id, granted: false, basis: 'policy-default' };
  }

  /**
   * @param {Question} question
   * @param {string} part `title` or `why`
   */
  questionText({ signal }, part) {
    return this.host.say([`question.${signal}.${part}`, `question.${part}`]);
  }

  /**
   * @param {Question} question
   * @param {(before: Value | undefined) => Value | undefined} next nothing left of an answer is an erasure
   */
  answer(question, next) {
    const { session } = this.host;
    if (!session) return undefined;
    return this.host.act(async () => {
      const value = next(this.host.attribute(question.signal)?.value);
      undos.delete(question.signal);
      if (value === undefined) await session.eraseAttribute(question.signal);
      else await session.setAttribute(question.signal, value);
      this.host.requestUpdate();
      this.host.announce(
        this.host.say(value === undefined ? 'profile.erased' : 'profile.saved', {
          question: this.questionText(question, 'title'),
        }),
      );
    });
  }

  /** @param {Question[]} questions */
  erase(questions) {
    const { session } = this.host;
    if (!session) return undefined;
    const answered = questions.flatMap((question) => this.host.attribute(question.signal) ?? []);
    return this.host.act(async () => {
      const all = questions.length > 1;
      await session.eraseAttribute(all ? undefined : questions[0].signal);
      const said = all
        ? this.host.say('profile.erasedAll')
        : this.host.say('profile.erased', { question: this.questionText(questions[0], 'title') });
      const key = all ? '*' : questions[0].signal;
      undos.set(key, {
        said,
        purposes: [this.purposeOf(questions[0].signal).id],
        run: async () => {
          for (const { signal, value } of answered) await session.setAttribute(signal, value);
        },
      });
      this.host.requestUpdate();
      this.host.announce(said);
      await this.host.focusOn(`[data-undo='${key}']`);
    });
  }

  /** @param {string} key */
  undo(key) {
    return this.host.act(async () => {
      await undoOf(key, this.host.session?.decision)?.run();
      undos.delete(key);
      this.host.requestUpdate();
      this.host.announce(this.host.say('profile.undone'));
      await this.host.focusOn('[part=provenance] button');
    });
  }

  render() {
    const { host, questions } = this;
    if (!host.session) return nothing;
    const answered = questions.some(({ signal }) => host.attribute(signal));
    return html`<div part="body">
        <p class="lede">${host.say(questions.length ? 'profile.lede' : 'profile.noQuestions')}</p>
        ${this.consentNote()} ${this.effect('*')}
        ${this.facets ? questions.map((question) => this.question(question)) : nothing}
        <p class="small muted never">${host.say('profile.never')}</p>
      </div>
      ${
        answered
          ? html`<div part="footer">
              <div class="row">
                <button class="button end" type="button" @click=${() => this.erase(questions)}>
                  ${icon('bin')}${host.say('profile.eraseAll')}
                </button>
              </div>
            </div>`
          : nothing
      }`;
  }

  /**
   * Opens or closes what belongs to a question.
   * @param {'open' | 'wide'} what
   * @param {string} signal
   */
  flip(what, signal) {
    if (!this[what].delete(signal)) this[what].add(signal);
    this.host.requestUpdate();
  }

  /** Says what an answer switches on, before it does. */
  consentNote() {
    const closed = this.questions.map(({ signal }) => this.purposeOf(signal)).find((entry) => !entry.granted);
    if (!closed) return nothing;
    const text = fixedBases.has(closed.basis)
      ? this.host.say('profile.cannotKeep', { reason: basisText(closed, this.host) })
      : this.host.say('profile.switchesOn', { purpose: this.host.purposeTitle(closed.id) });
    return html`<p class="note">${text}</p>`;
  }

  /** @param {string} key */
  effect(key) {
    const undo = undoOf(key, this.host.session?.decision);
    if (!undo) return nothing;
    return html`<div part="effect">
      <span>${undo.said}</span>
      <button class="button" type="button" data-undo=${key} @click=${() => this.undo(key)}>
        ${this.host.say('profile.undo')}
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
          @click=${() => this.flip('open', signal)}
        >
          ${this.host.say('profile.whyAsk')}
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
    const chosen = listOf(this.host.attribute(signal)?.value);
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
            >${capital(valueText(from, option, this.host.say), this.host.language)}</bdi
          ></label
        >`;
      })}
      ${
        options.length > kShownAtFirst + 1 && (hidden || isWide)
          ? html`<button part="chip" type="button" @click=${() => this.flip('wide', signal)}>
              ${hidden ? this.host.say('profile.more', { count: hidden }) : this.host.say('profile.fewer')}
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
    const value = rangeOf(this.host.attribute(question.signal)?.value, widest);
    const share = (/** @type {number} */ amount) =>
      Math.min(1, Math.max(0, (amount - least) / (most - least || 1)));
    /** @type {(end: 'min' | 'max', event: Event) => unknown} */
    const change = (end, event) => {
      const input = /** @type {HTMLInputElement} */ (event.target);
      const amount = Number(input.value);
      if (input.value === '' || Number.isNaN(amount)) return this.host.requestUpdate();
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
    const marks = currencyMarks(question.unit, this.host.language);
    return html`<label class="field"
      ><span class="unseen">${this.host.say(end === 'min' ? 'profile.from' : 'profile.to')}</span
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
      aria-label=${this.host.say(end === 'min' ? 'profile.lowest' : 'profile.highest')}
      aria-valuetext=${priceText(amount, question.unit, this.host.language, { short: true })}
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
    const attribute = this.host.attribute(question.signal);
    if (!attribute)
      return html`<div part="provenance" class="meta">${this.host.say('profile.notAnswered')}</div>`;
    const date = dayText(attribute.at, this.host.now, this.host.language);
    const until = attribute.until && dayText(attribute.until, this.host.now, this.host.language);
    const title = this.questionText(question, 'title');
    return html`<div part="provenance" class="meta">
      ${sourceTag('stated', this.host.say)}
      <span>${until ? this.host.say('profile.keptUntil', { date, until }) : date}</span>
      <button
        class="link"
        type="button"
        aria-label=${this.host.say('profile.eraseOne', { question: title })}
        @click=${() => this.erase([question])}
      >
        ${this.host.say('profile.erase')}
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
