// Exact attributions of trees, against XGBoost on the same machine in the same run: ours in WebAssembly, in Node and in
// Chromium, and natively. Without Debian's python3-xgboost it says so and measures a model of the conformance vectors.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { engines } from '../e2e/lib/engines.mjs';
import { startInNode } from '../wasm/lib/start.mjs';
import { kPage, warmRows } from './trees_work.mjs';

const root = new URL('../../', import.meta.url);
const folder = new URL('build/bench/', root);
const fileOf = (path) => fileURLToPath(new URL(path, root));
const kCold = 5; // processes
/** What XGBoost's authors publish for version 3.3 and later over 1.7.4 (float32, paths of at most 8 features). */
const kPublished = 2.6;

const say = (text) => console.log(text);
const at = (ratio) => `${ratio.toFixed(1)} x`;
const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];

/** Trains and times with XGBoost; nothing where it is not installed. */
const withXgboost = () => {
  mkdirSync(folder, { recursive: true });
  const options = { env: { ...process.env, OMP_NUM_THREADS: '1' }, maxBuffer: 1 << 24 };
  const words = [fileOf('tests/bench/xgboost_trees.py'), fileURLToPath(folder)];
  const { status, stdout } = spawnSync('/usr/bin/python3', words, options);
  return status === 0 ? JSON.parse(stdout.toString()) : undefined;
};

/** This process's own time: what others on the machine do counts for nothing. */
const ownTime = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const inNode = async (module, model, rows, count) => {
  const words = [fileOf('tests/bench/trees_cold.mjs'), module, model, rows];
  const cold = median(
    Array.from({ length: kCold }, () => Number(execFileSync(process.execPath, words).toString())),
  );
  const warm = await warmRows({
    module,
    bytes: (path) => readFile(new URL(path, root)),
    root: root.href,
    model: readFileSync(model, 'utf8'),
    rows: readFileSync(rows).toString('base64'),
    count,
    clock: ownTime,
  });
  return { cold, ...warm };
};

const kTypes = { mjs: 'text/javascript', wasm: 'application/wasm' };

/** Runs `work` in pages of Chromium that see the repository's files. */
const inChromium = async (work) => {
  const chromium = await engines.chromium.start();
  try {
    return await work(async (body, given) => {
      const context = await chromium.browser.newContext();
      const page = await context.newPage();
      await page.route('http://bench.test/**', async (route) => {
        const path = new URL(route.request().url()).pathname.slice(1);
        if (!path) return route.fulfill({ body: '<!doctype html>', contentType: 'text/html' });
        const body = await readFile(new URL(path, root));
        return route.fulfill({ body, contentType: kTypes[path.split('.').at(-1)] ?? 'text/plain' });
      });
      await page.goto('http://bench.test/');
      const result = await page.evaluate(body, given);
      await context.close();
      return result;
    });
  } finally {
    await chromium.stop();
  }
};

export default async ({ measure, buildPreset }) => {
  const reference = withXgboost();
  if (!reference) {
    say('trees: no python3-xgboost (apt-get install python3-xgboost): nothing to compare with');
    const core = await startInNode('bench_trees_simd');
    core.loadModel(readFileSync(new URL('tests/conformance/explain/m03.model.json', root), 'utf8'));
    const rows = Float32Array.from({ length: 30 * kPage }, (_, i) => (i % 17) / 8 - 1);
    core.loadRows(Buffer.from(rows.buffer).toString('base64'));
    const result = measure(() => core.explainEach('0', String(kPage)));
    return [{ what: 'trees: 50 rows one by one, 100 trees of depth 6', result }];
  }
  await buildPreset('native', 'native', 'trees_native');
  say(
    `XGBoost ${reference.version}, native, one thread, against us (rows a second; Node ${process.version}):`,
  );
  say(`published by its authors for XGBoost 3.3 over 1.7.4: ${at(kPublished)} (float32)\n`);
  say('| model | XGBoost | ours | one by one | | in one batch | | first page, cold |');
  say('|---|---|---|---|---|---|---|---|');
  for (const { name, trees, depth, rows: count, rowsPerSecond } of reference.models) {
    const model = fileURLToPath(new URL(`${name}.json`, folder));
    const rows = fileURLToPath(new URL(`${name}.rows.f32`, folder));
    const put = (build, { page, batch, cold }) => {
      const figures = [page, batch].map(
        (n) => `${Math.round(n).toLocaleString('en')} | ${at(n / rowsPerSecond)}`,
      );
      const head = `${trees} trees of depth ${depth}, ${count.toLocaleString('en')} rows | ${Math.round(rowsPerSecond).toLocaleString('en')}`;
      say(`| ${head} | ${build} | ${figures.join(' | ')} | ${cold.toFixed(0)} ms |`);
    };
    const simd = await inNode('bench_trees_simd', model, rows, count);
    const all = [simd];
    put('Wasm with SIMD, Node', simd);
    all.push(await inNode('bench_trees', model, rows, count));
    put('Wasm without, Node', all[1]);
    all.push(await inChromium((open) => measureInChromium(open, name, count)));
    put('Wasm with SIMD, Chromium', all[2]);
    all.push(JSON.parse(execFileSync(fileOf('build/native/tests/trees_native'), [model, rows]).toString()));
    put('native', all[3]);
    if (new Set(all.map(({ bits }) => bits)).size !== 1) throw new Error('the builds give other bits');
  }
  say('');
  return [];
};

/** In Chromium the clock is the wall's. Each cold page is one of a context that has run nothing before. */
const measureInChromium = async (open, name, count) => {
  const given = { name, count, page: kPage };
  const colds = [];
  for (let i = 0; i < kCold; i++)
    colds.push(
      await open(async ({ name, page }) => {
        const { coldPage } = await import('/tests/bench/trees_work.mjs');
        const bytes = async (path) => (await fetch(`/${path}`)).arrayBuffer();
        const model = await (await fetch(`/build/bench/${name}.json`)).text();
        const rows = new Uint8Array(await bytes(`build/bench/${name}.rows.f32`));
        const features = Number(JSON.parse(model).learner.learner_model_param.num_feature);
        const first = btoa(String.fromCharCode(...rows.subarray(0, page * features * 4)));
        // A browser that opens its first page has work of its own for a while.
        for (let quiet = 0; quiet < 20;)
          quiet = await new Promise((done) =>
            requestIdleCallback((idle) => done(idle.timeRemaining() > 40 ? quiet + 1 : 0)),
          );
        return coldPage({ module: 'bench_trees_simd', bytes, root: '/', model, page: first });
      }, given),
    );
  const warm = await open(async ({ name, count }) => {
    const { warmRows } = await import('/tests/bench/trees_work.mjs');
    const bytes = async (path) => (await fetch(`/${path}`)).arrayBuffer();
    const model = await (await fetch(`/build/bench/${name}.json`)).text();
    let text = '';
    for (const byte of new Uint8Array(await bytes(`build/bench/${name}.rows.f32`)))
      text += String.fromCharCode(byte);
    const work = { module: 'bench_trees_simd', bytes, root: '/', model, rows: btoa(text), count };
    return warmRows({ ...work, clock: () => performance.now() });
  }, given);
  return { cold: median(colds), ...warm };
};
