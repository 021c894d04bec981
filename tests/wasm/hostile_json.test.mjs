// Hostile JSON at every entry of the modules: a typed error with its place, or a value in which text is text. Nothing is
// granted by it, no answer has a number that is none, and no prototype is touched.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { environment } from '../../demo/data/shoppers.mjs';
import { sampleTexts } from '../e2e/lib/review-sample.mjs';
import { alter, grantsIn, hasNoNumber } from './lib/hostile.mjs';
import { startInNode } from './lib/start.mjs';

const root = new URL('../../', import.meta.url);
const read = (path) => readFile(new URL(path, root), 'utf8');
const json = async (path) => JSON.parse(await read(path));
const text = JSON.stringify;
const names = [
  'consent',
  'explain_rows',
  'what_if',
  'profile_core',
  'privacy_core',
  'iab',
  'consent_iab',
  'review',
];
const [consent, rows, whatIf, profile, privacy, iab, spoken, review] = await Promise.all(
  names.map((name) => startInNode(name)),
);
const codes = new Set(
  [...(await read('docs/errors.md')).matchAll(/^### ([a-z0-9-]+)$/gm)].map(([, code]) => code),
);

const config = text(await json('tests/conformance/consent/config.json'));
const kinds = await json('tests/conformance/recommend/kinds.store.json');
const firstCase = async (name) =>
  JSON.parse((await read(`tests/conformance/recommend/${name}cases.jsonl`)).split('\n')[1]).request;
const request = await firstCase('kinds.');
const wishes = [
  { purpose: 'analytics', granted: true },
  { service: 'youtube', granted: false },
];
const how = { control: 'save', surface: 'choices', language: 'en', steps: 2, prevHash: [] };
consent.loadConfig(config);
const chosen = JSON.parse(consent.choose('', text(environment), text(wishes), text(how))).value;
const plan = text(JSON.parse(consent.plan(environment.now)).value);

/** A module with a shop in it, whatever was loaded before. */
const withShop = (module, { config: site, catalog, model } = kinds) => {
  module.loadConfig(text(site));
  module.loadCatalog(text(catalog));
  module.loadModel?.(text(model));
  return module;
};
const withConfig = (module = consent, of = config) => {
  module.loadConfig(of);
  return module;
};

const ranked = JSON.parse(withShop(whatIf).rank(text(request))).value.items[0].item;

const statistics = {
  purposes: [{ id: 'necessary', required: true }, { id: 'statistics' }],
  page: {
    privacy: {
      endpoint: 'https://shop.example/reports',
      budgets: [{ purpose: 'statistics', epsilon: 2, period: 'month' }],
      questions: [{ id: 'a', purpose: 'statistics', epsilon: 1, answers: ['no', 'yes'] }],
      learning: [
        {
          id: 'opened',
          purpose: 'statistics',
          epsilon: 1,
          delta: 1e-6,
          clip: 1,
          epochs: 2,
          features: ['b', 'c'],
        },
      ],
    },
  },
};
const asked = { now: environment.now, budget: null };
const random = Buffer.alloc(64, 7).toString('base64');
const longRandom = Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 37 + 11) % 256)).toString(
  'base64',
);
const questions = [{ signal: 'interest.category', kind: 'multiple', from: 'category' }];
const store = await json('tests/conformance/recommend/store.json');
const asking = { ...store, config: { ...store.config, profile: { questions } } };
const storeRequest = await firstCase('');
const exported = {
  schema: 'say-so-profile/1',
  attributes: [{ signal: 'interest.category', value: ['Garden'], at: '2026-11-10T12:00:00Z' }],
};
const tcModel = (await json('tests/conformance/iab/tcf_roundtrip.json')).cases[3].model;
const gppModel = (await json('tests/conformance/iab/gpp_roundtrip.json')).cases[0];
const vendors = { ...(await json('tests/conformance/iab/tcf_semantic.json')) };
const list = { vendors: vendors.gvlVendors };
const global = {
  gvlSpecificationVersion: 3,
  vendorListVersion: 120,
  tcfPolicyVersion: 5,
  lastUpdated: '2026-11-19T16:00:00Z',
  vendors: vendors.gvlVendors,
};
const frameworks = {
  tcf: { cmpId: 12, purposes: { 1: ['analytics'] }, vendors: { plaincount: 40 }, list: global },
  gpp: {},
};
const reviewed = sampleTexts(2);
for (const name of ['Config', 'Catalog', 'Model']) review[`load${name}`](reviewed[name.toLowerCase()]);
review.loadShoppers(reviewed.shoppers);
const someShopper = JSON.parse(reviewed.shoppers).shoppers[0].id;
const speaking = () => {
  withConfig(spoken).loadIab(text({ tcf: { ...frameworks.tcf, vendorList: '/vendor-list.json' } }));
  return spoken;
};

/**
 * Each entry that takes JSON: a valid text, and what the module answers to it. Where an entry loads something, what is
 * decided or ranked with it is part of the answer.
 * @type {Record<string, [sample: string, ask: (text: string) => string[]]>}
 */
const entries = {
  config: [config, (it) => [consent.loadConfig(it), consent.evaluate(chosen.stateText, text(environment))]],
  environment: [text(environment), (it) => [withConfig().evaluate(chosen.stateText, it)]],
  state: [text(chosen.state), (it) => [withConfig().evaluate(it, text(environment))]],
  'state to cookie': [text(chosen.state), (it) => [consent.encodeState(it)]],
  'states of two tabs': [
    text(chosen.state),
    (it) => [consent.merge(it, chosen.stateText), consent.merge(chosen.stateText, it)],
  ],
  choice: [text(wishes), (it) => [withConfig().choose('', text(environment), it, text(how))]],
  'how it was made': [text(how), (it) => [withConfig().choose('', text(environment), text(wishes), it)]],
  'one request of decide': [
    text({ environment, state: chosen.state, choices: wishes, how }),
    (it) => [withConfig().decide(it)],
  ],
  plan: [plan, (it) => [withConfig().verifyPlan(it, environment.now)]],
  ledger: [text({ records: chosen.records, heads: [chosen.head] }), (it) => [consent.verifyLedger(it)]],
  'ledgers of two tabs': [
    text(chosen.records),
    (it) => [consent.mergeLedgers(it, '[]'), consent.mergeLedgers('[]', it)],
  ],
  'settings of the frameworks': [
    text(frameworks),
    (it) => [withConfig(spoken).loadIab(it), spoken.sayIab('', text(environment), '')],
  ],
  catalog: [text(kinds.catalog), (it) => [withShop(rows).loadCatalog(it), rows.rank(text(request))]],
  ...Object.fromEntries(
    kinds.model.parts.map((part) => [
      `model, ${part.id}`,
      [
        text({ ...kinds.model, parts: [part] }),
        (it) => [withShop(rows).loadModel(it), rows.rank(text(request))],
      ],
    ]),
  ),
  'request for a list': [text(request), (it) => [withShop(rows).rank(it)]],
  'request for what would change it': [
    text({ ...request, limit: 1 }),
    (it) => [withShop(whatIf).counterfactuals(it, '')],
  ],
  'request for a replay': [text(request), (it) => [withShop(whatIf).makeReplay(it, ranked, '', '', '')]],
  'request of the profile': [
    text(storeRequest),
    (it) => [withShop(profile, asking).look(it, '{"refused":[],"silent":false}')],
  ],
  'earlier proposals': [
    '{"refused":[{"signal":"interest.category","value":"Garden"}],"silent":false}',
    (it) => [withShop(profile, asking).look(text(storeRequest), it)],
  ],
  answer: [
    '{"signal":"interest.category","value":["Garden"]}',
    (it) => [withShop(profile, asking).check(it)],
  ],
  'profile to import': [
    text(exported),
    (it) => [withShop(profile, asking).readImport(text(storeRequest), it)],
  ],
  'settings of statistics': [text(statistics), (it) => [privacy.loadConfig(it)]],
  'what is left of a budget': [text(asked), (it) => [withConfig(privacy, text(statistics)).look(it)]],
  'an answer to statistics': [
    text({ ...asked, question: 'a', answer: 'yes', random }),
    (it) => [withConfig(privacy, text(statistics)).answer(it)],
  ],
  'what a device learns from': [
    text({ ...asked, model: 'opened', weights: [0, 0, 0], rows: [[1, 0]], labels: [1], random: longRandom }),
    (it) => [withConfig(privacy, text(statistics)).learn(it)],
  ],
  'model of a TC string': [text(tcModel), (it) => [iab.encodeTc(it, '')]],
  'vendor list': [text(list), (it) => [iab.encodeTc(text(tcModel), it)]],
  'model of a GPP string': [text({ sections: gppModel.sections }), (it) => [iab.encodeGpp(it, '')]],
  'what a trial counts': ['{"base":0.5,"lift":0.2}', (it) => [review.trial(it)]],
  'what is measured': [
    '{"id":"x","purposes":["history","stated"],"controls":{"variety":"mixed"}}',
    (it) => [review.measure(it), review.requestOf(it, someShopper)],
  ],
  'choice where frameworks are spoken': [
    text(wishes),
    (it) => [
      speaking().chooseIab('', text(environment), it, text({ ...how, prevHash: undefined }), '', '1;;;;'),
    ],
  ],
  shoppers: [reviewed.shoppers, (it) => [review.loadShoppers(it)]],
};

const kOfObjects = Object.getOwnPropertyNames(Object.prototype).toSorted();

/** What is wrong with the answers to a text, if anything. */
const faultOf = (answers, wanted, granted) => {
  for (const [at, answer] of answers.entries()) {
    const { ok, value, error } = JSON.parse(answer);
    // What could not be read closes everything, and says so in the decision.
    const told = ok ? (value?.stateError ?? value?.decision?.stateError) : error;
    if (told && !(codes.has(told.code) && told.message && typeof told.at === 'string'))
      return `untyped: ${answer}`;
    if (wanted && at === 0 && !wanted.includes(told?.code)) return `not ${wanted}: ${answer.slice(0, 300)}`;
    if (ok && hasNoNumber(value)) return `a number that is none: ${answer.slice(0, 300)}`;
    const more = grantsIn(value).filter((one) => !granted.has(one));
    if (ok && more.length) return `grants ${more}`;
  }
  const own = Object.getOwnPropertyNames(Object.prototype).toSorted();
  return own.join() === kOfObjects.join() ? '' : 'a prototype was changed';
};

for (const [name, [sample, ask]] of Object.entries(entries))
  test(`hostile JSON: ${name}`, () => {
    const valid = ask(sample);
    for (const answer of valid)
      assert.ok(JSON.parse(answer).ok, `the sample itself: ${answer.slice(0, 300)}`);
    const granted = new Set(valid.flatMap((answer) => grantsIn(JSON.parse(answer).value)));
    const wrong = [];
    for (const { way, text: altered, codes: wanted } of alter(sample)) {
      const fault = faultOf(ask(altered), wanted, granted);
      if (fault) wrong.push(`${way}: ${fault}`);
    }
    assert.deepEqual(wrong, []);
    assert.deepEqual(ask(sample), valid);
  });

test('texts that are no choice of the framework, and no TC string that was kept, are none', () => {
  const ask = (/** @type {string} */ kept, /** @type {string} */ wish) =>
    speaking().chooseIab('', text(environment), text(wishes), text(how), kept, wish);
  const { tcString } = JSON.parse(ask('', '1;;;6;')).value;
  assert.deepEqual(JSON.parse(iab.decodeTc(tcString, '')).value.purposeConsents, [1]);
  const wrong = [
    '1-',
    '-1;;;;',
    '1-99999999999;;;;',
    '0;;;;',
    '25;;;;',
    ';;13;;',
    ';;;65536;',
    ';;;;;',
    '1 ;;;;',
    'é',
    '[1]',
  ];
  for (const wish of [...wrong, '1,'.repeat(40_000)])
    assert.equal(JSON.parse(ask('', wish)).error?.code, 'bad-value', wish.slice(0, 30));
  const spoilt = [
    '!',
    'A',
    tcString.slice(0, 20),
    `${tcString.slice(0, -1)}!`,
    'C'.repeat(70_000),
    'C\u0000',
    '💥',
  ];
  for (const kept of spoilt) assert.equal(ask(kept, ''), ask('', ''), kept.slice(0, 30));
});

/** What the native program says with these files, its input on the standard stream. */
const native = (words, files, input = '') => {
  const folder = mkdtempSync(join(tmpdir(), 'say-so-'));
  try {
    const named = Object.entries(files).flatMap(([name, content]) => {
      writeFileSync(join(folder, name), content);
      return [`--${name}`, join(folder, name)];
    });
    const { stdout, status } = spawnSync('build/native/say-so', [...words, ...named], {
      cwd: fileURLToPath(root),
      input,
    });
    return { answers: stdout.toString().trim().split('\n'), status };
  } finally {
    rmSync(folder, { recursive: true });
  }
};
/** As bytes, with one in the first text that no UTF-8 has. */
const spoil = (whole) => {
  const bytes = Buffer.from(whole);
  bytes[bytes.indexOf(':"') + 2] = 0xff;
  return bytes;
};
const shop = { config: text(kinds.config), catalog: text(kinds.catalog), model: text(kinds.model) };
const saved = text(JSON.parse(withShop(whatIf).makeReplay(text(request), ranked, '', '', '')).value);

test('raw bytes that are not UTF-8 are refused by the native program, in files and on lines', () => {
  const lines = `${text({ environment })}\n`;
  const all = [
    native(['decide'], { config: spoil(config) }, lines),
    native(['decide'], { config }, Buffer.concat([spoil(text({ environment })), Buffer.from(`\n${lines}`)])),
    ...Object.keys(shop).map((name) =>
      native(['rank'], { ...shop, [name]: spoil(shop[name]) }, `${text(request)}\n`),
    ),
    native(['rank'], { ...shop, replay: spoil(saved) }),
    native(['rank'], { ...shop, sources: spoil('{"schema":"say-so-sources/1"}') }, `${text(request)}\n`),
    native(['tc', 'encode'], { gvl: spoil(text({ name: 'x', ...list })) }, `${text(tcModel)}\n`),
    native(
      ['tc', 'encode'],
      {},
      Buffer.concat([spoil(text({ consentLanguage: 'EN', ...tcModel })), Buffer.from('\n')]),
    ),
  ];
  for (const { answers, status } of all) {
    assert.equal(JSON.parse(answers[0]).error?.code, 'bad-utf8', answers[0].slice(0, 200));
    assert.equal(status, 1);
  }
  assert.ok(JSON.parse(all[1].answers[1]).ok, 'the next line has its answer');
});

test('hostile JSON: a replay file', () => {
  const wrong = [];
  for (const { way, text: altered, codes: wanted } of alter(saved, 4)) {
    const { answers, status } = native(['rank'], { ...shop, replay: altered });
    const fault = status === 0 || status === 1 ? faultOf(answers, wanted, new Set()) : `exit ${status}`;
    if (fault) wrong.push(`${way}: ${fault}`);
  }
  assert.deepEqual(wrong, []);
});
