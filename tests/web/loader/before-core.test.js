import assert from 'node:assert/strict';
import test from 'node:test';
import { decideBeforeCore, requiredOf } from '../../../web/loader/before-core.js';
import { builtWith, environmentWith, snapshotWith } from './samples.js';

const kNothing = { state: '', snapshot: null, isChoiceWaiting: false, isKept: true, cookies: '' };

const decide = (environment, stored = {}, built = {}) =>
  decideBeforeCore(builtWith(built), environmentWith(environment), { ...kNothing, ...stored });

test('a first visit under opt-in asks and grants what is required', () => {
  const standing = decide({ jurisdiction: 'FR' });
  assert.deepEqual([...standing.granted], ['necessary', 'shop']);
  assert.equal(standing.row?.prompt, 'ask');
  assert.equal(standing.core, 'idle');
});

test('a first visit under opt-out grants what the plan allows, and services only with all their purposes', () => {
  const open = decide({ gpc: false });
  assert.deepEqual([...open.granted].sort(), [
    'adnet',
    'ads',
    'analytics',
    'necessary',
    'plaincount',
    'shop',
  ]);
  const withGpc = decide({ gpc: true });
  assert.deepEqual([...withGpc.granted].sort(), ['analytics', 'necessary', 'plaincount', 'shop']);
});

test('where the browser keeps nothing, nothing runs that a refusal could not end', () => {
  assert.deepEqual([...decide({ gpc: false }, { isKept: false }).granted], ['necessary', 'shop']);
});

test('a plan that has run out grants nothing and says so', () => {
  const standing = decide({ now: '2027-06-01T00:00:00Z' });
  assert.deepEqual([...standing.granted], ['necessary', 'shop']);
  assert.ok(standing.row?.codes.includes('*'));
  assert.equal(standing.isPlanExpired, true);
});

test('a known minor is neither asked nor granted anything before the core has spoken', () => {
  for (const ageBand of ['under-13', '13-15', '16-17', 'something else']) {
    const standing = decide({ ageBand });
    assert.deepEqual([...standing.granted], ['necessary', 'shop']);
    assert.equal(standing.row, null);
    assert.equal(standing.core, 'idle');
  }
  assert.deepEqual(decide({ ageBand: 'adult' }).row?.codes, ['US-CA']);
});

test('a returning visit whose snapshot holds needs no core', () => {
  const standing = decide({}, { state: '1.state', snapshot: JSON.stringify(snapshotWith()) });
  assert.deepEqual([...standing.granted].sort(), ['analytics', 'history', 'necessary', 'plaincount', 'shop']);
  assert.equal(standing.row, null);
  assert.equal(standing.core, 'on need');
});

test('a necessary service that was refused by itself, or for want of room, does not run before the core says so', () => {
  const granted = (rest, chosen) => {
    const state = `1.m!US-CA@2026-11!t0!${rest}!h!t0:0:3:1:0:en:${chosen}.abcd`;
    const snapshot = JSON.stringify(snapshotWith({ state, services: ['plaincount'] }));
    return [undefined, snapshot].map((stored) => [
      ...decide({}, { state, snapshot: stored ?? null }).granted,
    ]);
  };
  const withShop = granted('p:t0', 'pads')[0];
  assert.deepEqual(withShop, ['necessary', 'shop']);
  for (const [rest, chosen] of [
    ['', 'pads*sshop'],
    ['s:t0', 'pads'],
    ['ps:t0', 'pads'],
  ])
    for (const ids of granted(rest, chosen)) assert.ok(ids.includes('necessary') && !ids.includes('shop'));
});

test('while the place is awaited, who has chosen is granted nothing and costs no core', () => {
  const awaited = { jurisdiction: null, jurisdictionSource: 'function' };
  const standing = decide(awaited, { state: '1.state', snapshot: JSON.stringify(snapshotWith()) });
  assert.deepEqual([...standing.granted], ['necessary', 'shop']);
  assert.deepEqual([standing.row, standing.core], [null, 'on need']);
  // A first visit is asked by the strictest row meanwhile.
  assert.ok(decide(awaited).row?.codes.includes('*'));
});

test('the core comes once a month, to renew the cookie of who comes back', () => {
  const stored = { state: '1.state', snapshot: JSON.stringify(snapshotWith()) };
  assert.equal(decide({ now: '2026-11-30T23:59:59Z' }, stored).core, 'on need');
  assert.equal(decide({ now: '2026-12-01T00:00:00Z' }, stored).core, 'idle');
});

test('a cookie of a refused service that is back brings the core, which removes it', () => {
  const stored = { state: '1.state', snapshot: JSON.stringify(snapshotWith()) };
  assert.equal(decide({}, { ...stored, cookies: 'own=1; x_ads=2; say-so=3' }).core, 'on need');
  assert.equal(decide({}, { ...stored, cookies: '_ads_id=1' }).core, 'idle');
  assert.equal(decide({}, { ...stored, cookies: 'own=1; _ads=2' }).core, 'idle');
});

test('what stands says when time alone may change it', () => {
  assert.equal(decide({}).until, '2027-01-01T00:00:00Z', 'the plan');
  const snapshot = snapshotWith({ validUntil: '2026-12-24T00:00:00Z' });
  assert.equal(
    decide({}, { state: '1.state', snapshot: JSON.stringify(snapshot) }).until,
    snapshot.validUntil,
  );
  assert.equal(decide({ now: '2027-06-01T00:00:00Z' }).until, undefined, 'a plan that has run out');
});

test('a choice that the loader cannot judge closes everything until the core is there', () => {
  const cases = [
    { state: '1.state' },
    { state: '1.state', snapshot: JSON.stringify(snapshotWith({ state: '1.other' })) },
    { isChoiceWaiting: true },
    { isChoiceWaiting: true, state: '1.state', snapshot: JSON.stringify(snapshotWith()) },
  ];
  for (const stored of cases) {
    const standing = decide({}, stored);
    assert.deepEqual([...standing.granted], ['necessary', 'shop']);
    assert.equal(standing.row, null);
    assert.equal(standing.core, 'now');
  }
});

// A seeded generator: a failing case can be run again.
const createRandom = (seed) => () => {
  seed = (seed * 1664525 + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

test('property: whatever the conditions, no grant is laxer than snapshot or plan allow in them', () => {
  const random = createRandom(20261122);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const some = (list) => list.filter(() => random() < 0.5);
  const times = [
    '2026-11-19T00:00:00Z',
    '2026-11-21T12:00:00Z',
    '2026-11-22T12:00:00Z',
    '2027-01-01T00:00:00Z',
  ];
  const optional = ['analytics', 'ads', 'history', 'plaincount', 'adnet'];
  const conditions = () => ({
    meaning: pick(['sha256:aa', 'sha256:cc', '']),
    policyData: pick(['2026-11', '2027-01']),
    gpc: random() < 0.5,
    ageBand: pick([null, 'adult', '13-15']),
    jurisdiction: pick([null, 'FR', 'US-CA']),
  });
  let granting = 0;
  for (let i = 0; i < 20_000; i++) {
    const then = conditions();
    const isSame = random() < 0.5;
    const { meaning, policyData, ...now } = isSame ? then : conditions();
    const snapshot = snapshotWith({
      ...then,
      lastSeen: pick(times),
      validUntil: pick(times),
      granted: some(optional),
      services: some(optional),
      defaults: { purposes: some(optional), services: some(optional) },
      clear: [],
    });
    const stored = {
      state: pick(['', '1.state', '1.other']),
      snapshot: pick([null, '{', JSON.stringify(snapshot)]),
      isChoiceWaiting: random() < 0.1,
      isKept: random() < 0.9,
      cookies: '',
    };
    const built = builtWith({ meaning, policyData });
    const environment = environmentWith({ ...now, now: pick(times) });
    const { granted } = decideBeforeCore(built, environment, stored);

    const required = requiredOf(built);
    const extra = [...granted].filter((id) => !required.has(id));
    if (!extra.length) continue;
    granting++;
    const told = JSON.stringify({ snapshot, built: { meaning, policyData }, environment, stored, extra });
    assert.equal(stored.isChoiceWaiting, false, told);
    if (stored.state === '') {
      // Only the plan can have granted: its place and signal known, of an adult, in time.
      assert.equal(environment.jurisdiction, 'US-CA', told);
      assert.ok(environment.ageBand === null || environment.ageBand === 'adult', told);
      assert.ok(environment.now < built.plan.validUntil, told);
      assert.ok(stored.isKept, told);
      assert.ok(!extra.includes('history') && !(environment.gpc && extra.includes('ads')), told);
      continue;
    }
    assert.equal(stored.snapshot, JSON.stringify(snapshot), told);
    assert.equal(snapshot.state, stored.state, told);
    assert.ok(meaning && snapshot.meaning === meaning && snapshot.policyData === policyData, told);
    assert.deepEqual(
      [snapshot.gpc, snapshot.ageBand, snapshot.jurisdiction],
      [environment.gpc, environment.ageBand, environment.jurisdiction],
      told,
    );
    assert.ok(snapshot.lastSeen <= environment.now && environment.now < snapshot.validUntil, told);
    const chosen = new Set([...snapshot.granted, ...snapshot.services]);
    const byPolicy = new Set([...snapshot.defaults.purposes, ...snapshot.defaults.services]);
    for (const id of extra)
      assert.ok(chosen.has(id) || (environment.jurisdiction !== null && byPolicy.has(id)), told);
  }
  assert.ok(granting > 500, `only ${granting} cases granted anything`);
});
