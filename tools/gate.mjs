// The suites of the gate, and what they share with the long ones. Each gives {passed, failed} and may give `notes`.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll, buildPreset } from './build.mjs';
import { has, path, run, say } from './lib.mjs';

/** @typedef {{passed: number, failed: number, skipped?: number, notes?: string[]}} Outcome */

export const filesBelow = (folder, ending) =>
  !has(folder)
    ? []
    : readdirSync(path(folder), { withFileTypes: true }).flatMap((entry) => {
        const name = join(folder, entry.name);
        if (entry.isDirectory()) return filesBelow(name, ending);
        return ending.test(name) ? [name] : [];
      });

export const count = (text, pattern) => Number(pattern.exec(text)?.[1] ?? 0);

/**
 * Test cases of the core, with sanitizers unless another build is named.
 * @param {Record<string, string>} env @param {string[]} args @param {'sanitize' | 'native'} build
 */
export const runCore = async (env = {}, args = [], build = 'sanitize') => {
  const { code, output } = await run(`build/${build}/tests/say_so_tests`, args, {
    allowFailure: true,
    env: { UBSAN_OPTIONS: 'print_stacktrace=1', ...env },
  });
  if (code !== 0) process.stdout.write(output);
  const passed = count(output, /\[doctest\] test cases:.*?(\d+) passed/);
  const failed = count(output, /\[doctest\] test cases:.*?(\d+) failed/);
  // A sanitizer's report ends the program before doctest can count.
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, output };
};

/** Files of node:test. @param {string[]} files @param {Record<string, string>} env */
export const runNode = async (files, env = {}) => {
  const words = ['--test', '--test-reporter=tap', ...files];
  const { output } = await run('node', words, { allowFailure: true, env });
  const failed = count(output, /^# fail (\d+)/m);
  if (failed || !/^# pass /m.test(output)) process.stdout.write(output);
  return {
    passed: count(output, /^# pass (\d+)/m),
    failed: failed + count(output, /^# cancelled (\d+)/m),
    output,
  };
};

/** Specs in real browsers. @param {string} config @param {...string} words for the test runner */
export const runSpecs = async (config, ...words) => {
  const { code, output } = await run('npx', ['playwright', 'test', '--config', config, ...words], {
    allowFailure: true,
    show: true,
  });
  const passed = count(output, /^(\d+) passed, \d+ failed/m);
  const failed = count(output, /^\d+ passed, (\d+) failed/m);
  const skipped = count(output, /^\d+ passed, \d+ failed, (\d+) skipped/m);
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped, output };
};

export const specs = 'tests/e2e/playwright.config.mjs';

/** @type {Record<string, () => Promise<Outcome>>} */
export const gate = {
  /** The core natively, with AddressSanitizer and UndefinedBehaviorSanitizer. */
  core: () => runCore(),
  /** Modules without a DOM, the tree's rules, and native against Wasm, in Node. */
  node: () =>
    runNode(
      ['tests/web', 'tests/wasm', 'tests/structure'].flatMap((folder) => filesBelow(folder, /\.test\.m?js$/)),
    ),
  /** The demo store as its users have it, in a real browser. */
  browser: () => runSpecs(specs, '--project=chromium'),
};

export const buildForTests = async () => {
  await buildAll();
  await buildPreset('native-sanitize', 'sanitize');
};

/**
 * Runs suites in order and prints the sum last.
 * @param {[string, () => Promise<Outcome>][]} suites
 * @param {(outcome: Outcome & {name: string, seconds: number}) => void} [keep] told of each as it ends
 * @returns {Promise<(Outcome & {name: string, seconds: number})[]>}
 */
export const runSuites = async (suites, keep) => {
  const outcomes = [];
  for (const [name, suite] of suites) {
    say(`testing: ${name}`);
    const start = performance.now();
    const outcome = await suite();
    const seconds = Math.round((performance.now() - start) / 1000);
    const skipped = outcome.skipped ? `, ${outcome.skipped} skipped` : '';
    say(`${name}: ${outcome.passed} passed, ${outcome.failed} failed${skipped} (${seconds} s)`);
    outcomes.push({ ...outcome, name, seconds });
    keep?.({ ...outcome, name, seconds });
  }
  return outcomes;
};

/** @param {Outcome[]} outcomes */
export const printSum = (outcomes) => {
  const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  if (sum('failed') || !sum('passed')) process.exitCode = 1;
};
