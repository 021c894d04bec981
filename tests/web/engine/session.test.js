// The session over the real core, in Node: what it stores, deletes and refuses. Needs the built Wasm module.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, test } from 'node:test';
import { createConsent } from '../../../web/engine/consent.js';
import { Session } from '../../../web/engine/session.js';
import { usePage } from './page.js';

const bytes = readFileSync(new URL('../../../build/wasm/consent.wasm', import.meta.url));
const configText = JSON.stringify({
  schema: 'say-so-config/1',
  site: {
    name: 'Shop',
    controller: { name: 'Shop Ltd', contact: 'privacy@shop.example' },
    notice: '/privacy',
  },
  jurisdiction: { source: ['attribute'], fallback: 'strictest' },
  purposes: [
    { id: 'necessary', required: true },
    { id: 'stated', feeds: 'model', retention: 'P12M' },
    { id: 'history', feeds: 'model', retention: 'P90D' },
    { id: 'analytics', class: 'analytics' },
  ],
  services: [],
  signals: [
    { id: 'interest.category', purpose: 'stated', provenance: 'stated' },
    { id: 'viewed', purpose: 'history', provenance: 'observed' },
  ],
});
const kAccept = { control: 'accept-all', surface: 'first-layer', steps: 1 };
const kReject = { control: 'reject-all', surface: 'first-layer', steps: 1 };

const core = await createConsent({ url: '', configText, bytes });

/** @type {(() => void)[]} */
const leaving = [];
afterEach(() => leaving.splice(0).forEach((leave) => leave()));

const open = (options = {}) => {
  const page = usePage(options);
  leaving.push(page.leave);
  const errors = /** @type {string[]} */ ([]);
  const { error } = console;
  console.error = (text) => errors.push(text);
  leaving.push(() => (console.error = error));
  const environment = {
    now: '2026-11-22T12:00:00Z',
    jurisdiction: 'FR',
    jurisdictionSource: 'attribute',
    gpc: false,
    language: 'en',
    ageBand: null,
    ...options.environment,
  };
  const applied = [];
  const built = {
    language: 'en',
    text: `sha256:${'b'.repeat(64)}`,
    meaning: core.meaning,
    plan: { policyData: '' },
    assets: {},
    ...options.built,
  };
  const host = {
    base: '',
    built,
    environment: () => ({ ...environment }),
    apply: (decision) => applied.push(decision),
    open() {},
  };
  const start = () => new Session(/** @type {any} */ (host), core, configText);
  return { ...page, errors, environment, applied, start, session: start() };
};

const all = (granted) => [{ all: /** @type {const} */ (true), granted }];
const grantedOf = (session) => session.decision.purposes.filter((one) => one.granted).map(({ id }) => id);
const entriesIn = (page) => JSON.parse(page.local.get('say-so.signals') ?? '{"entries":[]}').entries;

test('before a choice nothing is written', () => {
  const page = open();
  page.session.refresh();
  page.session.observe('viewed', '1');
  assert.deepEqual(grantedOf(page.session), ['necessary']);
  assert.deepEqual([[...page.local.keys()], page.cookies.written], [[], []]);
  assert.equal(page.applied.length, 1);
});

test('a choice is stored as cookie, snapshot and record, and told once', async () => {
  const page = open();
  const decision = await page.session.choose(all(true), kAccept);
  assert.equal(decision.prompt, 'none');
  assert.deepEqual(grantedOf(page.session), ['necessary', 'stated', 'history', 'analytics']);
  assert.deepEqual([...page.local.keys()].sort(), ['say-so.ledger', 'say-so.snapshot']);
  assert.equal(JSON.parse(page.local.get('say-so.snapshot') ?? '').state, page.cookies.jar.get('say-so'));
  assert.deepEqual(
    page.events.map(({ type }) => type),
    ['say-so-decision-change'],
  );
  assert.deepEqual(grantedOf(page.start()), grantedOf(page.session));
});

test('records are chained and appended, also by a second session', async () => {
  const page = open();
  await page.session.choose(all(false), kReject);
  await page
    .start()
    .choose([{ purpose: 'history', granted: true }], { control: 'switch', surface: 'choices' });
  const { records, heads } = JSON.parse(page.local.get('say-so.ledger') ?? '');
  assert.equal(records.length, 2);
  assert.deepEqual(core.verifyLedger(records).heads, heads);
});

test('a ledger that was changed by hand does not stop the next choice', async () => {
  for (const text of ['{', '{"records":[{"x":1}],"heads":["nonsense",7,null]}', '{"records":7,"heads":{}}']) {
    const page = open();
    page.local.set('say-so.ledger', text);
    await page.session.choose(all(false), kReject);
    assert.equal(page.session.decision.prompt, 'none');
    leaving.splice(0).forEach((leave) => leave());
  }
});

test('choices are applied in the order they were made', async () => {
  const page = open();
  await Promise.all([page.session.choose(all(true), kAccept), page.session.choose(all(false), kReject)]);
  assert.deepEqual(grantedOf(page.session), ['necessary']);
});

test('what was seen is kept only when granted, newest last, once an item, at most 200', async () => {
  const page = open();
  await page.session.choose(all(true), kAccept);
  page.session.observe('unknown', '1');
  page.session.observe('interest.category', '1');
  for (let i = 0; i < 250; i++) page.session.observe('viewed', String(i));
  page.session.observe('viewed', '100');
  const kept = entriesIn(page).filter(({ signal }) => signal === 'viewed');
  assert.equal(kept.length, 200);
  assert.deepEqual([kept[0].of, kept[198].of, kept[199].of], ['50', '249', '100']);
  assert.ok(!entriesIn(page).some(({ signal }) => signal === 'unknown'));
});

test('a refusal deletes what was kept; erasing one item leaves the others', async () => {
  const page = open();
  await page.session.choose(all(true), kAccept);
  page.session.observe('viewed', '1');
  page.session.observe('viewed', '2');
  await page.session.setAttribute('interest.category', ['Garden']);
  page.session.eraseSignals('viewed', '1');
  assert.deepEqual(
    entriesIn(page).map(({ of }) => of),
    ['2'],
  );
  await page.session.choose([{ purpose: 'history', granted: false }], {
    control: 'switch',
    surface: 'choices',
  });
  assert.equal(page.local.has('say-so.signals'), false);
  assert.equal(page.local.has('say-so.profile'), true);
  await page.session.choose(all(false), kReject);
  assert.equal(page.local.has('say-so.profile'), false);
});

test('data past their retention are deleted', async () => {
  const page = open();
  await page.session.choose(all(true), kAccept);
  page.session.observe('viewed', 'old', '2026-08-24T11:59:59Z');
  page.session.observe('viewed', 'young', '2026-08-24T12:00:01Z');
  page.session.refresh();
  assert.deepEqual(
    entriesIn(page).map(({ of }) => of),
    ['young'],
  );
});

test('where the place is unknown, only a refusal deletes', async () => {
  const page = open();
  await page.session.choose(all(true), kAccept);
  page.session.observe('viewed', '1');
  page.environment.jurisdiction = null;
  page.environment.ageBand = 'under-13';
  page.session.refresh();
  assert.deepEqual([page.session.signals, entriesIn(page).length], [[], 1]);
  page.environment.jurisdiction = 'FR';
  page.session.refresh();
  assert.equal(entriesIn(page).length, 0);
});

test('saving an answer after "Reject all" is the choice for its purpose', async () => {
  const page = open();
  await page.session.choose(all(false), kReject);
  await page.session.setAttribute('interest.category', ['Garden']);
  assert.deepEqual(grantedOf(page.session), ['necessary', 'stated']);
  assert.deepEqual(page.session.profile.attributes, [
    {
      signal: 'interest.category',
      value: ['Garden'],
      at: '2026-11-22T12:00:00Z',
      until: '2027-11-22T12:00:00Z',
    },
  ]);
  await assert.rejects(page.session.setAttribute('nope', ['x']), { code: 'unknown-signal' });
  page.session.eraseAttribute();
  assert.equal(page.local.has('say-so.profile'), false);
});

test('events name what changed and carry no value', async () => {
  const page = open();
  await page.session.setAttribute('interest.category', ['Garden']);
  page.session.observe('viewed', '1');
  assert.deepEqual(
    page.events.map(({ type }) => type),
    ['say-so-decision-change', 'say-so-profile-change'],
  );
  assert.ok(!JSON.stringify(page.events).includes('Garden'));
});

test('a write that cannot be read back closes everything, and the refusal still ends the asking', async () => {
  const throwing = () => {
    throw new Error('QuotaExceededError');
  };
  for (const options of [{ setItem: throwing }, { isBlocked: true }, { keepsCookies: false }]) {
    const page = open(options);
    await page.session.choose(all(true), kAccept);
    assert.deepEqual(grantedOf(page.session), ['necessary']);
    assert.match(page.errors.join(), /cannot-store/);
    await page.session.choose(all(false), kReject);
    assert.equal(page.session.decision.prompt, 'none');
    leaving.splice(0).forEach((leave) => leave());
  }
});

test('a cookie that cannot be read closes everything and is told; a new choice opens again', async () => {
  const page = open();
  page.cookies.jar.set('say-so', '1.garbage');
  const session = page.start();
  session.refresh();
  assert.deepEqual([grantedOf(session), session.state], [['necessary'], null]);
  assert.match(page.errors.join(), /\[say-so\] bad-state: .*docs\/errors\.md#bad-state/);
  assert.equal(page.errors.length, 1);
  await session.choose(all(true), kAccept);
  assert.deepEqual(grantedOf(session), ['necessary', 'stated', 'history', 'analytics']);
});

test('a plan that is not the core’s closes everything until a choice', async () => {
  const page = open({
    built: {
      plan: { schema: 'say-so-plan/1', policyData: 'x', validUntil: '2027-11-22T12:00:00Z', rows: [] },
    },
  });
  assert.match(page.errors.join(), /plan-differs/);
  assert.equal(page.session.decision.purposes[1].basis, 'fault');
  assert.equal(page.session.decision.prompt, 'ask');
  await page.session.choose(all(true), kAccept);
  assert.equal(page.session.decision.purposes[1].basis, 'choice');
});

test('another config than the page’s script was built from is told', () => {
  const page = open({ built: { meaning: 'sha256:other' } });
  assert.match(page.errors.join(), /meaning-differs/);
});
