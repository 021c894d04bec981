import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAlarm } from '../../../web/loader/alarm.js';

const kNow = Date.parse('2026-11-22T12:00:00Z');

/** An alarm under a clock of its own. */
const use = (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: kNow });
  const rings = [];
  const alarm = createAlarm(() => rings.push(new Date().toISOString()));
  return { alarm, rings, pass: (ms) => t.mock.timers.tick(ms) };
};

test('it rings at the moment, once', (t) => {
  const { alarm, rings, pass } = use(t);
  alarm('2026-11-22T12:00:30Z');
  pass(29_999);
  assert.deepEqual(rings, []);
  pass(1);
  assert.deepEqual(rings, ['2026-11-22T12:00:30.000Z']);
  pass(86_400_000);
  assert.equal(rings.length, 1);
});

test('a moment further off than a timer holds rings then, not now', (t) => {
  const { alarm, rings, pass } = use(t);
  alarm('2027-05-22T12:00:00Z');
  const left = Date.parse('2027-05-22T12:00:00Z') - kNow;
  assert.ok(left > 2 ** 31);
  for (let passed = 0; passed + 3_600_000 < left; passed += 3_600_000) pass(3_600_000);
  assert.deepEqual(rings, []);
  pass(3_600_000);
  assert.equal(rings.length, 1);
});

test('a machine that slept rings within the hour after it wakes', (t) => {
  const { alarm, rings, pass } = use(t);
  alarm('2026-11-23T12:00:00Z');
  // The clock moves on; the timers stood still.
  t.mock.timers.setTime(Date.parse('2026-11-24T00:00:00Z'));
  pass(3_600_000);
  assert.equal(rings.length, 1);
});

test('a later moment replaces the former, and none silences it', (t) => {
  const { alarm, rings, pass } = use(t);
  alarm('2026-11-22T12:00:10Z');
  alarm('2026-11-22T12:00:20Z');
  pass(15_000);
  assert.deepEqual(rings, []);
  alarm(undefined);
  pass(86_400_000);
  assert.deepEqual(rings, []);
});
