// Row models in WebAssembly: the reference vectors through the Node program, and the same bits natively, in the plain
// build and in the one with SIMD.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { startInNode } from './lib/start.mjs';

const root = new URL('../../', import.meta.url);
const folder = 'tests/conformance/explain/';
const read = (file) => JSON.parse(readFileSync(new URL(folder + file, root), 'utf8'));
const named = (pattern) => readdirSync(new URL(folder, root)).filter((file) => pattern.test(file));
const temporary = mkdtempSync(join(tmpdir(), 'say-so-'));
process.on('exit', () => rmSync(temporary, { recursive: true }));

const programs = { native: ['build/native/say-so'], node: ['node', '--no-warnings', 'dist/say-so.cjs'] };

/** @param {string} program @param {string} model a path @param {unknown[]} rows @param {string[]} more words */
const score = (program, model, rows, more = []) => {
  const [command, ...words] = programs[program];
  const input = rows.map((row) => JSON.stringify(row)).join('\n');
  const options = { cwd: root, input, maxBuffer: 1 << 28 };
  const { stdout, stderr } = spawnSync(command, [...words, 'score', '--model', model, ...more], options);
  assert.equal(stderr.toString(), '');
  return stdout.toString();
};

/** The lines of both programs, which must not differ by a byte; gives their values. */
const scoreBoth = (model, rows, more) => {
  const native = score('native', model, rows, more);
  assert.equal(score('node', model, rows, more), native, `${model}: native and Node differ`);
  const lines = native
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(lines.length, rows.length);
  for (const line of lines) assert.ok(line.ok, JSON.stringify(line));
  return lines.map(({ value }) => value);
};

const close = (actual, expected, tolerance, where) => {
  if (!Array.isArray(expected))
    return assert.ok(Math.abs(actual - expected) <= tolerance, `${where}: ${actual}, not ${expected}`);
  assert.equal(actual.length, expected.length, where);
  expected.forEach((each, i) => close(actual[i], each, tolerance, `${where}/${i}`));
};

/** Contributions with the bias behind them, as the files have them. */
const withBias = ({ contributions, bias }) =>
  Array.isArray(bias) ? bias.map((each, i) => [...contributions[i], each]) : [...contributions, bias];

/** A model of ours made from a file of vectors. */
const written = (name, kind, file, keys) => {
  const model = Object.fromEntries(keys.filter((key) => key in file).map((key) => [key, file[key]]));
  const path = join(temporary, `${name}.json`);
  writeFileSync(path, JSON.stringify({ kind, ...model }));
  return path;
};

for (const name of named(/^m\d+\.vectors/)) {
  const file = read(name);
  test(`${file.model}: ${file.objective} of XGBoost, byte for byte as natively`, () => {
    const more = file.interactions ? ['--interactions'] : [];
    const values = scoreBoth(folder + file.model, file.rows, more);
    values.forEach((value, i) => {
      close(value.margin, file.margin[i], 1e-5, `margin ${i}`);
      close(value.prediction, file.pred[i], 1e-5, `prediction ${i}`);
      close(withBias(value), file.contribs[i], 1e-5, `contributions ${i}`);
      if (file.interactions?.[i]) close(value.interactions, file.interactions[i], 1e-5, `interactions ${i}`);
    });
  });
}

for (const name of named(/^b\d+\.vectors/)) {
  const file = read(name);
  test(`${file.model}: every subset of the features was tried`, () => {
    const background = join(temporary, `${file.model}.background`);
    writeFileSync(background, JSON.stringify(file.background));
    scoreBoth(folder + file.model, file.rows).forEach((value, i) =>
      close(withBias(value), file.path_dependent[i], 1e-9, `path-dependent ${i}`),
    );
    const values = scoreBoth(folder + file.model, file.rows, ['--interventional', background]);
    values.forEach((value, i) => {
      close(withBias(value), file.interventional[i], 1e-9, `interventional ${i}`);
      const probability = file.interventional_probability?.[i];
      if (probability) close(withBias(value.probability), probability, 1e-9, `probability ${i}`);
    });
  });
}

test('linear, logistic and additive models: every subset of the features was tried', () => {
  for (const name of named(/^l\d+\.vectors/)) {
    const file = read(name);
    const path = written(name, file.kind, file, ['coef', 'intercept', 'background']);
    scoreBoth(path, file.rows).forEach((value, i) =>
      close(withBias(value), file.shapley_margin[i], 1e-9, `${name} ${i}`),
    );
  }
  for (const name of named(/^a\d+\.vectors/)) {
    const file = read(name);
    const path = written(name, 'additive', file, ['intercept', 'edges', 'main', 'pairs', 'background']);
    scoreBoth(path, file.rows).forEach((value, i) =>
      close(withBias(value), file.shapley[i], 1e-9, `${name} ${i}`),
    );
  }
});

test('variants of a file give the same numbers, and broken ones are refused alike', () => {
  const { same_as_m02: variants, must_refuse: broken } = read('variants.vectors.json');
  const { rows, contribs } = read('m02.vectors.json');
  for (const model of variants)
    scoreBoth(folder + model, rows).forEach((value, i) => close(withBias(value), contribs[i], 1e-5, model));
  for (const { model } of broken) {
    const native = score('native', folder + model, rows);
    assert.equal(JSON.parse(native).ok, false, model);
    assert.equal(score('node', folder + model, rows), native);
  }
});

test('with SIMD and without: the same bits of every contribution', async () => {
  const [plain, simd] = await Promise.all(
    ['bench_trees', 'bench_trees_simd'].map((name) => startInNode(name)),
  );
  for (const name of named(/^m\d+\.vectors/)) {
    const file = read(name);
    const numbers = Float32Array.from(file.rows.flat(), (x) => x ?? NaN);
    const rows = Buffer.from(numbers.buffer).toString('base64');
    const digests = [plain, simd].map((module) => {
      assert.equal(module.loadModel(readFileSync(new URL(folder + file.model, root), 'utf8')), '');
      assert.equal(module.loadRows(rows), '');
      module.explainEach('0', String(file.rows.length));
      return module.digest();
    });
    assert.match(digests[0], /^sha256:/);
    assert.equal(digests[1], digests[0], file.model);
  }
});
