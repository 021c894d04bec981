// What happened with choices and data, what may be asked of whom, and taking all of it along or away. A file of its own:
// only who opens it loads it.
import { html, nothing } from 'lit';
import { activityOf, byDay } from './shared/activity-of.js';
import { argsOf, capital } from './shared/factors.js';
import { icon } from './shared/icons.js';
import { saveFile } from './shared/save.js';
import { eraseSpent, readSpent } from '../engine/spent.js';
import { erasable, readState, readStored, vendorsPlace } from '../engine/storage.js';
import { dayText } from '../strings/time.js';
import { rightsFor } from './rights.js';
import chips from '../styles/chips.css';
import css from './activity.css';

/** @import {SaySoActivity} from './say-so-activity.js' */
/** @import {Event} from './shared/activity-of.js' */
/** @import {Naming} from './shared/factors.js' */
/** @import {Statistics} from './statistics.js' */
/** @import {Attribute, Erased} from '../engine/types.js' */

const filters = /** @type {const} */ (['all', 'choice', 'use', 'browser']);

/** What is kept beside choices and data: what was set, asked of the lists and refused. */
const settings = () =>
  Object.fromEntries(
    erasable()
      .filter((name) => !['snapshot', 'ledger', 'profile', 'signals'].includes(name))
      .flatMap((name) => {
        const text = readStored(name);
        return text === null ? [] : [[name, text]];
      }),
  );

/** Draws into the element that it belongs to, with that element's session and words. */
export class Activity {
  static styles = chips + css;

  /** @param {SaySoActivity} host */
  constructor(host) {
    this.host = host;
    /** @type {typeof filters[number]} */
    this.filter = 'all';
    /** Whether erasing everything waits for a second yes. */
    this.isConfirming = false;
    /** @type {Erased | undefined} */
    this.erased = undefined;
    /** Until when it stays noted what was answered for statistics. */
    this.spentUntil = '';
    /** What the site asks many; null: it could not be loaded. @type {Statistics | null | undefined} */
    this.asked = undefined;
  }

  changed() {
    this.asked?.changed();
  }

  render() {
    const { host } = this;
    const { session, language } = host;
    if (!session) return nothing;
    const { entries, isIntact } = session.timeline();
    const events = activityOf({
      timeline: entries,
      attributes: session.profile.attributes,
      entries: session.signals,
      decision: session.decision,
      now: host.now,
    });
    const shown = events.filter(({ source }) => this.filter === 'all' || source === this.filter);
    return html`<div part="body">
        <p class="lede">${host.say('activity.lede')}</p>
        ${this.filters()}
        ${byDay(shown, language).map(
          ({ day, events: all }) =>
            html`<h3 class="day">${this.dayTitle(day)}</h3>
              <ul class="line">
                ${all.map((event) => this.event(event))}
              </ul>`,
        )}
        ${shown.length ? nothing : html`<p class="muted none">${host.say('activity.none')}</p>`}
        <p class="small muted">
          ${host.say(isIntact ? 'activity.intact' : 'activity.broken', { count: entries.length })}
        </p>
        ${this.statistics()} ${this.rights()}
      </div>
      <div part="footer">${this.footer()}</div>`;
  }

  filters() {
    const { host } = this;
    return html`<div class="chips" role="radiogroup" aria-label=${host.say('activity.show')}>
      ${filters.map(
        (name) =>
          html`<label part="chip"
            ><input
              class="covered"
              type="radio"
              name="filter"
              .checked=${name === this.filter}
              @change=${() => {
                this.filter = name;
                host.requestUpdate();
              }}
            />${icon('tick')}${host.say(`activity.show.${name}`)}</label
          >`,
      )}
    </div>`;
  }

  /** @param {string} day */
  dayTitle(day) {
    const { host } = this;
    const text = dayText(day, host.now, host.language);
    return text === dayText(host.now, host.now, host.language)
      ? host.say('activity.today', { date: text })
      : text;
  }

  /** @param {Event} event */
  event(event) {
    const { host } = this;
    const args = this.argsOf(event);
    const time = new Intl.DateTimeFormat(host.language, { hour: 'numeric', minute: '2-digit' });
    return html`<li part="event">
      <span class="dot ${event.source === 'choice' ? 'you' : ''}">${icon(event.glyph)}</span>
      <b>${host.say([`activity.${event.title}.${event.signal}`, `activity.${event.title}`], args)}</b>
      <time datetime=${event.at}>${event.at.length > 10 ? time.format(new Date(event.at)) : ''}</time>
      ${event.text ? html`<p>${host.say(`activity.${event.text}`, args)}</p>` : nothing}
    </li>`;
  }

  /** @param {Event} event */
  argsOf({ chosen, attribute, signal, count, until }) {
    const { host } = this;
    const { session } = host;
    const purpose = session?.config.signals?.find(({ id }) => id === signal)?.purpose;
    return {
      names: chosen && [...new Set(chosen.map((one) => this.nameOf(one)))],
      signal: signal && host.say([`signal.${signal}`], {}, signal),
      value: attribute && this.valueOf(attribute),
      count: count ?? chosen?.length,
      purpose: purpose && host.purposeTitle(purpose),
      until: until && dayText(until, host.now, host.language),
    };
  }

  /** @param {{kind: string, id: string}} chosen */
  nameOf({ kind, id }) {
    const { host } = this;
    if (kind === 'purpose') return host.purposeTitle(id);
    if (kind === 'signal') return host.say([`signal.${id}`], {}, id);
    return host.session?.config.services?.find((service) => service.id === id)?.name ?? id;
  }

  /** @param {Attribute} attribute */
  valueOf({ signal, value }) {
    const { say, session, language } = this.host;
    const naming = /** @type {Naming} */ ({ say, language, config: session?.config, slate: {} });
    const words = [value].flat().map((each) => {
      const datum = typeof each === 'object' ? { signal, range: each } : { signal, of: String(each) };
      return argsOf(datum, naming).of;
    });
    return capital(new Intl.ListFormat(language).format(words.map(String)), language);
  }

  /** What the site asks many without learning of one, for who opens it. */
  statistics() {
    const { host } = this;
    if (!host.session?.config.page?.privacy?.endpoint) return nothing;
    const borrow = () => this.borrow();
    return html`<details class="fold" data-asked @toggle=${borrow}>
      <summary>${host.say('statistics.title')} ${icon('down')}</summary>
      ${this.asked === null ? host.failure(borrow) : this.asked?.render()}
    </details>`;
  }

  async borrow() {
    const { host } = this;
    if (this.asked) return;
    try {
      const { lend } = await host.session?.load('statistics.js');
      this.asked ??= await lend(host);
    } catch (error) {
      this.asked = null;
      host.report(error);
      host.fault = undefined; // the rest works
    }
    host.requestUpdate();
  }

  rights() {
    const { host } = this;
    const { session } = host;
    const rights = rightsFor(session?.decision?.policy ?? '');
    const { controller, notice } = session?.config.site ?? {};
    const contact = controller?.contact;
    return html`<details class="fold" part="rights">
      <summary>${host.say('rights.title')} ${icon('down')}</summary>
      <p>${host.say(rights.law ? 'rights.lede' : 'rights.ledeOwn', { law: rights.law })}</p>
      <ul>
        ${rights.rights.map(
          ([right, place]) =>
            html`<li>
              ${host.say(`rights.${right}`)}${place ? html` <span class="muted">(<bdi>${place}</bdi>)</span>` : nothing}
            </li>`,
        )}
      </ul>
      <p>
        ${host.say('rights.ask', { name: controller?.name })}
        ${contact ? html`<a href=${contact.includes('@') ? `mailto:${contact}` : contact}><bdi>${contact}</bdi></a>` : nothing}
        ${notice ? html`<a href=${notice}>${host.say('rights.notice')}</a>` : nothing}
      </p>
      ${
        rights.authority
          ? html`<p>
              ${host.say('rights.complainTo')}
              <a href=${rights.authority.url} rel="noopener"><bdi>${rights.authority.name}</bdi></a>
            </p>`
          : nothing
      }
      <p class="small muted">
        ${host.say('rights.help', { date: dayText(rights.checked, host.now, host.language) })}
      </p>
    </details>`;
  }

  footer() {
    const { host } = this;
    if (this.isConfirming)
      return html`<div part="confirm" role="group" aria-labelledby="sure">
        <p id="sure">${host.say('activity.sure')}</p>
        <div class="row">
          <button class="button" type="button" data-erase="yes" @click=${() => this.erase()}>
            ${host.say('activity.eraseNow')}
          </button>
          <button class="button" type="button" @click=${() => this.confirm(false)}>
            ${host.say('activity.keep')}
          </button>
        </div>
      </div>`;
    return html`${this.effect()}
      <div class="row">
        <button class="button" type="button" data-download @click=${() => this.download()}>
          ${icon('save')} ${host.say('activity.download')}
        </button>
        <button class="button end" type="button" data-erase="ask" @click=${() => this.confirm(true)}>
          ${icon('bin')} ${host.say('activity.erase')}
        </button>
      </div>`;
  }

  effect() {
    const { host, erased } = this;
    if (!erased) return nothing;
    return html`<p part="effect" tabindex="-1">
      ${host.say('activity.erased', { ...erased })}
      ${erased.refusals ? host.say('activity.refusalsStay', { count: erased.refusals }) : ''}
      ${this.spentUntil ? host.say('activity.spentStays', { date: dayText(this.spentUntil.slice(0, 10), host.now, host.language) }) : ''}
      ${erased.isComplete ? '' : host.say('activity.notAll')}
    </p>`;
  }

  /** @param {boolean} isConfirming */
  async confirm(isConfirming) {
    this.isConfirming = isConfirming;
    this.host.requestUpdate();
    await this.host.focusOn(isConfirming ? '[part=confirm] [data-erase=yes]' : '[data-erase=ask]');
  }

  erase() {
    const { host } = this;
    return host.act(async () => {
      this.erased = await host.session?.eraseAll();
      this.spentUntil = eraseSpent(host.now);
      this.isConfirming = false;
      host.requestUpdate();
      await host.focusOn('[part=effect]');
    });
  }

  /** All that is kept here, as one file. */
  download() {
    const { host } = this;
    const { session } = host;
    if (!session) return;
    const everything = {
      schema: 'say-so-everything/1',
      site: session.config.site.name,
      at: host.now,
      choices: session.exportLedger(),
      profile: session.profile,
      signals: { schema: 'say-so-signals/1', entries: session.signals },
      tcString: readState(vendorsPlace.key) || undefined,
      settings: settings(),
      spent: readSpent() ?? undefined,
    };
    const file = `say-so-${host.now.slice(0, 10)}.json`;
    saveFile(JSON.stringify(everything, null, 2), file);
    host.announce(host.say('activity.downloaded', { file }));
  }
}
