// The audit of docs/fairness.md: a plain model of who subscribes, and what it does to age groups and marital status.
// node demo/data/bank/audit.mjs, from the root of the repository; writes build/bank
import { spawnSync } from 'node:child_process';
import { writeRows } from './rows.mjs';

/** @param {string[]} words */
const say = (...words) => {
  const { status } = spawnSync('build/native/say-so', words, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

writeRows('build/bank');
say('train', 'logistic', '--rows', 'build/bank/train.csv', '--label', 'y', '--out', 'build/bank/model.json');
say('audit', 'pack', 'build/bank/audit', '--recipe', 'demo/data/bank/audits.json');
