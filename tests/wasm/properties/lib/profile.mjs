// Drawn answers to the questions of one shop, and what an import makes of them.
import fc from 'fast-check';
import { read, unwrap } from './modules.mjs';

const { config, catalog } = JSON.parse(await read('tests/conformance/recommend/store.json'));
const kNow = '2026-11-22T10:00:00Z';
const stated = (id) => ({ id, purpose: 'stated', provenance: 'stated' });
const site = {
  ...config,
  signals: [...config.signals, stated('interest.kinds'), stated('interest.order'), stated('has.pets')],
  profile: {
    questions: [
      { signal: 'interest.category', kind: 'multiple', from: 'category' },
      { signal: 'interest.colour', kind: 'single', from: 'tag:colour' },
      { signal: 'interest.price', kind: 'range', from: 'price', min: 0, max: 50 },
      { signal: 'interest.kinds', kind: 'tags', from: 'category' },
      { signal: 'interest.order', kind: 'ranked', from: 'category' },
      { signal: 'has.pets', kind: 'yes-no' },
    ],
  },
};

const kKinds = ['Kitchen', 'Garden', 'Cards'];
const kinds = fc.shuffledSubarray(kKinds, { minLength: 1 });
const answers = {
  'interest.category': kinds,
  'interest.colour': fc.constantFrom('red', 'blue', 'green').map((one) => [one]),
  'interest.price': fc
    .tuple(fc.nat(25), fc.nat(25))
    .map(([min, more]) => ({ min: min / 2, max: (min + more) / 2 })),
  'interest.kinds': kinds,
  'interest.order': kinds,
  'has.pets': fc.constantFrom(['yes'], ['no']),
};
const attribute = fc.oneof(
  ...Object.entries(answers).map(([signal, value]) =>
    fc.record(
      {
        signal: fc.constant(signal),
        value,
        at: fc.constantFrom('2026-11-01T08:00:00Z', '2025-01-01T00:00:00Z'),
        until: fc.constantFrom('2027-11-10T12:00:00Z', '2026-11-02T00:00:00Z'),
        pinned: fc.boolean(),
      },
      { requiredKeys: ['signal', 'value', 'at'] },
    ),
  ),
);
const profile = fc
  .uniqueArray(attribute, { selector: ({ signal }) => signal, maxLength: 6 })
  .map((attributes) => ({ schema: 'say-so-profile/1', attributes }));

/** A profile to import, and the one that is there before. */
export const drawnProfile = fc.record({ profile, before: profile });

/** What the module adds of a profile, and what it leaves out. @param {any} core a started module of the profile */
export const importer = (core) => {
  const { meaning } = unwrap(core.loadConfig(JSON.stringify(site)));
  unwrap(core.loadCatalog(JSON.stringify(catalog)));
  const state = {
    schema: 'say-so-state/1',
    meaning,
    policy: 'EU-FR@2026-11',
    choices: [
      {
        purpose: 'stated',
        granted: true,
        at: '2026-11-01T08:00:00Z',
        control: 'switch',
        surface: 'choices',
        language: 'en',
      },
    ],
    lastSeen: kNow,
  };
  const environment = {
    now: kNow,
    jurisdiction: 'FR',
    jurisdictionSource: 'attribute',
    gpc: false,
    language: 'en',
    ageBand: null,
  };
  const nothing = {
    profile: { schema: 'say-so-profile/1', attributes: [] },
    signals: { schema: 'say-so-signals/1', entries: [] },
    controls: {},
    limit: 8,
    seed: 1,
  };
  const request = JSON.stringify({ environment, state, ...nothing });
  return (file) => unwrap(core.readImport(request, JSON.stringify(file)));
};

/** The profile once an import is kept: each answer is as one given now, at the end. */
export const keep = (before, add) => {
  const attributes = add.reduce(
    (list, { signal, value, pinned }) => [
      ...list.filter((one) => one.signal !== signal),
      { signal, value, at: kNow, ...(pinned && { pinned }) },
    ],
    before.attributes,
  );
  return { ...before, attributes };
};
