// The same bytes natively, in Node and (tests/e2e/golden.spec.mjs) in a browser. The core's own tests hold the native
// side to the same files; here the native program's answers are compared as well.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import test from 'node:test';
import { differences } from './lib/golden.mjs';
import { startInNode } from './lib/start.mjs';

const root = new URL('../../', import.meta.url);
const read = (path) => readFile(new URL(path, root), 'utf8');

test('native and Wasm in Node: every conformance case and every math function, byte for byte', async () => {
  const probe = spawnSync('build/native/tests/math_probe', { cwd: root, maxBuffer: 1 << 28 });
  assert.equal(probe.status, 0);
  await writeFile(new URL('build/native/math.txt', root), probe.stdout);
  const names = ['consent', 'explain', 'explain_rows', 'math_probe'];
  const [consent, explain, explainRows, math] = await Promise.all(names.map((name) => startInNode(name)));
  const { count, wrong } = await differences({ consent, explain, explainRows, math }, read);
  assert.deepEqual(wrong, []);
  assert.ok(count > 60, `only ${count} cases`);
  const simd = await startInNode('explain_rows_simd');
  assert.deepEqual(
    (await differences({ consent, explain, explainRows: simd, math }, read)).wrong,
    [],
    'with SIMD',
  );
});

test('the native program and the Node program print the same lines', async () => {
  const lines = (await read('tests/conformance/consent/cases.jsonl'))
    .trim()
    .split('\n')
    .map((line) => JSON.stringify(JSON.parse(line).request));
  const words = ['decide', '--config', 'tests/conformance/consent/config.json'];
  const options = { cwd: root, input: `${lines.join('\n')}\n`, maxBuffer: 1 << 28 };
  const native = spawnSync('build/native/say-so', words, options);
  const node = spawnSync('node', ['--no-warnings', 'dist/say-so.cjs', ...words], options);
  assert.equal(node.stderr.toString(), native.stderr.toString());
  assert.equal(node.stdout.toString(), native.stdout.toString());
  assert.equal(native.stdout.toString().trim().split('\n').length, lines.length);
  assert.equal(node.status, native.status);
});

test('exploration: posteriors of the reference logs, and the same draws natively and in Node', async () => {
  const { bandits } = JSON.parse(await read('tests/conformance/explain/recommend.vectors.json'));
  for (const [at, { ucb1, beta_posterior: expected }] of bandits.entries()) {
    const log = `build/native/log-${at}.csv`;
    const lines = ucb1.map(({ arm, reward }) => `${arm},${reward}`);
    await writeFile(new URL(log, root), ['shown,chosen', ...lines, ''].join('\n'));
    const words = ['audit', 'exploration', log, '--rounds', '500'];
    const node = spawnSync('node', ['--no-warnings', 'dist/say-so.cjs', ...words], { cwd: root });
    const native = spawnSync('build/native/say-so', words, { cwd: root });
    assert.equal(node.stdout.toString(), native.stdout.toString());
    const { arms } = JSON.parse(node.stdout.toString()).value;
    arms.sort((a, b) => Number(a.id) - Number(b.id));
    assert.equal(arms.length, expected.length);
    for (const [arm, { posterior }] of arms.entries()) {
      assert.deepEqual([posterior.alpha, posterior.beta], [expected[arm].alpha, expected[arm].beta]);
      assert.ok(Math.abs(posterior.mean - expected[arm].mean) < 1e-12);
    }
  }
});

test('what would change a list: the native program and the module say the same', async () => {
  const store = JSON.parse(await read('tests/conformance/recommend/store.json'));
  const files = ['config', 'catalog', 'model'];
  for (const name of files)
    await writeFile(new URL(`build/native/${name}.json`, root), JSON.stringify(store[name]));
  const words = ['rank', ...files.flatMap((name) => [`--${name}`, `build/native/${name}.json`])];
  const requests = (await read('tests/conformance/recommend/cases.jsonl'))
    .trim()
    .split('\n')
    .map((line) => ({ ...JSON.parse(line).request, limit: 2 }))
    .filter(({ served }) => !served);
  const input = `${requests.map((request) => JSON.stringify(request)).join('\n')}\n`;
  const native = spawnSync('build/native/say-so', words, { cwd: root, input, maxBuffer: 1 << 28 });
  const module = await startInNode('what_if');
  module.loadConfig(JSON.stringify(store.config));
  module.loadCatalog(JSON.stringify(store.catalog));
  module.loadModel(JSON.stringify(store.model));
  let found = 0;
  for (const [at, line] of native.stdout.toString().trim().split('\n').entries()) {
    const { ok, value } = JSON.parse(line);
    const answer = module.counterfactuals(JSON.stringify(requests[at]), '');
    assert.equal(JSON.parse(answer).ok, ok);
    if (!ok) continue;
    const bytes = answer.slice('{"ok":true,"value":'.length, -1);
    assert.ok(line.includes(`"counterfactuals":${bytes}`), `case ${at}`);
    found += value.counterfactuals.items.filter(({ remove }) => remove).length;
  }
  assert.ok(found > 5, `only ${found} found`);
});

test('each export answers bad input with a typed error, never a throw', async () => {
  for (const name of [
    'consent',
    'consent_iab',
    'explain',
    'explain_rows',
    'what_if',
    'profile_core',
    'privacy_core',
    'iab',
  ]) {
    const module = await startInNode(name);
    const functions = Object.entries(module).filter(
      ([, value]) => typeof value === 'function' && 'argCount' in value,
    );
    for (const [key, call] of functions) {
      const texts = Array.from({ length: call.argCount }, () => '{"not":"this"');
      const answer = JSON.parse(call(...texts));
      assert.equal(answer.ok, false, `${name}.${key}`);
      assert.match(answer.error.code, /^[a-z-]+$/);
    }
    assert.ok(functions.length >= 4, `${name}: ${functions.length} exports`);
  }
});
