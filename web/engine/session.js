import { createWords } from '../strings/format.js';
import { createConsent } from './consent.js';
import { asSaySoError, report, SaySoError } from './errors.js';
import { readState, readStored, writeState, writeStored } from './storage.js';
import { download } from './wasm.js';

/** @import {Attribute, Config, Decision, Entry, Explain, Facets, Host, How, RankRequest, Slate, State, Value, Wish} from './types.js' */
/** @import {Words} from '../strings/format.js' */

/** Entries kept a signal; the newest stay. */
const kMaxEntries = 200;

const kHash = /^sha256:[0-9a-f]{64}$/;

/** Text that is no state: the core answers it with a decision that grants nothing optional. */
const kUnreadable = '!';

/** Denials that may pass by themselves: what is kept is then neither read nor deleted. */
const kPassing = new Set(['fault', 'clock']);

/**
 * A moment later by an ISO 8601 duration of years, months, weeks and days.
 * @param {string} at @param {string} duration
 */
const later = (at, duration) => {
  const [, years = 0, months = 0, weeks = 0, days = 0] =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(duration)?.map(Number) ?? [];
  const date = new Date(at);
  date.setUTCMonth(date.getUTCMonth() + (months || 0) + 12 * (years || 0));
  date.setUTCDate(date.getUTCDate() + (days || 0) + 7 * (weeks || 0));
  return `${date.toISOString().slice(0, 19)}Z`;
};

/** @param {'profile'|'signals'|'ledger'} name @param {string} list */
const readList = (name, list) => {
  try {
    const found = JSON.parse(readStored(name) ?? '{}')?.[list];
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
};

/**
 * A page's view of the core: the decision in force, the choices, and what is kept for the models. One a page.
 */
export class Session {
  /** @param {Host} host @param {Awaited<ReturnType<typeof createConsent>>} core @param {string} configText */
  constructor(host, core, configText) {
    this.host = host;
    this.built = host.built;
    this.core = core;
    this.configText = configText;
    /** @type {Config} */
    this.config = core.config;
    this.stateText = readState();
    /** Why nothing optional may run on this page, whatever the choices say. @type {SaySoError | undefined} */
    this.closedBy = this.#checkBuilt();
    /** @type {Decision} */
    this.decision = this.#evaluate();
    /** @type {Promise<unknown>} choices one after the other */
    this.turn = Promise.resolve();
    /** @type {Promise<Explain> | undefined} */
    this.explain = undefined;
    /** @type {Promise<Words> | undefined} */
    this.strings = undefined;
    // Fresh a page view, never stored.
    this.seed = crypto.getRandomValues(new Uint32Array(1))[0];
  }

  /**
   * Fetches config and core, and decides.
   * @param {Host} host
   */
  static async start(host) {
    const response = await download(new URL(host.built.config, host.base).href);
    const configText = new TextDecoder().decode(
      response instanceof Response ? await response.arrayBuffer() : response,
    );
    const url = new URL(host.built.assets['consent.wasm'] ?? 'consent.wasm', host.base).href;
    const session = new Session(host, await createConsent({ url, configText }), configText);
    session.#adopt();
    return session;
  }

  environment() {
    return this.host.environment();
  }

  /**
   * The page's file was built before: is it still what the core says? What differs or cannot be stored closes the page.
   */
  #checkBuilt() {
    const { plan, meaning } = this.built;
    if (meaning && meaning !== this.core.meaning)
      report(
        new SaySoError('meaning-differs', 'the page’s script was built from another config: build again'),
      );
    try {
      // Whoever has chosen is not judged by the plan.
      if (plan.policyData && !this.stateText) this.core.verifyPlan(plan, this.environment().now);
    } catch (error) {
      report(error);
      // A plan that has run out already shows the strictest layer.
      const fault = asSaySoError(error);
      if (fault.code !== 'plan-expired') return fault;
    }
    return undefined;
  }

  /** The state as far as it may be trusted: what the cores, this one and the explain module, are given. */
  get #trustedState() {
    return this.closedBy ? kUnreadable : this.stateText;
  }

  /** @returns {Decision} */
  #evaluate() {
    const decision = this.core.evaluate(this.stateText, this.environment());
    if (decision.stateError)
      report(new SaySoError(decision.stateError.code, decision.stateError.message, 'cookie say-so'));
    if (!this.closedBy) return decision;
    // Closed, but who has refused is not asked again.
    return { ...this.core.evaluate(kUnreadable, this.environment()), prompt: decision.prompt };
  }

  /** @returns {State | null} */
  get state() {
    try {
      return this.stateText ? this.core.decodeState(this.stateText) : null;
    } catch {
      return null;
    }
  }

  /** Decides again from what is stored: another tab may have chosen. */
  refresh() {
    this.stateText = readState();
    this.#adopt();
    return this.decision;
  }

  /**
   * Applies a choice: decides, stores, and lets the page know.
   * @param {Wish[]} choices
   * @param {How} how
   * @returns {Promise<Decision>}
   */
  choose(choices, how) {
    const chosen = this.turn.then(() => withLock(() => this.#choose(choices, how)));
    this.turn = chosen.catch(() => {});
    return chosen;
  }

  /** @param {Wish[]} choices @param {How} how */
  #choose(choices, how) {
    // Another tab may have chosen since this page was opened. Where nothing can be stored, only this page knows.
    this.stateText = readState() || this.stateText;
    const { records, heads } = this.#readLedger();
    const manner = { text: this.built.text, language: this.built.language, ...how, prevHash: heads };
    const chosen = this.core.choose(this.stateText, this.environment(), choices, manner);
    this.stateText = chosen.stateText;
    this.closedBy = undefined;
    // What cannot be read back would be forgotten on the next page: nothing optional may run on it.
    if (writeState(chosen.stateText) && writeStored('snapshot', JSON.stringify(chosen.snapshot)))
      this.#writeLedger({ records: [...records, ...chosen.records], heads: [chosen.head] });
    else this.#close('the choice could not be stored');
    this.#adopt();
    return this.decision;
  }

  /** @param {string} reason */
  #close(reason) {
    this.closedBy = new SaySoError('cannot-store', `${reason}; everything optional is off`);
    writeStored('snapshot', null);
    report(this.closedBy);
  }

  #readLedger() {
    return {
      records: /** @type {object[]} */ (readList('ledger', 'records')),
      // A changed byte in storage must be found later, not stop the next choice.
      heads: readList('ledger', 'heads').filter((head) => kHash.test(head)),
    };
  }

  /** A full ledger lets its oldest records go rather than the newest. @param {{records: object[], heads: string[]}} ledger */
  #writeLedger({ records, heads }) {
    for (let first = 0; first < records.length; first += Math.ceil(records.length / 8))
      if (writeStored('ledger', JSON.stringify({ records: records.slice(first), heads }))) return;
    report(new SaySoError('cannot-store', 'the record of the choice could not be stored'));
  }

  /** Puts the decision in force: renews the snapshot, deletes what is denied, releases the rest, tells the page. */
  #adopt() {
    if (this.stateText && !this.closedBy) {
      const snapshot = this.core.snapshot(this.stateText, this.environment());
      if (!writeStored('snapshot', JSON.stringify(snapshot))) this.#close('the decision could not be stored');
    }
    this.decision = this.#evaluate();
    this.#deleteDenied();
    this.host.apply(this.decision);
    this.#tell('say-so-decision-change', { decision: this.decision });
  }

  /** @param {string} name @param {object} [detail] */
  #tell(name, detail = {}) {
    globalThis.document?.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  /** @param {string} id of a signal */
  isSignalGranted(id) {
    return this.decision.signals.some((signal) => signal.id === id && signal.granted);
  }

  /**
   * Whether a datum may stay on the device: granted and within its retention, or denied for a reason that passes.
   * @param {{signal: string, at: string, until?: string}} datum
   */
  #mayStay({ signal, at, until }) {
    const { now, jurisdiction } = this.environment();
    const retention = this.retentionOf(signal);
    if (retention && (until ?? later(at, retention)) <= now) return false;
    const outcome = this.decision.signals.find(({ id }) => id === signal);
    if (!outcome || outcome.granted) return !!outcome;
    // Where the place is unknown, what its law would end is not ended; a refusal always is.
    return kPassing.has(outcome.basis) || (jurisdiction === null && outcome.basis !== 'choice');
  }

  /** @param {string} signal @returns {string | undefined} ISO 8601 duration */
  retentionOf(signal) {
    const purpose = this.config.signals?.find(({ id }) => id === signal)?.purpose;
    return this.config.purposes.find(({ id }) => id === purpose)?.retention;
  }

  #deleteDenied() {
    const mayStay = (/** @type {Entry | Attribute} */ datum) => this.#mayStay(datum);
    const signals = /** @type {Entry[]} */ (readList('signals', 'entries'));
    if (!signals.every(mayStay)) this.#writeSignals(signals.filter(mayStay));
    const profile = /** @type {Attribute[]} */ (readList('profile', 'attributes'));
    if (!profile.every(mayStay)) this.#writeProfile(profile.filter(mayStay));
  }

  /** What was seen here and may be used. @returns {Entry[]} */
  get signals() {
    return readList('signals', 'entries').filter(({ signal }) => this.isSignalGranted(signal));
  }

  /** @param {Entry[]} entries */
  #writeSignals(entries) {
    const text = entries.length ? JSON.stringify({ schema: 'say-so-signals/1', entries }) : null;
    const isKept = writeStored('signals', text);
    this.#tell('say-so-signals-change');
    return isKept;
  }

  /**
   * Keeps that something was seen, if its signal is granted; else forgets it.
   * @param {string} signal
   * @param {string} of an item's id
   * @param {string} [at]
   */
  observe(signal, of, at = this.environment().now) {
    if (!this.isSignalGranted(signal)) return;
    const others = this.signals.filter((entry) => entry.signal !== signal);
    const same = this.signals.filter((entry) => entry.signal === signal && entry.of !== of);
    const entries = [...others, ...same.slice(1 - kMaxEntries), { signal, of, at }];
    if (!this.#writeSignals(entries)) report(new SaySoError('cannot-store', 'a signal could not be stored'));
  }

  /** Forgets what was seen: all, a signal, or one item of it. @param {string} [signal] @param {string} [of] */
  eraseSignals(signal, of) {
    const isErased = (/** @type {Entry} */ entry) =>
      (signal === undefined || entry.signal === signal) && (of === undefined || entry.of === of);
    this.#writeSignals(this.signals.filter((entry) => !isErased(entry)));
  }

  get profile() {
    const attributes = /** @type {Attribute[]} */ (readList('profile', 'attributes'));
    return {
      schema: 'say-so-profile/1',
      attributes: attributes.filter(({ signal }) => this.isSignalGranted(signal)),
    };
  }

  /** @param {Attribute[]} attributes */
  #writeProfile(attributes) {
    const text = attributes.length ? JSON.stringify({ schema: 'say-so-profile/1', attributes }) : null;
    const isKept = writeStored('profile', text);
    this.#tell('say-so-profile-change');
    return isKept;
  }

  /**
   * Keeps a stated answer. Saving it is the consumer's choice for its purpose, also after "Reject all".
   * @param {string} signal
   * @param {Value} value
   */
  async setAttribute(signal, value) {
    const purpose = this.config.signals?.find(({ id }) => id === signal)?.purpose;
    if (!purpose) throw new SaySoError('unknown-signal', `no signal has the id ${signal}`, signal);
    if (Array.isArray(value) && !value.length) return this.eraseAttribute(signal);
    if (!this.isSignalGranted(signal))
      await this.choose([{ purpose, granted: true }], { control: 'profile-save', surface: 'profile' });
    if (!this.isSignalGranted(signal))
      throw new SaySoError('not-granted', `${purpose} cannot be granted`, signal);
    const at = this.environment().now;
    const retention = this.retentionOf(signal);
    const attribute = { signal, value, at, ...(retention && { until: later(at, retention) }) };
    const others = this.profile.attributes.filter((other) => other.signal !== signal);
    if (!this.#writeProfile([...others, attribute]))
      throw new SaySoError('cannot-store', 'the answer could not be stored', signal);
  }

  /** Erases one answer, or all. @param {string} [signal] */
  eraseAttribute(signal) {
    this.#writeProfile(
      signal === undefined ? [] : this.profile.attributes.filter((other) => other.signal !== signal),
    );
  }

  /** @returns {Promise<Explain>} */
  #loadExplain() {
    const { base, built } = this.host;
    const load = async () => {
      const url = new URL(built.assets['explain.js'] ?? 'explain.js', base).href;
      const { createExplain } = await import(url);
      return createExplain({ base, configText: this.configText });
    };
    // A failed load is tried again by the next who asks.
    this.explain ??= load().catch((error) => {
      this.explain = undefined;
      throw error;
    });
    return this.explain;
  }

  /**
   * Ranks on the device, from granted signals only. The explain module decides consent by itself.
   * @param {RankRequest} request
   * @returns {Promise<Slate>}
   */
  async rank({ limit, personalized = true, exclude = [] }) {
    try {
      const explain = await this.#loadExplain();
      return await explain.rank({
        environment: this.environment(),
        state: this.#trustedState || null,
        profile: this.profile,
        signals: { schema: 'say-so-signals/1', entries: this.signals },
        controls: { personalized },
        limit,
        seed: this.seed,
        exclude,
      });
    } catch (error) {
      report(error);
      throw error;
    }
  }

  /** What profile questions can offer. @returns {Promise<Facets>} */
  async facets() {
    try {
      return await (await this.#loadExplain()).facets();
    } catch (error) {
      report(error);
      throw error;
    }
  }

  /** @param {string} [tab] @param {object} [detail] */
  open(tab, detail) {
    return this.host.open(tab, detail);
  }

  /** The words of the page's language, with the site's own. @returns {Promise<Words>} */
  words() {
    const { language } = this.built;
    this.strings ??= download(new URL(`strings/${language}.json`, this.host.base).href).then(
      async (response) =>
        createWords(
          { ...(await /** @type {Response} */ (response).json()), ...this.config.text?.[language] },
          language,
        ),
    );
    return this.strings;
  }
}

/** Choices of several tabs follow one another. @template T @param {() => T} body @returns {Promise<T>} */
const withLock = async (body) =>
  globalThis.navigator?.locks ? navigator.locks.request('say-so', async () => body()) : body();
