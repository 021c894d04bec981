/**
 * What variety costs on the store's data: the shop's own pipeline ranks for every shopper with a history who bought
 * something new in the test month, and `say-so audit bubble` measures the lists of each setting (docs/variety.md).
 *
 *   node tests/bench/variety.mjs [--validate]
 *
 * With --validate the last 30 days of the training baskets take the place of the test month: settings are chosen there.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCatalog } from '../../demo/data/make_catalog.mjs';

const root = new URL('../../', import.meta.url).pathname;
const program = join(root, 'build/native/say-so');
const retail = join(root, 'demo/data/retail');
const kLength = 10;
const kValidateFrom = 305;
const kMost = 1 << 30; // bytes of one answer
const kSettings = [
  { variety: 'alike' },
  { variety: 'balanced' },
  { variety: 'mixed' },
  { variety: 'mixed', serendipity: true },
];

const folder = mkdtempSync(join(tmpdir(), 'say-so-variety-'));
const file = (/** @type {string} */ name) => join(folder, name);

/** @param {string[]} words @param {string} [input] */
const saySo = (words, input = '') => {
  const { status, stdout, stderr } = spawnSync(program, words, { input, encoding: 'utf8', maxBuffer: kMost });
  if (status !== 0) throw new Error(`say-so ${words.join(' ')}: ${stderr}${stdout.slice(0, 1000)}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).value);
};

/** @typedef {{shopper: string, day: number, items: number[], line: string}} Basket */

/** @param {string} name @returns {Basket[]} */
const readBaskets = (name) =>
  readFileSync(join(retail, name), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const [shopper, day, items] = line.split(',');
      return { shopper, day: Number(day), items: items.split(' ').map(Number), line };
    });

/** Before and after, as the shop would have them. */
const split = () => {
  const train = readBaskets('baskets_train.csv');
  if (!process.argv.includes('--validate')) return { before: train, after: readBaskets('baskets_test.csv') };
  return {
    before: train.filter(({ day }) => day < kValidateFrom),
    after: train.filter(({ day }) => day >= kValidateFrom),
  };
};

/** @param {Basket[]} baskets @returns {Map<string, Set<number>>} */
const byShopper = (baskets) => {
  const sets = new Map();
  for (const { shopper, items } of baskets) {
    if (!sets.has(shopper)) sets.set(shopper, new Set());
    for (const item of items) sets.get(shopper).add(item);
  }
  return sets;
};

const environment = {
  now: '2026-11-22T10:00:00Z',
  jurisdiction: 'FR',
  jurisdictionSource: 'attribute',
  gpc: false,
  language: 'en',
  ageBand: null,
};

/** The state of somebody who allowed their history. */
const allowed = () => {
  const choice = {
    environment: { ...environment, now: '2026-11-01T10:00:00Z' },
    choices: [{ purpose: 'history', granted: true }],
    how: {
      control: 'switch',
      surface: 'choices',
      steps: 1,
      language: 'en',
      text: `sha256:${'0'.repeat(64)}`,
    },
  };
  const [{ state }] = saySo(['decide', '--config', file('site.json')], JSON.stringify(choice));
  return state;
};

try {
  const { before, after } = split();
  const catalog = makeCatalog();
  const idOf = (/** @type {number} */ item) => catalog.items[item].id;
  writeFileSync(file('catalog.json'), JSON.stringify(catalog));
  writeFileSync(file('site.json'), readFileSync(join(root, 'demo/site.json')));
  writeFileSync(file('before.csv'), ['shopper,day,items', ...before.map(({ line }) => line)].join('\n'));
  saySo([
    ...['train', 'blend', '--recipe', join(root, 'demo/data/train.json'), '--baskets', file('before.csv')],
    ...['--items', join(retail, 'products.csv'), '--out', file('model.json')],
  ]);
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { items } of before)
    for (const item of items) counts[idOf(item)] = (counts[idOf(item)] ?? 0) + 1;
  writeFileSync(file('counts.json'), JSON.stringify({ total: before.length, items: counts }));

  const state = allowed();
  const histories = byShopper(before);
  const visits = [...byShopper(after)].flatMap(([shopper, bought]) => {
    const history = histories.get(shopper);
    const fresh = [...bought].filter((item) => history && !history.has(item));
    return history && fresh.length ? [{ history: [...history], relevant: fresh.map(idOf) }] : [];
  });
  const rank = ['rank', '--config', file('site.json'), '--catalog', file('catalog.json')];
  const lists = (/** @type {object} */ controls, personal = true, length = kLength) =>
    saySo(
      [...rank, '--model', file('model.json')],
      visits
        .map(({ history }) =>
          JSON.stringify({
            environment,
            state: personal ? state : null,
            signals: {
              schema: 'say-so-signals/1',
              entries: history.map((item) => ({
                signal: 'bought',
                of: idOf(item),
                at: '2026-11-10T10:00:00Z',
              })),
            },
            controls,
            limit: length,
          }),
        )
        .join('\n'),
    ).map((slate) => slate.items.map((/** @type {{item: string}} */ { item }) => item));
  if (process.argv.includes('--dump')) {
    writeFileSync(process.argv.at(-1) ?? '', JSON.stringify({ visits, lists: lists({}, true, 100) }));
    process.exit();
  }
  const baselines = lists({}, false);
  console.log(
    '| setting | recall | nDCG | serendipity | coverage | intra-list diversity | categories | Gini |',
  );
  console.log('|---|---|---|---|---|---|---|---|');
  for (const controls of kSettings) {
    const lines = lists(controls).map((list, at) =>
      JSON.stringify({ list, relevant: visits[at].relevant, baseline: baselines[at] }),
    );
    const audit = ['audit', 'bubble', '--catalog', file('catalog.json'), '--counts', file('counts.json')];
    const [{ accuracy, variety, exposure }] = saySo(audit, lines.join('\n'));
    const figures = [
      ...[accuracy.recall, accuracy.ndcg, accuracy.serendipity].map(({ mean }) => mean),
      ...[exposure.coverage, variety.intraListDiversity.mean, variety.categories.mean, exposure.gini],
    ];
    const name = `${controls.variety}${controls.serendipity ? ' with a surprise' : ''}`;
    console.log(`| ${name} | ${figures.map((figure) => figure.toFixed(3)).join(' | ')} |`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
