// say-so.js: the loader apart from what is built. It reads a built config (`data-config`) and its words: two more
// requests before the first layer shows. Without `data-meaning` on the tag only refusals apply from storage. With an
// unbuilt config the core decides before anything shows: for development only.
import { byFunction, cookie, meta, serverTiming } from './places.js';
import { createReopen } from './reopen.js';
import { start } from './start.js';

/** @import {Built, Config, Plan, SaySo} from '../engine/types.js' */

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const { config: configUrl = 'say-so.config.json', meaning = '', language = 'en' } = script.dataset;

/** Asks nothing before the core has decided. @type {Plan} */
const kNoPlan = {
  schema: 'say-so-plan/1',
  policyData: '',
  validUntil: '9999-12-31T23:59:59Z',
  rows: [
    {
      codes: ['*'],
      gpc: [false, true],
      prompt: 'none',
      controls: ['accept-all', 'reject-all', 'choose'],
      granted: [],
      status: null,
      links: [],
    },
  ],
};

/** @param {string} path */
const read = async (path) => (await fetch(new URL(path, script.src).href)).json();

/** @returns {Promise<Built>} */
const assemble = async () => {
  /** @type {[Config & {built?: {plan: Plan, text: Record<string, string>}, jurisdiction?: Built['jurisdiction']}, Built['words']]} */
  const [config, words] = await Promise.all([read(configUrl), read(`strings/${language}.json`)]);
  const plan = config.built?.plan ?? kNoPlan;
  const { name, notice = '' } = config.site;
  return {
    language,
    dir: /^(ar|fa|he|ur)\b/.test(language) ? 'rtl' : 'ltr',
    meaning,
    text: config.built?.text[language] ?? '',
    plan,
    words,
    site: { name, notice },
    jurisdiction: config.jurisdiction ?? { source: [], fallback: 'strictest' },
    purposes: config.purposes,
    services: Object.fromEntries((config.services ?? []).map(({ id, purposes }) => [id, purposes])),
    partners: (config.services ?? []).filter((service) => 'provider' in service).length,
    signals: Object.fromEntries((config.signals ?? []).map(({ id, purpose }) => [id, purpose])),
    config: new URL(configUrl, script.src).href,
    integrity: '',
  };
};

assemble().then(
  (built) => {
    start(built, script, [
      { places: { ...serverTiming, ...cookie, ...meta, ...byFunction } },
      { create: createReopen },
    ]);
    // Without a plan nobody but the core knows whether there is anything to ask.
    if (built.plan === kNoPlan)
      /** @type {{sayso?: SaySo}} */ (/** @type {unknown} */ (globalThis)).sayso?.load().catch(() => {});
  },
  (error) => console.error(`[say-so] cannot-load: ${error.message}. See docs/errors.md#cannot-load`),
);
