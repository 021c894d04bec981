// What the site asks many without learning of one: its questions, what would be sent, what that costs, and the models that
// devices improve. A file of its own: only who opens it loads it.
import { html, nothing } from 'lit';
import { basisText, fixedBases } from './shared/basis.js';
import { icon } from './shared/icons.js';
import { set } from './shared/set.js';
import { sheet } from './shared/sheet.js';
import { toggle } from './shared/switch.js';
import { examplesOf } from '../engine/examples.js';
import { spentPlace } from '../engine/storage.js';
import { dayText } from '../strings/time.js';
import css from './statistics.css';

/** @import {Item} from '../engine/examples.js' */
/** @import {Asked, BudgetState, Given, Giving, Learning, PrivacyCore} from '../engine/types.js' */
/** @import {SaySoElement} from './shared/element.js' */

/** What waits for a yes: how it is made, the bytes as shown, and the answer that was picked. */
/** @typedef {{give: () => Giving, shown: string, answer?: string}} Draft */

/** Of how many reports a share is told in whole numbers, to two in a hundred. @param {number} share */
const inWhole = (share) => {
  const of = Math.abs(Math.round(share * 10) / 10 - share) <= 0.02 && share < 0.95 ? 10 : 100;
  return { of, count: Math.min(of - 1, Math.round(share * of)) };
};

/** Draws into the element that it belongs to, with that element's session and words. */
export class Statistics {
  /** @param {SaySoElement} host */
  constructor(host) {
    this.host = host;
    /** @type {PrivacyCore | undefined} */
    this.core = undefined;
    /** What is spent and answered; null: it cannot be read. @type {ReturnType<PrivacyCore['look']>} */
    this.seen = null;
    /** By question or model. @type {Map<string, Draft>} */
    this.drafts = new Map();
    /** What came of it on this page, in a key of the words. @type {Map<string, string>} */
    this.told = new Map();
    /** Models for which weights and catalog are on their way. @type {Set<string>} */
    this.loading = new Set();
    /** @type {Map<string, Item> | undefined} */
    this.items = undefined;
    // Another tab spent.
    const heard = (/** @type {StorageEvent} */ { key }) => {
      if (!host.isConnected) removeEventListener('storage', heard);
      else if (key === spentPlace.key || key === null) this.changed();
    };
    addEventListener('storage', heard);
  }

  async load() {
    const { host } = this;
    this.core = await host.session?.make('privacy-core.js');
    this.changed();
  }

  /** What was chosen, kept or spent changed: a draft whose purpose is off is forgotten, and nothing of it was sent. */
  changed() {
    const { core, host } = this;
    if (!core) return;
    this.seen = core.look(host.now);
    for (const asked of this.all) {
      const draft = this.drafts.get(asked.id);
      if (!draft) continue;
      const giving = this.isOpen(asked) && draft.give();
      // Of what was seen here, all may have been erased.
      if (!giving || ('labels' in giving && !giving.labels.length)) this.drafts.delete(asked.id);
      else this.propose(asked.id, draft.give, draft.answer);
    }
    host.requestUpdate();
  }

  /** @returns {(Asked | Learning)[]} */
  get all() {
    const { questions = [], learning = [] } = this.core?.asks ?? {};
    return [...questions, ...learning];
  }

  /** Whether it may be answered now. @param {Asked | Learning} asked */
  isOpen({ id, purpose, epsilon }) {
    const { budgets = [], answered = [] } = this.seen ?? {};
    const left = budgets.find((budget) => budget.purpose === purpose)?.left ?? 0;
    return this.decided(purpose).granted && left >= epsilon && !answered.includes(id);
  }

  /** An id for the page of something that is asked: its own may hold anything. @param {string} id */
  mark(id) {
    return `asked-${this.all.findIndex((asked) => asked.id === id)}`;
  }

  /** @param {string} purpose */
  decided(purpose) {
    const found = this.host.session?.decision.purposes.find(({ id }) => id === purpose);
    return found ?? { id: purpose, granted: false, basis: 'off-until-chosen' };
  }

  /** @param {string} key @param {Record<string, unknown>} [args] @param {string} [fallback] */
  say(key, args, fallback) {
    return this.host.say(`statistics.${key}`, args, fallback);
  }

  /** Makes what would be sent, and shows it. @param {string} id @param {() => Giving} give @param {string} [answer] */
  propose(id, give, answer) {
    const { core, host } = this;
    if (!core) return;
    this.told.delete(id);
    try {
      this.drafts.set(id, { give, shown: core.make(give(), host.now), answer });
    } catch (error) {
      host.report(error);
      host.fault = undefined;
    }
    host.requestUpdate();
  }

  /** @param {string} id */
  send(id) {
    const { core, host } = this;
    const { session } = host;
    return host.act(async () => {
      const draft = this.drafts.get(id);
      if (!core || !session || !draft) return;
      const given = await core.send(session, draft.give, draft.shown);
      if (given === 'changed') this.propose(id, draft.give, draft.answer);
      await this.tell(id, given);
    });
  }

  /** @param {string} id @param {Given | 'dropped'} given */
  async tell(id, given) {
    const { host } = this;
    if (given !== 'changed') this.drafts.delete(id);
    this.changed();
    if (given === 'off') return host.announce(this.say('dropped'));
    if (given !== 'already-answered') this.told.set(id, given);
    host.requestUpdate();
    await host.focusOn(`[data-told=${this.mark(id)}]`);
  }

  render() {
    const { core, host, seen } = this;
    if (!core) return nothing;
    if (!seen) return html`<p class="note">${this.say('unreadable')}</p>`;
    return html`<p>${this.say('lede', { site: host.session?.config.site.name })}</p>
      ${seen.budgets.map((budget) => this.purpose(budget))}`;
  }

  /** What is asked under one purpose, with its budget; or how to grant it. @param {BudgetState} budget */
  purpose(budget) {
    const { host } = this;
    const { questions, learning } = /** @type {PrivacyCore} */ (this.core).asks;
    const decided = this.decided(budget.purpose);
    const purpose = host.purposeTitle(budget.purpose);
    if (!decided.granted)
      return html`<div class="note" data-off=${budget.purpose}>
        <p>${this.say('off', { purpose })} ${basisText(decided, host)}</p>
        ${
          fixedBases.has(decided.basis)
            ? nothing
            : html`<button class="button" type="button" @click=${() => host.session?.open('choices')}>
                ${this.say('turnOn')}
              </button>`
        }
      </div>`;
    const own = (/** @type {{purpose: string}} */ asked) => asked.purpose === budget.purpose;
    return html`<section data-purpose=${budget.purpose} aria-label=${purpose}>
      ${this.meter(budget, purpose)}
      ${questions.filter(own).map((question) => this.question(question, budget))}
      ${learning.filter(own).map((model) => this.model(model, budget))}
    </section>`;
  }

  /** @param {BudgetState} budget @param {string} purpose */
  meter({ epsilon, spent, left, until }, purpose) {
    const text = this.say('spent', {
      spent: this.number(spent),
      all: this.number(epsilon),
      left: this.number(left),
      date: this.day(until),
    });
    return html`<div class="budget">
      <b>${this.say('budget', { purpose })}</b>
      <div
        class="gauge"
        role="meter"
        aria-label=${this.say('budget', { purpose })}
        aria-valuemin="0"
        aria-valuemax=${epsilon}
        aria-valuenow=${spent}
        aria-valuetext=${text}
        ${set({ '--share': spent / epsilon })}
      >
        <i></i>
      </div>
      <span aria-hidden="true">${text}</span>
      <small class="muted">${this.say('budgetHelp')}</small>
    </div>`;
  }

  /** @param {number} value */
  number(value) {
    return new Intl.NumberFormat(this.host.language, { maximumFractionDigits: 2 }).format(value);
  }

  /** @param {string} until an end of a period, which is midnight in UTC */
  day(until) {
    return dayText(until.slice(0, 10), this.host.now, this.host.language);
  }

  /** What came of it, and when it can be answered again. @param {Asked | Learning} asked @param {BudgetState} budget */
  outcome(asked, { until }) {
    const { id } = asked;
    const closed = this.seen?.answered.includes(id) ? 'already-answered' : 'budget-spent';
    const key = this.told.get(id) ?? (this.isOpen(asked) ? '' : closed);
    if (!key) return nothing;
    return html`<p part="effect" tabindex="-1" data-told=${this.mark(id)}>
      ${this.say(key, { date: this.day(until) })}
    </p>`;
  }

  /** The group of a visitor: the highest whose purposes are all on. @param {string[]} groups */
  groupOf(groups) {
    const levels = this.host.session?.config.levels ?? [];
    const isOn = (/** @type {string} */ group) =>
      levels.find(({ id }) => id === group)?.purposes.every((id) => this.decided(id).granted);
    return [...groups].reverse().find(isOn) ?? groups[0];
  }

  /** @param {Asked} question @param {BudgetState} budget */
  question(question, budget) {
    const { id, groups, truth, mechanism, epsilon } = question;
    const mark = this.mark(id);
    const group = groups && this.groupOf(groups);
    const prefix = group ? `${group}/` : '';
    const answers = question.answers.filter((answer) => answer.startsWith(prefix));
    return html`<section part="question" data-question=${id} aria-labelledby=${mark}>
      <h3 class="heading" id=${mark}>${this.say(`${id}.title`, {}, id)}</h3>
      ${
        this.isOpen(question)
          ? html`<div class="chips" role="radiogroup" aria-labelledby=${mark}>
                ${answers.map((answer) => this.chip(question, answer, prefix))}
              </div>
              <p class="small muted">
                ${this.say(mechanism === 'unary-encoding' ? 'truthAmong' : 'truth', inWhole(truth))}
                ${this.say('cost', { cost: this.number(epsilon) })}
                ${group ? this.say('group', { group: this.host.say(`level.${group}`, {}, group) }) : nothing}
              </p>`
          : nothing
      }
      ${this.outcome(question, budget)} ${this.draft(id)}
    </section>`;
  }

  /** @param {Asked} question @param {string} answer @param {string} prefix its group */
  chip({ id, ...question }, answer, prefix) {
    const name = answer.slice(prefix.length);
    /** @returns {Giving} */
    const give = () => ({ question: { id, ...question }, answer });
    return html`<label part="chip"
      ><input
        class="covered"
        type="radio"
        name=${this.mark(id)}
        value=${name}
        ${set({ checked: this.drafts.get(id)?.answer === answer })}
        @change=${() => this.propose(id, give, answer)}
      />${icon('tick')}<bdi>${this.say(`${id}.${name}`, {}, name)}</bdi></label
    >`;
  }

  /** What would be sent, to the letter, and whether it shall be. @param {string} id */
  draft(id) {
    const draft = this.drafts.get(id);
    if (!draft) return nothing;
    const { endpoint = '' } = this.host.session?.config.page?.privacy ?? {};
    const { href } = new URL(endpoint, document.baseURI);
    const label = `${this.mark(id)}-bytes`;
    return html`<div class="draft" role="group" aria-labelledby=${label}>
      <p id=${label}>${this.say('bytes')} <bdi>${href}</bdi></p>
      <pre tabindex="0" dir="ltr" role="region" aria-labelledby=${label}>${draft.shown}</pre>
      <p class="small">${this.say(draft.answer ? 'asItIs' : 'noisy')}</p>
      <div class="row">
        <button class="button" type="button" data-send=${id} @click=${() => this.send(id)}>
          ${this.say('send')}
        </button>
        <button class="button" type="button" data-drop=${id} @click=${() => this.drop(id)}>
          ${this.say('drop')}
        </button>
      </div>
    </div>`;
  }

  /** @param {string} id */
  drop(id) {
    return this.tell(id, 'dropped');
  }

  /** @param {Learning} model @param {BudgetState} budget */
  model(model, budget) {
    const { id } = model;
    const mark = this.mark(id);
    const title = this.host.say(`learning.${id}.title`, {}, id);
    // On is what is about to be given; nothing is learnt behind the visitor's back.
    const on = this.drafts.has(id) || this.loading.has(id);
    return html`<section part="question" data-model=${id} aria-labelledby=${mark}>
      <div class="ask">
        <h3 class="heading" id=${mark}>${title}</h3>
        ${
          this.isOpen(model)
            ? toggle({
                on,
                label: title,
                describedby: `${mark}-text`,
                word: this.host.say(on ? 'consent.on' : 'consent.off'),
                change: (wanted) => this.help(model, wanted),
              })
            : nothing
        }
      </div>
      <p class="small" id="${mark}-text">${this.host.say([`learning.${id}.text`, 'statistics.learning'])}</p>
      ${this.outcome(model, budget)} ${this.draft(id)}
    </section>`;
  }

  /** @param {Learning} model @param {boolean} on */
  async help(model, on) {
    const { host } = this;
    const { id } = model;
    this.drafts.delete(id);
    this.told.delete(id);
    this.loading.delete(id);
    if (on) {
      this.loading.add(id);
      await host.act(() => this.learn(model));
      this.loading.delete(id);
    }
    host.requestUpdate();
  }

  /** Shows what this device would give the model, if there is anything. @param {Learning} model */
  async learn(model) {
    const { session } = this.host;
    const { id, features } = model;
    if (!session) return;
    const weights = await this.weightsOf(model);
    const items = (this.items ??= await this.loadItems());
    // Switched off while this was loading, or its purpose was.
    if (!this.loading.has(id) || !this.isOpen(model)) return;
    const give = () => ({ model, weights, ...examplesOf(session, items, features) });
    if (give().labels.length) this.propose(id, give);
    else this.told.set(id, 'nothingShown');
  }

  /** @param {string} url */
  async read(url) {
    const response = await fetch(new URL(url, document.baseURI), {
      credentials: 'same-origin',
      referrerPolicy: 'no-referrer',
    });
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return response.json();
  }

  /** @param {Learning} model @returns {Promise<number[]>} */
  async weightsOf({ weights, features }) {
    return weights ? (await this.read(weights)).weights : [...features, ''].map(() => 0);
  }

  /** @returns {Promise<Map<string, Item>>} */
  async loadItems() {
    const { catalog } = this.host.session?.config.recommend ?? {};
    const { items } = catalog ? await this.read(catalog) : { items: [] };
    return new Map(items.map((/** @type {Item} */ item) => [item.id, item]));
  }
}

/** Draws with the styles of its own. @param {SaySoElement} host */
export const lend = async (host) => {
  const root = /** @type {ShadowRoot} */ (host.renderRoot);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet(css)];
  const statistics = new Statistics(host);
  await statistics.load();
  return statistics;
};
