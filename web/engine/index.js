// The package's entry for bundler users: a session without loader, first layer or elements.
import { createAlarm } from '../loader/alarm.js';
import { createOthers } from '../loader/others.js';
import { SaySoError } from './errors.js';
import { Session } from './session.js';

/** @import {Built, Decision, Environment, Host} from './types.js' */

/** Asks nothing and grants nothing: without a loader there is no plan to check. */
const kNoPlan = /** @type {Built['plan']} */ ({
  schema: 'say-so-plan/1',
  policyData: '',
  validUntil: '',
  rows: [],
});

/**
 * Starts a session: config and core are fetched, the stored choices decided on.
 * @param {object} options
 * @param {string} options.base URL of the folder that `say-so build` wrote
 * @param {string} [options.config] URL of the config, against `base`
 * @param {string} [options.language]
 * @param {string | null} [options.jurisdiction] ISO 3166 code; unknown reads as the strictest
 * @param {Environment['ageBand']} [options.ageBand]
 * @param {(decision: Decision) => void} [options.onDecision] called with each complete decision
 * @param {Host['open']} [options.open] shows the site's own preference centre
 * @returns {Promise<Session>}
 */
export const createSaySo = async ({
  base,
  config = 'say-so.config.json',
  language = 'en',
  jurisdiction = null,
  ageBand = null,
  onDecision = () => {},
  open = () => {},
}) => {
  const page = /** @type {{navigator?: {globalPrivacyControl?: boolean}}} */ (
    /** @type {unknown} */ (globalThis)
  );
  /** @type {Built} */
  const built = {
    language,
    dir: 'ltr',
    meaning: '',
    text: '',
    plan: kNoPlan,
    words: {},
    site: { name: '', notice: '' },
    jurisdiction: { source: [], fallback: 'strictest' },
    purposes: [],
    services: {},
    partners: 0,
    signals: {},
    config,
  };
  /** @type {Session[]} */
  const started = [];
  const alarm = createAlarm(() => started[0]?.hear({}));
  const tell = globalThis.document && createOthers((message) => started[0]?.hear(message));
  const folder = new URL(base, globalThis.document?.baseURI).href;
  const session = await Session.start({
    built,
    // No tag vouches for the files: none is held to a hash.
    files: async () => ({
      base: folder,
      integrity: {},
      load: (file) => import(new URL(file, folder).href),
    }),
    environment: () => ({
      now: `${new Date().toISOString().slice(0, 19)}Z`,
      jurisdiction,
      jurisdictionSource: jurisdiction === null ? 'fallback' : 'function',
      gpc: page.navigator?.globalPrivacyControl === true,
      language,
      ageBand,
    }),
    apply(decision) {
      alarm(decision.validUntil);
      onDecision(decision);
    },
    tell,
    open,
  });
  // Another tab may have chosen meanwhile.
  started.push(session);
  session.hear({});
  return session;
};

export { SaySoError, Session };
