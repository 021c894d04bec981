import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayText, durationText } from '../../../web/strings/time.js';

const now = '2026-11-22T01:17:56Z';

test('a day of this year needs no year', () => {
  assert.equal(dayText('2026-11-12T09:14:03Z', now, 'en-GB'), '12 Nov');
  assert.equal(dayText('2027-05-12T09:14:03Z', now, 'en-GB'), '12 May 2027');
});

test('a day without a time is not moved by a time zone', () => {
  assert.equal(dayText('2026-11-20', now, 'en-GB'), '20 Nov');
});

test('what is no date is shown as it is', () => {
  assert.equal(dayText('soon', now, 'en'), 'soon');
});

test('a duration is said in words', () => {
  assert.equal(durationText('P13M', 'en'), '13 months');
  assert.equal(durationText('P90D', 'de'), '90 Tage');
  assert.equal(durationText('PT10M', 'en'), '10 minutes');
  assert.equal(durationText('P1Y6M', 'en'), '1 year, 6 months');
});

test('what is no duration is shown as it is', () => {
  assert.equal(durationText('session', 'en'), 'session');
  assert.equal(durationText('P', 'en'), 'P');
});
