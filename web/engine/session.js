import { createWords } from '../strings/format.js';
import { createConsent } from './consent.js';
import { asSaySoError, report, SaySoError } from './errors.js';
import { keepPending, readPending, writePending } from '../loader/pending.js';
import { readLedger, toTimelineEntry, writeLedger } from './ledger.js';
import { withLock } from './lock.js';
import { createSink, selectForSink } from './sink.js';
import {
  canKeep,
  erasable,
  isOwnDomain,
  readState,
  readStored,
  storageTable,
  writeState,
  writeStored,
} from './storage.js';
import { downloadOurs, refuseLoad } from './wasm.js';

/** @import {Message} from '../loader/others.js' */
/** @import {Attribute, Config, ConsentRecord, Counterfactuals, Decision, Entry, Erased, Explain, Files, Framework, Host, How, RankRequest, Slate, State, TimelineEntry, Value, WhatIf, Wish} from './types.js' */
/** @import {Words} from '../strings/format.js' */

/** Milliseconds in which tabs that chose at once have heard of each other, and looked again. */
const kRace = 10_000;

/** Entries kept a signal; the newest stay. */
const kMaxEntries = 200;

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

/**
 * What is kept, without what something else has spoilt.
 * @param {'profile'|'signals'} name @param {string} list @returns {any[]}
 */
const readList = (name, list) => {
  try {
    const found = JSON.parse(readStored(name) ?? '{}')?.[list];
    return found.filter((/** @type {Entry} */ one) => Date.parse(one?.at) > 0);
  } catch {
    return [];
  }
};

/**
 * A page's view of the core: the decision in force, the choices, and what is kept for the models. One a page.
 */
export class Session {
  /**
   * @param {Host} host @param {Awaited<ReturnType<typeof createConsent>>} core
   * @param {Files} files
   */
  constructor(host, core, files) {
    this.host = host;
    this.built = host.built;
    this.core = core;
    this.configText = core.configText;
    this.files = files;
    /** @type {Config} */
    this.config = core.config;
    this.stateText = readState();
    /** What the cookie held when it was last looked at: another text is another tab's. */
    this.seen = this.stateText;
    /** Choices of this and other tabs, as long as one may be written over. @type {{record: ConsentRecord, state: string, until: number}[]} */
    this.recent = [];
    this.domain = this.#domainOf(core.config.site.cookieDomain);
    const { sink } = core.config;
    this.sink = sink && createSink(new URL(sink.url, globalThis.document?.baseURI).href, report);
    /** Why nothing optional may run on this page, whatever the choices say. @type {SaySoError | undefined} */
    this.closedBy = this.#check();
    /** @type {Decision} */
    this.decision = this.#evaluate();
    /** Where the decision holds. */
    this.place = this.#place;
    /** @type {Promise<unknown>} choices one after the other */
    this.turn = Promise.resolve();
    /** The cores that were loaded, by file. @type {Record<string, Promise<any>>} */
    this.cores = {};
    /** @type {Promise<Words> | undefined} */
    this.strings = undefined;
    /** What visitors choose of IAB's TCF, where it applies here and they can. @type {Framework | undefined} */
    this.tcf = undefined;
    /** What lists showed since the page was opened, by item. @type {Set<string>} */
    this.showing = new Set();
    globalThis.addEventListener?.('pagehide', () => this.#keepShown());
    // Fresh a page view, never stored.
    this.seed = crypto.getRandomValues(new Uint32Array(1))[0];
  }

  /**
   * Fetches config and core, and decides.
   * @param {Host} host
   */
  static async start(host) {
    const files = await host.files();
    const configText = downloadOurs(files, host.built.config ?? 'say-so.config.json').then((response) =>
      /** @type {Response} */ (response).text(),
    );
    const session = new Session(host, await createConsent({ ...files, configText }), files);
    session.#adopt();
    session.renew();
    session.sink?.flush();
    return session;
  }

  environment() {
    return this.host.environment();
  }

  get #place() {
    const { jurisdiction, jurisdictionSource } = this.environment();
    return `${jurisdiction} ${jurisdictionSource}`;
  }

  /** Gives the cookie its full age again: a refusal is not forgotten while the visitor comes back. */
  renew() {
    return this.#inTurn(() => this.#renew());
  }

  #renew() {
    // Another tab's choice is decided on, not only taken.
    if (readState() !== this.seen) this.refresh();
    if (!this.state || writeState(this.stateText, this.domain)) return;
    this.#close('the choices could not be stored again');
    this.#adopt();
  }

  /** What closes the page from the start: nowhere to keep a choice, or a file that is not what the core says. */
  #check() {
    const { plan, meaning } = this.built;
    if (!canKeep()) {
      const fault = new SaySoError('cannot-store', 'the browser keeps nothing; everything optional is off');
      report(fault);
      return fault;
    }
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

  /** The domain for which the choices hold; '' for this host alone. @param {string} [domain] */
  #domainOf(domain) {
    if (!domain || isOwnDomain(domain)) return domain ?? '';
    report(new SaySoError('cookie-domain', `this host is not below ${domain}; the choices hold on it alone`));
    return '';
  }

  /** The state as far as it may be trusted: what the cores, this one and the explain module, are given. */
  get trustedState() {
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

  /**
   * Whether only refusals to the day are left, as an erasure leaves them. A snapshot, which has times to the second,
   * then waits for the next choice; until then each page asks the core.
   */
  get #isBare() {
    const isMidnight = (/** @type {string} */ at) => at.endsWith('T00:00:00Z');
    const { choices, lastSeen } = this.state ?? { choices: [], lastSeen: '' };
    return isMidnight(lastSeen) && choices.every(({ granted, at }) => !granted && isMidnight(at));
  }

  /** Decides again from what is stored: another tab may have chosen. */
  refresh() {
    this.#look();
    this.#adopt();
    return this.decision;
  }

  /** Takes what the cookie holds, if it is not what it held before. Where it cannot be written, only this page knows. */
  #look() {
    const text = readState();
    if (text === this.seen) return;
    this.seen = this.stateText = text;
    if (text) this.closedBy = undefined;
  }

  /**
   * Another tab chose or erased, this one was out of sight, or the place became known: decides again where that may
   * matter.
   * @param {Message} message
   */
  hear(message) {
    this.#join(message);
    const isOver = this.environment().now >= this.decision.validUntil;
    if (isOver || readState() !== this.seen || this.place !== this.#place) this.refresh();
    if (message.key === storageTable.profile.key) this.#tell('profile');
    if (message.key === storageTable.signals.key) this.#tell('signals');
    return this.decision;
  }

  /** @param {{record: ConsentRecord, state: string}} choice */
  #remember(choice) {
    const now = Date.now();
    this.recent = [...this.recent, { ...choice, until: now + kRace }].filter(({ until }) => until > now);
  }

  /**
   * Tabs chose at once: where no lock keeps them apart, or a browser shows late what another tab wrote, each wrote over
   * the others. All of them join the states and keep all records, as often as they look, and so come to the same.
   * @param {Message} message
   */
  #join({ record, state, erased }) {
    if (erased) this.recent = [];
    if (record && state) this.#remember({ record: /** @type {ConsentRecord} */ (record), state });
    const recent = this.recent.filter(({ until }) => until > Date.now());
    if (recent.length < 2) return;
    try {
      const before = readState();
      const both = recent.reduce((joined, one) => this.core.merge(joined, one.state), before);
      if (both !== before) writeState(both, this.domain);
      const { records, posted } = readLedger();
      const joined = this.core.mergeLedgers(
        records,
        recent.map((one) => one.record),
      );
      if (joined.records.length > records.length) writeLedger({ ...joined, posted });
    } catch (error) {
      report(error);
    }
  }

  /**
   * Applies a choice: decides, stores, and lets the page know.
   * @param {Wish[]} choices
   * @param {How} how
   * @returns {Promise<Decision>}
   */
  choose(choices, how) {
    return this.#inTurn(() => this.#choose(choices, how));
  }

  /** @template T @param {() => T} body @returns {Promise<T>} */
  #inTurn(body) {
    return new Promise((done, fail) => {
      // Who asked goes on at once; the browser takes its time to give the lock back, which only the next one waits for.
      this.turn = this.turn.then(() => withLock('say-so', () => done(body()))).catch(fail);
    });
  }

  /** @param {Wish[]} choices @param {How} how */
  #choose(choices, how) {
    this.#look();
    const { records, heads, posted } = readLedger();
    const manner = { text: this.built.text, language: this.built.language, ...how, prevHash: heads };
    const chosen = this.core.choose(this.stateText, this.environment(), choices, manner);
    this.stateText = chosen.stateText;
    this.closedBy = undefined;
    const isKept = writeState(chosen.stateText, this.domain);
    this.seen = readState();
    // What cannot be read back would be forgotten on the next page: nothing optional may run on it.
    if (!isKept) {
      keepPending({ choices, how });
      this.#close('the choice could not be stored');
    } else if (!writeStored('snapshot', JSON.stringify(chosen.snapshot)))
      this.#close('the decision could not be stored');
    const [record] = chosen.records;
    const selected = this.sink && selectForSink(record, posted);
    // What was granted in words only needs no proof; what is taken back is told in any case.
    const sent = selected && (!this.closedBy || record.event.type === 'withdrawn') ? selected : null;
    const ledger = { records: [...records, record], heads: [chosen.head], posted: sent?.posted ?? posted };
    if (isKept && !writeLedger(ledger) && !this.closedBy)
      report(new SaySoError('cannot-store', 'the record of the choice could not be stored'));
    this.#adopt();
    if (sent?.record) this.sink?.add(sent.record);
    const made = { record, state: chosen.stateText };
    this.#remember(made);
    this.host.tell?.(made);
    return this.decision;
  }

  /** @param {string} reason */
  #close(reason) {
    this.closedBy = new SaySoError('cannot-store', `${reason}; everything optional is off`);
    writeStored('snapshot', null);
    report(this.closedBy);
  }

  /** The records of this device and their heads: what `verifyLedger` takes. */
  exportLedger() {
    const { records, heads } = readLedger();
    return { records, heads };
  }

  /**
   * The choices as a person reads them, the newest first, and whether the log is as it was written.
   * @returns {{entries: TimelineEntry[], isIntact: boolean}}
   */
  timeline() {
    try {
      const ledger = this.exportLedger();
      if (ledger.records.length) this.core.verifyLedger(ledger);
      return { entries: ledger.records.map(toTimelineEntry).reverse(), isIntact: true };
    } catch {
      const entries = readLedger().records.flatMap((record) => {
        try {
          return [toTimelineEntry(record)];
        } catch {
          return []; // not even the shape of a record is left
        }
      });
      return { entries: entries.reverse(), isIntact: false };
    }
  }

  /**
   * Erases records, profile, signals and snapshot. What stays is the current refusals, to the day.
   * @returns {Promise<Erased>}
   */
  eraseAll() {
    return this.#inTurn(() => this.#eraseAll());
  }

  /** @returns {Erased} */
  #eraseAll() {
    const erased = {
      records: readLedger().records.length,
      attributes: readList('profile', 'attributes').length,
      signals: readList('signals', 'entries').length,
    };
    this.#look();
    const { stateText, refusals } = this.core.erase(this.stateText, this.environment());
    // A refusal that the cookie could not take yet has no time, and stays.
    const waiting = readPending().map(({ choices, how }) => ({
      choices: choices.filter((one) => !one.granted),
      how,
    }));
    const isComplete = [
      ...(this.sink ? [this.sink.erase()] : [writeStored('outbox', null)]),
      writePending(waiting.filter(({ choices }) => choices.length)),
      ...erasable().map((name) => writeStored(name, null)),
    ].every(Boolean);
    this.stateText = stateText;
    this.recent = [];
    const isKept = writeState(stateText, this.domain);
    this.seen = readState();
    if (!isKept) this.#close('what was erased could not be written');
    if (!isComplete) report(new SaySoError('cannot-erase', 'not everything could be removed from storage'));
    this.#adopt();
    this.#tell('profile');
    this.#tell('signals');
    this.host.tell?.({ erased: true });
    return { ...erased, refusals, isComplete: isComplete && isKept };
  }

  /** Puts the decision in force: renews the snapshot, deletes what is denied, releases the rest, tells the page. */
  #adopt() {
    if (this.stateText && !this.closedBy && !this.#isBare) {
      const snapshot = this.core.snapshot(this.stateText, this.environment());
      if (!writeStored('snapshot', JSON.stringify(snapshot))) this.#close('the decision could not be stored');
    }
    this.decision = this.#evaluate();
    this.place = this.#place;
    this.#deleteDenied();
    this.host.apply(this.decision);
    this.#tell('decision', { decision: this.decision });
  }

  /** @param {'decision' | 'profile' | 'signals'} what changed @param {object} [detail] */
  #tell(what, detail = {}) {
    globalThis.document?.dispatchEvent(
      new CustomEvent(`say-so-${what}-change`, { bubbles: true, composed: true, detail }),
    );
  }

  /** @param {string} id of a signal */
  isSignalGranted(id) {
    return this.decision.signals.some((signal) => signal.id === id && signal.granted);
  }

  /**
   * Whether a datum may stay on the device: granted and within its retention, or denied for a reason that passes.
   * @param {{signal: string, at: string, until?: string, pinned?: true}} datum
   */
  #mayStay({ signal, at, until, pinned }) {
    const { now, jurisdiction } = this.environment();
    const retention = this.retentionOf(signal);
    if (!pinned && retention && (until ?? later(at, retention)) <= now) return false;
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
    this.#tell('signals');
    return isKept;
  }

  /**
   * Keeps that something was seen, if its signal is granted; else forgets it. A page that is prerendered is seen once it is
   * shown, if ever.
   * @param {string} signal
   * @param {string} of an item's id
   * @param {string} [at]
   */
  observe(signal, of, at) {
    // A younger word than the list of types.
    if (/** @type {any} */ (globalThis.document)?.prerendering)
      document.addEventListener('prerenderingchange', () => this.observe(signal, of, at), { once: true });
    else this.#keep(signal, [of], at ?? this.environment().now);
  }

  /** @param {string} signal @param {string[]} items @param {string} at */
  #keep(signal, items, at) {
    if (!items.length || !this.isSignalGranted(signal)) return;
    // Of what lists showed each time counts, of all else the last.
    const isEach = signal === this.config.recommend?.shown;
    const others = this.signals.filter((entry) => entry.signal !== signal);
    const same = this.signals.filter(
      (entry) => entry.signal === signal && (isEach || !items.includes(entry.of)),
    );
    const entries = [...same, ...items.map((of) => ({ signal, of, at }))].slice(-kMaxEntries);
    if (!this.#writeSignals([...others, ...entries]))
      report(new SaySoError('cannot-store', 'a signal could not be stored'));
  }

  /**
   * Notes what a list shows, where the site asks for that and the visitor allows it. It counts from the next page on, so
   * that no list changes because it was looked at.
   * @param {Slate} slate
   */
  show({ items, mentions }) {
    const { shown } = this.config.recommend ?? {};
    if (!shown || !this.isSignalGranted(shown)) this.showing.clear();
    else for (const { item } of items) if (!mentions?.[item]?.sensitive) this.showing.add(item);
  }

  #keepShown() {
    this.#keep(this.config.recommend?.shown ?? '', [...this.showing], this.environment().now);
    this.showing.clear();
  }

  /** Forgets what was seen: all, a signal, or items of it. @param {string} [signal] @param {string[]} items */
  eraseSignals(signal, ...items) {
    this.showing.clear();
    const isErased = (/** @type {Entry} */ entry) =>
      (signal === undefined || entry.signal === signal) && (!items.length || items.includes(entry.of));
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
    this.#tell('profile');
    return isKept;
  }

  /**
   * Keeps a stated answer. Saving it is the consumer's choice for its purpose, also after "Reject all".
   * @param {string} signal
   * @param {Value} value
   * @param {true} [pinned] it then stays as long as its purpose is granted
   */
  async setAttribute(signal, value, pinned) {
    const purpose = this.config.signals?.find(({ id }) => id === signal)?.purpose;
    if (!purpose) throw new SaySoError('unknown-signal', `no signal has the id ${signal}`, signal);
    if (Array.isArray(value) && !value.length) return this.eraseAttribute(signal);
    if (!this.isSignalGranted(signal))
      await this.choose([{ purpose, granted: true }], { control: 'profile-save', surface: 'profile' });
    if (!this.isSignalGranted(signal))
      throw new SaySoError('not-granted', `${purpose} cannot be granted`, signal);
    const at = this.environment().now;
    const retention = this.retentionOf(signal);
    const end = retention && { until: later(at, retention) };
    const attribute = { signal, value, at, ...(pinned ? { pinned } : end) };
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

  /** Loads one of our files. @param {string} file */
  async load(file) {
    return this.files.load(file).catch((error) => refuseLoad(error, error.at));
  }

  /**
   * What a file of ours makes of the shop, once. A failed load is tried again by the next who asks.
   * @param {string} file
   * @returns {Promise<any>}
   */
  make(file) {
    return (this.cores[file] ??= this.load(file)
      .then((made) => made.default({ ...this.files, configText: this.configText }))
      .catch((error) => {
        delete this.cores[file];
        throw error;
      }));
  }

  /**
   * What one of the ranking cores answers. A fault is told.
   * @template Answer
   * @param {string} file
   * @param {(core: any) => Answer | Promise<Answer>} ask
   * @returns {Promise<Answer>}
   */
  async #ask(file, ask) {
    try {
      return await ask(await this.make(file));
    } catch (error) {
      report(error);
      throw error;
    }
  }

  /**
   * Ranks on the device, from granted signals only. The explain module decides consent by itself.
   * @param {RankRequest} request
   * @returns {Promise<Slate>}
   */
  rank(request) {
    return this.#ask('explain.js', (/** @type {Explain} */ core) => core.rank(this.#toRank(request)));
  }

  /**
   * What would change the list of this request: for the item which data to remove, and for each purpose that the list
   * used what it is without it. Nothing is removed.
   * @param {string} item
   * @param {RankRequest} request
   * @returns {Promise<Counterfactuals>}
   */
  counterfactuals(item, request) {
    return this.#ask('what-if.js', (/** @type {WhatIf} */ core) =>
      core.counterfactuals(this.#toRank(request), item),
    );
  }

  /**
   * The rationale of one item of the list with all that it was made of: the text of a file for `say-so rank --replay`.
   * @param {string} item
   * @param {RankRequest} request
   * @returns {Promise<string>}
   */
  replay(item, request) {
    return this.#ask('what-if.js', (/** @type {WhatIf} */ core) =>
      core.makeReplay(this.#toRank(request), item),
    );
  }

  /** What is known here and may be used; the cores evaluate consent themselves. */
  get known() {
    return {
      environment: this.environment(),
      state: this.trustedState || null,
      profile: this.profile,
      signals: { schema: 'say-so-signals/1', entries: this.signals },
    };
  }

  /** @param {RankRequest} request */
  #toRank({ limit, exclude = [], context, served, personalized = true, ...wishes }) {
    return {
      ...this.known,
      controls: { personalized, ...wishes },
      limit,
      seed: this.seed,
      exclude,
      context,
      served,
    };
  }

  /** @param {string} [tab] @param {object} [detail] */
  open(tab, detail) {
    return this.host.open(tab, detail);
  }

  /** The words of the page's language, with the site's own. @returns {Promise<Words>} */
  words() {
    const { language } = this.built;
    const file = `strings/${language}.json`;
    const read = async (/** @type {unknown} */ response) => {
      const words = await /** @type {Response} */ (response).json().catch((/** @type {Error} */ error) => {
        throw new SaySoError('bad-json', error.message, file);
      });
      return createWords({ ...words, ...this.config.text?.[language] }, language);
    };
    // Who asks after a failure tries again.
    this.strings ??= downloadOurs(this.files, file)
      .then(read)
      .catch((error) => {
        this.strings = undefined;
        throw error;
      });
    return this.strings;
  }
}
