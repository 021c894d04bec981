import assert from 'node:assert/strict';
import test from 'node:test';
import { readSnapshot } from '../../../web/loader/snapshot.js';
import { builtWith, environmentWith, snapshotWith } from './samples.js';

const read = (snapshot, now = {}) =>
  readSnapshot(typeof snapshot === 'string' ? snapshot : JSON.stringify(snapshot), {
    built: builtWith(now.built),
    environment: environmentWith(now.environment),
    state: now.state ?? '1.state',
  });

test('a snapshot whose conditions hold gives its grants', () => {
  assert.deepEqual(read(snapshotWith()), {
    granted: ['history', 'analytics', 'plaincount'],
    prompt: 'none',
    at: '2026-11-20T12:00:00Z',
    until: '2027-01-01T00:00:00Z',
    clear: ['_ads*'],
  });
});

test('each changed condition voids it', () => {
  const voids = {
    meaning: { built: { meaning: 'sha256:cc' } },
    'no meaning on the tag': { built: { meaning: '' } },
    'policy data': { built: { policyData: '2027-01' } },
    gpc: { environment: { gpc: true } },
    age: { environment: { ageBand: '13-15' } },
    place: { environment: { jurisdiction: 'FR' } },
    'unknown place': { environment: { jurisdiction: null } },
    'clock moved back': { environment: { now: '2026-11-21T11:59:59Z' } },
    'run out': { environment: { now: '2027-01-01T00:00:00Z' } },
    'another cookie': { state: '1.other' },
    'no cookie': { state: '' },
  };
  for (const [what, now] of Object.entries(voids)) assert.equal(read(snapshotWith(), now), null, what);
});

test('a snapshot that grants what the cookie refuses is void', () => {
  const state = '1.m!US-CA@2026-11!t0!!h!t0:1:0:0:0:en:phistory!t0:0:3:1:0:en:pads*sadnet.abcd';
  const holds = (change) => read(snapshotWith({ state, ...change }), { state });
  assert.deepEqual(holds({})?.granted, ['history', 'analytics', 'plaincount']);
  assert.equal(holds({ granted: ['history', 'ads'] }), null);
  assert.equal(holds({ services: ['adnet'] }), null);
  assert.equal(holds({ defaults: { purposes: ['ads'], services: [] } }), null);
  const other = state.replace('*sadnet', '');
  assert.equal(
    read(snapshotWith({ state: other, services: ['adnet'] }), { state: other }),
    null,
    'by its purpose',
  );
});

test('a purpose may have the name of what every object has', () => {
  const granted = ['constructor'];
  assert.deepEqual(read(snapshotWith({ granted }))?.granted, [...granted, 'analytics', 'plaincount']);
});

test('an empty meaning never matches an empty meaning', () => {
  assert.equal(read(snapshotWith({ meaning: '' }), { built: { meaning: '' } }), null);
});

test('what is not a whole snapshot reads as none', () => {
  const broken = [
    '',
    '{',
    'null',
    '[]',
    '1',
    snapshotWith({ schema: 'say-so-snapshot/2' }),
    snapshotWith({ granted: 'history' }),
    snapshotWith({ granted: [1] }),
    snapshotWith({ services: undefined }),
    snapshotWith({ defaults: null }),
    snapshotWith({ prompt: 'maybe' }),
    snapshotWith({ lastSeen: undefined }),
    snapshotWith({ validUntil: undefined }),
  ];
  for (const snapshot of broken) assert.equal(read(snapshot), null, JSON.stringify(snapshot));
  assert.equal(
    readSnapshot(null, { built: builtWith(), environment: environmentWith(), state: '1.state' }),
    null,
  );
});

test('a policy-default grant needs the place known in this page view', () => {
  const snapshot = snapshotWith({ jurisdiction: null });
  assert.deepEqual(read(snapshot, { environment: { jurisdiction: null } })?.granted, ['history']);
});
