import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { countOf, get, listAll, makeFolder, makeRecord, openReceiver, post, seeded } from './lib.mjs';

const open = (context) => openReceiver(context, { database: join(makeFolder(context), 'records.db') });

/** Every place of a value, as the keys that lead there. */
const placesOf = (value, keys = []) =>
  typeof value !== 'object' || value === null
    ? [keys]
    : [keys, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...keys, key]))];

const at = (value, keys) => keys.reduce((inner, key) => inner[key], value);

/** A record changed by `change`, which gets the holder of a place and its key there. */
const spoil = (keys, change) => {
  const box = { record: makeRecord() };
  const [last, ...path] = ['record', ...keys].reverse();
  change(at(box, path.reverse()), last);
  return JSON.stringify(box.record) ?? '';
};

// None of these is right anywhere.
const wrongValues = [1.5, -1, 1e300, 'x\u0000', 'é', { subject: 'u-7' }, [''], [[]], 'a'.repeat(5000)];
const wrongKeys = [
  'prevHash',
  'subject',
  'ip',
  'userAgent',
  'tcString',
  'item',
  '',
  '__proto__',
  'constructor',
];
const optional =
  /^(notice\/(text|url)|purposes\/\d\/(dpv|recipients|retention|expires|askAgainAfter)|signals\/chosen)$/;

function* makeStructuralJunk() {
  const places = placesOf(makeRecord());
  for (const keys of places) {
    for (const value of wrongValues) yield spoil(keys, (holder, key) => (holder[key] = value));
    const isElement = /^\d+$/.test(keys.at(-1) ?? '');
    if (keys.length && !isElement && !optional.test(keys.join('/')))
      yield spoil(keys, (holder, key) => delete holder[key]);
    const value = at(makeRecord(), keys);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    for (const key of wrongKeys)
      yield spoil([...keys, '%'], (holder) => (holder['%'] = 1)).replace('"%"', JSON.stringify(key));
  }
}

const oddBodies = [
  '',
  ' ',
  'null',
  'true',
  '7',
  '"text"',
  '{}',
  '[[]]',
  '[null]',
  '{"a":',
  '[1e999]',
  `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
  `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  JSON.stringify(makeRecord()).slice(0, -1),
  `${JSON.stringify(makeRecord())}x`,
  `${JSON.stringify(makeRecord())}\n${JSON.stringify(makeRecord())}`,
  new Uint8Array([0xff, 0xfe, 0x7b, 0x7d]),
  new Uint8Array([0x7b, 0x22, 0xc0, 0x80, 0x22, 0x3a, 0x31, 0x7d]),
  new Uint8Array(1000),
];

test('junk: nothing that is not a record is stored, and nothing makes the receiver fail', async (context) => {
  const { address, faults } = await open(context);
  let sent = 0;
  for (const body of [...makeStructuralJunk(), ...oddBodies]) {
    const { status, answer } = await post(address, body);
    assert.ok(status >= 400 && status < 500, `${status} for ${String(body).slice(0, 300)}`);
    assert.equal(answer.ok, false);
    assert.deepEqual(Object.keys(answer.error), ['code', 'message', 'at']);
    assert.ok(JSON.stringify(answer).length < 600, 'an answer repeats no junk');
    sent += 1;
  }
  assert.deepEqual(await listAll(address), []);
  assert.deepEqual((await get(address, '/statistics')).answer.value.days, []);
  assert.deepEqual(faults, []);
  assert.ok(sent > 500, String(sent));
  context.diagnostic(`${sent} bodies`);
});

test('junk: a body with changed bytes is refused, or stored as it was sent', async (context) => {
  const { address, faults } = await open(context);
  const draw = seeded(41);
  const taken = [];
  const sent = process.env.SAY_SO_FULL ? 5000 : 600;
  for (let round = 0; round < sent; ++round) {
    const bytes = new TextEncoder().encode(JSON.stringify(makeRecord()));
    for (let change = 0; change <= draw.below(3); ++change)
      bytes[draw.below(bytes.length)] = draw.below(4) ? 32 + draw.below(95) : draw.below(256);
    const { status, answer } = await post(address, bytes);
    assert.ok(status < 500, String(status));
    if (status === 201) taken.push(JSON.parse(new TextDecoder().decode(bytes)));
    else assert.equal(answer.ok, false);
  }
  assert.deepEqual(
    (await listAll(address)).map(({ record }) => record),
    taken,
  );
  assert.deepEqual((await get(address, '/statistics')).answer.value.days, countOf(taken));
  assert.deepEqual(faults, []);
  assert.ok(taken.length < sent / 2, String(taken.length));
  context.diagnostic(`${sent} bodies, ${taken.length} still records`);
});
