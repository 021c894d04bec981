// What a page tells of each Consent Mode type, by the rules that `say-so build` wrote into its script, against what the
// core decides: drawn choices, places and signals.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { runInNewContext } from 'node:vm';
import { valuesOf } from '../../web/integrations/values.js';
import { seeded } from '../web/receiver/lib.mjs';
import { startInNode } from './lib/start.mjs';

const root = resolve(import.meta.dirname, '../..');

/** What a page with `site` gets as built. @param {object} site */
const builtOf = (site) => {
  const folder = mkdtempSync(join(tmpdir(), 'say-so-rules-'));
  const kit = join(folder, 'kit');
  try {
    cpSync(join(root, 'dist'), kit, { recursive: true });
    // A loader that does nothing but name what was built.
    writeFileSync(join(kit, 'loader.js'), 'parts = "%SAY_SO_PARTS%"; built = "%SAY_SO_BUILT%"');
    writeFileSync(join(folder, 'site.json'), JSON.stringify(site));
    const words = ['build', join(folder, 'site.json'), '--language', 'en', '--out', folder, '--kit', kit];
    execFileSync(join(root, 'build/native/say-so'), words, { stdio: ['ignore', 'ignore', 'pipe'] });
    const page = { built: null, parts: null };
    runInNewContext(readFileSync(join(folder, 'say-so.en.js'), 'utf8'), page);
    return JSON.parse(JSON.stringify(page.built));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const configText = readFileSync(join(root, 'tests/conformance/consent/config.json'), 'utf8');
const config = { ...JSON.parse(configText), consentMode: {} };
const core = await startInNode('consent');
const unwrap = (text) => {
  const { ok, value, error } = JSON.parse(text);
  if (!ok) throw new Error(`${error.code}: ${error.message}`);
  return value;
};
const { meaning } = unwrap(core.loadConfig(JSON.stringify(config)));

const kCases = Number(process.env.SAY_SO_CASES) || 300;
const kHow = { control: 'switch', surface: 'choices', text: meaning, language: 'en', steps: 2 };

const drawEnvironment = (draw) => ({
  now: '2026-11-22T10:00:00Z',
  jurisdiction: draw.of(['FR', 'DE', 'GB', 'CH', 'US-CA', 'US-CO', 'US-WA', 'BR', null]),
  jurisdictionSource: 'attribute',
  gpc: draw.below(3) === 0,
  language: 'en',
  ageBand: draw.of([null, 'adult', '13-15']),
});

const drawChoices = (draw) => {
  if (draw.below(4) === 0) return [{ all: true, granted: draw.below(2) === 0 }];
  const some = (list, kind) =>
    list.filter(() => draw.below(2)).map(({ id }) => ({ [kind]: id, granted: draw.below(2) === 0 }));
  return [...some(config.purposes.slice(1), 'purpose'), ...some(config.services, 'service')];
};

test('the page says of every type what the core decides', () => {
  const { consentTypes, optOut } = builtOf(config);
  assert.equal(optOut, undefined);
  const said = new Set();
  for (let seed = 1; seed <= kCases; seed++) {
    const draw = seeded(seed);
    const environment = JSON.stringify(drawEnvironment(draw));
    const choices = drawChoices(draw);
    const decision = choices.length
      ? unwrap(core.choose('', environment, JSON.stringify(choices), JSON.stringify(kHow))).decision
      : unwrap(core.evaluate('', environment));
    const granted = new Set(
      [...decision.purposes, ...decision.services].filter((one) => one.granted).map(({ id }) => id),
    );
    const values = valuesOf(consentTypes, (id) => granted.has(id));
    assert.deepEqual(values, decision.actions.consentMode, `case ${seed}`);
    said.add(JSON.stringify(values));
  }
  assert.ok(said.size > 5, `only ${said.size} different answers were drawn`);
});

test('the rows that let something run until a no are named, where an integration asks for them', () => {
  const { optOut } = builtOf({ ...config, page: { integrations: { 'wp-consent-api': {} } } });
  assert.ok(optOut.includes('US-CA'));
  assert.ok(!optOut.some((row) => row.startsWith('EU') || row === 'UK' || row === 'default'));
});
