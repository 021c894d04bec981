import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { activityOf, byDay } from '../../../web/elements/shared/activity-of.js';
import { stringsOf } from './words.js';

const now = '2026-11-22T10:42:00Z';
const given = (id, expires) => ({ kind: 'purpose', id, status: 'given', ...(expires && { expires }) });
const refused = (id) => ({ kind: 'purpose', id, status: 'refused' });
const record = (at, chosen, more = {}) => ({ at, control: 'save', gpc: false, chosen, ...more });
const kept = (more) => ({ timeline: [], attributes: [], entries: [], now, ...more });
const titles = (events) => events.map(({ title }) => title);

test('a choice that switches some things on and others off is told as both', () => {
  const events = activityOf(
    kept({ timeline: [record('2026-11-12T09:15:00Z', [given('history', '2027-11-12'), refused('ads')])] }),
  );
  assert.deepEqual(titles(events), ['turnedOn', 'turnedOff']);
  assert.deepEqual(
    events.map(({ chosen }) => chosen.map(({ id }) => id)),
    [['history'], ['ads']],
  );
  assert.equal(events[0].until, '2027-11-12');
});

test('a choice about the advertising framework alone is told, too', () => {
  const timeline = [
    record('2026-11-12T09:15:00Z', [], { tcf: { disclosedVendors: 5, changedVendors: '28' } }),
  ];
  assert.deepEqual(titles(activityOf(kept({ timeline }))), ['choseOneByOne']);
});

test('accepting and rejecting all are told as that', () => {
  const all = [
    record('2026-11-13T09:15:00Z', [refused('history')], { control: 'reject-all' }),
    record('2026-11-12T09:15:00Z', [given('history')], { control: 'accept-all' }),
  ];
  assert.deepEqual(titles(activityOf(kept({ timeline: all }))), ['rejectedAll', 'acceptedAll']);
});

test('a yes that ran out is told at its end, and not where it was given anew before', () => {
  const old = record('2026-05-01T00:00:00Z', [
    given('location', '2026-11-03T00:00:00Z'),
    given('history', '2026-11-03T00:00:00Z'),
  ]);
  const anew = record('2026-10-01T00:00:00Z', [given('history', '2027-10-01T00:00:00Z')]);
  const events = activityOf(kept({ timeline: [anew, old] }));
  const ended = events.find(({ title }) => title === 'ranOut');
  assert.equal(ended.at, '2026-11-03T00:00:00Z');
  assert.deepEqual(
    ended.chosen.map(({ id }) => id),
    ['location'],
  );
  assert.deepEqual(titles(events), ['ranOut', 'turnedOn', 'turnedOn']);
});

test('the browser’s signal is told once as it was first seen, and now with what it switches off', () => {
  const timeline = [
    record('2026-11-14T00:00:00Z', [refused('ads')], { gpc: true }),
    record('2026-11-13T00:00:00Z', [refused('ads')], { gpc: true }),
    record('2026-11-12T00:00:00Z', [given('ads')]),
  ];
  const decision = { purposes: [{ id: 'ads', basis: 'gpc', granted: false }] };
  const events = activityOf(kept({ timeline, decision })).filter(({ source }) => source === 'browser');
  assert.deepEqual(
    events.map(({ title, at }) => [title, at]),
    [
      ['sendsGpc', now],
      ['sentGpc', '2026-11-13T00:00:00Z'],
    ],
  );
});

test('what was seen is told once a day and signal, with how often; what was told with its end', () => {
  const entries = [
    { signal: 'viewed', of: 'a', at: '2026-11-20T18:05:00Z' },
    { signal: 'viewed', of: 'b', at: '2026-11-20T18:07:00Z' },
    { signal: 'bought', of: 'b', at: '2026-11-20T18:06:00Z' },
    { signal: 'viewed', of: 'c', at: '2026-11-21T18:05:00Z' },
  ];
  const attributes = [
    { signal: 'interest.colour', value: ['red'], at: '2026-11-19T08:00:00Z', until: '2027-11-19' },
  ];
  const events = activityOf(kept({ entries, attributes }));
  assert.deepEqual(
    events.map(({ title, signal, count, at }) => [title, signal, count, at]),
    [
      ['seen', 'viewed', 1, '2026-11-21T18:05:00Z'],
      ['seen', 'viewed', 2, '2026-11-20T18:07:00Z'],
      ['seen', 'bought', 1, '2026-11-20T18:06:00Z'],
      ['told', 'interest.colour', undefined, '2026-11-19T08:00:00Z'],
    ],
  );
  assert.equal(events[3].text, 'usedForUntil');
  assert.deepEqual(
    byDay(events, 'en').map(({ events: all }) => all.length),
    [1, 2, 1],
  );
});

const repository = new URL('../../../', import.meta.url);
const read = (path) => JSON.parse(readFileSync(new URL(path, repository), 'utf8'));

test('each row of the policy table has rights that the words know, and a law wherever it names a section', () => {
  const { rows } = read('web/elements/rights.json');
  const english = stringsOf('en');
  for (const { id } of read('core/consent/policy_table.json').rows) {
    assert.ok(rows[id], id);
    const row = { ...(rows[id].as ? rows[rows[id].as] : {}), ...rows[id] };
    assert.ok(row.rights.length, id);
    for (const [right, place] of row.rights) {
      assert.ok(english[`rights.${right}`], right);
      if (place) assert.ok(row.law, `${id} ${right}`);
    }
    if (row.authority) assert.match(row.authority.url, /^https:\/\//);
  }
});
