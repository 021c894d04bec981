import { report, SaySoError } from '../engine/errors.js';
import { canKeep, readCookies, readState, readStored, writeStored } from '../engine/storage.js';
import { createAlarm } from './alarm.js';
import { decideBeforeCore, requiredOf } from './before-core.js';
import { createEnvironment } from './environment.js';
import { paintFirstLayer } from './first-layer.js';
import { createOthers } from './others.js';
import { createPending } from './pending.js';
import { findRow } from './plan.js';
import { createRelease, trusted } from './release.js';
import { whenBody, whenIdle } from './when.js';

/** @import {Built, Decision, Host, Kit, LoaderFiles, Part, PlanRow, SaySo} from '../engine/types.js' */
/** @import {Session} from '../engine/session.js' */
/** @import {Act} from './first-layer.js' */
/** @import {Message} from './others.js' */

const kVersion = '0.1.0';

/** Scripts that a page needs once it holds something like this. @type {[string, string][]} */
const kNeeds = [
  ['elements', 'say-so-slate,say-so-why,say-so-profile,say-so-consent'],
  ['embeds', 'iframe[data-say-so][data-src],[data-say-so-embed]'],
];

/** Milliseconds in which a tab should have applied its own choice; then another does. */
const kPatience = 3000;

const ignore = () => {};

/**
 * The first layer on the page: at most one.
 * @param {Built} built @param {(act: Act) => void} act
 */
const createLayer = (built, act) => {
  /** @type {HTMLElement | null} */
  let host = null;
  /** @type {PlanRow | null} */
  let wanted = null;
  const hide = () => {
    wanted = null;
    host?.remove();
    host = null;
  };
  /** What tells two first layers of this page apart. @param {PlanRow | null} row */
  const lookOf = (row) => row && row.codes + row.prompt + row.granted;
  /** @param {PlanRow} row */
  const show = (row) => {
    // Who wants no questions gets none, and nothing by it; what is in use is told all the same.
    if (readStored(row.prompt === 'notice' ? 'dismissed' : 'quiet')) return hide();
    if (lookOf(wanted) === lookOf(row)) return;
    const hadFocus = host !== null && host === document.activeElement;
    hide();
    wanted = row;
    whenBody(() => {
      if (wanted !== row) return;
      host = paintFirstLayer(built, row, act);
      if (hadFocus) host.shadowRoot?.getElementById('title')?.focus();
    });
  };
  return { hide, show };
};

/**
 * Runs the page's one loader: applies what a former decision still allows, else asks, and keeps every choice until
 * the core is there. Small and synchronous; it knows neither Wasm nor the elements.
 * @param {Built} built
 * @param {HTMLScriptElement | null} script
 * @param {Part[]} parts
 */
export const start = (built, script, parts) => {
  const page = /** @type {{sayso?: SaySo}} */ (/** @type {unknown} */ (globalThis));
  if (page.sayso?.built) return console.warn('[say-so] included twice');
  const base = new URL('.', script?.src || document.baseURI).href;
  const places = Object.assign({}, ...parts.map((part) => part.places));
  const environment = createEnvironment(built, script, places, () => follow({}));
  const alarm = createAlarm(() => follow({}));
  const required = requiredOf(built);
  const pending = createPending(report);
  /** @type {Promise<LoaderFiles> | undefined} */
  let fetched;
  /**
   * Fetches, once, what fetches our other files, and runs it only with the bytes that were built: the rest is held to the
   * hashes in there. Who asks after a failure tries again. @returns {Promise<LoaderFiles>}
   */
  const files = () =>
    (fetched ??= new Promise((take, onerror) =>
      document.head.append(
        Object.assign(document.createElement('script'), {
          crossOrigin: '',
          nonce: script?.nonce,
          integrity: built.integrity,
          take,
          onerror,
          src: trusted('createScriptURL', `${base}files.js`),
        }),
      ),
    ).then(
      (begin) => begin(trusted),
      () => {
        fetched = undefined;
        throw new SaySoError('cannot-load', 'not as built', `${base}files.js`);
      },
    ));
  const run = async (/** @type {string} */ name, /** @type {unknown[]} */ ...about) =>
    (await files()).run(name, ...about);

  /** Purposes and services granted now. @type {Set<string>} */
  let granted = required;
  /** @type {Decision | null} */
  let decision = null;
  /** @type {Promise<Session> | null} */
  let loading = null;
  let isStarted = false;
  /** @type {(session: Session) => void} */
  let isReady = ignore;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let takeOver;

  const isGranted = (/** @type {string} */ id) => granted.has(id);
  /** @type {Kit} */
  const kit = {
    built,
    environment,
    files,
    once: new Set(),
    mayRun: (ids) =>
      ids.split(' ').every((id) => isGranted(id) || kit.once.has(id) || built.advanced?.includes(id)),
    hasChosen: () => !!readState(),
    trusted,
    look: () => look(),
    open: (tab) => openOr(null, tab),
  };
  const acts = parts.flatMap(({ create }) => create?.(kit) ?? []);
  const releaseMarked = createRelease(kit.mayRun);
  const release = () => {
    for (const act of acts) act();
    releaseMarked();
  };

  /** What the buttons of the first layer do. It hides at once: nothing is waited for. @param {Act} name */
  const act = (name) => {
    if (name === 'accept-all' || name === 'reject-all') {
      layer.hide();
      // A failure was told when it was met; the choice itself waits for the next try.
      (name === 'accept-all' ? sayso.acceptAll : sayso.rejectAll)('first-layer').catch(ignore);
    } else if (name === 'close') {
      layer.hide();
      writeStored('dismissed', '1');
    } else openOr(built.site.notice, name);
  };
  const layer = createLayer(built, act);

  /** A complete decision of the core replaces what was known. @param {Decision} next */
  const apply = (next) => {
    decision = next;
    const allowed = [...next.purposes, ...next.services].filter((one) => one.granted).map(({ id }) => id);
    // What the core decides before it has seen a choice that waits for it grants nothing.
    granted = new Set(isStarted || pending.isEmpty() ? allowed : allowed.filter((id) => required.has(id)));
    release();
    alarm(next.validUntil);
    const { prompt, purposes, actions } = next;
    if (actions.clear.length && kit.hasChosen()) run('withdraw', next, kit).catch(report);
    if (prompt === 'none') layer.hide();
    else if (pending.isEmpty())
      layer.show({
        ...findRow(built.plan, environment()),
        prompt,
        // A notice tells what is in use; a question is about all but what needs no answer.
        granted: purposes
          .filter((one) => one.granted && (prompt === 'notice' || one.basis !== 'choice'))
          .map(({ id }) => id),
      });
  };

  /**
   * Another tab may have chosen, a place become known, a decision run out: the session decides again, or else what little
   * the loader may decide.
   * @param {Message} message
   */
  const follow = (message) => {
    if (!decision) settle();
    if (!loading) return;
    pending.renew();
    load().then((session) => {
      session.hear(message);
      if (pending.isEmpty()) return;
      layer.hide();
      clearTimeout(takeOver);
      takeOver = setTimeout(() => {
        pending.adopt();
        pending.handTo(session);
      }, kPatience);
    }, settle);
  };
  const tell = createOthers(follow);

  /** @type {Host} */
  const host = { ...kit, apply, tell, open: (tab, detail) => sayso.open(tab, detail) };

  /** Once, however many ask: fetches the core, then hands over the choices made before it came. */
  const load = () => {
    loading ??= run('consent', host)
      .then(async (/** @type {Session} */ session) => {
        isStarted = true;
        await pending.handTo(session);
        // Had the core refused what waited, the question would still be open.
        apply(session.decision);
        isReady(session);
        return session;
      })
      .catch((error) => {
        loading = null;
        pending.leave();
        report(error);
        throw error;
      });
    return loading;
  };

  /** Opens the sheet. Should it not come, the visitor gets to the notice all the same. */
  const openOr = (/** @type {string | null} */ href, /** @type {string | undefined} */ tab) =>
    sayso.open(tab).catch((error) => {
      report(error);
      if (href && !href.startsWith('#')) location.assign(href);
    });

  const chooseAll = (/** @type {boolean} */ isAccepted, surface = 'page') =>
    sayso.choose([{ all: true, granted: isAccepted }], {
      control: isAccepted ? 'accept-all' : 'reject-all',
      surface,
      steps: 1,
    });

  /** @type {SaySo} */
  const sayso = {
    version: kVersion,
    language: built.language,
    base,
    built,
    get decision() {
      return decision;
    },
    granted: isGranted,
    choose(choices, how) {
      // Between a choice and its decision nothing optional starts.
      if (!decision) granted = required;
      return new Promise((done, failed) => {
        // Another tab may apply it: what was shown is this page's.
        pending.add({ choices, how: { text: built.text, language: built.language, ...how }, done, failed });
        load().then(pending.handTo, failed);
      });
    },
    acceptAll: (surface) => chooseAll(true, surface),
    rejectAll: (surface) => chooseAll(false, surface),
    async open(tab, detail) {
      load().catch(ignore); // the sheet says so itself, and offers another try
      return (await files()).open(tab, detail);
    },
    async ask(purpose, how) {
      if (isGranted(purpose)) return true;
      return run('ask', purpose, how);
    },
    observe(signal, of) {
      // Only the core can grant what this page does not know to be granted, and only if it is on its way.
      if (isGranted(built.signals?.[signal]) || loading)
        return load().then((session) => session.observe(signal, of), ignore);
    },
    load,
    ready: new Promise((resolve) => (isReady = resolve)),
  };
  page.sayso = sayso;

  /** Applies what is known without the core, and fetches the core where that is not enough. */
  const settle = () => {
    const standing = decideBeforeCore(built, environment(), {
      state: readState(),
      snapshot: readStored('snapshot'),
      isChoiceWaiting: !pending.isEmpty(),
      isKept: canKeep(),
      cookies: readCookies(),
    });
    granted = standing.granted;
    release();
    alarm(standing.until);
    if (standing.isPlanExpired) console.warn('[say-so] plan-expired: build again');
    if (standing.row) layer.show(standing.row);
    else layer.hide();
    if (standing.core === 'now') load().catch(ignore);
    // Records that could not be sent are sent by the core's module.
    if (standing.core === 'idle' || readStored('outbox')) whenIdle(() => load().catch(ignore));
  };
  settle();

  const look = () => {
    release();
    for (const [name, needed] of needs)
      if (document.querySelector(needed)) {
        needs.delete(name);
        run(name, kit).catch(report);
      }
  };
  const needs = new Map(kNeeds);
  look();
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  document.addEventListener('readystatechange', look);
  document.addEventListener('click', (event) => {
    const [target] = event.composedPath();
    const control = target instanceof Element && target.closest('[data-say-so-open]');
    if (!control || event.defaultPrevented) return;
    event.preventDefault();
    openOr(control.getAttribute('href'), /** @type {HTMLElement} */ (control).dataset.saySoOpen);
  });
};
