// Exact attributions of trees, against XGBoost on the same machine in the same run. Without Debian's python3-xgboost it
// says so and measures one model of the conformance vectors alone.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { startInNode } from '../wasm/lib/start.mjs';

const root = new URL('../../', import.meta.url);
const folder = new URL('build/bench/', root);
const kPage = 50;
const kRows = 4000; // whole pages
/** What XGBoost's authors publish for version 3.3 and later over 1.7.4 (float32, paths of at most 8 features). */
const kPublished = 2.6;

const say = (text) => console.log(text);
const at = (ratio) => `${ratio.toFixed(1)} x`;

/** Trains and times with XGBoost; nothing where it is not installed. */
const withXgboost = () => {
  mkdirSync(folder, { recursive: true });
  const script = new URL('tests/bench/xgboost_trees.py', root).pathname;
  const options = { env: { ...process.env, OMP_NUM_THREADS: '1' }, maxBuffer: 1 << 24 };
  const { status, stdout } = spawnSync('/usr/bin/python3', [script, folder.pathname], options);
  return status === 0 ? JSON.parse(stdout.toString()) : undefined;
};

/** Rows a second of this process's own time: what others on the machine do counts for nothing. */
const speedOf = (rows, body, times = 5) => {
  const seconds = Array.from({ length: times }, () => {
    const before = process.cpuUsage();
    body();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  }).sort((a, b) => a - b);
  return rows / seconds[times >> 1];
};

/** The first page of a fresh module: started, the model read, the tables made, 50 rows explained. */
const coldPage = async (module, model, rows) => {
  const start = performance.now();
  const core = await startInNode(module);
  core.loadModel(model);
  core.loadRows(rows);
  core.explainEach('0', String(kPage));
  return performance.now() - start;
};

const measureModel = async (module, model, rows) => {
  const cold = await coldPage(module, model, rows);
  const core = await startInNode(module);
  const fault = core.loadModel(model) || core.loadRows(rows);
  if (fault) throw new Error(fault);
  const pages = () => {
    for (let from = 0; from + kPage <= kRows; from += kPage)
      core.explainEach(String(from), String(from + kPage));
  };
  pages();
  const page = speedOf(kRows, pages);
  const bits = core.digest();
  for (let warm = 0; warm < 5; warm++) core.explainAll();
  if (core.digest() !== bits) throw new Error('a batch gives other bits');
  return { cold, page, batch: speedOf(kRows, () => core.explainAll()), bits };
};

export default async ({ measure }) => {
  const reference = withXgboost();
  if (!reference) {
    say('trees: no python3-xgboost (apt-get install python3-xgboost): nothing to compare with');
    const file = new URL('tests/conformance/explain/m03.model.json', root);
    const core = await startInNode('bench_trees_simd');
    core.loadModel(readFileSync(file, 'utf8'));
    core.loadRows(
      Buffer.from(Float32Array.from({ length: 30 * kPage }, (_, i) => (i % 17) / 8 - 1).buffer).toString(
        'base64',
      ),
    );
    const result = measure(() => core.explainEach('0', String(kPage)));
    return [{ what: 'trees: 50 rows one by one, 100 trees of depth 6', result }];
  }
  say(
    `XGBoost ${reference.version}, native, one thread, against WebAssembly in Node ${process.version} (rows a second):`,
  );
  say(`published by its authors for XGBoost 3.3 over 1.7.4: ${at(kPublished)} (float32)\n`);
  say('| model | XGBoost | build | one by one | | batch of 4,000 | | first page, cold |');
  say('|---|---|---|---|---|---|---|---|');
  const rows = readFileSync(new URL('rows.f32', folder)).toString('base64');
  for (const { name, trees, depth, rowsPerSecond } of reference.models) {
    const model = readFileSync(new URL(`${name}.json`, folder), 'utf8');
    for (const [module, build] of [
      ['bench_trees_simd', 'SIMD'],
      ['bench_trees', 'plain'],
    ]) {
      const { cold, page, batch } = await measureModel(module, model, rows);
      const figures = [page, batch].map(
        (n) => `${Math.round(n).toLocaleString('en')} | ${at(n / rowsPerSecond)}`,
      );
      const head = `${trees} trees of depth ${depth} | ${Math.round(rowsPerSecond).toLocaleString('en')}`;
      say(`| ${head} | ${build} | ${figures.join(' | ')} | ${cold.toFixed(0)} ms |`);
    }
  }
  say('');
  return [];
};
