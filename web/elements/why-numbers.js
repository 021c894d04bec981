// All the numbers of a reason: the table, what would change its place, what was not used, and the file to make it again
// with. A file of its own: only who looks at all the numbers loads it.
import { html, nothing } from 'lit';
import { basisGlyph, basisText } from './shared/basis.js';
import { phraseOf } from './shared/factors.js';
import { icon } from './shared/icons.js';
import { figuresOf, figureText } from './shared/numbers.js';
import { saveFile } from './shared/save.js';
import { safeUrl } from './shared/url.js';
import { together } from './shared/together.js';
import { dayText } from '../strings/time.js';
import css from './why-numbers.css';

/** @import {SaySoWhy} from './say-so-why.js' */
/** @import {Naming} from './shared/factors.js' */
/** @import {Contribution, Counterfactual, Counterfactuals, Rationale} from '../engine/types.js' */
/** @import {Session} from '../engine/session.js' */

/** @typedef {NonNullable<Counterfactual['remove']>} Data */
/** @typedef {Counterfactuals['purposes'][number]} WithoutPurpose */

const kShown = 8; // a list is as long, unless the page says otherwise

/** Draws into the element that it belongs to, with that element's session, words and list. */
export class WhyNumbers {
  static styles = css;

  /** @param {SaySoWhy} host */
  constructor(host) {
    this.host = host;
    /** What would change its place in the list, and who stands first. @type {{list: Counterfactuals, first: Counterfactuals} | undefined} */
    this.answer = undefined;
    /** Whether that could not be worked out. */
    this.isLost = false;
    /** The way whose data are about to be forgotten. */
    this.confirming = '';
    /** What became of saving. */
    this.saved = '';
    /** What the answer is of. @type {unknown} */
    this.asked = undefined;
    host.addController(this);
  }

  hostUpdated() {
    const { rationale, isDetailed } = this.host;
    if (isDetailed && rationale && rationale !== this.asked) this.ask(rationale);
  }

  /** How many places are spoken of. @param {Rationale} rationale */
  limitFor({ rank }) {
    return Math.max(kShown, rank);
  }

  /** Asks what would change the place. @param {Rationale} rationale */
  async ask(rationale) {
    const { host } = this;
    const { session, request } = host;
    if (!session) return;
    this.asked = rationale;
    this.answer = undefined;
    this.isLost = false;
    this.confirming = this.saved = '';
    host.requestUpdate();
    const about = (/** @type {number} */ limit) =>
      session.counterfactuals(rationale.item, { ...request, limit });
    try {
      const answer = { list: await about(this.limitFor(rationale)), first: await about(1) };
      if (rationale === this.asked) this.answer = answer;
    } catch {
      if (rationale === this.asked) this.isLost = true;
    }
    host.requestUpdate();
  }

  /** @param {Rationale} rationale */
  render(rationale) {
    return html`${this.table(rationale)}
      <div class="block" part="changes">
        <h3 class="heading">${this.host.say('why.changes')}</h3>
        <div aria-live="polite">${this.changes(rationale)}</div>
      </div>
      ${this.notUsed(rationale)} ${this.saving(rationale)} ${this.statement()}`;
  }

  /** Where the site says how its lists are made. */
  statement() {
    const { say, session } = this.host;
    const url = safeUrl(session?.config.built?.statement);
    return url ? html`<p class="block"><a href=${url}>${say('why.statement')}</a></p>` : nothing;
  }

  /** @param {Rationale} rationale */
  table(rationale) {
    const { say, language } = this.host;
    const figures = figuresOf(
      rationale.base,
      rationale.contributions.map(({ value }) => value),
      3,
    );
    const { digits, base, parts, part, score, adjusted } = figures;
    const show = (/** @type {number} */ units, signed = false) =>
      figureText(units, digits, language, { signed });
    let soFar = base;
    return html`<div class="block">
      <h3 class="heading" id="how">${say('why.numbersTitle', { score: show(score) })}</h3>
      <table part="table" aria-labelledby="how">
        <thead>
          <tr>
            <th scope="col">${say('why.table.counts')}</th>
            <th scope="col" class="figure">${say('why.table.adds')}</th>
            <th scope="col" class="figure">${say('why.table.soFar')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">${say('why.start')}<small>${say('why.startText')}</small></th>
            <td class="figure"></td>
            <td class="figure">${show(base)}</td>
          </tr>
          ${rationale.contributions.map((contribution, index) => {
            soFar += parts[index];
            return html`<tr>
              <th scope="row">
                ${this.host.nameOf(contribution)}<small>${this.sourceText(contribution)}</small>
              </th>
              <td class="figure"><bdi>${show(parts[index], true)}</bdi></td>
              <td class="figure">${show(soFar)}</td>
            </tr>`;
          })}
          <tr class="sum">
            <th scope="row">${say('why.score')}</th>
            <td class="figure"><bdi>${show(part, true)}</bdi></td>
            <td class="figure">${show(score)}</td>
          </tr>
        </tbody>
      </table>
      <p class="small muted">
        ${say('why.addsUp')} ${adjusted ? say('why.rounded') : ''}
        ${rationale.contributions.some(({ sumOfParts }) => sumOfParts) ? say('why.sumOfParts') : ''}
      </p>
      ${this.partTexts(rationale).map((text) => html`<p class="small muted">${text}</p>`)}
    </div>`;
  }

  /** What the shop's words say of the parts of its model that this score ran through. @param {Rationale} rationale */
  partTexts({ contributions }) {
    const parts = new Set(contributions.map(({ part }) => part));
    return [...parts].map((part) => this.host.say(`part.${part}`, {}, '')).filter(Boolean);
  }

  /** @param {Contribution} contribution */
  sourceText({ provenance, at, count = 1 }) {
    const { say, now, language } = this.host;
    const source = say([`source.${provenance}`, 'source.inferred']);
    const day = at ? [dayText(at, now, language)] : [];
    const more = count > 1 ? [say('why.together', { count })] : [];
    return together([source, ...day, ...more], language);
  }

  /** Titles also of what is not in the list, but would be. @returns {Naming} */
  get naming() {
    const { naming } = this.host;
    const mentions = {
      ...naming.slate.mentions,
      ...this.answer?.list.mentions,
      ...this.answer?.first.mentions,
    };
    return { ...naming, slate: { ...naming.slate, mentions } };
  }

  /** @param {string} item */
  titleOf(item) {
    return this.naming.slate.mentions?.[item]?.title ?? item;
  }

  /** @param {Data} data */
  namesOf(data) {
    const { naming } = this;
    return data.map((datum) => {
      const { key, args } = phraseOf('factor', datum, naming);
      return naming.say(key, args);
    });
  }

  /** @param {Rationale} rationale */
  changes(rationale) {
    const { say } = this.host;
    if (this.isLost) return this.host.failure(() => this.ask(rationale));
    if (!this.answer) return html`<p class="muted">${say('why.working')}</p>`;
    const { list, first } = this.answer;
    const limit = this.limitFor(rationale);
    const [about] = list.items;
    const [top] = first.items;
    // What takes the first item out of the list may be what takes it off the first place: said once.
    const isSame = about.remove && JSON.stringify(about.remove) === JSON.stringify(top.remove);
    return html`${isSame ? nothing : this.way('first', this.firstText(top), top.remove)}
    ${this.way('list', this.listText(about, limit), about.remove)}
    ${list.purposes.map((each) => this.without(each, limit))}`;
  }

  /** What would take it out of the list. @param {Counterfactual} about @param {number} limit */
  listText({ remove, rankThen, insteadInPlace, proven }, limit) {
    const { say } = this.host;
    if (!remove) return say(proven ? 'why.stays' : 'why.noWay', { limit });
    const sentences = [
      say(proven ? 'why.leaves' : 'why.leavesOneWay', { limit, data: this.namesOf(remove) }),
    ];
    if (rankThen) sentences.push(say('why.thenAt', { rank: rankThen }));
    if (insteadInPlace) sentences.push(say('why.instead', { item: this.titleOf(insteadInPlace) }));
    return sentences.join(' ');
  }

  /** What would put it, or where it is first another, first. @param {Counterfactual} about of the list of one place */
  firstText({ rank, remove, insteadInPlace, proven }) {
    const { say } = this.host;
    const who = rank ? 'other' : 'this';
    const way = remove ? (proven ? 'without' : 'oneWay') : proven ? 'never' : 'noWay';
    return say(`why.first.${who}.${way}`, {
      data: remove && this.namesOf(remove),
      item: insteadInPlace && this.titleOf(insteadInPlace),
    });
  }

  /**
   * A sentence, and the control that makes it come true.
   * @param {string} id
   * @param {string} text
   * @param {Data | null} data
   */
  way(id, text, data) {
    const { say } = this.host;
    if (!data) return html`<p>${text}</p>`;
    const isAll = data.length > 1;
    if (this.confirming === id) return this.confirmation(text, data);
    const click = () => (isAll ? this.confirm(id) : this.forget(data));
    return html`<div class="way">
      <p id="way-${id}">${text}</p>
      <button class="button" type="button" data-way=${id} aria-describedby="way-${id}" @click=${click}>
        ${say(isAll ? 'why.forgetAll' : 'why.forget')}
      </button>
    </div>`;
  }

  /**
   * Says what will be forgotten, and waits for a yes.
   * @param {string} text
   * @param {Data} data
   */
  confirmation(text, data) {
    const { say } = this.host;
    return html`<div class="way" role="group" aria-labelledby="confirm">
      <p>${text}</p>
      <p id="confirm"><b>${say('why.willForget')}</b></p>
      <ul id="what">
        ${this.namesOf(data).map((name) => html`<li><bdi>${name}</bdi></li>`)}
      </ul>
      <div class="row">
        <button
          class="button"
          type="button"
          data-confirm
          aria-describedby="what"
          @click=${() => this.forget(data)}
        >
          ${say('why.forgetNow')}
        </button>
        <button class="button" type="button" @click=${() => this.confirm('')}>${say('why.keep')}</button>
      </div>
    </div>`;
  }

  /** Asks before several data go; '' keeps them. @param {string} id */
  async confirm(id) {
    const before = this.confirming;
    this.confirming = id;
    this.host.requestUpdate();
    await this.host.focusOn(id ? '[data-confirm]' : `[data-way='${before}']`);
  }

  /** @param {Data} data */
  forget(data) {
    const { host } = this;
    const names = new Intl.ListFormat(host.language).format(this.namesOf(data));
    return host.takeBack(data, names, () => eraseFrom(/** @type {Session} */ (host.session), data));
  }

  /**
   * What the list is without a purpose.
   * @param {WithoutPurpose} without
   * @param {number} limit
   */
  without({ purpose, leave, enter, moves }, limit) {
    const { say, language } = this.host;
    const args = { purpose: this.host.purposeTitle(purpose), limit };
    if (!leave.length && !enter.length)
      return html`<p>${say(`why.without.${moves.length ? 'order' : 'nothing'}`, args)}</p>`;
    const rows = Object.entries({
      leave: leave.map((item) => this.titleOf(item)),
      enter: enter.map((item) => this.titleOf(item)),
      moves: moves.map(({ item, ...places }) =>
        say('why.without.place', { item: this.titleOf(item), ...places }),
      ),
    }).filter(([, entries]) => entries.length);
    const changes = new Intl.ListFormat(language).format(
      rows.map(([change, { length }]) => say(`why.without.${change}`, { ...args, count: length })),
    );
    return html`<details>
      <summary>${say('why.without.changes', { ...args, changes })}</summary>
      <dl>
        ${rows.map(
          ([change, entries]) =>
            html`<dt>${say(`why.without.${change}Title`)}</dt>
              ${entries.map((entry) => html`<dd><bdi>${entry}</bdi></dd>`)}`,
        )}
      </dl>
    </details>`;
  }

  /** @param {Rationale} rationale */
  notUsed(rationale) {
    const { host } = this;
    const { say } = host;
    const purposes = host.session?.decision?.purposes ?? [];
    const entries = (rationale.notUsed ?? host.slate?.notUsed ?? []).map(({ purpose, signal, basis }) => {
      const decided = purposes.find((entry) => entry.id === purpose && entry.basis === basis);
      const title = host.purposeTitle(purpose);
      return {
        ...(decided ?? { id: purpose, basis, granted: false }),
        title: signal ? together([title, say([`signal.${signal}`], {}, signal)], host.language) : title,
      };
    });
    return html`<div class="block">
      <h3 class="heading">${say('why.notUsed')}</h3>
      ${
        entries.length
          ? html`<ul part="not-used">
              ${entries.map(
                (entry) =>
                  html`<li>
                    ${icon(basisGlyph(entry))}<span
                      >${say(`basis.line.${entry.granted ? 'on' : 'off'}`, {
                        purpose: entry.title,
                        reason: basisText(entry, host),
                      })}</span
                    >
                  </li>`,
              )}
            </ul>`
          : html`<p class="muted">${say('why.notUsedNone')}</p>`
      }
    </div>`;
  }

  /** @param {Rationale} rationale */
  saving(rationale) {
    const { say } = this.host;
    return html`<div class="block">
      <button class="button" type="button" aria-describedby="save" @click=${() => this.save(rationale)}>
        ${icon('save')}${say('why.save')}
      </button>
      <p class="small muted" id="save">${this.saved || say('why.saveText')}</p>
    </div>`;
  }

  /** Hands over a file with the reason and all that it was made of. @param {Rationale} rationale */
  async save({ item }) {
    const { host } = this;
    try {
      const text = await host.session?.replay(item, host.request);
      const file = `say-so-${item}.json`;
      saveFile(`${text}`, file);
      this.saved = host.say('why.saved', { file });
    } catch {
      this.saved = host.say('why.notSaved');
    }
    host.announce(this.saved);
  }
}

/**
 * Erases data: what was seen, what was said, or one value of several. Returns what brings them back.
 * @param {Session} session
 * @param {Data} data
 */
const eraseFrom = async (session, data) => {
  const isOf = (/** @type {string} */ signal, /** @type {unknown} */ value) =>
    data.some((datum) => datum.signal === signal && datum.of === value);
  const seen = session.signals.filter(({ signal, of }) => isOf(signal, of));
  const told = session.profile.attributes.filter(({ signal }) =>
    data.some((datum) => datum.signal === signal),
  );
  for (const { signal, of } of seen) session.eraseSignals(signal, of);
  for (const { signal, value, pinned } of told)
    await session.setAttribute(
      signal,
      Array.isArray(value) ? value.filter((each) => !isOf(signal, each)) : [],
      pinned,
    );
  return async () => {
    for (const { signal, of, at } of seen) session.observe(signal, of, at);
    for (const { signal, value, pinned } of told) await session.setAttribute(signal, value, pinned);
  };
};
