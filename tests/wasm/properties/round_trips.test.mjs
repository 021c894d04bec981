// What is written is read back as it was.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { readLedger, writeLedger } from '../../../web/engine/ledger.js';
import { usePage } from '../../web/engine/page.js';
import { acts, config, place, Visit } from './lib/consent.mjs';
import { holds } from './lib/holds.mjs';
import { gppModel, tcModel } from './lib/iab.mjs';
import { root, startInNode, unwrap } from './lib/modules.mjs';
import { stateJson } from './lib/states.mjs';

const [core, iab] = await Promise.all(['consent', 'iab'].map((name) => startInNode(name)));
const past = { site: config, place, acts };

holds(
  'choices are in the cookie as they were made: its text to JSON and back',
  200,
  fc.record(past),
  (drawn) => {
    const { state } = new Visit(core, drawn.site, drawn.place).doAll(drawn.acts);
    if (!state) return false;
    const json = unwrap(core.decodeState(state));
    assert.equal(unwrap(core.encodeState(JSON.stringify(json))), state);
  },
);

holds('a state that fits into the cookie comes out of it unchanged', 200, stateJson, (state) => {
  const text = unwrap(core.encodeState(JSON.stringify(state)));
  assert.ok(text.length <= 2048);
  const again = unwrap(core.decodeState(text));
  assert.equal(unwrap(core.encodeState(JSON.stringify(again))), text);
  if (again.choices.length < state.choices.length) {
    // What had no room counts as refused, and no grant came of it.
    const isThere = (one) => state.choices.some((other) => JSON.stringify(other) === JSON.stringify(one));
    assert.ok(again.choices.every(isThere));
    assert.ok(again.rest);
    return;
  }
  const byText = (list) => list.map((one) => JSON.stringify(one)).toSorted();
  assert.deepEqual(byText(again.choices), byText(state.choices));
});

holds('a ledger reads back as it was written', 200, fc.record(past), (drawn) => {
  const { records, heads } = new Visit(core, drawn.site, drawn.place).doAll(drawn.acts);
  const { leave } = usePage();
  try {
    const ledger = { records, heads, posted: ['purpose:ads'] };
    assert.equal(writeLedger(ledger), true);
    assert.deepEqual(readLedger(), ledger);
  } finally {
    leave();
  }
  return records.length > 0;
});

const folder = mkdtempSync(join(tmpdir(), 'say-so-'));
const validate = (text) => {
  const file = join(folder, 'config.json');
  writeFileSync(file, text);
  const { stdout } = spawnSync('build/native/say-so', ['validate', file], { cwd: fileURLToPath(root) });
  return stdout.toString();
};

holds('a config in its one form is in that form, and means the same', 60, config, (site) => {
  const once = unwrap(validate(JSON.stringify(site)));
  const text = JSON.stringify(once);
  assert.equal(JSON.stringify(unwrap(validate(text))), text);
  const meaningOf = (of) => unwrap(core.loadConfig(of)).meaning;
  assert.equal(meaningOf(text), meaningOf(JSON.stringify(site)));
});

holds('a TC string says what was put into it, and is written the same again', 500, tcModel, (model) => {
  const text = unwrap(iab.encodeTc(JSON.stringify(model), ''));
  const { value, flags } = JSON.parse(iab.decodeTc(text, '2026-11-22T00:00:00Z'));
  assert.deepEqual(value, model);
  assert.deepEqual(flags, []);
  assert.equal(unwrap(iab.encodeTc(JSON.stringify(value), '')), text);
});

holds('a GPP string says what was put into it, and is written the same again', 500, gppModel, (model) => {
  const text = unwrap(iab.encodeGpp(JSON.stringify(model), ''));
  const read = JSON.parse(iab.decodeGpp(text)).value;
  assert.deepEqual(read.sections, model.sections);
  assert.equal(unwrap(iab.encodeGpp(JSON.stringify(read), '')), text);
});
