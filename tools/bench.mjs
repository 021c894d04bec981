// `npm run bench`: figures of the Wasm modules as a page runs them, medians with p10 and p90. Not a test: it never fails on time.
import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { buildAll, buildPreset } from './build.mjs';
import { ensure } from './ensure.mjs';
import { main, path } from './lib.mjs';

/** Runs `body` until `seconds` have passed, in batches long enough for the clock, and gives microseconds a call. */
export const measure = (body, { seconds = 1, batch = 1 } = {}) => {
  const times = [];
  const end = performance.now() + seconds * 1000;
  for (let warm = 0; warm < 20; warm++) body();
  while (performance.now() < end) {
    const start = performance.now();
    for (let i = 0; i < batch; i++) body();
    times.push(((performance.now() - start) * 1000) / batch);
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor((times.length - 1) * share)];
  return { median: at(0.5), p10: at(0.1), p90: at(0.9), samples: times.length };
};

await main(async () => {
  await ensure('build');
  await buildAll();
  await buildPreset('wasm', 'wasm', 'bench_consent', 'bench_iab');
  const rows = [];
  for (const file of readdirSync(path('tests/bench')).filter((name) => name.endsWith('.bench.mjs'))) {
    const { default: bench } = await import(pathToFileURL(path('tests/bench', file)).href);
    rows.push(...(await bench({ measure, buildPreset })));
  }
  console.log('| what | median µs | p10 | p90 | budget µs |\n|---|---|---|---|---|');
  for (const { what, result, budget } of rows) {
    const [median, p10, p90] = [result.median, result.p10, result.p90].map((n) => n.toFixed(1));
    console.log(`| ${what} | ${median} | ${p10} | ${p90} | ${budget ?? ''} |`);
  }
});
