import { readState, readStored, writeStored } from '../engine/storage.js';
import { paintFirstLayer } from './first-layer.js';
import { findJurisdiction } from './jurisdiction.js';
import { findRow } from './plan.js';
import { release } from './release.js';
import { readSnapshot } from './snapshot.js';

/** @import {Built, Decision, Environment, Host, How, PlanRow, SaySo, Wish} from '../engine/types.js' */
/** @import {Session} from '../engine/session.js' */
/** @import {Act} from './first-layer.js' */

const kElements = 'say-so-slate,say-so-why,say-so-profile,say-so-consent';
const kCallAll = { 'accept-all': true, 'reject-all': false };

/**
 * A choice that the core has not seen yet, and whom to tell once it has.
 * @typedef {{choices: Wish[], how: How, done?: (decision: Decision) => void, failed?: (error: unknown) => void}} Pending
 */

/** Calls back once the body is there; a script in head runs before it. @param {() => void} body */
const whenBody = (body) => {
  if (document.body) return body();
  const observer = new MutationObserver(() => {
    if (!document.body) return;
    observer.disconnect();
    body();
  });
  observer.observe(document.documentElement, { childList: true });
};

/** After the first paint, when the page has nothing better to do. @param {() => void} body */
const whenIdle = (body) => {
  const later = () =>
    'requestIdleCallback' in globalThis ? requestIdleCallback(body) : setTimeout(body, 200);
  requestAnimationFrame(() => setTimeout(later));
};

/** @returns {Pending[]} */
const readPending = () => {
  try {
    const list = JSON.parse(readStored('pending') ?? '[]');
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
};

/** @param {Pending[]} list */
const writePending = (list) => {
  const kept = list.map(({ choices, how }) => ({ choices, how }));
  writeStored('pending', kept.length ? JSON.stringify(kept) : null);
};

/**
 * Runs the page's one loader: applies what a former decision still allows, else asks, and keeps every choice until
 * the core is there. Small and synchronous; it knows neither WebAssembly nor the elements.
 * @param {Built} built
 * @param {HTMLScriptElement | null} script
 */
export const start = (built, script) => {
  const page = /** @type {{sayso?: SaySo}} */ (/** @type {unknown} */ (globalThis));
  if (page.sayso?.built) return console.warn('[say-so] included twice; the first copy is in charge');
  const base = new URL('.', script?.src || document.baseURI).href;
  const place = findJurisdiction(built.jurisdiction.source, script);
  const gpc = /** @type {{globalPrivacyControl?: boolean}} */ (navigator).globalPrivacyControl === true;

  /** @returns {Environment} */
  const environment = () => ({
    now: `${new Date().toISOString().slice(0, 19)}Z`,
    ...place,
    gpc,
    language: built.language,
    ageBand: script?.dataset.ageBand ?? null,
  });

  const required = new Set([
    ...built.purposes.flatMap(({ id, required: always }) => (always ? [id] : [])),
    ...built.services.flatMap(({ id, purposes }) =>
      purposes.every((purpose) => built.purposes.some((known) => known.id === purpose && known.required))
        ? [id]
        : [],
    ),
  ]);
  /** Purposes and services granted now. @type {Set<string>} */
  let granted = new Set();
  /** @type {Decision | null} */
  let decision = null;
  /** @type {HTMLElement | null} */
  let layer = null;
  /** @type {Promise<Session> | null} */
  let loading = null;
  let draining = Promise.resolve();
  const waiting = readPending();
  /** @type {(session: Session) => void} */
  let isReady = () => {};

  const isGranted = (/** @type {string} */ id) => required.has(id) || granted.has(id);

  const hideLayer = () => {
    layer?.remove();
    layer = null;
  };

  /** @param {PlanRow} row */
  const showLayer = (row) =>
    whenBody(() => {
      if (layer || (row.prompt === 'notice' && readStored('dismissed'))) return;
      layer = paintFirstLayer(built, row, act);
    });

  /** @param {Act} name */
  const act = (name) => {
    if (name === 'accept-all' || name === 'reject-all') {
      hideLayer();
      // A failure was told when it was met; the choice itself waits for the next try.
      sayso
        .choose([{ all: true, granted: kCallAll[name] }], { control: name, surface: 'first-layer', steps: 1 })
        .catch(() => {});
    } else if (name === 'close') {
      hideLayer();
      writeStored('dismissed', '1');
    } else sayso.open('choices').catch(() => {});
  };

  /** A complete decision of the core replaces what was known. @param {Decision} next */
  const apply = (next) => {
    decision = next;
    granted = new Set([...next.purposes, ...next.services].filter((one) => one.granted).map(({ id }) => id));
    release(isGranted);
    if (next.prompt === 'none') hideLayer();
    else if (!waiting.length) showLayer({ ...findRow(built.plan, environment()), prompt: next.prompt });
  };

  /** @type {Host} */
  const host = { base, built, environment, apply, open: (tab, detail) => sayso.open(tab, detail) };

  /** Hands the waiting choices to the core, in order. Choices stay stored until it has applied them. */
  const drain = (/** @type {Session} */ session) =>
    (draining = draining.then(async () => {
      for (; waiting.length; waiting.shift(), writePending(waiting)) {
        const [{ choices, how, done, failed }] = waiting;
        await session.choose(choices, how).then(done, failed);
      }
    }));

  /** Once, however many ask: fetches the core, then hands over the choices made before it came. */
  const load = () => {
    loading ??= import(new URL(built.assets['consent.js'] ?? 'consent.js', base).href)
      .then(async (chunk) => {
        const session = await chunk.start(host).catch((/** @type {unknown} */ error) => {
          chunk.report(error);
          throw error;
        });
        await drain(session);
        isReady(session);
        return session;
      })
      .catch((error) => {
        loading = null; // the next who asks tries again
        if (!error.code)
          console.error(`[say-so] cannot-load: ${error.message}. See docs/errors.md#cannot-load`);
        throw error;
      });
    return loading;
  };

  const loadElements = () =>
    import(new URL(built.assets['elements.js'] ?? 'elements.js', base).href).catch((error) =>
      console.error(`[say-so] cannot-load: ${error.message}. See docs/errors.md#cannot-load`),
    );

  /**
   * A choice waits in storage too, so that leaving the page before the core came loses none.
   * @param {Pick<Pending, 'choices' | 'how'>} pending
   * @returns {Promise<Decision>}
   */
  const keep = (pending) =>
    new Promise((done, failed) => {
      waiting.push({ ...pending, done, failed });
      writePending(waiting);
      load().then(drain, failed);
    });

  /** @type {SaySo} */
  const sayso = {
    version: '0.1.0',
    language: built.language,
    base,
    built,
    get decision() {
      return decision;
    },
    granted: isGranted,
    choose: (choices, how) => keep({ choices, how }),
    acceptAll: (surface = 'page') =>
      sayso.choose([{ all: true, granted: true }], { control: 'accept-all', surface, steps: 1 }),
    rejectAll: (surface = 'page') =>
      sayso.choose([{ all: true, granted: false }], { control: 'reject-all', surface, steps: 1 }),
    async open(tab, detail) {
      await Promise.all([loadElements(), load()]);
      const sheet = /** @type {any} */ (
        document.querySelector('say-so-sheet') ??
          document.body.appendChild(document.createElement('say-so-sheet'))
      );
      return sheet.open(tab, detail);
    },
    observe(signal, of) {
      // Before the core came: a signal whose purpose is not granted by a choice made earlier is not kept.
      if (!granted.has(built.signals?.[signal])) return;
      return load().then((session) => session.observe(signal, of));
    },
    load,
    ready: new Promise((resolve) => (isReady = resolve)),
  };
  page.sayso = sayso;

  const known = readState();
  const snapshot = readSnapshot(readStored('snapshot'), { built, environment: environment(), state: known });
  const hasPending = waiting.length > 0;
  if (snapshot && !hasPending) {
    granted = new Set(snapshot.granted);
    if (snapshot.prompt !== 'none') showLayer(findRow(built.plan, environment()));
  } else if (known || hasPending) {
    // A choice is stored that the loader cannot judge: the core does, and nothing optional runs meanwhile.
    load().catch(() => {});
  } else {
    const row = findRow(built.plan, environment());
    if (row.expired)
      console.warn('[say-so] the plan has run out: build again; until then the strictest layer shows');
    granted = new Set(place.jurisdiction === null ? [] : row.granted);
    if (row.prompt !== 'none') showLayer(row);
    whenIdle(() => load().catch(() => {}));
  }

  const look = () => {
    release(isGranted);
    if (document.querySelector(kElements)) loadElements();
  };
  look();
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener('click', (event) => {
    const control = /** @type {Element | null} */ (event.target)?.closest?.('[data-say-so-open]');
    if (!control) return;
    event.preventDefault();
    // Should the sheet not come, a link still leads to the notice.
    const href = control.getAttribute('href');
    sayso.open(/** @type {HTMLElement} */ (control).dataset.saySoOpen).catch(() => {
      if (href && href !== '#') location.assign(href);
    });
  });
};
