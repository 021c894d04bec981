/**
 * Lists of the store's pipeline for the shoppers of its data: whoever has a history and later bought something new.
 * The shop's own program trains, ranks and measures; needs build/native/say-so.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCatalog } from '../../demo/data/make_catalog.mjs';
import { environment } from '../../demo/data/shoppers.mjs';

const root = new URL('../../', import.meta.url).pathname;
const program = join(root, 'build/native/say-so');
const retail = join(root, 'demo/data/retail');
const kLength = 10;
const kValidateFrom = 305;
const kMost = 1 << 30; // bytes of one answer

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
/** @typedef {{history: number[], relevant: string[]}} Visit */

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

/** Before and after, as the shop would have them. @param {boolean} validate */
const split = (validate) => {
  const train = readBaskets('baskets_train.csv');
  if (!validate) return { before: train, after: readBaskets('baskets_test.csv') };
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

const allowHistory = {
  environment: { ...environment, now: '2026-11-01T10:00:00Z' },
  choices: [{ purpose: 'history', granted: true }],
  how: { control: 'switch', surface: 'choices', steps: 1, language: 'en', text: `sha256:${'0'.repeat(64)}` },
};

/**
 * The store as it was before the days that are measured.
 * @param {object} options
 * @param {boolean} options.validate measures the last 30 days of the training baskets, where settings are chosen, in
 *   place of the test month
 */
export const openShop = ({ validate }) => {
  const folder = mkdtempSync(join(tmpdir(), 'say-so-lists-'));
  const file = (/** @type {string} */ name) => join(folder, name);
  const { before, after } = split(validate);
  const catalog = makeCatalog();
  const idOf = (/** @type {number} */ item) => catalog.items[item].id;
  writeFileSync(file('catalog.json'), JSON.stringify(catalog));
  writeFileSync(file('site.json'), readFileSync(join(root, 'demo/site.json')));
  writeFileSync(file('before.csv'), ['shopper,day,items', ...before.map(({ line }) => line)].join('\n'));
  /** @type {Record<string, number>} */
  const counts = {};
  for (const item of before.flatMap(({ items }) => items)) counts[idOf(item)] = (counts[idOf(item)] ?? 0) + 1;
  writeFileSync(file('counts.json'), JSON.stringify({ total: before.length, items: counts }));

  const [{ state }] = saySo(['decide', '--config', file('site.json')], JSON.stringify(allowHistory));
  const histories = byShopper(before);
  /** @type {Visit[]} */
  const visits = [...byShopper(after)].flatMap(([shopper, bought]) => {
    const history = histories.get(shopper);
    const fresh = [...bought].filter((item) => history && !history.has(item));
    return history && fresh.length ? [{ history: [...history], relevant: fresh.map(idOf) }] : [];
  });

  return {
    visits,

    /** Trains by a recipe; gives the model's file. @param {object} recipe @param {string} [name] */
    train(recipe, name = 'model.json') {
      writeFileSync(file('recipe.json'), JSON.stringify(recipe));
      saySo([
        ...['train', 'blend', '--recipe', file('recipe.json'), '--baskets', file('before.csv')],
        ...['--items', join(retail, 'products.csv'), '--out', file(name)],
      ]);
      return file(name);
    },

    /**
     * The list of each visit, its history left out; without the history allowed it is what everybody gets.
     * @param {string} model
     * @param {object} [options]
     * @param {object} [options.controls]
     * @param {boolean} [options.personal] with the history allowed
     * @param {number} [options.length]
     * @returns {string[][]}
     */
    lists(model, { controls = {}, personal = true, length = kLength } = {}) {
      const request = ({ history }) => ({
        environment,
        state: personal ? state : null,
        signals: {
          schema: 'say-so-signals/1',
          entries: history.map((item) => ({ signal: 'bought', of: idOf(item), at: '2026-11-10T10:00:00Z' })),
        },
        controls,
        exclude: personal ? history.map(idOf) : [],
        limit: length,
      });
      const files = ['--config', file('site.json'), '--catalog', file('catalog.json'), '--model', model];
      const slates = saySo(
        ['rank', '--no-counterfactuals', ...files],
        visits.map((visit) => JSON.stringify(request(visit))).join('\n'),
      );
      return slates.map(({ items }) => items.map((/** @type {{item: string}} */ { item }) => item));
    },

    /** What `say-so audit bubble` says of one list a visit. @param {string[][]} lists @param {string[][]} [baseline] */
    audit(lists, baseline) {
      const lines = lists.map((list, at) =>
        JSON.stringify({ list, relevant: visits[at].relevant, baseline: baseline?.[at] }),
      );
      const files = ['--catalog', file('catalog.json'), '--counts', file('counts.json')];
      return saySo(['audit', 'bubble', ...files], lines.join('\n'))[0];
    },

    close: () => rmSync(folder, { recursive: true, force: true }),
  };
};
