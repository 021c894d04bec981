/**
 * The figures of the review (docs/review.md), by the command line: what each level of consent brings the store's shoppers.
 *
 *   node tests/bench/review.mjs [--validate [--season WEIGHT]] [--left-out]
 *
 * With --validate the last 30 days of the training baskets take the place of the test month: the season's weight was
 * chosen there. With --left-out what was bought is left out of every list, also where it may not be used.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeCatalog } from '../../demo/data/make_catalog.mjs';
import { reviewConfig, reviewModel, reviewSettings, shoppersOf } from '../../demo/data/make_review.mjs';
import { readBaskets } from '../../demo/data/shoppers.mjs';

const root = new URL('../../', import.meta.url).pathname;
const program = process.env.SAY_SO ?? join(root, 'build/native/say-so');
const kValidateFrom = 305;

const { values: options } = parseArgs({
  options: {
    validate: { type: 'boolean' },
    season: { type: 'string' },
    'left-out': { type: 'boolean' },
  },
});

/** @param {string[]} words @param {string} [input] */
const saySo = (words, input = '') => {
  const [command, first] = program.endsWith('.cjs') ? ['node', [program]] : [program, []];
  const { status, stdout, stderr } = spawnSync(command, [...first, ...words], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`say-so ${words.join(' ')}: ${stderr}${stdout.slice(0, 1000)}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).value);
};

const train = readBaskets('baskets_train.csv');
const before = options.validate ? train.filter(({ day }) => day < kValidateFrom) : train;
const after = options.validate
  ? train.filter(({ day }) => day >= kValidateFrom)
  : readBaskets('baskets_test.csv');

const folder = mkdtempSync(join(tmpdir(), 'say-so-review-'));
const file = (/** @type {string} */ name) => join(folder, name);
const write = (/** @type {string} */ name, /** @type {unknown} */ value) =>
  writeFileSync(file(name), JSON.stringify(value));
try {
  const lines = before.map(({ shopper, day, items }) => `${shopper},${day},${items.join(' ')}`);
  writeFileSync(file('before.csv'), ['shopper,day,items', ...lines].join('\n'));
  saySo([
    ...['train', 'blend', '--recipe', join(root, 'demo/data/train.json'), '--baskets', file('before.csv')],
    ...['--items', join(root, 'demo/data/retail/products.csv'), '--out', file('model.json')],
  ]);
  const catalog = makeCatalog();
  const weight = options.season === undefined ? undefined : Number(options.season);
  write('model.json', reviewModel(JSON.parse(readFileSync(file('model.json'), 'utf8')), weight));
  write('site.json', reviewConfig());
  write('catalog.json', catalog);
  write('shoppers.json', shoppersOf(before, after, catalog));
  const settings = reviewSettings().map((setting) => ({
    ...setting,
    ...(options['left-out'] && { leaveOut: true }),
  }));
  const files = ['config', 'catalog', 'model', 'shoppers'].flatMap((name) => [
    `--${name}`,
    file(`${name === 'config' ? 'site' : name}.json`),
  ]);
  const reports = saySo(['audit', 'review', ...files], settings.map((one) => JSON.stringify(one)).join('\n'));
  console.log(`${reports[0].shoppers} shoppers\n`);
  const titles = [
    ...[
      'setting',
      'finds something',
      'recall',
      'nDCG',
      'gain',
      'variety',
      'kinds',
      'coverage',
      'small products',
    ],
    'data read',
  ];
  console.log(`| ${titles.join(' | ')} |\n|---${'|---'.repeat(titles.length - 1)}|`);
  const estimate = (/** @type {{mean: number, error: number}} */ { mean, error }) =>
    `${mean.toFixed(3)} ± ${error.toFixed(3)}`;
  for (const { id, accuracy, variety, exposure, used } of reports) {
    const figures = [
      ...[accuracy.found, accuracy.recall, accuracy.ndcg, accuracy.gain].map(estimate),
      ...[variety.intraListDiversity.mean.toFixed(3), variety.categories.mean.toFixed(2)],
      ...[exposure.coverage.toFixed(3), exposure.small.shown.toFixed(3), used.data.mean.toFixed(1)],
    ];
    console.log(`| ${id} | ${figures.join(' | ')} |`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
