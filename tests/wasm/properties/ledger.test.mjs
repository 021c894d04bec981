// Records are added and never changed; whoever changes one is found.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readLedger, writeLedger } from '../../../web/engine/ledger.js';
import { usePage } from '../../web/engine/page.js';
import { act, config, place, Visit } from './lib/consent.mjs';
import { holds } from './lib/holds.mjs';
import { startInNode, unwrap } from './lib/modules.mjs';

const core = await startInNode('consent');
const past = { site: config, place, acts: fc.array(act, { minLength: 1, maxLength: 6 }) };
const text = JSON.stringify;
const verify = (records, heads) => JSON.parse(core.verifyLedger(text({ records, heads })));

holds(
  'a further choice changes no record that is there, and the chain holds',
  200,
  fc.record(past),
  (drawn) => {
    const visit = new Visit(core, drawn.site, drawn.place);
    let before = '[';
    for (const one of drawn.acts) {
      visit.do(one);
      const now = text(visit.records).slice(0, -1);
      assert.ok(now.startsWith(before));
      before = now;
      if (visit.records.length) assert.deepEqual(verify(visit.records, visit.heads).value.heads, visit.heads);
    }
    return visit.records.length > 1;
  },
);

const byte = fc.record({ ...past, at: fc.nat(1_000_000), put: fc.integer({ min: 0x20, max: 0x7e }) });

holds('a byte that is changed in any record is found', 500, byte, (drawn) => {
  const { records, heads } = new Visit(core, drawn.site, drawn.place).doAll(drawn.acts);
  if (!records.length) return false;
  const whole = text(records);
  const at = drawn.at % whole.length;
  const changed = whole.slice(0, at) + String.fromCharCode(drawn.put) + whole.slice(at + 1);
  const answer = JSON.parse(core.verifyLedger(`{"records":${changed},"heads":${text(heads)}}`));
  if (!answer.ok) return;
  // Another spelling of the same records is no change of them.
  assert.deepEqual(JSON.parse(changed), records);
  return false;
});

const fork = fc.record({ ...past, other: past.acts });

holds(
  'ledgers of two tabs make one that holds, in either order, with every record once',
  200,
  fork,
  (drawn) => {
    const first = new Visit(core, drawn.site, drawn.place).doAll(drawn.acts);
    const other = new Visit(core, drawn.site, drawn.place);
    Object.assign(other, {
      state: first.state,
      seconds: first.seconds,
      records: first.records,
      heads: first.heads,
    });
    const before = first.records.length;
    first.doAll(drawn.acts);
    other.doAll(drawn.other);
    const merged = unwrap(core.mergeLedgers(text(first.records), text(other.records)));
    assert.deepEqual(unwrap(core.mergeLedgers(text(other.records), text(first.records))), merged);
    assert.deepEqual(unwrap(core.mergeLedgers(text(merged.records), text(other.records))), merged);
    assert.ok(verify(merged.records, merged.heads).ok);
    const wanted = new Set([...first.records, ...other.records].map(text));
    assert.deepEqual(new Set(merged.records.map(text)), wanted);
    assert.equal(merged.records.length, wanted.size);
    return other.records.length > before;
  },
);

const full = fc.record({ ...past, limit: fc.integer({ min: 500, max: 20_000 }) });

holds('a full ledger keeps its newest records as they were, and they still hold', 200, full, (drawn) => {
  const { records, heads } = new Visit(core, drawn.site, drawn.place).doAll(drawn.acts);
  const { leave } = usePage({
    setItem: (map, key, value) => {
      if (value.length > drawn.limit) throw new DOMException('full', 'QuotaExceededError');
      map.set(key, value);
    },
  });
  try {
    if (!writeLedger({ records, heads, posted: [] })) return false;
    const kept = readLedger();
    assert.deepEqual(kept.records, records.slice(records.length - kept.records.length));
    if (kept.records.length) assert.ok(verify(kept.records, kept.heads).ok);
    return kept.records.length > 0;
  } finally {
    leave();
  }
});
