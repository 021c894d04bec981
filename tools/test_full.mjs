// `npm run test:full`: the gate, then everything that takes long; it writes docs/reliability.md.
// `npm run test:full -- matrix fuzzers` runs the suites that are named; the page keeps what the others last found, each
// with the commit that it ran on.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { buildPreset } from './build.mjs';
import { ensure } from './ensure.mjs';
import { fuzzAll } from './fuzz.mjs';
import { coverAll, kLeastCovered } from './fuzz_coverage.mjs';
import {
  buildForTests,
  count,
  filesBelow,
  gate,
  printSum,
  runCore,
  runNode,
  runSpecs,
  runSuites,
  specs,
} from './gate.mjs';
import { has, main, path, run, runSome, say, StepFailed } from './lib.mjs';
import { rebuild } from './rebuild.mjs';
import { writePage } from './reliability_page.mjs';

/** @import {Outcome} from './gate.mjs' */
/** @import {Ran} from './reliability_page.mjs' */

const kFuzzSeconds = 60;

/** Specs about what breaks; every other one is about what works. */
const faultSpecs = [
  'broken-files',
  'corrupted-storage',
  'faults',
  'odd-pages',
  'sink',
  'slow-files',
  'storage',
].map((name) => `tests/e2e/${name}.spec.mjs`);
const otherSpecs = () => filesBelow('tests/e2e', /\.spec\.mjs$/).filter((file) => !faultSpecs.includes(file));

/**
 * Properties of the core that draw their cases natively, and how many; a case's seed is its number.
 * @type {{name: string, cases: number, build?: 'native'}[]}
 */
const properties = [
  { name: 'noninterference: denied data change no byte*', cases: 10_000 },
  { name: 'noninterference: denied data change no byte*', cases: 200_000, build: 'native' },
  { name: 'json: *nlohmann*', cases: 500_000 },
  { name: 'number: *', cases: 400_000 },
];

const kSoakOperations = 1_000_000;

/** Properties that are shrunk, on the modules in Node: cases each. */
const kShrunkCases = 10_000;
const shrunk = () => filesBelow('tests/wasm/properties', /\.test\.mjs$/);

/** @param {Outcome[]} outcomes @returns {Outcome} */
const sumOf = (outcomes) => ({
  passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
  failed: outcomes.reduce((sum, { failed }) => sum + failed, 0),
  skipped: outcomes.reduce((sum, { skipped = 0 }) => sum + skipped, 0),
  notes: outcomes.flatMap(({ notes = [] }) => notes),
});

/** Specs in the engines that the gate leaves out. @param {string[]} files @param {string[]} [engines] */
const inOtherEngines = async (files, engines = ['firefox', 'webkit']) => {
  const outcomes = [];
  for (const engine of engines) {
    const { passed, failed, skipped } = await runSpecs(specs, `--project=${engine}`, ...files);
    outcomes.push({ passed, failed, skipped, notes: [`${engine} ${passed}`] });
  }
  return sumOf(outcomes);
};

const inWords = (/** @type {number} */ number) => number.toLocaleString('en');

/** @template {{target: string}} T @param {T[]} list @param {string} target */
const named = (list, target) => /** @type {T} */ (list.find((each) => each.target === target));

/** @type {Record<string, () => Promise<Outcome>>} */
const long = {
  engines: () => inOtherEngines(otherSpecs()),

  async matrix() {
    const outcomes = [];
    for (const engine of ['chromium', 'firefox', 'webkit']) {
      const config = 'tests/matrix/playwright.config.mjs';
      const { output, ...outcome } = await runSpecs(config, `--project=${engine}`);
      outcomes.push({
        ...outcome,
        notes: [`${engine} ${count(output, /^(\d+) combinations/m)} combinations`],
      });
    }
    return sumOf(outcomes);
  },

  /** How every state looks, beside the pictures of when somebody last looked. */
  async pictures() {
    const { passed, failed, skipped } = await runSpecs('tests/pictures/playwright.config.mjs');
    return { passed, failed, skipped };
  },

  async properties() {
    await buildPreset('native', 'native', 'say_so_tests');
    const ofCore = properties.map(({ name, cases, build }) => async () => {
      const env = { SAY_SO_CASES: String(cases) };
      const { output, ...outcome } = await runCore(env, [`--test-case=${name}`], build);
      const told = /MESSAGE: (\d+ cases.*)$/m.exec(output)?.[1] ?? `${cases} cases`;
      const where = build ? ' (without sanitizers)' : '';
      return { ...outcome, notes: [`${name.replaceAll('*', '').trim()}: ${told}${where}`] };
    });
    const ofModules = async () => {
      const env = { SAY_SO_CASES: String(kShrunkCases) };
      const { output, ...outcome } = await runNode(shrunk(), env);
      return { ...outcome, notes: [...output.matchAll(/^# (.*: \d+ cases.*)$/gm)].map(([, told]) => told) };
    };
    const outcomes = await runSome(2, [ofModules, ...ofCore]);
    process.env.SAY_SO_CASES = String(kShrunkCases);
    const browsers = await inOtherEngines(['tests/e2e/same-bytes.spec.mjs'], ['chromium', 'firefox']);
    delete process.env.SAY_SO_CASES;
    const notes = [
      `an answer is the same bytes in Chromium and Firefox as natively: ${kShrunkCases} cases each`,
    ];
    return sumOf([...outcomes, { ...browsers, notes }]);
  },

  async faults() {
    // Every file breaks in every way, in Chromium too; in the gate each breaks in one.
    process.env.SAY_SO_FULL = '1';
    const broken = await inOtherEngines(faultSpecs.slice(0, 1), ['chromium']);
    const browsers = sumOf([broken, await inOtherEngines(faultSpecs)]);
    const files = ['kill', 'junk'].map((name) => `tests/web/receiver/${name}.test.mjs`);
    const { output, ...receiver } = await runNode(files, { SAY_SO_FULL: '1' });
    const kills = /^# (\d+ kills.*)$/m.exec(output)?.[1];
    return sumOf([browsers, { ...receiver, notes: kills ? [`receiver: ${kills}`] : [] }]);
  },

  /** Each target runs, finds what its source plants, and tells how much of its reader was reached. */
  async fuzzers() {
    const seed = Number(new Date().toISOString().slice(0, 10).replaceAll('-', ''));
    const how = { seconds: kFuzzSeconds, seed, atOnce: 2 };
    const results = await fuzzAll(how);
    const planted = await fuzzAll({ ...how, planted: true });
    const covered = await coverAll();
    const rows = results.map(({ target, runs, edges }) => {
      const { share } = named(covered, target);
      const found = named(planted, target);
      const told = found.failed ? 'planted fault not found' : `planted fault after ${inWords(found.runs)}`;
      return `${target} ${inWords(runs)} inputs, ${edges} edges, ${(100 * share).toFixed(1)} % of its reader, ${told}`;
    });
    const checks = [
      ...[...results, ...planted].map((result) => result.failed),
      ...covered.map(({ share }) => share < kLeastCovered),
    ];
    const failed = checks.filter(Boolean).length;
    const notes = [`${kFuzzSeconds} s each, seed ${seed}`, ...rows];
    return { passed: checks.length - failed, failed, notes };
  },

  /** A page that stays open for long. */
  async soak() {
    const env = { SAY_SO_CASES: String(kSoakOperations) };
    const { output, ...modules } = await runNode(['tests/wasm/soak.test.mjs'], env);
    process.env.SAY_SO_FULL = '1';
    const { output: told, ...page } = await runSpecs(specs, '--project=chromium', 'tests/e2e/soak.spec.mjs');
    const notes = [
      ...(/^# (\d+ operations.*)$/m.exec(output)?.slice(1) ?? []),
      ...(/^(\d+ rounds.*)$/m.exec(told)?.slice(1) ?? []),
    ];
    return sumOf([modules, { ...page, notes }]);
  },

  /** Two builds, in different folders, write the same bytes. */
  async supply() {
    const { files, differing } = await rebuild();
    const notes = [`${files} files of the package, ${differing.length} differ between two builds`];
    return { passed: files - differing.length, failed: differing.length, notes };
  },

  /** Each example brings its own check, `npm test` in its folder. */
  async examples() {
    const files = filesBelow('examples', /[\\/]package\.json$/).filter(
      (file) => !file.includes('node_modules'),
    );
    if (!files.length) say('there are no examples yet');
    const outcomes = [];
    for (const file of files) {
      const { code, output } = await run('npm', ['test'], {
        cwd: file.replace(/package\.json$/, ''),
        allowFailure: true,
      });
      if (code) process.stdout.write(output);
      outcomes.push({ passed: code ? 0 : 1, failed: code ? 1 : 0 });
    }
    return sumOf(outcomes);
  },
};

/** What each suite found when it last ran here. */
const kFound = path('build/reliability.json');

/** The commit that is tested, and whether something was changed since. */
const commitHere = () => {
  const git = (...words) => spawnSync('git', words, { cwd: path(), encoding: 'utf8' }).stdout?.trim() ?? '';
  return (
    git('rev-parse', '--short', 'HEAD') +
    (git('status', '--porcelain', '-uno', '--', '.', ':!docs/reliability.md') ? ' with changes' : '')
  );
};

/** Keeps what a suite found, so that one that is broken off loses nothing of those before it. @param {Ran} outcome */
const remember = (outcome) => {
  const found = existsSync(kFound) ? JSON.parse(readFileSync(kFound, 'utf8')) : {};
  found[outcome.name] = { ...outcome, commit: commitHere() };
  writeFileSync(kFound, JSON.stringify(found, null, 2));
  if (Object.keys(suites).every((name) => found[name]))
    writePage(Object.keys(suites).map((name) => found[name]));
};

const suites = { ...gate, ...long };

await main(async (args) => {
  const unknown = args.filter((name) => !Object.hasOwn(suites, name));
  if (unknown.length)
    throw new StepFailed(
      `no suite is named ${unknown.join(', ')}; there are ${Object.keys(suites).join(', ')}`,
    );
  await ensure('build', 'test', 'fuzz', 'full');
  await buildForTests();
  // What a browser compares its own numbers with, should the suite that makes them not be among the named.
  if (!has('build/native/math.txt')) await runNode(['tests/wasm/golden.test.mjs']);
  const wanted = Object.entries(suites).filter(([name]) => !args.length || args.includes(name));
  printSum(await runSuites(wanted, remember));
});
