// Drawn shops and what their visitors ask for: models of every kind, data of every kind of signal, any consent.
import fc from 'fast-check';
import { read, unwrap } from './modules.mjs';

const store = JSON.parse(await read('tests/conformance/recommend/store.json'));
const treesFile = JSON.parse(await read('tests/conformance/explain/b06.model.json'));

export const kKinds = ['stated-match', 'context', 'ease', 'cosine', 'kmeans', 'linear', 'additive', 'trees'];
const kCategories = ['Kitchen', 'Garden', 'Cards'];
const kColours = ['red', 'blue', 'green'];
const kNow = '2026-11-22T01:17:56Z';
const kFeatures = Array.from({ length: 9 }, (_, at) => `f${at}`);

const base64 = (/** @type {ArrayBufferView} */ { buffer }) => Buffer.from(buffer).toString('base64');
const f32 = (list) => base64(Float32Array.from(list));
const u16 = (list) => base64(Uint16Array.from(list));
const u8 = (list) => base64(Uint8Array.from(list));

const number = (min, max) => fc.double({ min, max, noNaN: true });
/** A list of just so many. */
const times = (count, one) => fc.array(one, { minLength: count, maxLength: count, size: 'max' });

const kPurposes = ['p0', 'p1', 'p2'];
const kSignals = {
  viewed: 'observed',
  bought: 'observed',
  shown: 'observed',
  'interest.category': 'stated',
  'interest.colour': 'stated',
  'interest.price': 'stated',
  'guessed.category': 'inferred',
  season: 'contextual',
  page: 'contextual',
};

const config = fc
  .record({
    purposes: times(kPurposes.length, fc.constantFrom('model', 'functional', 'analytics', 'marketing')),
    of: times(Object.keys(kSignals).length, fc.constantFrom(...kPurposes)),
    allowPolicyDefault: fc.boolean(),
    shown: fc.boolean(),
  })
  .map(({ purposes, of, allowPolicyDefault, shown }) => ({
    ...store.config,
    purposes: [
      { id: 'necessary', required: true },
      ...purposes.map((kind, at) =>
        kind === 'model'
          ? { id: kPurposes[at], feeds: 'model', ...(allowPolicyDefault && { allowPolicyDefault }) }
          : { id: kPurposes[at], class: kind },
      ),
    ],
    signals: Object.entries(kSignals).map(([id, provenance], at) => ({ id, purpose: of[at], provenance })),
    recommend: { catalog: '/c.json', model: '/m.json', ...(shown && { shown: 'shown' }) },
  }));

const catalogOf = (count) =>
  times(
    count,
    fc.record({
      category: fc.constantFrom(...kCategories),
      colour: fc.option(fc.constantFrom(...kColours), { nil: undefined }),
      price: fc.nat(80).map((half) => half / 2),
      sensitive: fc.nat(9).map((one) => one === 9),
    }),
  ).map((items) => ({
    schema: 'say-so-catalog/1',
    currency: 'GBP',
    items: items.map(({ category, colour, price, sensitive }, at) => ({
      id: `i${at}`,
      title: 'Item',
      url: '/product/x',
      category,
      ...(colour && { tags: [`colour:${colour}`] }),
      price,
      ...(sensitive && { sensitive }),
    })),
  }));

const kNeighbours = 3;
const history = { signals: { bought: 1, viewed: 0.7 } };

const ease = (count) =>
  fc
    .record({
      index: times(count * kNeighbours, fc.nat(count - 1)),
      value: times(count * kNeighbours, fc.integer({ min: 1, max: 255 })),
      scale: times(count, number(0, 0.01)),
    })
    .map(({ index, value, scale }) => {
      // A neighbour is another item, and stands there once.
      const isNew = (from, at) => {
        const item = Math.floor(at / kNeighbours);
        return from !== item && index.indexOf(from, item * kNeighbours) === at;
      };
      const known = value.map((one, at) => (isNew(index[at], at) ? one : 0));
      return {
        kind: 'ease',
        ...history,
        neighbours: kNeighbours,
        index: u16(index),
        value: u8(known),
        scale: f32(scale),
      };
    });

const cosine = (count) =>
  fc
    .record({
      pairs: fc.uniqueArray(fc.tuple(fc.nat(count - 1), fc.nat(count - 1), fc.integer({ min: 1, max: 40 })), {
        selector: ([i, j]) => Math.min(i, j) * count + Math.max(i, j),
        maxLength: 20,
      }),
      shrink: fc.nat(20),
      neighbours: fc.integer({ min: 1, max: 6 }),
    })
    .map(({ pairs, shrink, neighbours }) => {
      const both = pairs
        .filter(([i, j]) => i !== j)
        .map(([i, j, n]) => [Math.min(i, j), Math.max(i, j), n])
        .toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
      const column = (at) => both.map((pair) => pair[at]);
      return {
        kind: 'cosine',
        ...history,
        shrink,
        neighbours,
        pairs: both.length,
        bought: f32(Array(count).fill(40)),
        first: u16(column(0)),
        second: u16(column(1)),
        together: f32(column(2)),
      };
    });

const kmeans = (count) =>
  fc
    .record({ centers: times(3, times(4, number(0, 4))), scores: times(3, times(count, number(-1, 1))) })
    .map(({ centers, scores }) => ({
      kind: 'kmeans',
      features: ['seen', 'garden', 'kitchen', 'winter'],
      centers,
      segments: scores.map((of, at) => ({
        id: `s${at}`,
        scores: Object.fromEntries(of.map((score, item) => [`i${item}`, score])),
      })),
    }));

const linear = fc
  .record({
    kind: fc.constantFrom('linear', 'logistic'),
    coef: times(9, number(-0.5, 0.5)),
    intercept: number(0, 1),
    background_mean: times(9, number(0, 1)),
  })
  .map((drawn) => ({ ...drawn, features: kFeatures }));

const table = times(3, number(-0.5, 0.5));
const additive = fc
  .record({
    intercept: number(-1, 1),
    main: times(9, table),
    pair: times(3, table),
    background: times(3, times(9, fc.nat(2))),
  })
  .map(({ intercept, main, pair, background }) => ({
    kind: 'additive',
    features: kFeatures,
    intercept,
    edges: kFeatures.map((_, at) => [at ? 0.5 : 8]),
    main,
    pairs: [{ i: 2, j: 3, table: pair }],
    background,
  }));

/** The shape of a real file, with other features, thresholds and leaves. */
const nodes = treesFile.learner.gradient_booster.model.trees.reduce(
  (sum, one) => sum + one.left_children.length,
  0,
);
const trees = fc
  .record({ at: times(nodes, number(-0.5, 0.5)), split: times(nodes, fc.nat(8)) })
  .map(({ at, split }) => {
    const file = structuredClone(treesFile);
    let node = 0;
    for (const tree of file.learner.gradient_booster.model.trees)
      for (const [here, left] of tree.left_children.entries()) {
        tree.split_conditions[here] = left === -1 ? at[node] : at[node] + 0.5;
        if (left !== -1) tree.split_indices[here] = split[node];
        node++;
      }
    return file;
  });

const statedMatch = {
  kind: 'stated-match',
  match: [
    { signal: 'interest.category', field: 'category', weight: 0.4 },
    { signal: 'guessed.category', field: 'category', weight: 0.3 },
    { signal: 'interest.colour', field: 'tag:colour', weight: 0.2 },
    { signal: 'interest.price', field: 'price', weight: 0.1 },
  ],
};
const context = {
  kind: 'context',
  match: [
    { signal: 'page', field: 'category', weight: 0.3 },
    { signal: 'season', is: 'winter', field: 'category', items: 'Garden', weight: 0.25 },
  ],
};
const rowSources = {
  f0: { item: 'price' },
  f1: { signal: 'interest.colour', match: 'tag:colour' },
  f2: { signal: 'viewed', count: 'category' },
  f3: { signal: 'interest.category', match: 'category' },
  f4: { signal: 'bought', count: 'category' },
  f5: { signal: 'interest.price', match: 'price' },
  f6: { signal: 'season', is: 'winter' },
  f7: { item: 'category', is: 'Garden' },
  f8: { signal: 'viewed', count: 'tag:colour' },
};
const segmentSources = {
  seen: { signal: 'viewed', count: 'all' },
  garden: { signal: 'bought', count: 'category', is: 'Garden' },
  kitchen: { signal: 'interest.category', is: 'Kitchen' },
  winter: { signal: 'season', is: 'winter' },
};

const partOf = (kind, count) => {
  const models = {
    'stated-match': () => fc.constant(statedMatch),
    context: () => fc.constant(context),
    ease: () => ease(count),
    cosine: () => cosine(count),
    kmeans: () => kmeans(count),
    linear: () => linear,
    additive: () => additive,
    trees: () => trees,
  };
  const sources = { kmeans: segmentSources, linear: rowSources, additive: rowSources, trees: rowSources }[
    kind
  ];
  return fc
    .record({ model: models[kind](), weight: number(0.5, 1.5) })
    .map(({ model, weight }) => ({ id: kind, weight, model, ...(sources && { sources }) }));
};

const modelOf = (kinds, count) =>
  fc
    .tuple(times(count, number(0, 1)), ...kinds.map((kind) => partOf(kind, count)))
    .map(([score, ...parts]) => ({
      schema: 'say-so-model/1',
      kind: 'blend',
      items: score.map((_, at) => `i${at}`),
      parts: [{ id: 'popularity', weight: 0.5, model: { kind: 'popularity', score: f32(score) } }, ...parts],
    }));

/** Config, catalog and model: of one kind, or of some together. */
export const shop = fc
  .tuple(
    fc.integer({ min: 2, max: 12 }),
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...kKinds).map((kind) => [kind]) },
      { weight: 1, arbitrary: fc.subarray(kKinds) },
    ),
  )
  .chain(([count, kinds]) =>
    fc.record({ config, catalog: catalogOf(count), model: modelOf(kinds, count), kinds: fc.constant(kinds) }),
  );

const daysAgo = fc.nat(60).map((days) => new Date(Date.parse(kNow) - days * 86_400_000).toISOString());
const at = daysAgo.map((time) => `${time.slice(0, 19)}Z`);
const values = {
  'interest.category': fc.constantFrom(...kCategories).map((one) => [one]),
  'guessed.category': fc.constantFrom(...kCategories).map((one) => [one]),
  'interest.colour': fc.constantFrom(...kColours).map((one) => [one]),
  'interest.price': fc.tuple(fc.nat(8), fc.nat(12)).map(([min, more]) => ({ min, max: min + more })),
};

/** What a page asks; its choices are of the state that `requestOf` makes. */
export const question = fc.record({
  jurisdiction: fc.constantFrom('FR', 'FR', 'US-CA', 'US-NY', null),
  gpc: fc.nat(4).map((one) => one === 4),
  ageBand: fc.constantFrom(null, null, 'adult', '13-15'),
  granted: fc.array(fc.tuple(fc.constantFrom(...kPurposes), fc.nat(4).map(Boolean)), { maxLength: 3 }),
  entries: fc.array(
    fc.record({
      signal: fc.constantFrom('viewed', 'bought', 'shown'),
      of: fc.nat(12).map((item) => `i${item}`),
      at,
    }),
    { maxLength: 8 },
  ),
  attributes: fc.uniqueArray(
    fc.oneof(
      ...Object.entries(values).map(([signal, value]) =>
        fc.record({ signal: fc.constant(signal), value, at }),
      ),
    ),
    { selector: ({ signal }) => signal },
  ),
  context: fc.record(
    { season: fc.constantFrom('winter', 'summer'), page: fc.constantFrom(...kCategories) },
    { requiredKeys: [] },
  ),
  controls: fc.record(
    {
      personalized: fc.constantFrom(true, true, true, false),
      variety: fc.constantFrom('alike', 'balanced', 'mixed'),
      serendipity: fc.boolean(),
      exploration: fc.boolean(),
    },
    { requiredKeys: [] },
  ),
  limit: fc.integer({ min: 1, max: 8 }),
  seed: fc.nat(1000),
});

/** @param {string} meaning of the loaded config */
export const requestOf = (
  meaning,
  { jurisdiction, gpc, ageBand, granted, entries, attributes, ...rest },
) => ({
  environment: { now: kNow, jurisdiction, jurisdictionSource: 'attribute', gpc, language: 'en', ageBand },
  state: {
    schema: 'say-so-state/1',
    meaning,
    policy: 'EU-FR@2026-11',
    choices: [...new Map(granted)].map(([purpose, yes]) => ({
      purpose,
      granted: yes,
      at: '2026-11-01T08:00:00Z',
      control: 'switch',
      surface: 'choices',
      language: 'en',
    })),
    lastSeen: '2026-11-21T10:00:00Z',
  },
  profile: { schema: 'say-so-profile/1', attributes },
  signals: { schema: 'say-so-signals/1', entries },
  ...rest,
});

/** Loads a shop into a started module; gives the config's meaning. */
export const loadShop = (module, { config: site, catalog, model }) => {
  const { meaning } = unwrap(module.loadConfig(JSON.stringify(site)));
  unwrap(module.loadCatalog(JSON.stringify(catalog)));
  unwrap(module.loadModel(JSON.stringify(model)));
  return meaning;
};
