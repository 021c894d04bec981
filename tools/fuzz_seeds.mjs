// Seeds for the fuzz targets, taken from the tests' own cases into build/seeds.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { path } from './lib.mjs';

const read = (file) => readFileSync(path(file), 'utf8');
const casesOf = (folder, name = 'cases') =>
  read(`tests/conformance/${folder}/${name}.jsonl`)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** What is asked of a ranking: as the cases do, and with what the page or the brand's server says. */
const requests = () => {
  const plain = casesOf('recommend').map(({ request }) => request);
  const places = casesOf('recommend', 'places.cases').map(({ request }) => request);
  const contribution = { signal: 'viewed', of: 'cup', value: 0.25 };
  const served = [{ item: 'tray', score: 0.75, base: 0.5, contributions: [contribution] }];
  const asked = plain.flatMap((request) => [
    request,
    { ...request, context: { season: 'winter', page: 'Kitchen' }, exclude: ['tray'] },
    { ...request, served },
  ]);
  return [...asked, ...places];
};

/** The strings of the IAB's vectors. */
const stringsOf = (...files) =>
  files.flatMap((file) =>
    JSON.parse(read(`tests/conformance/iab/${file}.json`)).cases.map(({ string }) => string),
  );

/** Small parts of the kinds that the store's model does not have. */
const partsOfEachKind = () => {
  const sources = {
    f0: { item: 'price' },
    f1: { signal: 'viewed', count: 'category' },
    f2: { signal: 'interest.category', match: 'category' },
    f3: { item: 'tag:colour', is: 'red' },
  };
  const rows = { id: 'rows', weight: 1, sources };
  const names = Object.keys(sources);
  const trees = JSON.parse(read('tests/conformance/explain/b01.model.json'));
  return [
    {
      id: 'context',
      weight: 1,
      model: {
        kind: 'context',
        match: [{ signal: 'season', is: 'winter', field: 'category', items: 'Cards', weight: 1 }],
      },
    },
    {
      id: 'cosine',
      weight: 1,
      model: {
        kind: 'cosine',
        signals: { bought: 1 },
        shrink: 10,
        neighbours: 5,
        pairs: 1,
        bought: 'AABAQAAAQEA=',
        first: 'AAA=',
        second: 'AQA=',
        together: 'AACAPw==',
      },
    },
    {
      id: 'segments',
      weight: 1,
      sources: { seen: { signal: 'viewed', count: 'all' } },
      model: {
        kind: 'kmeans',
        features: ['seen'],
        centers: [[0], [4]],
        segments: [
          { id: 'new', scores: { cup: 1 } },
          { id: 'keen', scores: { pot: 1 } },
        ],
      },
    },
    { id: 'shop', model: { kind: 'rules', inStock: true, price: { min: 1 }, pins: [{ item: 'cup' }] } },
    { ...rows, candidates: 3, model: trees },
    {
      ...rows,
      model: {
        kind: 'linear',
        features: names,
        coef: names.map(() => 1),
        intercept: 0,
        background_mean: names.map(() => 0),
      },
    },
  ];
};

/** Files of row models: XGBoost's small ones, good and broken, and one of each shape of ours. */
const rowModels = () => {
  const folder = 'tests/conformance/explain';
  const names = ['b01', 'b03', 'b05', 'm01', 'm11', 'm14', 'bad-cycle', 'bad-lengths', 'bad-cover'];
  const linear = JSON.parse(read(`${folder}/l06.vectors.json`));
  const additive = JSON.parse(read(`${folder}/a01.vectors.json`));
  const { coef, background, background_mean } = linear;
  const { intercept, edges, main, pairs } = additive;
  return [
    ...names.map((name) => read(`${folder}/${name}.model.json`)),
    JSON.stringify({ kind: 'linear', coef, intercept: linear.intercept, background_mean }),
    JSON.stringify({ kind: 'logistic', coef, intercept: linear.intercept, background }),
    JSON.stringify({ kind: 'additive', intercept, edges, main, pairs, background: additive.background }),
    JSON.stringify({
      kind: 'kmeans',
      features: ['x'],
      centers: [[0], [4]],
      segments: [{ id: 'a' }, { id: 'b' }],
    }),
  ];
};

/** Decisions about people, each way of reading them once. */
const decisionRows = () => {
  const { decisions } = JSON.parse(read('tests/conformance/explain/fairness.vectors.json'));
  const scored = 'g,y,f0,f1,f2,f3\na,1,0,1,2,3\nb,0,3,,1,0\na,0,1,1,1,1\n';
  const ways = decisions.slice(0, 8).map(({ group, score, label, decision }, way) => {
    const scores = way & 2 ? decision : score;
    const rows = group.map((name, row) => [name, scores[row], label[row], (3 * score[row]).toFixed(2)]);
    const head = way & 1 ? 'g,s,y,x' : '"g",s,y,x\r';
    return `${String.fromCharCode(way + (way === 4 ? 8 : 0))}${[head, ...rows].join('\n')}\n`;
  });
  // Scores of a model that is read beside them, with and without labels.
  return [...ways, `${String.fromCharCode(16)}${scored}`, `${String.fromCharCode(20)}${scored}`];
};

/** What a page asks of statistics and learning, and a config that says what is asked. */
const privacyRequests = () => {
  const spent = { question: 'trust', period: '2026-10', epsilon: 1, until: '2026-11-01T00:00:00Z' };
  const known = {
    now: '2026-11-22T10:00:00Z',
    budget: { schema: 'say-so-privacy-budget/1', spent: [{ purpose: 'statistics', ...spent }] },
    random: Buffer.alloc(72, 'random').toString('base64'),
  };
  const learning = { id: 'liked', purpose: 's', features: ['x'], epsilon: 1, delta: 1e-6, clip: 1 };
  return [
    { now: known.now, budget: null },
    { ...known, question: 'trust', answer: '2' },
    { ...known, question: 'kind', answer: 'c' },
    {
      ...{ ...known, random: Buffer.alloc(1200, 'bytes').toString('base64') },
      ...{ model: 'liked', weights: [0, 1, 2], rows: [[1, 2]], labels: [1] },
    },
    {
      purposes: [{ id: 's' }],
      page: {
        privacy: {
          endpoint: '/statistics',
          budgets: [{ purpose: 's', epsilon: 2, period: 'week' }],
          questions: [{ id: 'q', purpose: 's', answers: ['a', 'b'], epsilon: 1 }],
          learning: [learning],
        },
      },
    },
  ];
};

/** What a config says of the page and of the tools of others. */
const pageConfigs = () => {
  const site = JSON.parse(read('demo/site.json'));
  const tcf = { cmpId: 300, publisherCountry: 'GB', purposes: { 1: ['ads'] }, vendors: { adlark: 2 } };
  const pages = [
    {
      integrations: {
        tcf: {
          ...tcf,
          restrictions: [{ purposeId: 2, type: 'require-consent', vendors: '1-4,8' }],
          disclosedVendors: '2,7-9',
          vendorList: '/gvl.json',
          translations: { de: '/gvl.de.json' },
          specialFeatures: { 1: ['ads'] },
        },
        gpp: { mspa: 'opt-out-option', sensitive: ['health'], usPrivacy: true, experimental: true },
      },
    },
    { reopen: 'corner', marks: { C0007: 'media', 'Acme Pixel': ['ads', 'media'] } },
    { integrations: { tcf: { ...tcf, vendorList: '/gvl.json', disclosedVendors: 'all' } } },
    { integrations: { gpp: { sections: { usnat: {}, usca: {} } } }, statement: '/how' },
    {
      payAlternative: { price: '£2', thirdOption: true },
      integrations: { clarity: {}, meta: { pixel: 'ads' } },
    },
  ];
  const modes = [
    { mode: 'basic', urlPassthrough: true },
    { mode: 'advanced', waitForUpdate: 500 },
  ];
  return [
    ...pages.map((page) => ({ ...site, text: {}, page })),
    ...modes.map((consentMode) => ({ ...site, text: {}, consentMode })),
  ];
};

/** Replay files of the cases' own rationales. */
const replays = () =>
  casesOf('recommend')
    .filter(({ expected }) => expected?.value?.items?.length)
    .map(({ request, expected }) => ({
      schema: 'say-so-replay/1',
      files: { config: null, catalog: null, model: null },
      request,
      rationale: expected.value.items[0],
    }));

/** Every text in the seeds that are JSON, as tokens for libFuzzer: keys, ids and words of the shapes. @param {string[]} texts */
const dictionaryOf = (texts) => {
  const tokens = new Set();
  const collect = (/** @type {unknown} */ value) => {
    if (typeof value === 'string') tokens.add(value);
    else if (value && typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) {
        if (!Array.isArray(value)) tokens.add(key);
        collect(inner);
      }
  };
  for (const text of texts)
    try {
      collect(JSON.parse(text));
    } catch {
      for (const word of text.match(/[\w-]{2,24}/g) ?? []) tokens.add(word);
    }
  return [...tokens]
    .filter((token) => /^[\x20-\x7e]{1,32}$/.test(token))
    .slice(0, 2000)
    .map((token) => `"${token.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)
    .join('\n');
};

/** Past shoppers of the small store, what may be asked of them, and of a trial. */
const reviewQuestions = () => {
  const [{ request }] = casesOf('recommend');
  const shopper = (id, group, before, after) => ({ id, group, before, after, stated: ['Kitchen'] });
  return [
    {
      schema: 'say-so-shoppers/1',
      environment: request.environment,
      context: { season: 'winter' },
      bought: 'bought',
      stated: 'interest.category',
      counts: { total: 9, items: { cup: 5, pot: 3, tray: 9, ink: 0 } },
      shoppers: [
        shopper('a', 'UK', ['cup', 'seeds'], ['pot']),
        shopper('b', 'EU', [], ['fork', 'balm']),
        shopper('c', 'UK', ['tray'], []),
      ],
    },
    { id: 'x', purposes: ['history'], controls: { variety: 'mixed' }, newest: 1, leaveOut: true },
    { base: 0.03, lift: 0.1, visitorsPerDay: 500, share: 0.5, confidence: 0.9, power: 0.5 },
    { control: { visitors: 90, bought: 3 }, treated: { visitors: 80, bought: 0 }, confidence: 0.5 },
  ];
};

/** What few sites need, in one. @param {any} config */
const whole = (config) => ({
  ...config,
  site: { ...config.site, cookieDomain: 'shop.example' },
  audience: 'mixed',
  guard: true,
  sink: { url: 'https://records.example/consent' },
  consentMode: { mode: 'advanced' },
  services: [
    {
      ...{ id: 'counted', name: 'Counted', purposes: ['analytics'], domains: ['counted.example'] },
      exempt: {
        ...{ kind: 'audience-measurement', solePurpose: true, notShared: true, informed: true },
        ...{ objection: true, ownStatistics: true, aggregate: true },
      },
    },
  ],
});

/**
 * Configs, each also with no more than one thing of a kind: what is changed in a long one is mostly one of its words.
 * @param {any} ofStore
 */
const smallConfigs = (ofStore) => {
  const large = [
    JSON.parse(read('demo/site.json')),
    JSON.parse(read('tests/conformance/consent/config.json')),
  ];
  const wordsOf = ({ text = {} }) =>
    Object.fromEntries(
      Object.entries(text).map(([language, words]) => [
        language,
        Object.fromEntries(Object.entries(words).slice(0, 3)),
      ]),
    );
  const small = large.map((config) => ({
    ...config,
    ...{ levels: undefined, profile: undefined, recommend: undefined },
    services: (config.services ?? []).slice(0, 2),
    text: wordsOf(config),
  }));
  const least = { ...small[1], services: [], signals: [], text: {}, languages: ['en'] };
  const example = JSON.parse(read('schemas/config.schema.json')).examples[0];
  return [...large, ...small, least, whole(small[1]), example, ofStore].map((one) => JSON.stringify(one));
};

/** A state that no cookie can hold. @param {any[]} kept */
const longState = (kept) => {
  const state = kept.find((each) => each.choices?.length);
  const many = Array.from({ length: 120 }, (_, at) => ({
    ...state.choices[0],
    granted: at % 3 > 0,
    purpose: `purpose-number-${at}`,
  }));
  return { ...state, choices: many };
};

/** A cookie's text, cut off, of another version, and with each of its parts empty. @param {string} text */
const brokenStates = (text) => [
  text.slice(0, -9),
  text.replace(/^1/, '2'),
  ...text.split('!').map((_, at, parts) => parts.with?.(at, '').join('!') ?? text),
];

/** Writes the seeds of every target; those that have none start from nothing. */
export const writeSeeds = () => {
  const consent = casesOf('consent');
  const store = JSON.parse(read('tests/conformance/recommend/store.json'));
  const { gvlVendors } = JSON.parse(read('tests/conformance/iab/tcf_semantic.json'));
  const states = consent.map(({ expected }) => expected.value?.stateText).filter(Boolean);
  const kept = consent.map(({ request }) => request.state).filter(Boolean);
  const configs = smallConfigs(store.config);
  const seeds = {
    json: [
      ...consent.slice(0, 20).map((each) => JSON.stringify(each)),
      read('demo/site.json'),
      '[1, -2.5, 3e10, 4E-7, 1.7976931348623157e308, 5e-324, 0.1, 123456789012345678901]',
      String.raw`{"\u0000\u001f\"\\\/\b\f\n\r\t": "\u00e9\ud83d\ude00", "": {"é": "😀"}}`,
    ],
    config: configs,
    lint: configs,
    state: [
      JSON.stringify(longState(kept)),
      ...brokenStates(states[0]),
      ...states,
      ...consent.map(({ request }) => JSON.stringify(request.state ?? null)),
    ],
    decide: consent.map(({ request }) => JSON.stringify(request)),
    ledger: [
      ...consent.map(({ expected }) => JSON.stringify(expected.value?.records ?? [])),
      // Two states, as two tabs have them.
      ...kept.map((state, at) => JSON.stringify([state, kept.at(at - 1)])),
    ],
    profile: casesOf('recommend').map(({ request }) => JSON.stringify(request.profile ?? null)),
    profile_import: [
      ...casesOf('recommend').map(({ request }) => JSON.stringify(request.profile ?? null)),
      JSON.stringify({
        schema: 'say-so-profile/1',
        attributes: [
          { signal: 'interest.category', value: ['Garden', 'Kitchen'], at: '2026-11-10T12:00:00Z' },
          { signal: 'interest.colour', value: ['red'], at: '2026-11-10T12:00:00Z', pinned: true },
          { signal: 'interest.price', value: { min: 1, max: 9 }, at: '2026-11-10T12:00:00Z' },
        ],
      }),
    ],
    catalog: [JSON.stringify(store.catalog)],
    model: [
      JSON.stringify(store.model),
      ...(store.model.parts ?? []).map(({ model }) => JSON.stringify(model)),
      ...partsOfEachKind().map((part) =>
        JSON.stringify({ schema: 'say-so-model/1', kind: 'blend', items: ['cup', 'pot'], parts: [part] }),
      ),
    ],
    tcf: [
      ...stringsOf('tcf_roundtrip', 'tcf_decode', 'tcf_malformed', 'spec_examples'),
      JSON.stringify({ vendors: gvlVendors }),
    ],
    gpp: stringsOf('gpp_roundtrip', 'gpp_headed_states', 'gpp_malformed'),
    row_model: rowModels(),
    theme: [
      ...readdirSync(path('web/styles/themes')).map((file) => read(`web/styles/themes/${file}`)),
      read('web/styles/tokens.css').replace('.root', ':root'),
      read('demo/store.css'),
      `say-so-first-layer::part(action):nth-child(2), [part='action'] { opacity: 10%; font: 4px/1 x; width: calc(1px + 2rem) }
       @media (prefers-color-scheme: dark) { .a { &:hover, > b { --say-so-text: oklch(0.5 0.1 30deg / 50%) !important } } }
       @supports not (color: light-dark(red, red)) { :root { --say-so-text: hsl(120 50% 50%); --say-so-edge: hwb(1 2% 3%) } }
       :root { --say-so-focus: var(--x, color-mix(in oklab, red, blue)); --x: var(--say-so-focus); --say-so-motion: 2s }`,
    ],
    report: [
      { schema: 'say-so-report/1', question: 'q', period: '2026-W47', epsilon: 1, answers: 7, value: 3 },
      {
        schema: 'say-so-report/1',
        question: 'q',
        period: '2026-11',
        epsilon: 0.5,
        answers: 9,
        bits: '010000100',
      },
      { schema: 'say-so-update/1', model: 'm', period: '2026', change: [0.5, -1, 2], examples: 3 },
    ].map((one) => JSON.stringify(one)),
    privacy: [
      ...privacyRequests(),
      { schema: 'say-so-update/1', model: 'm', period: '2026', change: [0.5, -1, 2], examples: 3 },
    ].map((one) => JSON.stringify(one)),
    page: pageConfigs().map((one) => JSON.stringify(one)),
    plan: [JSON.stringify(JSON.parse(read('tests/conformance/consent/plan.json')).value)],
    replay: replays().map((one) => JSON.stringify(one)),
    rank: requests().map((request) => JSON.stringify(request)),
    fairness: decisionRows(),
    shoppers: reviewQuestions().map((one) => JSON.stringify(one)),
  };
  for (const [target, texts] of Object.entries(seeds)) {
    mkdirSync(path('build/seeds', target), { recursive: true });
    texts.forEach((text, index) => writeFileSync(path('build/seeds', target, `${index}`), text));
    writeFileSync(path('build/seeds', `${target}.dict`), `${dictionaryOf(texts)}\n`);
  }
};
