import assert from 'node:assert/strict';
import test from 'node:test';
import { readRecord } from '../../../demo/receiver/record.mjs';
import { makeRecord, makeRefusal, makeWithdrawal, now } from './lib.mjs';

/** What is wrong with `record`, as "code at", or "fine". */
const faultOf = (record) => {
  try {
    readRecord(record, now, '');
    return 'fine';
  } catch (error) {
    return `${error.code} ${error.at}`;
  }
};

/** A record with one place changed; `undefined` removes it. */
const changed = (pointer, value) => {
  const record = structuredClone(makeRecord());
  const keys = pointer.slice(1).split('/');
  const last = keys.pop();
  const holder = keys.reduce((object, key) => object[key], record);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return record;
};

test('record: what the core makes is taken', () => {
  assert.equal(faultOf(makeRecord()), 'fine');
  assert.equal(faultOf(makeWithdrawal()), 'fine');
  assert.equal(faultOf(changed('/jurisdiction/code', null)), 'fine');
  for (const pointer of ['/notice/text', '/notice/url', '/signals/chosen', '/purposes/0/dpv'])
    assert.equal(faultOf(changed(pointer, undefined)), 'fine', pointer);
  for (const policy of ['default@2026-11', 'US-UT-IA@2026-11', 'US-opt-out@2026-11', 'EU@2026-11'])
    assert.equal(faultOf(changed('/jurisdiction/policy', policy)), 'fine', policy);
});

test('record: refusals are not taken, alone or under another name', () => {
  assert.equal(faultOf(makeRefusal()), 'no-grant ');
  assert.equal(faultOf({ ...makeRefusal(), purposes: [] }), 'no-grant ');
  const disguised = { ...makeRefusal(), event: makeWithdrawal().event };
  assert.equal(faultOf(disguised), 'no-grant ');
  // An objection to a policy's default takes back nothing that was posted.
  const objection = makeWithdrawal();
  objection.purposes[0].status = 'objected';
  assert.equal(faultOf(objection), 'no-grant ');
});

test('record: a grant of a service or of a signal alone is a grant', () => {
  const event = { ...makeRecord().event, type: 'given' };
  const service = {
    services: [{ id: 'youtube', status: 'given' }],
    purposes: [],
    signals: { gpc: false },
    event,
  };
  assert.equal(faultOf(makeRecord(service)), 'fine');
  const signal = {
    ...service,
    services: [],
    signals: { gpc: false, chosen: [{ id: 'viewed', status: 'given' }] },
  };
  assert.equal(faultOf(makeRecord(signal)), 'fine');
});

test('record: the type says what the statuses say', () => {
  for (const type of ['given', 'refused', 'withdrawn'])
    assert.equal(faultOf(changed('/event/type', type)), 'bad-value /event/type');
  assert.equal(
    faultOf({ ...makeWithdrawal(), event: makeRecord().event }),
    'bad-value /event/type',
    'a withdrawal is not a change',
  );
});

test('record: there is no place for who it was or what they saw', () => {
  const keys = [
    'prevHash',
    'subject',
    'ip',
    'userAgent',
    'tcString',
    'profile',
    'item',
    'value',
    '__proto__',
  ];
  for (const holder of ['', '/jurisdiction', '/notice', '/services/0', '/purposes/0', '/event', '/signals'])
    for (const key of keys) {
      const text = JSON.stringify(changed(`${holder}/%`, 'x')).replace('"%"', JSON.stringify(key));
      assert.equal(faultOf(JSON.parse(text)), `unknown-key ${holder}/${key}`);
    }
  assert.equal(faultOf(changed('/notice/url', '/privacy?user=7')), 'bad-value /notice/url');
  assert.equal(faultOf(changed('/notice/url', 'https://user:word@shop.example/')), 'bad-value /notice/url');
});

test('record: an unknown key is named as a JSON Pointer names it, and not at length', () => {
  const odd = { ...makeRecord(), 'a/b~c': 1 };
  assert.equal(faultOf(odd), 'unknown-key /a~1b~0c');
  assert.equal(faultOf({ ...makeRecord(), ['k'.repeat(5000)]: 1 }), `unknown-key /${'k'.repeat(64)}`);
});

test('record: every fault has its code and its place', () => {
  const cases = [
    ['/schema', 'say-so-record/2', 'unknown-schema /schema'],
    ['/id', '7', 'bad-id /id'],
    ['/id', '6BA7B810-9DAD-41D1-80B4-00C04FD430C8', 'bad-id /id'],
    ['/id', '6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'bad-id /id'],
    ['/event', undefined, 'missing-key /event'],
    ['/event/at', '2026-11-22T01:17:56.123Z', 'bad-time /event/at'],
    ['/event/at', '2026-11-22T01:17:56+01:00', 'bad-time /event/at'],
    ['/event/at', '2026-02-30T01:17:56Z', 'bad-time /event/at'],
    ['/event/at', '2026-11-22T24:00:00Z', 'bad-time /event/at'],
    ['/event/at', '1970-01-01T00:00:00Z', 'out-of-range /event/at'],
    ['/event/steps', 1.5, 'wrong-type /event/steps'],
    ['/event/steps', -1, 'out-of-range /event/steps'],
    ['/event/control', 'closed', 'bad-value /event/control'],
    ['/notice/meaning', 'sha256:…', 'bad-value /notice/meaning'],
    ['/notice/language', 'x'.repeat(300), 'too-large /notice/language'],
    ['/notice/url', '', 'bad-value /notice/url'],
    ['/purposes', {}, 'wrong-type /purposes'],
    ['/purposes/1/id', 'analytics', 'duplicate-id /purposes/1/id'],
    ['/purposes/1/id', 'Person 7', 'bad-id /purposes/1/id'],
    ['/purposes/0/expires', '2027-02-29', 'bad-time /purposes/0/expires'],
    ['/purposes/0/retention', 'P', 'bad-duration /purposes/0/retention'],
    ['/purposes/0/recipients/0', null, 'wrong-type /purposes/0/recipients/0'],
    ['/services', Array(201).fill({ id: 'youtube', status: 'given' }), 'too-large /services'],
    ['/signals/gpc', 0, 'wrong-type /signals/gpc'],
    ['/jurisdiction/code', 'France', 'bad-value /jurisdiction/code'],
  ];
  for (const [pointer, value, fault] of cases) assert.equal(faultOf(changed(pointer, value)), fault);
  for (const value of [null, 7, 'text', [], true]) assert.equal(faultOf(value), 'wrong-type ');
});

test('record: a clock may be a day ahead, not more', () => {
  assert.equal(faultOf(changed('/event/at', '2026-11-23T12:00:00Z')), 'fine');
  assert.equal(faultOf(changed('/event/at', '2026-11-23T12:00:01Z')), 'out-of-range /event/at');
});

test('record: the same content in another order is the same record', () => {
  const record = makeRecord();
  const turned = Object.fromEntries(Object.entries(record).reverse());
  assert.equal(readRecord(turned, now, '').hash, readRecord(record, now, '').hash);
  assert.notEqual(readRecord({ ...record, services: [] }, now, '').hash, readRecord(record, now, '').hash);
});
