// How much of its reader each fuzz target has reached, by the inputs it has kept and its seeds: lines that llvm-cov counts.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { normalize } from 'node:path';
import { buildPreset } from './build.mjs';
import { path, run, say, StepFailed } from './lib.mjs';

/** What a target has to reach of the lines of its reader. */
export const kLeastCovered = 0.9;

/** @typedef {{filename: string, summary: {lines: {count: number, covered: number}}}} File of llvm-cov's export */
/** @typedef {{target: string, lines: number, reached: number, share: number}} Covered */

/** @type {Record<string, {json: boolean, reads: string[]}>} */
const targets = JSON.parse(readFileSync(path('tests/fuzz/targets.json'), 'utf8'));

/** @param {string} target @returns {Promise<Covered>} */
const cover = async (target) => {
  const program = path('build/fuzz-coverage/tests', `fuzz_${target}`);
  const raw = path('build/coverage', `${target}.profraw`);
  const data = path('build/coverage', `${target}.profdata`);
  const inputs = [path('build/corpus', `fuzz_${target}`), path('build/seeds', target)].filter((folder) =>
    existsSync(folder),
  );
  await run(program, ['-runs=0', ...inputs], { env: { LLVM_PROFILE_FILE: raw } });
  await run('llvm-profdata-14', ['merge', '-sparse', raw, '-o', data]);
  const reads = new Set(targets[target].reads.map((file) => path(file)));
  const { output } = await run('llvm-cov-14', ['export', '-summary-only', `-instr-profile=${data}`, program]);
  // Files go by the name that the compiler was given, which leads through the build's folder.
  const files = JSON.parse(output).data[0].files.filter((/** @type {File} */ { filename }) =>
    reads.has(normalize(filename)),
  );
  if (files.length !== reads.size) throw new StepFailed(`fuzz_${target} does not hold all of its reader`);
  const sum = (/** @type {'count' | 'covered'} */ what) =>
    files.reduce(
      (/** @type {number} */ all, /** @type {File} */ { summary }) => all + summary.lines[what],
      0,
    );
  const [lines, reached] = [sum('count'), sum('covered')];
  say(
    `fuzz_${target}: ${reached} of ${lines} lines of its reader, ${((100 * reached) / lines).toFixed(1)} %`,
  );
  return { target, lines, reached, share: reached / lines };
};

/** Every target, or the one that is named. @param {string} [only] @returns {Promise<Covered[]>} */
export const coverAll = async (only = '') => {
  await buildPreset('fuzz-coverage', 'fuzz-coverage');
  mkdirSync(path('build/coverage'), { recursive: true });
  const covered = [];
  for (const target of Object.keys(targets).filter((name) => !only || name === only))
    covered.push(await cover(target));
  return covered;
};
