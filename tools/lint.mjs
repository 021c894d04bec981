// `npm run lint`: formatting of C++ and JavaScript, types of the shell, and ESLint. `--fix` rewrites the formatting.
import { execFileSync } from 'node:child_process';
import { ensure } from './ensure.mjs';
import { has, main, root, run, StepFailed } from './lib.mjs';

const tracked = (...patterns) =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((name) => name && has(name));

await main(async (args) => {
  await ensure('lint');
  const fix = args.includes('--fix');
  /** @type {[string, string, string[]][]} title, command, words */
  const steps = [
    [
      'C++ format',
      'clang-format',
      [...(fix ? ['-i'] : ['--dry-run', '--Werror']), ...tracked('*.cpp', '*.h')],
    ],
    [
      'JavaScript, CSS and JSON format',
      'npx',
      ['prettier', fix ? '--write' : '--check', '--log-level', 'warn', '.'],
    ],
    ['types', 'npx', ['tsc', '--project', 'tsconfig.json']],
    ['types of the tools', 'npx', ['tsc', '--project', 'tools/tsconfig.json']],
    ['ESLint', 'npx', ['eslint', '--max-warnings', '0', '.']],
  ];
  const failed = [];
  for (const [title, command, words] of steps) {
    const { code, output } = await run(command, words, { title, allowFailure: true });
    if (code === 0) continue;
    process.stdout.write(output);
    failed.push(title);
  }
  if (failed.length)
    throw new StepFailed(`lint: ${failed.join(', ')} (npm run lint -- --fix mends formatting)`);
});
