import { html, LitElement, nothing } from 'lit';
import { report, SaySoError } from '../../engine/errors.js';
import { keepSetting } from './settings.js';
import { sheet } from './sheet.js';

/** @import {Say} from '../../engine/types.js' */
/** @import {Session} from '../../engine/session.js' */
/** @import {Words} from '../../strings/format.js' */

/** @typedef {{render(...about: any[]): unknown, load?(): Promise<unknown>, changed?(): void}} Drawing */

const changes = [
  'say-so-decision-change',
  'say-so-profile-change',
  'say-so-signals-change',
  'say-so-settings-change',
  'say-so-pictures-load',
];

/**
 * What all Say-So elements share: the session and its words, drawing anew when a decision or a datum changes, one
 * polite live region, and faults told as events, because the page around is someone else's.
 */
export class SaySoElement extends LitElement {
  static properties = {
    session: { attribute: false },
    message: { state: true },
  };

  constructor() {
    super();
    /** @type {Session | undefined} */
    this.session = undefined;
    /** @type {Words | undefined} */
    this.words = undefined;
    /** What the live region says. */
    this.message = '';
    /** @type {unknown} */
    this.fault = undefined;
    /** What draws a part, from a file of its own; null: it could not be loaded. @type {Drawing | null | undefined} */
    this.drawing = undefined;
  }

  /** Something changed: what stands in a tab of the sheet out of sight waits until it is shown. */
  heed = () => this.matches('[hidden] > [in-sheet]') || this.changed();

  connectedCallback() {
    super.connectedCallback();
    for (const name of changes) document.addEventListener(name, this.heed);
    this.connect();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const name of changes) document.removeEventListener(name, this.heed);
  }

  /** Takes the page's session and its words; called again, it tries again. */
  async connect() {
    this.fault = undefined;
    try {
      const { sayso } = /** @type {{sayso?: {load(): Promise<Session>}}} */ (globalThis);
      this.session ??= await sayso?.load();
      if (!this.session) throw new SaySoError('no-loader', 'no Say-So script on this page');
      this.words ??= await this.session.words();
      this.changed();
    } catch (error) {
      this.report(error);
    }
  }

  /** A decision or a datum changed. Elements that work something out override this. */
  changed() {
    this.drawing?.changed?.();
    this.requestUpdate();
  }

  /** @param {unknown} error */
  report(error) {
    this.fault = error;
    this.requestUpdate();
    report(error);
  }

  /**
   * Runs what a control does, after what was clicked before it. A fault is told, and said in the live region.
   * @param {() => unknown} action
   */
  act(action) {
    this.#acts = this.#acts.then(action).catch((/** @type {unknown} */ error) => {
      this.report(error);
      this.fault = undefined;
      this.announce(this.say('error.notSaved'));
    });
    return this.#acts;
  }

  /** @type {Promise<unknown>} */
  #acts = Promise.resolve();

  get language() {
    const page = document.documentElement.lang;
    const own =
      this.session?.built?.language ??
      /** @type {{sayso?: {language?: string}}} */ (globalThis).sayso?.language ??
      'en';
    // The page's own tag says more than ours where they agree: en-GB writes 12 Nov, en Nov 12.
    return page.toLowerCase().startsWith(`${own.toLowerCase()}-`) ? page : own;
  }

  get direction() {
    return this.session?.built?.dir ?? nothing;
  }

  get now() {
    return this.session?.environment().now ?? '';
  }

  /** @type {Say} */
  say = (keys, args = {}, fallback) => {
    const tried = typeof keys === 'string' ? [keys] : keys;
    for (const key of tried) {
      const text = this.words?.(key, args);
      if (text !== undefined && text !== '' && text !== key) return text;
    }
    return fallback ?? tried[tried.length - 1];
  };

  /**
   * Loads what draws a part of this element, for those who look at it. It brings its `styles`.
   * @param {string} file
   * @param {string} name the class in it
   */
  async borrow(file, name) {
    if (this.drawing) return;
    this.drawing = undefined;
    this.requestUpdate();
    try {
      const { [name]: Part } = await this.session?.load(file);
      if (this.drawing) return; // twice asked, once drawn
      const root = /** @type {ShadowRoot} */ (this.renderRoot);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet(Part.styles)];
      this.drawing = new Part(this);
    } catch (error) {
      this.drawing = null;
      report(error);
    }
    this.requestUpdate();
  }

  /** A stated answer that may be used. @param {string} signal */
  attribute(signal) {
    return this.session?.profile.attributes.find((attribute) => attribute.signal === signal);
  }

  /** @param {string} id */
  purposeTitle(id) {
    return this.say(`purpose.${id}.title`, {}, id);
  }

  /** @param {string} text */
  announce(text) {
    // The same words twice in a row are still news: a trailing space makes them a change.
    this.message = this.message === text ? `${text} ` : text;
  }

  /**
   * Moves the focus where it is of use after its control has gone.
   * @param {string} selector the first that matches
   */
  async focusOn(selector) {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(selector))?.focus();
  }

  get liveRegion() {
    return html`<p class="unseen" role="status">${this.message}</p>`;
  }

  /** On a shared device: that what stands here is hidden, and the way to show it. */
  hiddenNote() {
    return html`<p class="lede">${this.say('hidden.text')}</p>
      <button class="button" type="button" @click=${() => this.hide(false)}>
        ${this.say('hidden.show')}
      </button>`;
  }

  /** Hides reasons and answers from who looks at this device, or shows them. @param {boolean} on */
  hide(on) {
    return this.act(async () => {
      const isKept = this.session && keepSetting(this.session, 'hidden', on);
      this.announce(this.say(isKept ? `hidden.${on ? 'on' : 'off'}` : 'error.notSaved'));
      await this.focusOn('button');
    });
  }

  /** What could not be loaded, and the way to try again. @param {() => unknown} [retry] */
  failure(retry = () => this.connect()) {
    return html`<div part="error">
      <p><b>${this.say('error.title', {}, 'This part could not be loaded.')}</b></p>
      <p>${this.say('error.text', {}, '')}</p>
      <button class="button" type="button" @click=${retry}>
        ${this.say('error.retry', {}, 'Try again')}
      </button>
    </div>`;
  }
}
