// `npm run fuzz [-- --seconds N] [-- --target NAME]`: each libFuzzer target for a bounded time, seeds from the tests.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { buildPreset } from './build.mjs';
import { ensure } from './ensure.mjs';
import { writeSeeds } from './fuzz_seeds.mjs';
import { main, path, run, say, StepFailed } from './lib.mjs';

const option = (args, name, fallback) => (args.includes(name) ? args[args.indexOf(name) + 1] : fallback);

/** @typedef {{target: string, runs: number, edges: number, failed: boolean}} Fuzzed */

/** One target for a bounded time. @param {string} target @param {{seconds: number, seed: number}} how */
const fuzz = async (target, { seconds, seed }) => {
  const corpus = path('build/corpus', target);
  mkdirSync(corpus, { recursive: true });
  const seeds = path('build/seeds', target.slice('fuzz_'.length));
  const words = [
    `-max_total_time=${seconds}`,
    `-seed=${seed}`,
    '-timeout=10',
    '-rss_limit_mb=2048',
    '-max_len=65536',
    corpus,
    ...(existsSync(seeds) ? [seeds] : []),
    `-artifact_prefix=${path('build')}/${target}-`,
  ];
  const { code, output } = await run(path('build/fuzz/tests', target), words, { allowFailure: true });
  const runs = Number(/Done (\d+) runs/.exec(output)?.[1] ?? 0);
  const edges = Number([...output.matchAll(/cov: (\d+)/g)].at(-1)?.[1] ?? 0);
  say(`${target}: ${runs} runs, ${edges} edges${code ? ', FAILED' : ''}`);
  if (code) process.stdout.write(output.slice(-4000));
  return { target: target.slice('fuzz_'.length), runs, edges, failed: code !== 0 };
};

/**
 * Builds the targets and runs them, some at a time.
 * @param {{seconds: number, seed?: number, only?: string, atOnce?: number}} options `seed` 0 draws one
 * @returns {Promise<Fuzzed[]>}
 */
export const fuzzAll = async ({ seconds, seed = 0, only = '', atOnce = 1 }) => {
  await buildPreset('fuzz', 'fuzz');
  writeSeeds();
  const targets = readdirSync(path('tests/fuzz'))
    .filter((name) => name.startsWith('fuzz_') && name.endsWith('.cpp'))
    .map((name) => name.slice(0, -'.cpp'.length))
    .filter((name) => !only || name === `fuzz_${only}`);
  if (!targets.length) throw new StepFailed(`fuzz: no target named ${only}`);
  const results = [];
  const work = async () => {
    for (let target = targets.shift(); target; target = targets.shift())
      results.push(await fuzz(target, { seconds, seed }));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
};

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async (args) => {
    await ensure('build', 'fuzz');
    const results = await fuzzAll({
      seconds: Number(option(args, '--seconds', '20')),
      only: option(args, '--target', ''),
    });
    const failed = results.filter((result) => result.failed).map(({ target }) => target);
    if (failed.length) throw new StepFailed(`fuzz: ${failed.join(', ')} failed; the input is in build/`);
  });
}
