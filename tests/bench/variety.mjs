/**
 * What variety costs on the store's data: the shop's own pipeline ranks for every shopper with a history who bought
 * something new in the test month, and `say-so audit bubble` measures the lists of each setting (docs/variety.md).
 *
 *   node tests/bench/variety.mjs [--validate]
 *
 * With --validate the last 30 days of the training baskets take the place of the test month: settings are chosen there.
 */
import { readFileSync } from 'node:fs';
import { openShop } from './shop_lists.mjs';

const kSettings = [
  { variety: 'alike' },
  { variety: 'balanced' },
  { variety: 'mixed' },
  { variety: 'mixed', serendipity: true },
];

const shop = openShop({ validate: process.argv.includes('--validate') });
try {
  const recipe = readFileSync(new URL('../../demo/data/train.json', import.meta.url), 'utf8');
  const model = shop.train(JSON.parse(recipe));
  const baselines = shop.lists(model, { personal: false });
  console.log(
    '| setting | recall | nDCG | serendipity | coverage | intra-list diversity | categories | Gini |',
  );
  console.log('|---|---|---|---|---|---|---|---|');
  for (const controls of kSettings) {
    const { accuracy, variety, exposure } = shop.audit(shop.lists(model, { controls }), baselines);
    const figures = [
      ...[accuracy.recall, accuracy.ndcg, accuracy.serendipity].map(({ mean }) => mean),
      ...[exposure.coverage, variety.intraListDiversity.mean, variety.categories.mean, exposure.gini],
    ];
    const name = `${controls.variety}${controls.serendipity ? ' with a surprise' : ''}`;
    console.log(`| ${name} | ${figures.map((figure) => figure.toFixed(3)).join(' | ')} |`);
  }
} finally {
  shop.close();
}
