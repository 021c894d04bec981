// docs/reliability.md: what the long tests asserted and found, as of the day they ran.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { path, say } from './lib.mjs';

/** @typedef {import('./gate.mjs').Outcome & {name: string, seconds: number, commit?: string}} Ran */

const claims = {
  core: 'the core natively, with AddressSanitizer and UndefinedBehaviorSanitizer',
  node: 'the shell without a browser, the receiver, the tree’s rules; native and WebAssembly in Node give the same bytes',
  browser:
    'the demo store in Chromium: first visit, choices, storage, tabs, faults, the sink, accessibility, golden bytes',
  engines:
    'the same specs in Firefox and WebKitGTK: the first layer before WebAssembly, accept and reject, slate and reasons, profile, reload, tabs, keyboard, axe, no refusal by the content security policy, WebAssembly byte-equal to native',
  pictures:
    'how each state looks in Chromium: light and wide, dark and narrow, some in forced colours, beside kept pictures',
  matrix:
    'every state × theme × width × language: axe clean, nothing wider than the page, every control reached by Tab, the first layer’s actions equal, no console error, no refusal by the content security policy',
  properties:
    'drawn cases: natively with both sanitizers unless it says without, the seed of a case being its number; on the WebAssembly modules in Node, shrunk to the smallest that fails, which is printed with its seed',
  faults:
    'in Firefox and WebKitGTK: broken files, blocked, full and forgetful storage, changed cookies, missing modules, posts that fail; in Chromium and Firefox each file broken in each way, odd pages, clocks and extensions; a receiver killed while it writes loses nothing that it acknowledged',
  fuzzers:
    'libFuzzer with both sanitizers over every reader of outside text: no crash, hang or leak; each finds a fault that is planted where no seed comes, and reaches at least 90 % of the lines of its reader (llvm-cov)',
  soak: 'a million mixed operations on the modules, and a page in Chromium through hundreds of rounds: what they hold does not grow',
  supply: 'the package is built twice, in different folders: the same bytes',
  examples: 'each example’s own check',
};

const print = (command, ...args) => spawnSync(command, args, { encoding: 'utf8' }).stdout?.trim() ?? '';
const versionOf = (name) => print('dpkg-query', '-W', '-f=${Version}', name).replace(/^\d+:/, '');

const versions = () => [
  ['Chromium', versionOf('chromium')],
  ['Firefox ESR', versionOf('firefox-esr')],
  ['WebKitGTK', versionOf('webkit2gtk-driver')],
  ['Node.js', process.versions.node],
  ['GCC', print('g++', '-dumpfullversion')],
  ['Clang (fuzzers)', print('clang', '-dumpversion')],
  ['Emscripten', versionOf('emscripten')],
];

const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** @param {Ran} ran */
const row = ({ name, passed, failed, skipped = 0, seconds, commit }) =>
  `| ${name} | ${claims[name]} | ${passed} | ${failed} | ${skipped} | ${minutes(seconds)} | ${commit} |`;

/** @param {Ran[]} outcomes */
export const writePage = (outcomes) => {
  const total = (key) => outcomes.reduce((sum, outcome) => sum + (outcome[key] ?? 0), 0);
  const details = outcomes
    .filter(({ notes }) => notes?.length)
    .map(({ name, notes = [] }) => `- **${name}**: ${notes.join('; ')}.`);
  const page = `# Reliability

As of ${new Date().toISOString().slice(0, 10)}. Written by \`npm run test:full\`, which runs everything below in this order on Debian 12
and ends with a failure if one thing fails; each row says which commit it last ran on. What could not be tested is in
[untested.md](untested.md).

| suite | what it asserts | passed | failed | left out | minutes | commit |
|---|---|--:|--:|--:|--:|---|
${outcomes.map(row).join('\n')}
| all | | ${total('passed')} | ${total('failed')} | ${total('skipped')} | ${minutes(total('seconds'))} | |

${details.join('\n')}

In the matrix Chromium sees every combination: 19 states in two languages, five themes (light, dark, forced colours, more
contrast, reduced motion) at 320 and 1,280 pixels, and once more from right to left. Firefox and WebKitGTK see each state
in each theme once, with width and language changing so that every pair of values meets. WebKitGTK has no forced colours.

| with | version |
|---|---|
${versions()
  .map(([name, version]) => `| ${name} | ${version} |`)
  .join('\n')}
| processor cores | ${cpus().length} |
`;
  writeFileSync(path('docs/reliability.md'), page);
  say('wrote docs/reliability.md');
};
