// The figures of the review are those of the command line, on the page and in what is taken along.
import { readFile } from 'node:fs/promises';
import { openMeasured, rowsOf } from './lib/review-page.mjs';
import { reviewLines, settings } from './lib/review-sample.mjs';
import { expect, test } from './lib/shop.mjs';

/** In the long run all shoppers, as the page has them. */
const kMost = process.env.SAY_SO_FULL === '1' ? Infinity : 24;

const levels = {
  nothing: 'Nothing',
  stated: 'Told us (simulated)',
  season: 'Told us + season',
  history: 'Told us + history',
  all: 'All',
};
const orders = { alike: 'by score', balanced: 'balanced', mixed: 'mixed', surprise: 'mixed, one surprise' };
const signals = {
  'interest.category': 'told categories (simulated)',
  bought: 'purchases',
  season: 'season',
};

const fixed = (value, digits) => value.toFixed(digits).replace(/^-(?=[0.]+$)/, '');
const withError = ({ mean, error }, digits = 3, times = 1) =>
  `${fixed(times * mean, digits)} ± ${fixed(times * error, digits)}`;

const cellsOf = ({ accuracy, variety, exposure, used }) => [
  withError(accuracy.found, 1, 100),
  ...[accuracy.recall, accuracy.ndcg, accuracy.gain].map((each) => withError(each)),
  fixed(variety.intraListDiversity.mean, 3),
  fixed(variety.categories.mean, 2),
  ...[exposure.coverage, exposure.small.shown].map((each) => fixed(each, 3)),
  fixed(used.data.mean, 1),
  used.signals.map((signal) => signals[signal]).join(', ') || 'none',
  '0',
];

const regionsOf = (name, { groups }) =>
  groups.map(({ group, shoppers, found, recall, ndcg, gain, small }) => [
    ...[`${name}, ${group}`, String(shoppers), withError(found, 1, 100)],
    ...[recall, ndcg, gain].map((each) => withError(each)),
    ...[small.shown, small.bought].map((each) => fixed(each, 3)),
  ]);

/** The figures of a CSV as a table shows them: a mean and its interval stand apart. */
const csvOf = (rows) =>
  rows.map((row) => row.flatMap((cell) => cell.split(' ± ')).map((cell) => cell.replaceAll('"', '')));

test('every figure is that of the command line, and a CSV holds those that are shown', async ({
  visitor,
}) => {
  test.setTimeout(kMost === Infinity ? 1_800_000 : 240_000);
  const texts = await openMeasured(visitor, kMost);
  const reports = new Map(
    reviewLines(texts, settings())
      .map((line) => JSON.parse(line).value)
      .map((report) => [report.id, report]),
  );
  const rows = (caption) => rowsOf(visitor, caption);

  const shown = Object.entries(levels).map(([id, name]) => [name, ...cellsOf(reports.get(`${id} alike`))]);
  expect(await rows('Levels of consent, lists by score')).toEqual(shown);
  expect(await rows('Every level in every order')).toEqual(
    Object.entries(levels).flatMap(([level, name]) =>
      Object.entries(orders).map(([order, as]) => [
        `${name}, ${as}`,
        ...cellsOf(reports.get(`${level} ${order}`)),
      ]),
    ),
  );
  const { remembered } = JSON.parse(await readFile('demo/data/review.json', 'utf8'));
  expect(await rows('By remembered products, nothing else known')).toEqual([
    ['none', ...cellsOf(reports.get('nothing alike'))],
    ...[...remembered, 'all'].map((most) => [String(most), ...cellsOf(reports.get(`remembered ${most}`))]),
  ]);
  expect(await rows('By region of the shoppers, lists by score')).toEqual(
    Object.entries(levels).flatMap(([id, name]) => regionsOf(name, reports.get(`${id} alike`))),
  );
  const [nothing, history] = ['nothing alike', 'history alike'].map((id) => reports.get(id));
  const percent = ({ accuracy: { found } }) => fixed(100 * found.mean, 1);
  await expect(visitor.page.locator('#facts')).toContainText(`${percent(nothing)} → ${percent(history)}`);

  const saving = visitor.page.waitForEvent('download');
  await visitor.page.locator('#levels .sheet button').focus();
  await visitor.page.keyboard.press('Enter');
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('levels.csv');
  const [head, ...lines] = (await readFile(await saved.path(), 'utf8')).trimEnd().split('\r\n');
  expect(head).toContain('Relevance,"Relevance, ±",Order (nDCG),"Order (nDCG), ±"');
  expect(lines.map((line) => line.match(/("[^"]*"|[^,]+)/g).map((cell) => cell.replaceAll('"', '')))).toEqual(
    csvOf(shown),
  );
});
