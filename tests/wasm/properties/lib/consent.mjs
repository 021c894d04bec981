// Drawn sites and visitors: configs of every kind of purpose, service and signal, places, clocks and choices.
import fc from 'fast-check';
import { unwrap } from './modules.mjs';

/** Some are names of what every object of JavaScript has. */
const kIds = ['analytics', 'ads', 'media', 'history', 'constructor', 'x.y-z_0', 'a', '0'];
const kClasses = ['functional', 'analytics', 'personalization', 'marketing', 'sensitive'];
const kRows = ['*', 'EU-FR', 'UK', 'US-CA', 'US-other', 'BR'];
const kStart = Date.UTC(2026, 10, 22, 10) / 1000;
const kDay = 86_400;

export const timeText = (seconds) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;

const purpose = fc.record(
  {
    id: fc.constantFrom(...kIds),
    kind: fc.constantFrom('model', ...kClasses),
    retention: fc.constantFrom('P30D', 'P12M'),
    lifetime: fc.constantFrom('P1D', 'P1M', 'P24M'),
    allowPolicyDefault: fc.boolean(),
  },
  { requiredKeys: ['id', 'kind'] },
);
const toPurpose = ({ kind, allowPolicyDefault, ...rest }) =>
  kind === 'model'
    ? { ...rest, feeds: 'model', ...(allowPolicyDefault !== undefined && { allowPolicyDefault }) }
    : { ...rest, class: kind };

const service = fc.record({
  id: fc.constantFrom(...kIds.map((id) => `by.${id}`)),
  of: fc.array(fc.nat(8), { minLength: 1, maxLength: 3 }),
  isThirdParty: fc.boolean(),
  cookies: fc.array(fc.constantFrom('_a', '_b*'), { maxLength: 1 }),
});
const signal = fc.record({
  id: fc.constantFrom(...kIds),
  of: fc.nat(8),
  provenance: fc.constantFrom('stated', 'observed', 'inferred', 'contextual'),
});
const rule = fc.constantFrom('off', 'on', 'blocked');
const override = fc.record(
  {
    model: fc.constantFrom('opt-in', 'opt-out', 'notice'),
    rules: fc.record(Object.fromEntries(kClasses.map((name) => [name, rule])), { requiredKeys: [] }),
    gpc: fc.constantFrom('advisory', 'honour', 'binding'),
    askAgain: fc.constantFrom('P1M', 'P12M'),
    lifetime: fc.constantFrom(null, 'P1M', 'P24M'),
    age: fc.constantFrom(0, 13, 18),
  },
  { requiredKeys: [] },
);
const byId = { selector: ({ id }) => id };

/** A site's config, valid as it stands. */
export const config = fc
  .record({
    purposes: fc.uniqueArray(purpose, { ...byId, minLength: 1, maxLength: 5 }),
    services: fc.uniqueArray(service, { ...byId, maxLength: 4 }),
    signals: fc.uniqueArray(signal, { ...byId, maxLength: 4 }),
    policies: fc.dictionary(fc.constantFrom(...kRows), override, { maxKeys: 2 }),
    audience: fc.constantFrom('general', 'children', 'mixed'),
    fallback: fc.constantFrom('strictest', 'FR', 'US-CA'),
    languages: fc.subarray(['en', 'de', 'ar']),
  })
  .map(({ purposes, services, signals, policies, audience, fallback, languages }) => {
    const all = [{ id: 'necessary', required: true }, ...purposes.map(toPurpose)];
    const idOf = (number) => all[number % all.length].id;
    // What is necessary serves nothing else.
    const optional = purposes.map(({ id }) => id);
    const servedBy = (of) =>
      of[0] === 0 ? ['necessary'] : [...new Set(of.map((number) => optional[number % optional.length]))];
    return {
      schema: 'say-so-config/1',
      site: { name: 'Shop', controller: { name: 'Shop Ltd' } },
      jurisdiction: { source: ['attribute'], fallback },
      purposes: all,
      services: services.map(({ id, of, isThirdParty, cookies }) => ({
        id,
        name: id,
        purposes: servedBy(of),
        ...(isThirdParty && { provider: { name: 'Else Ltd', country: 'US' } }),
        cookies: cookies.map((name) => ({ name })),
      })),
      signals: signals.map(({ id, of, provenance }) => ({ id, purpose: idOf(of), provenance })),
      policies: Object.fromEntries(
        Object.entries(policies).map(([row, wish]) => [
          row,
          row === '*' ? wish : { ...wish, override: { reason: 'as the case was drawn' } },
        ]),
      ),
      languages,
      audience,
    };
  });

/** What a page knows, but for its time. */
export const place = fc.record({
  jurisdiction: fc.constantFrom(null, 'FR', 'DE', 'GB', 'CH', 'US-CA', 'US-TX', 'US-NY', 'CA-QC', 'BR', 'JP'),
  jurisdictionSource: fc.constantFrom('attribute', 'fallback'),
  gpc: fc.boolean(),
  language: fc.constantFrom('en', 'de'),
  ageBand: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(null, 'adult') },
    { weight: 1, arbitrary: fc.constantFrom('under-13', '13-15', '16-17') },
  ),
});
export const environment = (of, seconds) => ({ now: timeText(kStart + seconds), ...of });

/** Time that passes, in seconds: none, a little, days, or more than any grant lives. */
export const pause = fc.oneof(
  fc.constantFrom(0, 0, 1, 60),
  fc.integer({ min: 0, max: 40 }).map((days) => days * kDay),
  fc.constantFrom(200, 420, 900).map((days) => days * kDay),
);

/** Something a visitor does. `what` is everything, or the number of a purpose, service or signal. */
export const act = fc.record({
  pause,
  what: fc.oneof(
    fc.constant('all'),
    fc.record({ kind: fc.constantFrom('purpose', 'purpose', 'service', 'signal'), at: fc.nat(8) }),
  ),
  granted: fc.boolean(),
  control: fc.constantFrom('switch', 'save', 'ask', 'profile-save'),
  surface: fc.constantFrom('first-layer', 'choices', 'profile', 'slate', 'page'),
  steps: fc.constantFrom(2, 2, 1),
});
export const acts = fc.array(act, { maxLength: 5 });

/** The wishes of an act on this site; [] where it has nothing of the kind. */
export const wishesOf = (site, { what, granted }) => {
  if (what === 'all') return [{ all: true, granted }];
  const list = site[`${what.kind}s`].filter(({ required }) => !required);
  return list.length ? [{ [what.kind]: list[what.at % list.length].id, granted }] : [];
};
export const howOf = ({ what, granted, control, surface, steps }, prevHash = []) => ({
  control: what !== 'all' ? control : granted ? 'accept-all' : 'reject-all',
  surface,
  language: 'en',
  steps,
  prevHash,
});

/** A visitor of a site, by a started module of consent. What is refused (a second step is missing) changes nothing. */
export class Visit {
  /** @param {any} core @param {object} site @param {object} of a place */
  constructor(core, site, of) {
    this.core = core;
    this.site = site;
    this.place = of;
    this.meaning = unwrap(core.loadConfig(JSON.stringify(site))).meaning;
    this.seconds = 0;
    this.state = '';
    this.records = [];
    this.heads = [];
    this.snapshot = null;
    this.chosenIn = '';
  }

  get environment() {
    return JSON.stringify(environment(this.place, this.seconds));
  }

  decision() {
    return unwrap(this.core.evaluate(this.state, this.environment));
  }

  /** Whether something was chosen. @param {object} one an act */
  do(one) {
    this.seconds += one.pause;
    const wishes = wishesOf(this.site, one);
    if (!wishes.length) return false;
    const how = JSON.stringify(howOf(one, this.heads));
    const { environment: now } = this;
    const answer = this.core.choose(this.state, now, JSON.stringify(wishes), how);
    const { ok, error, value } = JSON.parse(answer);
    if (!ok && error.code === 'needs-second-step') return false;
    if (!ok) throw new Error(`${error.code}: ${error.message} (${error.at})`);
    this.state = value.stateText;
    this.snapshot = value.snapshot;
    this.chosenIn = now;
    this.records = [...this.records, ...value.records];
    this.heads = [value.head];
    return true;
  }

  /** @param {object[]} list */
  doAll(list) {
    for (const one of list) this.do(one);
    return this;
  }
}

/** Kinds and ids of all that a decision grants: "purpose ads". */
export const grantedIn = (decision) =>
  ['purpose', 'service', 'signal'].flatMap((kind) =>
    decision[`${kind}s`].filter(({ granted }) => granted).map(({ id }) => `${kind} ${id}`),
  );

/** What of `after` is not in `before`. */
export const gained = (before, after) => {
  const had = new Set(grantedIn(before));
  return grantedIn(after).filter((one) => !had.has(one));
};
