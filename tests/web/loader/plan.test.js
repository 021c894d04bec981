import assert from 'node:assert/strict';
import test from 'node:test';
import { findRow } from '../../../web/loader/plan.js';
import { builtWith, environmentWith } from './samples.js';

const find = (change) => findRow(builtWith().plan, environmentWith(change));

test('a place has its row, and GPC its own', () => {
  assert.equal(find({ jurisdiction: 'FR' }).prompt, 'ask');
  assert.deepEqual(find({ gpc: false }).granted, ['necessary', 'analytics', 'ads']);
  assert.deepEqual(find({ gpc: true }).granted, ['necessary', 'analytics']);
});

test('an unknown or unlisted place has the default row', () => {
  for (const jurisdiction of [null, 'ZZ', 'US', 'US-XX', '*', ''])
    assert.ok(find({ jurisdiction }).codes.includes('*'), String(jurisdiction));
});

test('a plan that has run out gives the default row and says so', () => {
  const at = (now) => find({ now });
  assert.equal(at('2026-12-31T23:59:59Z').isExpired, false);
  assert.equal(at('2027-01-01T00:00:00Z').isExpired, true);
  assert.ok(at('2027-01-01T00:00:00Z').codes.includes('*'));
});
