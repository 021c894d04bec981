/**
 * The store's served default beside what it was chosen over (docs/recommendations.md): how often the lists are right,
 * and how much of the shop they show. Each model is trained, ranks and is measured by the shop's own program.
 *
 *   node tests/bench/served_default.mjs [--validate]
 *
 * With --validate the last 30 days of the training baskets take the place of the test month: settings are chosen there.
 */
import { readFileSync } from 'node:fs';
import { openShop } from './shop_lists.mjs';

const served = JSON.parse(readFileSync(new URL('../../demo/data/train.json', import.meta.url), 'utf8'));

/** The served blend with another training of its EASE and another weight of popularity. */
const blendWith = (/** @type {object} */ train, /** @type {number} */ popularity) => ({
  ...served,
  parts: served.parts.map((part) => {
    if (part.id === 'popularity') return { ...part, weight: popularity };
    return part.model.kind === 'ease' ? { ...part, model: { ...part.model, train } } : part;
  }),
});

const bought = { bought: 1 };
const kModels = {
  popularity: { kind: 'popularity', train: { days: 0 } },
  // Its own best ridge of 100, 200, 500 and 1000 on the days that settings are chosen on.
  'plain EASE, cut to 60 neighbours': {
    kind: 'ease',
    signals: bought,
    train: { ridge: 100, momentumDays: 0, neighbours: 60 },
  },
  '**the served default**': served,
  'trend-heavy blend': blendWith({ ridge: 1000, momentumDays: 14, momentumPrior: 2, neighbours: 60 }, 0.03),
};

const kTitles = ['recall@10', 'nDCG@10', 'coverage', 'intra-list diversity', 'categories', 'Gini'];

/** Recall as recommendations are compared by: over at most as many as the list has places. */
const recallOf = (
  /** @type {string[][]} */ lists,
  /** @type {import('./shop_lists.mjs').Visit[]} */ visits,
) =>
  lists.reduce((sum, list, at) => {
    const { relevant } = visits[at];
    const hits = list.filter((item) => relevant.includes(item)).length;
    return sum + hits / Math.min(list.length, relevant.length);
  }, 0) / lists.length;

const shop = openShop({ validate: process.argv.includes('--validate') });
try {
  console.log(`${shop.visits.length} shoppers\n`);
  console.log(`| model | ${kTitles.join(' | ')} |\n|---${'|---'.repeat(kTitles.length)}|`);
  for (const [name, recipe] of Object.entries(kModels)) {
    const lists = shop.lists(shop.train(recipe));
    const { accuracy, variety, exposure } = shop.audit(lists);
    const figures = [
      ...[recallOf(lists, shop.visits), accuracy.ndcg.mean, exposure.coverage],
      ...[variety.intraListDiversity.mean, variety.categories.mean, exposure.gini],
    ];
    console.log(`| ${name} | ${figures.map((figure) => figure.toFixed(3)).join(' | ')} |`);
  }
} finally {
  shop.close();
}
