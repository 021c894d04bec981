// Finds what a command needs and is missing, and installs it by name from the distribution and from npm.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { has, path, run, say, StepFailed } from './lib.mjs';

/** Debian packages by what they are for. */
const kPackages = {
  build: ['cmake', 'ninja-build', 'g++', 'emscripten', 'nlohmann-json3-dev', 'doctest-dev', 'libeigen3-dev'],
  test: ['chromium', 'fonts-lato', 'fonts-liberation', 'fonts-noto-core'],
  lint: ['clang-format', 'git'],
  fuzz: ['clang', 'libclang-rt-14-dev', 'llvm-14'],
  full: ['firefox-esr', 'webkit2gtk-driver', 'xvfb', 'python3-gi', 'gir1.2-webkit2-4.1'],
};

const isInstalled = (name) => {
  const answer = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Abbrev}', name], { encoding: 'utf8' });
  return answer.status === 0 && answer.stdout.startsWith('ii');
};

const aptLine = (sudo, names) =>
  `${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${names.join(' ')}`;

/** root needs no sudo; anyone else needs one that works without a password, or a terminal to type it in. */
const findRights = () => {
  if (process.getuid?.() === 0) return '';
  const quiet = spawnSync('sudo', ['-n', 'true']);
  if (quiet.status === 0) return 'sudo ';
  if (!quiet.error && process.stdin.isTTY) return 'sudo ';
  return null;
};

const mayInstall = async (line) => {
  if (process.env.CI || process.argv.includes('--yes')) return true;
  if (!process.stdin.isTTY) return true; // nobody to ask: the command was the question
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`Missing system packages. Run\n  ${line}\nnow? [Y/n] `);
  terminal.close();
  return !/^n/i.test(answer.trim());
};

const kNode = 20;

/** Emscripten brings Debian's own, older Node along, and where ours lies in its place that one wins. */
const checkNode = () => {
  const version = spawnSync('node', ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';
  if (Number(/^v(\d+)/.exec(version)?.[1]) >= kNode) return;
  throw new StepFailed(
    `Debian's Node ${version} has taken the place of yours, ${process.version}, and Say-So needs ${kNode}.` +
      " Put yours back, or before Debian's on the PATH (/usr/local/bin), and run the command again.",
  );
};

const ensurePackages = async (groups) => {
  if (!existsSync('/usr/bin/dpkg-query')) {
    say('not a Debian system: assuming that the packages named in README.md are there');
    return;
  }
  const missing = groups.flatMap((group) => kPackages[group]).filter((name) => !isInstalled(name));
  if (!missing.length) return;
  const sudo = findRights();
  const line = aptLine(sudo ?? 'sudo ', missing);
  if (sudo === null)
    throw new StepFailed(`These packages are missing and need rights to install. Run:\n  ${line}`);
  if (!(await mayInstall(line))) throw new StepFailed(`Nothing was installed. To do it by hand:\n  ${line}`);
  say(`installing from Debian: ${missing.join(' ')} (once, a minute or three)`);
  const apt = (...args) => {
    const words = [...(sudo ? ['sudo'] : []), 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
    // Another apt may hold the lock on a new machine: wait for it instead of failing at once.
    return run(words[0], [...words.slice(1), '-o', 'DPkg::Lock::Timeout=580', '-qq', ...args]);
  };
  await apt('update');
  await apt('install', '-y', '--no-install-recommends', ...missing);
  checkNode();
};

const ensureModules = async () => {
  const stamp = path('node_modules', '.package-lock.json');
  const fresh = existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(path('package-lock.json')).mtimeMs;
  if (fresh || (existsSync(stamp) && !has('package-lock.json'))) return;
  await run('npm', ['ci', '--no-audit', '--no-fund'], {
    title: 'installing from npm: the development tools (once)',
  });
};

/**
 * Makes sure that what the groups need is there.
 * @param {...('build'|'test'|'lint'|'fuzz'|'full')} groups
 */
export const ensure = async (...groups) => {
  await ensurePackages(groups);
  await ensureModules();
};
