// `npm run fuzz [-- --seconds N] [-- --target NAME]`: each libFuzzer target for a bounded time, seeds from the tests.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { buildPreset } from './build.mjs';
import { ensure } from './ensure.mjs';
import { writeSeeds } from './fuzz_seeds.mjs';
import { main, path, run, say, StepFailed } from './lib.mjs';

const option = (args, name, fallback) => (args.includes(name) ? args[args.indexOf(name) + 1] : fallback);

await main(async (args) => {
  const seconds = Number(option(args, '--seconds', '20'));
  const only = option(args, '--target', '');
  await ensure('build', 'fuzz');
  await buildPreset('fuzz', 'fuzz');
  writeSeeds();
  const targets = readdirSync(path('tests/fuzz'))
    .filter((name) => name.startsWith('fuzz_') && name.endsWith('.cpp'))
    .map((name) => name.slice(0, -'.cpp'.length))
    .filter((name) => !only || name === `fuzz_${only}`);
  const failed = [];
  for (const target of targets) {
    const corpus = path('build/corpus', target);
    mkdirSync(corpus, { recursive: true });
    const seeds = path('build/seeds', target.slice('fuzz_'.length));
    const words = [
      `-max_total_time=${seconds}`,
      '-timeout=10',
      '-rss_limit_mb=2048',
      '-max_len=65536',
      corpus,
    ];
    if (existsSync(seeds)) words.push(seeds);
    words.push(`-artifact_prefix=${path('build')}/${target}-`);
    const { code, output } = await run(path('build/fuzz/tests', target), words, { allowFailure: true });
    const runs = /Done (\d+) runs/.exec(output)?.[1] ?? '?';
    const edges = [...output.matchAll(/cov: (\d+)/g)].at(-1)?.[1] ?? '?';
    say(`${target}: ${runs} runs, ${edges} edges${code ? ', FAILED' : ''}`);
    if (code) (failed.push(target), process.stdout.write(output.slice(-4000)));
  }
  if (!targets.length) throw new StepFailed(`fuzz: no target named ${only}`);
  if (failed.length) throw new StepFailed(`fuzz: ${failed.join(', ')} failed; the input is in build/`);
});
