// The session over the real core, in Node: what it stores, deletes and refuses. Needs the built Wasm module.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, test } from 'node:test';
import { createConsent } from '../../../web/engine/consent.js';
import { Session } from '../../../web/engine/session.js';
import { createPending } from '../../../web/loader/pending.js';
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
    { id: 'shown', purpose: 'history', provenance: 'observed' },
  ],
  recommend: { catalog: '/catalog.json', model: '/model.json', shown: 'shown' },
});
const kAccept = { control: 'accept-all', surface: 'first-layer', steps: 1 };
const kReject = { control: 'reject-all', surface: 'first-layer', steps: 1 };

const core = await createConsent({ base: '', configText, bytes });

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
  const told = [];
  const built = {
    language: 'en',
    text: `sha256:${'b'.repeat(64)}`,
    meaning: core.meaning,
    plan: { policyData: '' },
    ...options.built,
  };
  const host = {
    built,
    environment: () => ({ ...environment }),
    apply: (decision) => applied.push(decision),
    open() {},
    tell: (message) => told.push(structuredClone(message)),
  };
  const start = () => new Session(/** @type {any} */ (host), core, /** @type {any} */ ({}));
  return { ...page, errors, environment, applied, told, start, session: start() };
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

test('what a list shows is kept as the page is left, each time once, and only when granted', async () => {
  const page = open();
  const slate = { items: [{ item: 'a' }, { item: 'b' }], mentions: { b: { sensitive: true } } };
  page.session.show(slate);
  page.hide();
  await page.session.choose(all(true), kAccept);
  page.hide();
  assert.deepEqual(entriesIn(page), []);
  for (const view of [1, 2]) {
    page.session.show(slate);
    page.session.show({ items: [{ item: 'a' }], mentions: {} });
    assert.equal(entriesIn(page).length, view - 1, 'not before the page is left');
    page.hide();
  }
  const shown = { signal: 'shown', of: 'a', at: page.environment.now };
  assert.deepEqual(entriesIn(page), [shown, shown]);
  page.session.show({ items: [{ item: 'c' }], mentions: {} });
  page.session.eraseSignals();
  page.hide();
  assert.deepEqual(entriesIn(page), []);
  page.session.show(slate);
  await page.session.choose([{ purpose: 'history', granted: false }], {
    control: 'switch',
    surface: 'choices',
  });
  page.hide();
  assert.deepEqual(entriesIn(page), []);
});

test('what lists showed is kept two hundred times at most, the newest', async () => {
  const page = open();
  await page.session.choose(all(true), kAccept);
  for (let view = 0; view < 30; view++) {
    page.session.show({ items: [...Array(8).keys()].map((i) => ({ item: `${view}.${i}` })), mentions: {} });
    page.hide();
  }
  const kept = entriesIn(page);
  assert.deepEqual([kept.length, kept[0].of, kept[199].of], [200, '5.0', '29.7']);
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

test('another tab’s choice is heard: the decision follows the cookie', async () => {
  const page = open();
  const other = page.start();
  await page.session.choose(all(true), kAccept);
  assert.deepEqual(grantedOf(other), ['necessary']);
  const applied = page.applied.length;
  other.hear({});
  assert.deepEqual(grantedOf(other), ['necessary', 'stated', 'history', 'analytics']);
  other.hear({});
  assert.equal(page.applied.length, applied + 1, 'nothing new, nothing done');
  other.hear({ key: 'say-so.profile' });
  assert.equal(page.events.at(-1)?.type, 'say-so-profile-change');
});

/** Two tabs choose from one past, neither seeing the other; `last` is the one whose writes remain. */
const race = async (page, first, second) => {
  const before = [new Map(page.local), new Map(page.cookies.jar)];
  await first();
  for (const [i, map] of [page.local, page.cookies.jar].entries()) {
    map.clear();
    for (const [key, value] of before[i]) map.set(key, value);
  }
  await second();
};
const kSwitch = { control: 'switch', surface: 'choices' };

for (const [what, past] of [
  ['a common past', true],
  ['no past', false],
]) {
  test(`two tabs that raced from ${what} come to one state with both records`, async () => {
    const page = open();
    if (past) await page.session.choose(all(true), kAccept);
    const [one, two] = [page.start(), page.start()];
    page.told.length = 0;
    await race(
      page,
      () => one.choose([{ purpose: 'analytics', granted: false }], kSwitch),
      () =>
        two.choose(
          [
            { purpose: 'history', granted: false },
            { purpose: 'analytics', granted: true },
          ],
          kSwitch,
        ),
    );
    const [fromOne, fromTwo] = page.told;
    // By storage event first, which says only that there is something.
    one.hear({ key: 'say-so.snapshot' });
    one.hear(fromTwo);
    two.hear(fromOne);
    for (const session of [one, two]) {
      assert.ok(!grantedOf(session).includes('analytics'), 'in the same second the refusal counts');
      assert.ok(!grantedOf(session).includes('history'));
      assert.equal(grantedOf(session).includes('stated'), past);
    }
    const { records, heads } = one.exportLedger();
    assert.deepEqual([records.length, heads.length], [past ? 3 : 2, 2]);
    assert.deepEqual(core.verifyLedger({ records, heads }).heads.sort(), [...heads].sort());
    await two.choose([{ purpose: 'analytics', granted: true }], kSwitch);
    assert.deepEqual([...two.exportLedger().records.at(-1).prevHash].sort(), [...heads].sort());
    assert.equal(two.timeline().isIntact, true);
  });
}

test('of five tabs that raced, each writing over the others, no refusal and no record is lost', async () => {
  const page = open();
  await page.session.choose(all(true), kAccept);
  const tabs = [1, 2, 3, 4, 5].map(() => page.start());
  page.told.length = 0;
  const before = [new Map(page.local), new Map(page.cookies.jar)];
  const refused = ['analytics', 'history', 'stated', 'analytics', 'history'];
  for (const [index, tab] of tabs.entries()) {
    for (const [i, map] of [page.local, page.cookies.jar].entries()) {
      map.clear();
      for (const [key, value] of before[i]) map.set(key, value);
    }
    // Some saw what the first wrote, and go on from there.
    if (index > 2) tab.hear(page.told[0]);
    page.environment.now = `2026-11-22T12:00:0${index + 1}Z`;
    await tab.choose([{ purpose: refused[index], granted: false }], kSwitch);
  }
  for (const tab of [...tabs].reverse()) for (const message of page.told) tab.hear(message);
  for (const tab of tabs) tab.hear({});
  for (const tab of tabs) {
    assert.deepEqual(grantedOf(tab), ['necessary']);
    assert.equal(tab.stateText, tabs[0].stateText);
  }
  const { entries, isIntact } = tabs[0].timeline();
  assert.deepEqual([entries.length, isIntact], [6, true]);
});

test('what was erased in one tab is not brought back by another that has just heard of it', async () => {
  const page = open();
  const other = page.start();
  page.told.length = 0;
  await page.session.choose(all(true), kAccept);
  await page.session.choose([{ purpose: 'analytics', granted: false }], kSwitch);
  for (const message of page.told) other.hear(message);
  page.told.length = 0;
  await page.session.eraseAll();
  for (const message of page.told) other.hear(message);
  other.hear({});
  assert.deepEqual(other.exportLedger().records, []);
  assert.deepEqual(
    other.state.choices.map(({ purpose }) => purpose),
    ['analytics'],
  );
});

test('a visit renews the cookie as it is, with its full age', async () => {
  const page = open();
  await page.session.choose(all(false), kReject);
  const before = page.session.stateText;
  page.cookies.written.length = 0;
  page.environment.now = '2027-10-22T12:00:00Z';
  await page.start().renew();
  assert.deepEqual(
    page.cookies.written.map((text) => text.split('; ').slice(0, 2)),
    [[`say-so=${before}`, 'Max-Age=33955200']],
  );
});

test('without a choice, or with one that cannot be read, nothing is renewed', async () => {
  const page = open();
  await page.session.renew();
  page.cookies.jar.set('say-so', '1.nonsense');
  await page.start().renew();
  assert.deepEqual(page.cookies.written, []);
});

test('a choice that another tab made is decided on before it is renewed', async () => {
  const page = open();
  const late = page.start();
  await page.session.choose(all(true), kAccept);
  await late.renew();
  assert.ok(grantedOf(late).includes('analytics'));
});

test('a place that becomes known is decided on, and what was refused stays so', async () => {
  const place = { jurisdiction: null, jurisdictionSource: 'function' };
  const page = open({ environment: place });
  await page.session.choose([{ purpose: 'analytics', granted: false }], {
    control: 'switch',
    surface: 'choices',
  });
  const told = page.events.filter(({ type }) => type === 'say-so-decision-change').length;
  page.session.hear({});
  assert.equal(page.events.filter(({ type }) => type === 'say-so-decision-change').length, told);
  Object.assign(page.environment, { jurisdiction: 'US-CO' });
  page.session.hear({});
  assert.equal(page.session.decision.jurisdiction, 'US-CO');
  assert.deepEqual(grantedOf(page.session), ['necessary']);
  assert.equal(page.events.filter(({ type }) => type === 'say-so-decision-change').length, told + 1);
});

test('a place that stays unknown after all is decided on as unknown', async () => {
  const page = open({ environment: { jurisdiction: null, jurisdictionSource: 'function' } });
  const { length } = page.applied;
  page.environment.jurisdictionSource = 'fallback';
  page.session.hear({});
  assert.equal(page.applied.length, length + 1);
});

test('a choice that the cookie will not take waits for the next page, which starts closed and tries again', async () => {
  const page = open();
  await page.session.choose(all(true), kAccept);
  const { jar } = page.cookies;
  const keep = jar.set;
  jar.set = () => jar;
  await page.session.choose(all(false), kReject);
  page.session.hear({});
  assert.deepEqual(grantedOf(page.session), ['necessary']);
  assert.match(page.local.get('say-so.pending') ?? '', /reject-all/);
  await page.session.choose(all(false), kReject);
  assert.equal(JSON.parse(page.local.get('say-so.pending') ?? '').length, 1, 'kept once');
  jar.set = keep;
  const next = page.start();
  await createPending(assert.ifError).handTo(next);
  assert.deepEqual(grantedOf(next), ['necessary']);
  assert.equal(page.local.has('say-so.pending'), false);
});

test('a waiting choice is applied though another tab wrote over its place in storage', async () => {
  const page = open();
  const pending = createPending(assert.ifError);
  const decided = new Promise((done, failed) =>
    pending.add({ choices: all(false), how: kReject, done, failed }),
  );
  page.local.delete('say-so.pending');
  await pending.handTo(page.session);
  assert.equal((await decided).prompt, 'none');
  pending.add({ choices: all(false), how: kReject });
  page.local.delete('say-so.pending');
  pending.renew();
  assert.ok(page.local.has('say-so.pending'));
});

test('a page without a core leaves its choice to whoever has one, and does not bring it back', async () => {
  const page = open();
  const [without, withCore] = [createPending(assert.ifError), createPending(assert.ifError)];
  without.add({ choices: all(true), how: kAccept });
  without.leave();
  withCore.adopt();
  await withCore.handTo(page.session);
  await page.session.choose(all(false), kReject);
  await without.handTo(page.session);
  assert.deepEqual(grantedOf(page.session), ['necessary']);
  assert.equal(page.session.exportLedger().records.length, 2);
});

test('what another tab left waiting is applied once taken over, unless that tab did it meanwhile', async () => {
  const page = open();
  const mine = createPending(assert.ifError);
  const theirs = createPending(assert.ifError);
  theirs.add({ choices: all(false), how: kReject });
  await mine.handTo(page.session);
  assert.equal(page.session.exportLedger().records.length, 0, 'not at once');
  mine.adopt();
  await mine.handTo(page.session);
  assert.equal(page.session.exportLedger().records.length, 1);
  theirs.add({ choices: all(false), how: kReject });
  mine.adopt();
  await theirs.handTo(page.session);
  await mine.handTo(page.session);
  assert.equal(page.session.exportLedger().records.length, 3);
  assert.ok(mine.isEmpty() && theirs.isEmpty());
});

test('the timeline has the newest choice first, and says when a byte of the log was changed', async () => {
  const page = open();
  await page.session.choose(all(true), kAccept);
  await page.session.choose([{ purpose: 'history', granted: false }], kSwitch);
  const { entries, isIntact } = page.session.timeline();
  assert.equal(isIntact, true);
  assert.deepEqual(
    entries.map(({ type, control }) => [type, control]),
    [
      ['withdrawn', 'switch'],
      ['given', 'accept-all'],
    ],
  );
  assert.deepEqual(entries[0].chosen, [{ kind: 'purpose', id: 'history', status: 'withdrawn' }]);
  page.local.set(
    'say-so.ledger',
    (page.local.get('say-so.ledger') ?? '').replace('accept-all', 'reject-all'),
  );
  assert.equal(page.session.timeline().isIntact, false);
  page.local.set('say-so.ledger', '{"records":[7,{}],"heads":[]}');
  assert.deepEqual(page.session.timeline(), { entries: [], isIntact: false });
});

test('erasing everything leaves the refusals, to the day, in every tab; a new choice starts a new log', async () => {
  const page = open();
  const other = page.start();
  await page.session.choose(all(true), kAccept);
  await page.session.choose([{ purpose: 'analytics', granted: false }], kSwitch);
  await page.session.setAttribute('interest.category', ['Garden']);
  page.session.observe('viewed', '1');
  assert.deepEqual(await page.session.eraseAll(), {
    records: 2,
    attributes: 1,
    signals: 1,
    refusals: 1,
    isComplete: true,
  });
  other.hear({});
  assert.deepEqual([...page.local.keys()], []);
  assert.deepEqual(
    page.session.state?.choices.map(({ purpose, granted, at }) => [purpose, granted, at]),
    [['analytics', false, '2026-11-22T00:00:00Z']],
  );
  for (const session of [page.session, other]) assert.deepEqual(grantedOf(session), ['necessary']);
  await page.session.choose([{ purpose: 'history', granted: true }], kSwitch);
  assert.equal(page.session.exportLedger().records.length, 1);
  assert.deepEqual(grantedOf(page.start()), ['necessary', 'history']);
  assert.ok(page.local.has('say-so.snapshot'));
});

test('erasing where nothing was refused removes the cookie too', async () => {
  const page = open();
  await page.session.choose(all(true), kAccept);
  await page.session.eraseAll();
  assert.deepEqual([[...page.local.keys()], [...page.cookies.jar.keys()]], [[], []]);
  assert.equal(page.session.decision.prompt, 'ask');
});

test('another config than the page’s script was built from is told', () => {
  const page = open({ built: { meaning: 'sha256:other' } });
  assert.match(page.errors.join(), /meaning-differs/);
});
