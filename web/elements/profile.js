// The questions of the profile, what was answered, guessed and proposed, and taking it along or back. A file of its own:
// only who opens it loads it.
import { html, nothing } from 'lit';
import { basisText, fixedBases } from './shared/basis.js';
import { argsOf, capital, valueText } from './shared/factors.js';
import { icon } from './shared/icons.js';
import { saveFile } from './shared/save.js';
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
/** @import {Naming} from './shared/factors.js' */
/** @import {Attribute, Facets, Guess, Import, ProfileCore, Proposal, Question, Value} from '../engine/types.js' */

const kShownAtFirst = 12;
const kMostRanked = 10;
const kReadAtMost = 65_537; // one more than the core takes: it says so, and a film is not read

/** Whether the proposal of this visit was answered on this page. */
let isSettled = false;

/** Whether one answer is all there is. @param {Question} question */
const isOne = ({ kind }) => kind === 'single' || kind === 'yes-no';

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
    /** @type {Record<string, string>} what is looked for among many answers, by signal */
    this.wanted = {};
    /** @type {ProfileCore | undefined} */
    this.core = undefined;
    /** @type {Guess[]} */
    this.guesses = [];
    /** @type {Proposal | undefined} */
    this.proposal = undefined;
    /** What a file would add, before it is kept. @type {Import | undefined} */
    this.import = undefined;
    /** @type {Promise<void> | undefined} */
    this.loading = undefined;
    /** Why a file was refused. */
    this.refusal = '';
  }

  /** Asks the shop what questions can offer. */
  load() {
    this.loading = this.#load();
    return this.loading;
  }

  async #load() {
    const { host } = this;
    if (!this.questions.length) return;
    try {
      this.core = await host.session?.make('profile-core.js');
      this.facets = this.core?.facets();
      host.changed();
    } catch (error) {
      host.report(error);
    }
  }

  /** What was seen, said or chosen changed: guesses follow. */
  changed() {
    const { core } = this;
    const { session } = this.host;
    if (!core || !session) return;
    try {
      const { guesses, proposal } = core.look(session.known);
      this.guesses = guesses;
      this.proposal = proposal;
    } catch (error) {
      this.core = undefined;
      this.host.report(error);
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
      await this.keep(question.signal, value);
      this.host.requestUpdate();
      this.host.announce(
        this.host.say(value === undefined ? 'profile.erased' : 'profile.saved', {
          question: this.questionText(question, 'title'),
        }),
      );
    });
  }

  /**
   * Keeps an answer that the core takes for one, pinned as it was.
   * @param {string} signal
   * @param {Value | undefined} value nothing erases it
   */
  async keep(signal, value) {
    const { session } = this.host;
    if (value === undefined) return session?.eraseAttribute(signal);
    this.core?.check(signal, value);
    return session?.setAttribute(signal, value, this.host.attribute(signal)?.pinned);
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
          for (const { signal, value, pinned } of answered) await session.setAttribute(signal, value, pinned);
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
    return html`<div part="body">
        <p class="lede">${host.say(questions.length ? 'profile.lede' : 'profile.noQuestions')}</p>
        ${this.consentNote()} ${this.imported()} ${this.effect('*')}
        ${this.facets ? questions.map((question) => this.question(question)) : nothing} ${this.proposed()}
        ${this.guessed()}
        <p class="small muted never">${host.say('profile.never')}</p>
      </div>
      ${questions.length ? this.footer() : nothing}`;
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
      ${this.field(question)} ${this.provenance(question)} ${this.effect(signal)}
    </section>`;
  }

  /** What a question is answered with. @param {Question} question */
  field(question) {
    if (question.kind === 'range') return this.range(question);
    if (question.kind === 'ranked') return html`${this.order(question)}${this.chips(question)}`;
    if (question.kind === 'tags') return html`${this.search(question)}${this.chips(question)}`;
    return this.chips(question);
  }

  /** @param {Question} question @returns {string[]} */
  optionsOf({ from, kind }) {
    if (kind === 'yes-no') return ['yes', 'no'];
    if (from?.startsWith('tag:')) return this.facets?.tags?.[from.slice(4)] ?? [];
    return this.facets?.categories ?? [];
  }

  /** @param {Question} question @param {string} option */
  optionText({ from, kind }, option) {
    const { say, language } = this.host;
    if (kind === 'yes-no') return say(`profile.${option}`);
    return capital(valueText(from ?? '', option, say), language);
  }

  /** What is chosen of what is still offered: of the rest the visitor sees nothing. @param {Question} question */
  chosenOf(question) {
    const options = this.optionsOf(question);
    return listOf(this.host.attribute(question.signal)?.value).filter((option) => options.includes(option));
  }

  /** The answers to pick from. @param {Question} question */
  chips(question) {
    const { signal } = question;
    const chosen = this.chosenOf(question);
    const options = this.offered(question, chosen);
    const isWide = this.wide.has(signal) || options.length <= kShownAtFirst + 1;
    const shown = isWide
      ? options
      : options.filter((option, index) => index < kShownAtFirst || chosen.includes(option));
    const hidden = options.length - shown.length;
    return html`<div
      class="chips"
      role=${isOne(question) ? 'radiogroup' : 'group'}
      aria-labelledby="ask-${signal}"
    >
      ${shown.map((option) => this.chip(question, option, chosen))}
      ${
        isOne(question)
          ? html`<label part="chip"
              ><input
                class="covered"
                type="radio"
                name=${signal}
                ${set({ checked: !chosen.length })}
                @change=${() => this.answer(question, () => undefined)}
              />${icon('tick')}${this.host.say('profile.skip')}</label
            >`
          : nothing
      }
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
   * Of an order what is not in it; of many what is chosen and what is looked for.
   * @param {Question} question
   * @param {string[]} chosen
   */
  offered(question, chosen) {
    const options = this.optionsOf(question);
    if (question.kind === 'ranked') return options.filter((option) => !chosen.includes(option));
    const wanted = (this.wanted[question.signal] ?? '').toLocaleLowerCase(this.host.language);
    const fits = (/** @type {string} */ option) =>
      this.optionText(question, option).toLocaleLowerCase(this.host.language).includes(wanted);
    return wanted ? options.filter((option) => chosen.includes(option) || fits(option)) : options;
  }

  /**
   * @param {Question} question
   * @param {string} option
   * @param {string[]} chosen
   */
  chip(question, option, chosen) {
    const { signal, kind, from } = question;
    const swatch = from === 'tag:colour' ? swatchOf(option) : undefined;
    const text = this.optionText(question, option);
    if (kind === 'ranked')
      return html`<button
        part="chip"
        type="button"
        data-add=${option}
        ?disabled=${chosen.length >= kMostRanked}
        @click=${() => this.reorder(question, [...chosen, option], option)}
      >
        <bdi>${text}</bdi>
      </button>`;
    return html`<label part="chip"
      ><input
        class="covered"
        type=${isOne(question) ? 'radio' : 'checkbox'}
        name=${signal}
        value=${option}
        ${set({ checked: chosen.includes(option) })}
        @change=${() => (isOne(question) ? this.answer(question, () => [option]) : this.pick(question, option))}
      />${swatch ? html`<span class="swatch" ${set({ '--swatch': swatch })}></span>` : nothing}${icon('tick')}<bdi
        >${text}</bdi
      ></label
    >`;
  }

  /**
   * @param {Question} question
   * @param {string} option
   */
  pick(question, option) {
    return this.answer(question, () => {
      const chosen = this.chosenOf(question);
      const next = chosen.includes(option) ? chosen.filter((other) => other !== option) : [...chosen, option];
      return next.length ? next : undefined;
    });
  }

  /** A field that narrows what is shown. @param {Question} question */
  search(question) {
    const { signal } = question;
    const narrow = (/** @type {Event} */ event) => {
      this.wanted[signal] = /** @type {HTMLInputElement} */ (event.target).value.trim();
      const count = this.offered(question, []).length;
      this.host.announce(this.host.say('profile.found', { count }));
      this.host.requestUpdate();
    };
    return html`<label class="field search"
      ><span class="unseen">${this.host.say('profile.find')}</span
      ><input type="search" placeholder=${this.host.say('profile.find')} @input=${narrow}
    /></label>`;
  }

  /** The answers in their order, each to be moved or taken out. @param {Question} question */
  order(question) {
    const { say } = this.host;
    const chosen = this.chosenOf(question);
    if (!chosen.length) return html`<p class="small muted hint">${say('profile.orderHint')}</p>`;
    const moved = (/** @type {number} */ from, /** @type {number} */ to) => {
      const next = [...chosen];
      next.splice(to, 0, ...next.splice(from, 1));
      return next;
    };
    return html`<ol class="order" aria-labelledby="ask-${question.signal}">
      ${chosen.map((option, index) => {
        const value = this.optionText(question, option);
        const button = (/** @type {'up' | 'down'} */ way, /** @type {number} */ to) =>
          html`<button
            class="button"
            type="button"
            data-move="${way} ${option}"
            aria-label=${say(`profile.${way}`, { value })}
            ?disabled=${to < 0 || to >= chosen.length}
            @click=${() => this.reorder(question, moved(index, to), option, way)}
          >
            ${icon(way)}
          </button>`;
        return html`<li>
          <bdi>${value}</bdi>
          ${button('up', index - 1)} ${button('down', index + 1)}
          <button
            class="button"
            type="button"
            aria-label=${say('profile.takeOut', { value })}
            @click=${() =>
              this.reorder(
                question,
                chosen.filter((other) => other !== option),
                option,
              )}
          >
            ${icon('close')}
          </button>
        </li>`;
      })}
    </ol>`;
  }

  /**
   * Keeps a new order, says where the value now stands, and leaves the focus with it.
   * @param {Question} question
   * @param {string[]} next
   * @param {string} option
   * @param {'up' | 'down'} [way]
   */
  async reorder(question, next, option, way) {
    const { host } = this;
    const value = this.optionText(question, option);
    await this.answer(question, () => (next.length ? next : undefined));
    const place = next.indexOf(option) + 1;
    host.announce(
      place
        ? host.say('profile.moved', { value, place, count: next.length })
        : host.say('profile.takenOut', { value }),
    );
    await host.updateComplete;
    const name = CSS.escape(option);
    const ways = [...(way ? [way] : []), 'down', 'up'];
    const own = ways.map((each) => `[data-move=${each}\\ ${name}]:enabled`);
    for (const selector of [...(place ? own : []), `[data-add=${name}]`, '.order .button:enabled'])
      if (host.renderRoot.querySelector(selector)) return host.focusOn(selector);
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
      ${this.amount({ ...options, end: 'min', amount: value.min })}
      <div class="track" ${set({ '--low': share(value.min), '--high': share(value.max) })}>
        <i></i>
        ${this.slider({ ...options, end: 'min', amount: value.min })}
        ${this.slider({ ...options, end: 'max', amount: value.max })}
      </div>
      ${this.amount({ ...options, end: 'max', amount: value.max })}
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
  amount({ question, end, amount, least, most, change }) {
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
    const title = this.questionText(question, 'title');
    return html`<div part="provenance" class="meta">
      ${sourceTag('stated', this.host.say)}
      <span>${this.dates(attribute)}</span>
      <button
        class="link"
        type="button"
        aria-pressed=${!!attribute.pinned}
        aria-label=${this.host.say('profile.pinOne', { question: title })}
        @click=${() => this.pin(question, attribute)}
      >
        ${this.host.say('profile.pin')}
      </button>
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

  /** Since when, and until when. @param {Attribute} attribute */
  dates({ at, until, pinned, signal }) {
    const { say, now, language } = this.host;
    const day = (/** @type {string} */ time) => dayText(time, now, language);
    const date = day(at);
    const end = pinned ? this.purposeOf(signal).until : until;
    const key = pinned ? (end ? 'pinnedUntil' : 'pinned') : end ? 'keptUntil' : '';
    return key ? say(`profile.${key}`, { date, until: end && day(end) }) : date;
  }

  /**
   * Keeps an answer until it is erased, or as long as any other from now on.
   * @param {Question} question
   * @param {Attribute} attribute
   */
  pin(question, { signal, value, pinned }) {
    const { host } = this;
    return host.act(async () => {
      await host.session?.setAttribute(signal, value, pinned ? undefined : true);
      host.requestUpdate();
      const title = this.questionText(question, 'title');
      host.announce(host.say(pinned ? 'profile.isUnpinned' : 'profile.isPinned', { question: title }));
    });
  }

  /** The one proposal of this visit. */
  proposed() {
    const { host, proposal } = this;
    const question = this.questions.find(({ signal }) => signal === proposal?.signal);
    if (!proposal || !question || isSettled) return nothing;
    const { say } = host;
    const args = { count: proposal.count, value: this.optionText(question, proposal.value) };
    return html`<div part="proposal" role="group" aria-labelledby="proposal">
      <p id="proposal"><b>${say('profile.seenOften', args)}</b> ${say('profile.addIt', args)}</p>
      <div class="row">
        <button class="button" type="button" @click=${() => this.accept(question, proposal)}>
          ${say('profile.add')}
        </button>
        <button class="button" type="button" @click=${() => this.refuse(question, proposal)}>
          ${say('profile.dontAdd')}
        </button>
        <button class="button" type="button" @click=${() => this.edit(question, proposal)}>
          ${say('profile.chooseOther')}
        </button>
      </div>
    </div>`;
  }

  /** @param {Question} question @param {Proposal} proposal */
  async accept(question, { value }) {
    isSettled = true;
    await this.answer(question, () => [...this.chosenOf(question), value]);
    await this.host.focusOn(`[aria-labelledby='ask-${question.signal}'] .why-ask`);
  }

  /** @param {Question} question @param {Proposal} proposal */
  refuse(question, proposal) {
    const { host } = this;
    return host.act(async () => {
      this.core?.refuse(proposal);
      isSettled = true;
      host.requestUpdate();
      host.announce(host.say('profile.notAdded'));
      await host.focusOn(`[aria-labelledby='ask-${question.signal}'] .why-ask`);
    });
  }

  /** Adds it and goes to the question, where it can be changed. @param {Question} question @param {Proposal} proposal */
  async edit(question, proposal) {
    this.wide.add(question.signal);
    await this.accept(question, proposal);
    await this.host.focusOn(`[name='${CSS.escape(question.signal)}'][value='${CSS.escape(proposal.value)}']`);
  }

  /** What was guessed, and what of it the site itself keeps as such. */
  guessed() {
    const { host } = this;
    const { say } = host;
    const isInferred = (/** @type {string} */ signal) =>
      host.session?.config.signals?.some(({ id, provenance }) => id === signal && provenance === 'inferred');
    const kept = host.session?.profile.attributes.filter(({ signal }) => isInferred(signal)) ?? [];
    const count = this.guesses.length + kept.length;
    if (!count) return this.effect('guess');
    return html`<div class="section">
        <h3 class="heading">${say('profile.guesses')}</h3>
        <span class="small muted">${say('profile.guessCount', { count })}</span>
      </div>
      ${this.effect('guess')} ${this.guesses.map((guess) => this.guess(guess))}
      ${kept.map((attribute) => this.keptGuess(attribute))}
      <p class="small muted">${this.guesses.length ? say('profile.guessForgets') : nothing}</p>`;
  }

  /** @param {Guess} guess */
  guess(guess) {
    const { host } = this;
    const { say, now, language } = host;
    const { from, value, titles, first, last } = guess;
    const name = capital(valueText(from, value, say), language);
    const key = `${from} ${value}`;
    const isOpen = this.open.has(key);
    const days = [first, last].map((at) => dayText(at, now, language));
    const origin = say(days[0] === days[1] ? 'profile.guessFromDay' : 'profile.guessFrom', {
      count: titles.length,
      first: days[0],
      last: days[1],
    });
    return html`<div part="inferred">
      <b><bdi>${name}</bdi></b>
      <button
        class="button"
        type="button"
        aria-label=${say('profile.removeGuess', { value: name })}
        @click=${() => this.removeGuess(guess, name)}
      >
        ${say('profile.remove')}
      </button>
      <div class="meta">
        ${sourceTag('inferred', say)}<span>${origin}</span>
        <button class="link" type="button" aria-expanded=${isOpen} @click=${() => this.flip('open', key)}>
          ${say('profile.seeThem')}
        </button>
      </div>
      ${
        isOpen
          ? html`<ul class="small">
              ${titles.map((title) => html`<li><bdi>${title}</bdi></li>`)}
            </ul>`
          : nothing
      }
    </div>`;
  }

  /** What the site itself concluded, and keeps. @param {Attribute} attribute */
  keptGuess(attribute) {
    const { host } = this;
    const { say } = host;
    const { signal } = attribute;
    const name = this.valueOf(attribute);
    const title = say([`signal.${signal}`], {}, signal);
    return html`<div part="inferred">
      <b>${title}: ${name}</b>
      <button
        class="button"
        type="button"
        aria-label=${say('profile.removeGuess', { value: title })}
        @click=${() =>
          host.act(async () => {
            await host.session?.eraseAttribute(signal);
            host.requestUpdate();
            host.announce(say('profile.erased', { question: title }));
          })}
      >
        ${say('profile.remove')}
      </button>
      <div class="meta">${sourceTag('inferred', say)}<span>${this.dates(attribute)}</span></div>
    </div>`;
  }

  /** An answer in words. @param {Pick<Attribute, 'signal' | 'value'>} attribute */
  valueOf({ signal, value }) {
    const { session, say, language } = this.host;
    const naming = /** @type {Naming} */ ({ say, language, config: session?.config, slate: {} });
    const question = this.questions.find((each) => each.signal === signal);
    const words = [value].flat().map((each) => {
      if (typeof each === 'object') return String(argsOf({ signal, range: each }, naming).of);
      return question ? this.optionText(question, each) : each;
    });
    return new Intl.ListFormat(language).format(words);
  }

  /**
   * Forgets the items that a guess comes from: it does not come back from them. They can, while the page is open.
   * @param {Guess} guess
   * @param {string} name
   */
  removeGuess({ items }, name) {
    const { host } = this;
    const { session } = host;
    if (!session) return undefined;
    return host.act(async () => {
      const seen = session.signals.filter(({ of }) => items.includes(of));
      const isOf = (/** @type {{id: string}} */ { id }) => seen.some(({ signal }) => signal === id);
      const purposes = (session.config.signals ?? []).filter(isOf).map(({ purpose }) => purpose);
      session.eraseSignals(undefined, ...items);
      const said = host.say('profile.guessRemoved', { count: items.length, value: name });
      const run = async () => seen.forEach(({ signal, of, at }) => session.observe(signal, of, at));
      undos.set('guess', { said, purposes, run });
      host.requestUpdate();
      host.announce(said);
      await host.focusOn(`[data-undo=guess]`);
    });
  }

  footer() {
    const { host } = this;
    const { say } = host;
    const answered = this.questions.some(({ signal }) => host.attribute(signal));
    return html`<div part="footer">
      <div class="row">
        ${
          answered
            ? html`<button class="button" type="button" data-export @click=${() => this.export()}>
                ${icon('save')}${say('profile.export')}
              </button>`
            : nothing
        }
        <label class="button">
          <input
            class="covered"
            type="file"
            accept="application/json,.json"
            @change=${(/** @type {Event} */ event) => this.read(event)}
          />${say('profile.import')}
        </label>
        ${
          answered
            ? html`<button class="button end" type="button" @click=${() => this.erase(this.questions)}>
                ${icon('bin')}${say('profile.eraseAll')}
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  /** The profile as one file. */
  export() {
    const { host } = this;
    const file = `say-so-profile-${host.now.slice(0, 10)}.json`;
    saveFile(JSON.stringify(host.session?.profile, null, 2), file);
    host.announce(host.say('profile.exported', { file }));
  }

  /** Reads a file to be looked at; nothing of it is kept yet. @param {Event} event */
  async read(event) {
    const { host } = this;
    const input = /** @type {HTMLInputElement} */ (event.target);
    const file = input.files?.[0];
    if (!file || !host.session) return;
    // A file may be picked before the core has come.
    await this.loading;
    if (!this.core) return;
    this.import = undefined;
    this.refusal = '';
    try {
      this.import = this.core.readImport(host.session.known, await file.slice(0, kReadAtMost).text());
    } catch (error) {
      const { code = '', at = '' } = /** @type {{code?: string, at?: string}} */ (error);
      this.refusal = host.say('profile.importRefused', { reason: [code, at].filter(Boolean).join(' ') });
    }
    input.value = '';
    host.requestUpdate();
    await host.focusOn('[part=import]');
  }

  /** What a file would add, before it is kept, or why it adds nothing. */
  imported() {
    const { host, refusal } = this;
    const { say } = host;
    const undo = this.effect('import');
    if (!this.import && !refusal) return undo;
    const { add, left } = this.import ?? { add: [], left: [] };
    const titleOf = (/** @type {string} */ signal) => {
      const question = this.questions.find((each) => each.signal === signal);
      return question ? this.questionText(question, 'title') : signal;
    };
    const close = () => {
      this.import = undefined;
      this.refusal = '';
      host.requestUpdate();
      return host.focusOn('[part=footer] [type=file]');
    };
    return html`<div part="import" role="group" aria-labelledby="import" tabindex="-1">
      <p id="import"><b>${refusal || say('profile.importTitle', { count: add.length })}</b></p>
      <ul class="small">
        ${add.map((each) => {
          const before = host.attribute(each.signal);
          return html`<li>
            ${titleOf(each.signal)} <b>${this.valueOf(each)}</b> ${
              before ? say('profile.importReplaces', { value: this.valueOf(before) }) : nothing
            }
          </li>`;
        })}
        ${left.map(
          ({ signal, reason }) =>
            html`<li class="muted">
              ${say(`profile.importLeft.${reason}`, { question: titleOf(signal) })}
            </li>`,
        )}
      </ul>
      <div class="row">
        ${
          add.length
            ? html`<button class="button" type="button" data-import @click=${() => this.take(add)}>
                ${say('profile.importAdd', { count: add.length })}
              </button>`
            : nothing
        }
        <button class="button" type="button" @click=${close}>
          ${say(add.length ? 'profile.dontAdd' : 'profile.importClose')}
        </button>
      </div>
    </div>`;
  }

  /** Keeps what a file adds, each as an answer given now. @param {Import['add']} add */
  take(add) {
    const { host } = this;
    const { session } = host;
    if (!session) return undefined;
    return host.act(async () => {
      const before = add.map(({ signal }) => ({ signal, was: host.attribute(signal) }));
      for (const { signal, value, pinned } of add) await session.setAttribute(signal, value, pinned);
      this.import = undefined;
      const said = host.say('profile.imported', { count: add.length });
      undos.set('import', {
        said,
        purposes: add.map(({ signal }) => this.purposeOf(signal).id),
        run: async () => {
          for (const { signal, was } of before)
            if (was) await session.setAttribute(signal, was.value, was.pinned);
            else await session.eraseAttribute(signal);
        },
      });
      host.requestUpdate();
      host.announce(said);
      await host.focusOn('[data-undo=import]');
    });
  }
}

/**
 * @param {Value | undefined} value
 * @param {{min: number, max: number}} widest
 */
const rangeOf = (value, widest) =>
  value && typeof value === 'object' && !Array.isArray(value) ? value : widest;
