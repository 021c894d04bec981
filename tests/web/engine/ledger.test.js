import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { readLedger, toTimelineEntry, writeLedger } from '../../../web/engine/ledger.js';
import { storageTable } from '../../../web/engine/storage.js';
import { usePage } from './page.js';

/** @type {() => void} */
let leave = () => {};
const open = (options) => {
  const page = usePage(options);
  leave = page.leave;
  return page;
};
afterEach(() => leave());

const hash = (n) => `sha256:${String(n).padStart(64, '0')}`;
/** Record n of a chain; its hash is taken to be `hash(n)`. */
const record = (n, ...names) => ({
  n,
  prevHash: names.map(hash),
  filler: 'x'.repeat(storageTable.ledger.limit / 20),
});

test('a ledger reads back as written; of what was changed by hand, what has the shape', () => {
  const { local } = open();
  const ledger = { records: [record(1)], heads: [hash(1)], posted: ['purpose:ads'] };
  assert.equal(writeLedger(ledger), true);
  assert.deepEqual(readLedger(), ledger);
  for (const text of ['{', 'null', '7', '{"records":7,"heads":["x",1],"posted":{}}']) {
    local.set('say-so.ledger', text);
    assert.deepEqual(readLedger(), { records: [], heads: [], posted: [] });
  }
});

test('a full ledger loses its oldest records, and never half of a fork', () => {
  open();
  // 1 forks into 2 and 3, which 4 joins; then a chain.
  const records = [record(1), record(2, 1), record(3, 1), record(4, 2, 3)];
  for (let n = 5; n <= 24; n++) records.push(record(n, n - 1));
  assert.equal(writeLedger({ records, heads: [hash(24)], posted: [] }), true);
  const kept = readLedger().records;
  assert.ok(kept.length > 10 && kept.length < 24);
  assert.equal(kept.at(-1).n, 24);
  const known = new Set(kept.map(({ n }) => hash(n)));
  for (const { prevHash } of kept.slice(1)) for (const name of prevHash) assert.ok(known.has(name));

  const forked = [record(1), record(2, 1), record(3, 2), record(4, 2)];
  for (let n = 5; n <= 24; n++) forked.push(record(n, n - 2));
  assert.equal(writeLedger({ records: forked, heads: [hash(23), hash(24)], posted: [] }), true);
});

test('storage that takes nothing is noticed', () => {
  open({ isBlocked: true });
  assert.equal(writeLedger({ records: [record(1)], heads: [hash(1)], posted: [] }), false);
});

test('a record as a person reads it', () => {
  const entry = toTimelineEntry({
    schema: 'say-so-record/1',
    jurisdiction: { code: 'FR', policy: 'EU-FR@2026-11', source: 'attribute' },
    notice: { meaning: hash(1), language: 'en', surface: 'choices' },
    services: [{ id: 'map', status: 'refused' }],
    purposes: [{ id: 'ads', status: 'given', basis: 'choice', expires: '2027-05-22' }],
    event: { at: '2026-11-22T12:00:00Z', type: 'changed', actor: 'subject', control: 'save', steps: 2 },
    signals: { gpc: false, chosen: [{ id: 'viewed', status: 'given' }] },
    prevHash: [],
  });
  assert.deepEqual(entry, {
    at: '2026-11-22T12:00:00Z',
    type: 'changed',
    control: 'save',
    surface: 'choices',
    language: 'en',
    jurisdiction: 'FR',
    policy: 'EU-FR@2026-11',
    gpc: false,
    tcf: undefined,
    chosen: [
      { kind: 'purpose', id: 'ads', status: 'given', expires: '2027-05-22' },
      { kind: 'service', id: 'map', status: 'refused' },
      { kind: 'signal', id: 'viewed', status: 'given' },
    ],
  });
});
