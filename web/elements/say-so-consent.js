import { html, nothing } from 'lit';
import { basisGlyph, basisText, fixedBases, openBases } from './shared/basis.js';
import { SaySoElement } from './shared/element.js';
import { icon } from './shared/icons.js';
import { isSet, keepSetting } from './shared/settings.js';
import { sheet } from './shared/sheet.js';
import { panelSheets } from './shared/sheets.js';
import { toggle } from './shared/switch.js';
import { dayText, durationText } from '../strings/time.js';
import { safeUrl } from './shared/url.js';
import css from './say-so-consent.css';

/** @import {Decision, PurposeDecision, Service, Wish} from '../engine/types.js' */
/** @import {Vendors} from './vendors.js' */

/** The class of purpose that a control of the policy table refuses. @type {Record<string, string>} */
const refusedBy = { 'do-not-sell': 'marketing', 'limit-use': 'sensitive' };

/** The controls that a link to the choices stands for. @type {Record<string, string[]>} */
const optOutsOf = { 'your-privacy-choices': Object.keys(refusedBy), 'opt-out': ['do-not-sell'] };

/**
 * The preference centre: every purpose with what it does, whether it is on, why it is so, and who takes part.
 * Switches are a draft until saved; rejecting and accepting all act at once. The new bases show in place.
 *
 * @element say-so-consent
 * @csspart purpose - one purpose
 * @csspart switch - the switch of a purpose or service
 * @csspart setting - a wish about the widget itself
 * @csspart basis - why the purpose is as it is
 * @csspart services - who takes part
 * @csspart links - what the law of the place wants at hand
 * @csspart actions - the row of decisions
 * @csspart action - a decision: saving, rejecting and accepting are one part on purpose
 */
export class SaySoConsent extends SaySoElement {
  static properties = {
    ...SaySoElement.properties,
    draft: { state: true },
    isAboutPartners: { attribute: false },
  };

  static styles = [...panelSheets, sheet(css)];

  constructor() {
    super();
    /** @type {Map<string, boolean>} what is switched but not saved: `purpose:id` or `service:id` */
    this.draft = new Map();
    this.steps = 0;
    /** Whether who came here wants to see all who take part. */
    this.isAboutPartners = false;
  }

  /** IAB's TCF, once it was opened. */
  get vendors() {
    return /** @type {Vendors | null | undefined} */ (/** @type {unknown} */ (this.drawing));
  }

  /** What was decided elsewhere is no draft any more. */
  changed() {
    for (const [key, on] of this.draft)
      if (key.startsWith('purpose:') && this.decided(key.slice(8)).granted === on) this.draft.delete(key);
    super.changed();
  }

  /** @param {string} id */
  decided(id) {
    const found = this.session?.decision?.purposes.find((entry) => entry.id === id);
    return /** @type {PurposeDecision} */ (found ?? { id, granted: false, basis: 'policy-default' });
  }

  /** @param {string} id */
  isOn(id) {
    return this.draft.get(`purpose:${id}`) ?? this.decided(id).granted;
  }

  /** @param {string} id */
  isRefused(id) {
    const drafted = this.draft.get(`service:${id}`);
    if (drafted !== undefined) return !drafted;
    const choices = this.session?.state?.choices ?? [];
    return choices.filter((choice) => choice.service === id).at(-1)?.granted === false;
  }

  /** @param {Service} service */
  isServiceOn(service) {
    return service.purposes.every((id) => this.isOn(id)) && !this.isRefused(service.id);
  }

  /** @param {string} purpose */
  servicesOf(purpose) {
    return (this.session?.config.services ?? []).filter((service) => service.purposes.includes(purpose));
  }

  /**
   * @param {Map<string, boolean>} draft
   * @param {string} id
   * @param {boolean} on
   */
  draftPurpose(draft, id, on) {
    if (this.decided(id).granted === on) draft.delete(`purpose:${id}`);
    else draft.set(`purpose:${id}`, on);
  }

  /**
   * @param {string} id
   * @param {boolean} on
   */
  switchPurpose(id, on) {
    const draft = new Map(this.draft);
    this.draftPurpose(draft, id, on);
    this.steps++;
    this.draft = draft;
  }

  /**
   * A service needs its purposes. Switching one on while its purpose is off means this one and not its neighbours.
   * @param {Service} service
   * @param {boolean} on
   */
  switchService(service, on) {
    const draft = new Map(this.draft);
    for (const purpose of on ? service.purposes.filter((id) => !this.isOn(id)) : []) {
      this.draftPurpose(draft, purpose, true);
      for (const neighbour of this.servicesOf(purpose))
        if (neighbour !== service && !this.isRefused(neighbour.id))
          draft.set(`service:${neighbour.id}`, false);
    }
    draft.set(`service:${service.id}`, on);
    this.steps++;
    this.draft = draft;
  }

  /** What is seen is what is saved: switches that were moved, and a no for each open question left off. */
  savedChoices() {
    /** @type {Wish[]} */
    const choices = [];
    for (const { id, required } of this.session?.config.purposes ?? []) {
      const drafted = this.draft.get(`purpose:${id}`);
      const entry = this.decided(id);
      if (drafted !== undefined) choices.push({ purpose: id, granted: drafted });
      else if (!required && !entry.granted && openBases.has(entry.basis))
        choices.push({ purpose: id, granted: false });
    }
    for (const [key, granted] of this.draft)
      if (key.startsWith('service:')) choices.push({ service: key.slice(8), granted });
    return [...choices, ...(this.vendors?.wishes() ?? [])];
  }

  /**
   * @param {'save' | 'reject-all' | 'accept-all'} control
   * @param {Wish[]} choices
   */
  choose(control, choices) {
    return this.act(async () => {
      const tcf = control === 'save' ? this.vendors?.wish() : undefined;
      if (!choices.length && !tcf) return this.announce(this.say('consent.nothingChanged'));
      await this.session?.choose(choices, { control, surface: 'choices', steps: this.steps + 1, tcf });
      this.steps = 0;
      this.draft = new Map();
      this.announce(this.outcome(control));
    });
  }

  /** @param {'save' | 'reject-all' | 'accept-all'} control */
  outcome(control) {
    if (control === 'save') return this.say('consent.saved');
    if (control === 'reject-all') return this.say('consent.rejected');
    const off = (this.session?.decision.purposes ?? []).filter((entry) => !entry.granted).length;
    return off ? this.say('consent.acceptedExcept', { count: off }) : this.say('consent.accepted');
  }

  render() {
    if (this.fault) return this.refusal();
    const { session } = this;
    return html`<div class="root own" lang=${this.language} dir=${this.direction}>
      <div part="body">
        <p class="lede">${this.say('consent.lede', { site: session?.config.site.name }, '')}</p>
        ${this.words ? this.place() : nothing}
        <ul class="rows">
          ${this.words ? session?.config.purposes.map(({ id }) => this.purposeRow(id)) : nothing}
        </ul>
        ${this.words && session?.tcf ? this.framework() : nothing} ${this.words ? this.quiet() : nothing}
      </div>
      <div part="footer" ?hidden=${!this.words}>
        <div part="actions">
          ${this.action('consent.save', () => this.choose('save', this.savedChoices()))}
          ${this.action('consent.rejectAll', () => this.choose('reject-all', [{ all: true, granted: false }]))}
          ${this.action('consent.acceptAll', () => this.choose('accept-all', [{ all: true, granted: true }]))}
        </div>
      </div>
      ${this.liveRegion}
    </div>`;
  }

  /** IAB's TCF, for who opens it. */
  framework() {
    const borrow = () => this.borrow('vendors.js', 'Vendors');
    return html`<details ?open=${this.isAboutPartners} @toggle=${borrow}>
      <summary><b class="heading">${this.say('tcf.title')}</b>${icon('down')}</summary>
      ${this.vendors === null ? this.failure(borrow) : this.vendors?.render()}
    </details>`;
  }

  /** The wish to be left in peace. It acts at once: it is no choice about data. */
  quiet() {
    const { session } = this;
    const on = isSet('quiet');
    const change = (/** @type {boolean} */ wanted) =>
      this.act(() => {
        const isKept = session && keepSetting(session, 'quiet', wanted);
        this.requestUpdate();
        this.announce(this.say(isKept ? `quiet.${wanted ? 'on' : 'off'}` : 'error.notSaved'));
      });
    const label = this.say('quiet.title');
    return html`<ul class="rows quiet">
      <li part="setting">
        <h3>${label}</h3>
        ${toggle({ on, label, describedby: 'quiet', word: this.say(on ? 'consent.on' : 'consent.off'), change })}
        <p id="quiet">${this.say('quiet.text')}</p>
      </li>
    </ul>`;
  }

  /** What the law of the place wants at hand: to opt out at once, to see that this was honoured, parts of the notice. */
  place() {
    const links = this.session?.decision.row?.links ?? [];
    return html`<div class="row" part="links">
      ${links
        .flatMap((code) => optOutsOf[code] ?? code)
        .map((code) => (refusedBy[code] ? this.optOut(code) : this.noticeLink(code)))}
    </div>`;
  }

  /** @param {string} kind a class of purpose */
  purposesOf(kind) {
    return (this.session?.config.purposes ?? []).filter((purpose) => purpose.class === kind);
  }

  /** The control that refuses a class of purpose; once all of it is off, that it is. @param {string} code */
  optOut(code) {
    const entries = this.purposesOf(refusedBy[code]).map(({ id }) => this.decided(id));
    if (!entries.length) return nothing;
    if (!entries.some(({ granted }) => granted))
      return code === 'do-not-sell' ? this.status(entries) : nothing;
    const choices = entries.map(({ id }) => ({ purpose: id, granted: false }));
    return html`<button class="link" type="button" @click=${() => this.choose('save', choices)}>
      ${this.say(`firstLayer.link.${code}`)}
    </button>`;
  }

  /** @param {PurposeDecision[]} entries */
  status(entries) {
    const { gpc, row } = /** @type {Decision} */ (this.session?.decision);
    const isAsked = entries.every(({ basis }) => basis === 'choice' || basis === 'gpc');
    return html`<p part="effect">
      <span>
        ${row.showGpcStatus && isAsked ? html`<b>${this.say('firstLayer.optOut.honored')}</b>` : nothing}
        ${gpc ? this.say('firstLayer.optOut.honoredBy', { date: dayText(this.now, this.now, this.language) }) : nothing}
      </span>
      ${this.say('firstLayer.optOut.saleOff')}
    </p>`;
  }

  /** @param {string} code */
  noticeLink(code) {
    const notice = safeUrl(this.session?.config.site.notice);
    if (!notice || (code.startsWith('sensitive') && !this.purposesOf('sensitive').length)) return nothing;
    const isWhole = code === 'privacy-link';
    return html`<a class="link" href=${isWhole ? notice : `${notice}#${code}`}
      >${this.say(isWhole ? 'firstLayer.notice' : `firstLayer.link.${code}`)}</a
    >`;
  }

  /** Without the engine there is nothing to show but the way to refuse, which the page's script can always take. */
  refusal() {
    const { sayso } = /** @type {{sayso?: {rejectAll?(surface: string): void}}} */ (globalThis);
    return html`<div class="root own">
      <div part="body">${this.failure()}</div>
      <div part="footer">
        <div part="actions">
          ${this.action('consent.rejectAll', () => sayso?.rejectAll?.('choices'), 'Reject all')}
        </div>
      </div>
    </div>`;
  }

  /**
   * @param {string} key
   * @param {() => void} click
   * @param {string} [fallback] should the words be missing
   */
  action(key, click, fallback = '') {
    return html`<button part="action" type="button" @click=${click}>${this.say(key, {}, fallback)}</button>`;
  }

  /** @param {string} id */
  purposeRow(id) {
    const entry = this.decided(id);
    return html`<li part="purpose">
      <h3>${this.purposeTitle(id)}</h3>
      ${
        fixedBases.has(entry.basis)
          ? html`<span class="fixed"
              >${this.say(entry.granted ? 'consent.alwaysOn' : 'consent.alwaysOff')}</span
            >`
          : toggle({
              on: this.isOn(id),
              label: this.purposeTitle(id),
              describedby: `basis-${id}`,
              word: this.say(this.isOn(id) ? 'consent.on' : 'consent.off'),
              change: (on) => this.switchPurpose(id, on),
            })
      }
      <p>${this.say(`purpose.${id}.description`, {}, '')}</p>
      <details>
        <summary>
          <span part="basis" id="basis-${id}">${this.basis(entry)}</span>
          <span class="more"><span>${this.whoText(id)}</span>${icon('down')}</span>
        </summary>
        ${this.services(id, entry)}
      </details>
    </li>`;
  }

  /** @param {PurposeDecision} entry */
  basis(entry) {
    const on = this.isOn(entry.id);
    const state =
      entry.basis === 'required' ? nothing : html`<b>${this.say(on ? 'basis.on' : 'basis.off')}</b>`;
    if (this.draft.has(`purpose:${entry.id}`))
      return html`${icon('wait')}<span>${state} ${this.say('basis.draft')}</span>`;
    return html`${icon(basisGlyph(entry))}<span>${state} ${basisText(entry, this)}</span>`;
  }

  /** @param {string} purpose */
  whoText(purpose) {
    const services = this.servicesOf(purpose);
    const partners = services.filter((service) => service.provider);
    const site = this.session?.config.site.name;
    if (!services.length) {
      const onDevice = this.session?.config.purposes.find(({ id }) => id === purpose)?.feeds === 'model';
      return this.say(onDevice ? 'consent.siteOnDevice' : 'consent.siteOnly', { site });
    }
    if (!partners.length) return this.say('consent.siteOnly', { site });
    if (partners.length < services.length) return this.say('consent.services', { count: services.length });
    return this.say('consent.partners', { count: partners.length, name: partners[0].name });
  }

  /**
   * @param {string} id
   * @param {PurposeDecision} entry
   */
  services(id, entry) {
    const services = this.servicesOf(id);
    const purpose = this.session?.config.purposes.find((known) => known.id === id);
    const kept = purpose?.retention
      ? this.say('consent.keptFor', { duration: durationText(purpose.retention, this.language) })
      : '';
    if (!services.length) {
      const key = purpose?.feeds === 'model' ? 'consent.noServices' : 'consent.noServicesSite';
      return html`<ul part="services">
        <li><small>${this.say(key)} ${kept}</small></li>
      </ul>`;
    }
    return html`<ul part="services">
      ${services.map((service) => this.serviceRow(service, id, entry))}
      ${kept ? html`<li><small>${kept}</small></li>` : nothing}
    </ul>`;
  }

  /**
   * @param {Service} service
   * @param {string} purpose
   * @param {PurposeDecision} entry
   */
  serviceRow(service, purpose, entry) {
    const on = this.isServiceOn(service);
    return html`<li>
      <div>
        <b>${service.name}</b>
        <small>${this.serviceText(service)} ${this.privacyLink(service)}</small>
      </div>
      ${
        fixedBases.has(entry.basis)
          ? nothing
          : toggle({
              on,
              label: service.name,
              describedby: `basis-${purpose}`,
              word: this.say(on ? 'consent.on' : 'consent.off'),
              change: (wanted) => this.switchService(service, wanted),
            })
      }
    </li>`;
  }

  /** @param {Service} service */
  serviceText(service) {
    const sentences = [
      this.say(`service.${service.id}.description`, {}, ''),
      this.cookieText(service),
      service.storage?.length
        ? this.say('consent.service.storage', { names: this.list(service.storage.map(({ name }) => name)) })
        : '',
      this.providerText(service),
    ];
    return sentences.filter(Boolean).join(' ');
  }

  /** @param {Service} service */
  cookieText({ cookies = [] }) {
    if (!cookies.length) return this.say('consent.service.noCookie');
    const list = cookies.map(({ name, lifetime }) =>
      lifetime
        ? this.say('consent.service.cookie', { name, duration: durationText(lifetime, this.language) })
        : name,
    );
    return this.say('consent.service.cookies', { count: cookies.length, list: list.join('; ') });
  }

  /** @param {Service} service */
  providerText({ provider }) {
    if (!provider) return '';
    if (!provider.country) return this.say('consent.service.byName', { name: provider.name });
    let country = provider.country;
    try {
      country = new Intl.DisplayNames(this.language, { type: 'region' }).of(country) ?? country;
    } catch {
      // an unknown code is shown as it is
    }
    return this.say('consent.service.by', { name: provider.name, country });
  }

  /** @param {Service} service */
  privacyLink({ provider }) {
    const url = safeUrl(provider?.privacy);
    if (!provider || !url) return nothing;
    return html`<a href=${url} rel="noopener noreferrer"
      >${this.say('consent.service.privacy', { name: provider.name })}</a
    >`;
  }

  /** @param {string[]} items */
  list(items) {
    return new Intl.ListFormat(this.language).format(items);
  }
}
