// IAB's TCF in the preference centre: its purposes and features in the framework's own words, and every vendor of the
// site's list. A file of its own: only who opens it loads it.
import { html, nothing } from 'lit';
import { bases, FrameworkChoices, kindOf } from './shared/framework-choices.js';
import { icon } from './shared/icons.js';
import { safeUrl } from './shared/url.js';
import { node, VendorRows } from './shared/vendor-rows.js';
import { durationText } from '../strings/time.js';
import css from './vendors.css';

/** @import {SaySoConsent} from './say-so-consent.js' */
/** @import {Basis, Kind} from './shared/framework-choices.js' */
/** @import {Described, Framework, Vendor, VendorList} from '../engine/types.js' */

const kSecondsPerDay = 86_400;

/** Draws into the preference centre, with its session, its words and its draft. */
export class Vendors {
  static styles = css;

  /** @param {SaySoConsent} host */
  constructor(host) {
    this.host = host;
    /** @type {FrameworkChoices | null | undefined} null: the list could not be loaded */
    this.choices = undefined;
    /** @type {VendorRows | undefined} */
    this.rows = undefined;
    /** How many vendors the search shows: its own node, as nothing else changes with a letter. */
    this.status = node('p', { class: 'small muted', role: 'status' });
    /** Purposes of the config that are on by a choice once this is saved. @type {Set<string>} */
    this.meant = new Set();
    this.load();
  }

  async load() {
    const { host } = this;
    this.choices = undefined;
    try {
      const framework = /** @type {Framework} */ (host.session?.tcf);
      const list = await framework.load();
      this.choices = new FrameworkChoices(framework, list, this.#beside());
      this.#makeRows(list);
    } catch (error) {
      this.choices = null;
      host.report(error);
      host.fault = undefined; // the rest of the choices works
    }
    host.requestUpdate();
    await host.updateComplete;
    if (host.isAboutPartners) host.renderRoot.querySelector('#partners')?.scrollIntoView();
  }

  /** What is chosen in the rest of the centre. @returns {import('./shared/framework-choices.js').Beside} */
  #beside() {
    const { host } = this;
    const isChoice = (/** @type {{granted: boolean, basis: string} | undefined} */ decided) =>
      !!decided?.granted && decided.basis === 'choice';
    const isGiven = (/** @type {string} */ id) => isChoice(host.decided(id));
    const serviceOf = (/** @type {string} */ id) =>
      host.session?.config.services?.find((one) => one.id === id);
    return {
      isGiven,
      isOn: (id) => host.isOn(id) && (isGiven(id) || host.draft.has(`purpose:${id}`) || this.meant.has(id)),
      isServiceGiven: (id) => isChoice(host.session?.decision.services.find((one) => one.id === id)),
      isServiceOn: (id) => {
        const service = serviceOf(id);
        return !!service && host.isServiceOn(service);
      },
      switchOn: (purposes) => {
        for (const id of purposes) this.meant.add(id);
        const off = purposes.filter((id) => !host.isOn(id));
        const draft = new Map(host.draft);
        for (const id of off) {
          host.draftPurpose(draft, id, true);
          for (const neighbour of host.servicesOf(id))
            if (!host.isRefused(neighbour.id)) draft.set(`service:${neighbour.id}`, false);
        }
        host.draft = draft;
      },
      switchService: (id, on) => {
        const service = serviceOf(id);
        if (!service) return;
        if (on) for (const purpose of service.purposes) this.meant.add(purpose);
        host.switchService(service, on);
      },
    };
  }

  /** @param {VendorList} list */
  #makeRows(list) {
    const { host } = this;
    const choices = /** @type {FrameworkChoices} */ (this.choices);
    this.rows = new VendorRows({
      vendors: choices.vendors,
      say: host.say,
      wants: (vendor, basis) => choices.purposesOf(vendor, basis).length > 0,
      about: (vendor) => this.about(vendor, list),
      change: (vendor, basis, on) => this.switch(kindOf('vendor', basis), vendor.id, on),
    });
    this.search('');
  }

  /** @param {Kind} kind @param {number} id @param {boolean} on */
  switch(kind, id, on) {
    this.choices?.switch(kind, id, on);
    this.host.steps++;
    this.host.requestUpdate();
  }

  /** A decision was made, here or elsewhere. */
  changed() {
    const framework = this.host.session?.tcf;
    if (framework && framework.model !== this.choices?.model) {
      this.choices?.follow(framework.model);
      this.meant.clear();
    }
  }

  /** What is to be saved of it; nothing where nothing was moved. */
  wish() {
    return this.choices?.wish();
  }

  /** Purposes that the law allows by itself, and that were now given here. @returns {import('../engine/types.js').Wish[]} */
  wishes() {
    const { host } = this;
    return [...this.meant]
      .filter(
        (id) => host.isOn(id) && host.decided(id).basis !== 'choice' && !host.draft.has(`purpose:${id}`),
      )
      .map((id) => ({ purpose: id, granted: true }));
  }

  render() {
    const { host, choices, rows } = this;
    if (choices === null) return host.failure(() => this.load());
    if (!choices || !rows) return nothing;
    choices.look();
    rows.refresh((vendor, basis) => choices.isOn(kindOf('vendor', basis), vendor.id));
    const { list } = choices;
    const inUse = (
      /** @type {Record<string, Described>} */ of,
      /** @type {(id: number) => number} */ count,
    ) => Object.values(of).filter(({ id }) => count(id) > 0);
    const purposes = inUse(list.purposes, (id) =>
      bases.reduce((sum, basis) => sum + choices.count(id, basis), 0),
    );
    const features = inUse(list.specialFeatures, (id) => choices.countOf('specialFeatures', id));
    return html`<div class="framework">
      <p>${host.say('tcf.lede', { count: choices.vendors.length })}</p>
      <p>${host.say('tcf.object')}</p>
      <p>
        <button class="button" type="button" data-object @click=${() => this.objectToAll()}>
          ${host.say('tcf.objectAll')}
        </button>
      </p>
      <h3>${host.say('tcf.purposes')}</h3>
      <ul class="rows">
        ${purposes.map((purpose) => this.purpose(purpose))}
      </ul>
      ${
        features.length
          ? html`<h3>${host.say('tcf.specialFeatures')}</h3>
              <ul class="rows">
                ${features.map((feature) => this.specialFeature(feature))}
              </ul>`
          : nothing
      }
      ${this.told('specialPurposes')} ${this.told('features')}
      <h3 id="partners">${host.say('tcf.vendors')}</h3>
      <p>${host.say('tcf.vendorsLede')}</p>
      <label class="search">
        <span>${host.say('tcf.search')}</span>
        <input
          type="search"
          autocomplete="off"
          aria-controls="vendors"
          @input=${(/** @type {{target: HTMLInputElement}} */ event) => this.search(event.target.value)}
        />
      </label>
      ${this.status} ${rows.element}
    </div>`;
  }

  /** @param {string} text */
  search(text) {
    const total = this.choices?.vendors.length;
    this.status.textContent = this.host.say('tcf.found', { count: this.rows?.filter(text) ?? 0, total });
  }

  objectToAll() {
    const { host } = this;
    this.choices?.objectToAll();
    host.steps++;
    host.announce(host.say('tcf.objectedAll'));
  }

  /** The language of the list's texts, where it is not the page's. */
  get foreign() {
    const language = this.choices?.list.language ?? 'en';
    return language.split('-')[0] === this.host.language.split('-')[0] ? nothing : language;
  }

  /** @param {string} text */
  theirs(text) {
    return html`<span lang=${this.foreign} dir="auto">${text}</span>`;
  }

  /** @param {Described} described @param {unknown} controls @param {string[]} counts */
  described({ name, description, illustrations = [] }, controls, counts) {
    const { host } = this;
    const examples = illustrations.filter(Boolean);
    return html`<li part="purpose">
      <h4>${this.theirs(name)}</h4>
      <p>${this.theirs(description)}</p>
      ${controls} ${counts.map((count) => html`<p class="small muted">${count}</p>`)}
      ${
        examples.length
          ? html`<details>
              <summary>
                <span class="more"><span>${host.say('tcf.illustrations')}</span>${icon('down')}</span>
              </summary>
              <ul part="services">
                ${examples.map((text) => html`<li><small>${this.theirs(text)}</small></li>`)}
              </ul>
            </details>`
          : nothing
      }
    </li>`;
  }

  /** @param {Described} purpose */
  purpose(purpose) {
    const { host } = this;
    const choices = /** @type {FrameworkChoices} */ (this.choices);
    const controls = bases
      .filter((basis) => choices.count(purpose.id, basis))
      .map((basis) =>
        this.control(
          kindOf('purpose', basis),
          purpose,
          host.say(`tcf.${basis}`),
          host.say(`tcf.${basis}.count`, { count: choices.count(purpose.id, basis) }),
        ),
      );
    return this.described(purpose, controls, []);
  }

  /** @param {Described} feature */
  specialFeature(feature) {
    const { host } = this;
    const count = /** @type {FrameworkChoices} */ (this.choices).countOf('specialFeatures', feature.id);
    const control = this.control(
      'specialFeatureOptins',
      feature,
      host.say('tcf.consent'),
      host.say('tcf.uses', { count }),
    );
    return this.described(feature, control, []);
  }

  /**
   * A switch with what it is about, or that the site does not ask for it.
   * @param {Kind} kind @param {Described} of @param {string} label @param {string} count
   */
  control(kind, { id, name }, label, count) {
    const { host } = this;
    const choices = /** @type {FrameworkChoices} */ (this.choices);
    const on = choices.isOn(kind, id);
    return html`<div class="basis">
      <span><b>${label}</b> <small>${count}</small></span>
      ${
        choices.isOffered(kind, id)
          ? html`<label class="switch" part="switch">
              <span aria-hidden="true">${host.say(on ? 'consent.on' : 'consent.off')}</span>
              <input
                type="checkbox"
                role="switch"
                aria-label="${label}: ${name}"
                .checked=${on}
                @change=${(/** @type {{target: HTMLInputElement}} */ event) =>
                  this.switch(kind, id, event.target.checked)}
              />
            </label>`
          : html`<span class="fixed">${host.say('tcf.notAsked')}</span>`
      }
    </div>`;
  }

  /** What needs no choice, and is told. @param {'specialPurposes' | 'features'} name */
  told(name) {
    const { host } = this;
    const choices = /** @type {FrameworkChoices} */ (this.choices);
    const used = Object.values(choices.list[name]).filter(({ id }) => choices.countOf(name, id) > 0);
    if (!used.length) return nothing;
    return html`<h3>${host.say(`tcf.${name}`)}</h3>
      <p>${host.say(`tcf.${name}.lede`)}</p>
      <ul class="rows">
        ${used.map((one) =>
          this.described(one, nothing, [host.say('tcf.uses', { count: choices.countOf(name, one.id) })]),
        )}
      </ul>`;
  }

  /** @param {Vendor} vendor @param {VendorList} list @returns {Node} */
  about(vendor, list) {
    const { host } = this;
    const choices = /** @type {FrameworkChoices} */ (this.choices);
    const { dataRetention = {} } = vendor;
    const keptText = (/** @type {string} */ name, /** @type {number | undefined} */ days) =>
      days === undefined
        ? name
        : host.say('tcf.kept', { name, duration: durationText(`P${days}D`, host.language) });
    /** @type {(key: string, names: string[]) => Node[]} */
    const entry = (key, names) =>
      names.length
        ? [
            node('dt', {}, host.say(key)),
            node('dd', {}, node('ul', {}, ...names.map((name) => this.#line(name)))),
          ]
        : [];
    /** @param {Record<string, Described>} of @param {number[] | undefined} ids @param {Record<string, number>} [kept] */
    const named = (of, ids = [], kept) =>
      ids.flatMap((id) =>
        !of[id] ? [] : kept ? keptText(of[id].name, kept[id] ?? dataRetention.stdRetention) : of[id].name,
      );
    const purposes = bases.flatMap((basis) =>
      entry(
        `tcf.${basis}`,
        named(list.purposes, choices.purposesOf(vendor, basis), dataRetention.purposes ?? {}),
      ),
    );
    return node(
      'div',
      { part: 'services' },
      node(
        'dl',
        {},
        ...purposes,
        ...entry(
          'tcf.specialPurposes',
          named(list.specialPurposes, vendor.specialPurposes, dataRetention.specialPurposes ?? {}),
        ),
        ...entry('tcf.features', named(list.features, vendor.features)),
        ...entry('tcf.specialFeatures', named(list.specialFeatures, vendor.specialFeatures)),
        ...entry('tcf.data', named(list.dataCategories, vendor.dataDeclaration)),
        node('dt', {}, host.say('tcf.storage')),
        node('dd', {}, this.storageText(vendor)),
      ),
      node('p', {}, ...this.links(vendor)),
    );
  }

  /** A name of the list, in its language. @param {string} text */
  #line(text) {
    const line = node('li', { dir: 'auto' }, text);
    if (typeof this.foreign === 'string') line.lang = this.foreign;
    return line;
  }

  /** @param {Vendor} vendor */
  storageText({ usesCookies, cookieMaxAgeSeconds, cookieRefresh, usesNonCookieAccess }) {
    const { host } = this;
    const age = cookieMaxAgeSeconds ?? 0;
    const days = Math.max(1, Math.round(age / kSecondsPerDay));
    const cookies = !usesCookies
      ? host.say('tcf.noCookies')
      : age > 0
        ? host.say('tcf.cookies', { duration: durationText(`P${days}D`, host.language) })
        : host.say('tcf.sessionCookies');
    return [
      cookies,
      usesCookies && cookieRefresh ? host.say('tcf.cookieRefresh') : '',
      usesNonCookieAccess ? host.say('tcf.otherStorage') : '',
    ]
      .filter(Boolean)
      .join(' ');
  }

  /** @param {Vendor} vendor */
  links({ name, urls = [], deviceStorageDisclosureUrl }) {
    const { host } = this;
    const base = host.language.split('-')[0];
    const own =
      urls.find(({ langId }) => langId === base) ?? urls.find(({ langId }) => langId === 'en') ?? urls[0];
    return /** @type {const} */ ([
      ['tcf.policy', own?.privacy],
      ['tcf.claim', own?.legIntClaim],
      ['tcf.disclosure', deviceStorageDisclosureUrl ?? undefined],
    ]).flatMap(([key, url]) => {
      const href = safeUrl(url);
      if (!href) return [];
      return [node('a', { href, rel: 'noopener noreferrer' }, host.say(key, { name })), ' '];
    });
  }
}
