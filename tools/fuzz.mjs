// `npm run fuzz [-- --seconds N] [-- --target NAME]`: each libFuzzer target for a bounded time, seeds from the tests.
// With `--planted` each must find a fault that was planted where no seed comes; with `--coverage` each tells how much of its
// reader the inputs that it kept have reached.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { buildPreset } from './build.mjs';
import { ensure } from './ensure.mjs';
import { coverAll, kLeastCovered } from './fuzz_coverage.mjs';
import { writeSeeds } from './fuzz_seeds.mjs';
import { main, path, run, runSome, say, StepFailed } from './lib.mjs';

const option = (args, name, fallback) => (args.includes(name) ? args[args.indexOf(name) + 1] : fallback);

/** @typedef {{target: string, runs: number, edges: number, failed: boolean}} Fuzzed */

/** What every run of a target is given. @param {string} target @param {{seconds: number, seed: number}} how */
const wordsFor = (target, { seconds, seed }) => {
  const name = target.slice('fuzz_'.length);
  return [
    `-max_total_time=${seconds}`,
    `-seed=${seed}`,
    '-timeout=10',
    '-rss_limit_mb=2048',
    '-max_len=65536',
    ...(existsSync(path('build/seeds', `${name}.dict`))
      ? [`-dict=${path('build/seeds', `${name}.dict`)}`]
      : []),
    `-artifact_prefix=${path('build')}/${target}-`,
  ];
};

/** The folders of inputs that a target starts from. @param {string} target */
const inputsOf = (target) =>
  ['corpus', 'seeds']
    .map((folder) => path('build', folder, folder === 'seeds' ? target.slice('fuzz_'.length) : target))
    .filter((folder) => existsSync(folder));

/** One target for a bounded time. @param {string} target @param {{seconds: number, seed: number}} how */
const fuzz = async (target, how) => {
  mkdirSync(path('build/corpus', target), { recursive: true });
  const words = [...wordsFor(target, how), ...inputsOf(target)];
  const { code, output } = await run(path('build/fuzz/tests', target), words, { allowFailure: true });
  const runs = Number(/Done (\d+) runs/.exec(output)?.[1] ?? 0);
  const edges = Number([...output.matchAll(/cov: (\d+)/g)].at(-1)?.[1] ?? 0);
  say(`${target}: ${runs} runs, ${edges} edges${code ? ', FAILED' : ''}`);
  if (code) process.stdout.write(output.slice(-4000));
  return { target: target.slice('fuzz_'.length), runs, edges, failed: code !== 0 };
};

/**
 * Whether a target finds the fault that its source plants where `SAY_SO_PLANT` is set, and no seed has it already.
 * @param {string} target @param {{seconds: number, seed: number}} how @returns {Promise<Fuzzed>}
 */
const findPlanted = async (target, how) => {
  const env = { SAY_SO_PLANT: '1' };
  const program = path('build/fuzz/tests', target);
  const seeds = inputsOf(target).filter((folder) => folder.includes('/seeds/'));
  const before = await run(program, ['-runs=0', ...seeds], { allowFailure: true, env });
  // What is found on the way goes into the first folder: an own one, and gone after it.
  const found = path('build/planted', target);
  rmSync(found, { recursive: true, force: true });
  mkdirSync(found, { recursive: true });
  const words = [...wordsFor(target, how), `-artifact_prefix=${found}-`, found, ...seeds];
  const { output } = await run(program, words, { allowFailure: true, env });
  const isFound = output.includes('planted fault');
  const runs = Number([...output.matchAll(/^#(\d+)/gm)].at(-1)?.[1] ?? 0);
  const told = before.code ? 'A SEED HAS IT' : isFound ? `found after ${runs} inputs` : 'NOT FOUND';
  say(`${target}: planted fault ${told}`);
  return { target: target.slice('fuzz_'.length), runs, edges: 0, failed: before.code !== 0 || !isFound };
};

/**
 * Builds the targets and runs them, some at a time.
 * @param {{seconds: number, seed?: number, only?: string, atOnce?: number, planted?: boolean}} options `seed` 0 draws one
 * @returns {Promise<Fuzzed[]>}
 */
export const fuzzAll = async ({ seconds, seed = 0, only = '', atOnce = 1, planted = false }) => {
  await buildPreset('fuzz', 'fuzz');
  writeSeeds();
  const targets = readdirSync(path('tests/fuzz'))
    .filter((name) => name.startsWith('fuzz_') && name.endsWith('.cpp'))
    .map((name) => name.slice(0, -'.cpp'.length))
    .filter((name) => !only || name === `fuzz_${only}`);
  if (!targets.length) throw new StepFailed(`fuzz: no target named ${only}`);
  const runOne = planted ? findPlanted : fuzz;
  return runSome(
    atOnce,
    targets.map((target) => () => runOne(target, { seconds, seed })),
  );
};

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async (args) => {
    await ensure('build', 'fuzz');
    const only = option(args, '--target', '');
    if (args.includes('--coverage')) {
      const short = (await coverAll(only)).filter(({ share }) => share < kLeastCovered);
      if (short.length)
        throw new StepFailed(`fuzz: ${short.map(({ target }) => target).join(', ')} reach too little`);
      return;
    }
    const results = await fuzzAll({
      seconds: Number(option(args, '--seconds', '20')),
      only,
      planted: args.includes('--planted'),
    });
    const failed = results.filter((result) => result.failed).map(({ target }) => target);
    if (failed.length) throw new StepFailed(`fuzz: ${failed.join(', ')} failed; the input is in build/`);
  });
}
