// `npm test`: the gate. `npm run test:full` (--full) adds the matrices and the long property runs.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll, buildPreset } from './build.mjs';
import { ensure } from './ensure.mjs';
import { has, main, path, run, say } from './lib.mjs';

const filesBelow = (folder, ending) =>
  !has(folder)
    ? []
    : readdirSync(path(folder), { withFileTypes: true }).flatMap((entry) => {
        const name = join(folder, entry.name);
        if (entry.isDirectory()) return filesBelow(name, ending);
        return ending.test(name) ? [name] : [];
      });

const count = (text, pattern) => Number(pattern.exec(text)?.[1] ?? 0);

const suites = {
  /** The core natively, with AddressSanitizer and UndefinedBehaviorSanitizer. */
  async core() {
    const env = { UBSAN_OPTIONS: 'print_stacktrace=1', SAY_SO_CASES: process.env.SAY_SO_CASES ?? '' };
    if (!env.SAY_SO_CASES) delete env.SAY_SO_CASES;
    const { code, output } = await run('build/sanitize/tests/say_so_tests', [], { allowFailure: true, env });
    if (code !== 0) process.stdout.write(output);
    const passed = count(output, /\[doctest\] test cases:.*?(\d+) passed/);
    const failed = count(output, /\[doctest\] test cases:.*?(\d+) failed/);
    // A sanitizer's report ends the program before doctest can count.
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
  },
  /** Modules without a DOM, the tree's rules, and native against Wasm, in Node. */
  async node() {
    const files = ['tests/web', 'tests/wasm', 'tests/structure'].flatMap((folder) =>
      filesBelow(folder, /\.test\.m?js$/),
    );
    const { output } = await run('node', ['--test', '--test-reporter=tap', ...files], { allowFailure: true });
    const failed = count(output, /^# fail (\d+)/m);
    if (failed || !/^# pass /m.test(output)) process.stdout.write(output);
    return { passed: count(output, /^# pass (\d+)/m), failed: failed + count(output, /^# cancelled (\d+)/m) };
  },
  /** The demo store as its users have it, in a real browser. */
  async browser(full) {
    const env = full ? { SAY_SO_FULL: '1' } : {};
    const args = ['playwright', 'test', '--config', 'tests/e2e/playwright.config.mjs'];
    const { code, output } = await run('npx', args, { allowFailure: true, env, show: true });
    const passed = count(output, /^(\d+) passed, \d+ failed/m);
    const failed = count(output, /^\d+ passed, (\d+) failed/m);
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
  },
};

await main(async (args) => {
  const full = args.includes('--full');
  const only = args.filter((arg) => arg in suites);
  await ensure('build', 'test');
  await buildAll();
  await buildPreset('native-sanitize', 'sanitize');
  const totals = { passed: 0, failed: 0 };
  for (const [name, suite] of Object.entries(suites)) {
    if (only.length && !only.includes(name)) continue;
    say(`testing: ${name}`);
    const result = await suite(full);
    say(`${name}: ${result.passed} passed, ${result.failed} failed`);
    totals.passed += result.passed;
    totals.failed += result.failed;
  }
  console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
  if (totals.failed || !totals.passed) process.exitCode = 1;
});
