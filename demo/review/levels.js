/** What each level of consent brings, what variety costs, how much to remember, and who gains. */
import { curve, frontier, ladder } from './charts.js';
import { difference, figure, ofHundred, percent, side, withError } from './figures.js';
import { fillSection, make } from './make.js';
import { table } from './table.js';

/** @import {Report} from './measure.js' */
/** @typedef {Map<string, Report>} Reports */

export const levels = /** @type {const} */ ([
  { id: 'nothing', name: 'Nothing', purposes: [] },
  { id: 'stated', name: 'Told us (simulated)', purposes: ['stated'] },
  { id: 'season', name: 'Told us + season', purposes: ['stated', 'season'] },
  { id: 'history', name: 'Told us + history', purposes: ['stated', 'history'] },
  { id: 'all', name: 'All', purposes: ['stated', 'history', 'season'] },
]);

export const orders = /** @type {const} */ ([
  { id: 'alike', name: 'By score', controls: { variety: 'alike' } },
  { id: 'balanced', name: 'Balanced', controls: { variety: 'balanced' } },
  { id: 'mixed', name: 'Mixed', controls: { variety: 'mixed' } },
  { id: 'surprise', name: 'Mixed, one surprise', controls: { variety: 'mixed', serendipity: true } },
]);

const simulated =
  'Nobody was asked: wherever “Told us” stands, what was told is simulated, as the three categories in which a shopper had bought most. ± is half of a 95 % interval: with other shoppers of the same kind, the figure would lie this close in 95 of 100 cases.';

/** @type {Record<string, string>} */
const signalNames = {
  'interest.category': 'told categories (simulated)',
  bought: 'purchases',
  season: 'season',
};

/** @param {Reports} reports @param {string} order @returns {Report[]} those of all levels; [] while one is missing */
export const ofOrder = (reports, order) => {
  const found = levels.map(({ id }) => reports.get(`${id} ${order}`));
  return found.every(Boolean) ? /** @type {Report[]} */ (found) : [];
};

const columns = [
  'Finds something, of 100',
  'Relevance',
  'Order (nDCG)',
  'Gain',
  'Variety',
  'Kinds',
  'Shown to anybody',
  'Small products',
  'Data read',
  'Signals used',
  'Privacy budget (ε)',
].map((title) => ({ title, words: title === 'Signals used' }));

/** @param {Report} report */
const cells = ({ accuracy, variety, exposure, used }) => [
  ofHundred(accuracy.found),
  withError(accuracy.recall),
  withError(accuracy.ndcg),
  withError(accuracy.gain),
  figure(variety.intraListDiversity.mean),
  variety.categories.mean.toFixed(2),
  figure(exposure.coverage),
  figure(exposure.small.shown),
  used.data.mean.toFixed(1),
  used.signals.map((signal) => signalNames[signal] ?? signal).join(', ') || 'none',
  '0',
];

/** What a level gains and costs, against a list that knows nothing. @param {Report} report @param {Report} nothing @param {string} name */
const step = ({ id, accuracy: { found, gain }, variety, exposure, used, versus }, nothing, name) => {
  const season = ['takes from it', 'adds nothing', 'adds to it'][side(versus?.recall ?? gain) + 1];
  const more = used.signals.includes('season') ? `; the season ${season}` : '';
  const kinds = (/** @type {Report['variety']} */ { categories }) => categories.mean.toFixed(1);
  return make(
    'li',
    { id: `step-${id.split(' ')[0]}` },
    make('b', {}, `${name}: ${['a loss', 'no gain to be seen', 'a gain'][side(gain) + 1]}${more}`),
    make(
      'span',
      {},
      `${(100 * nothing.accuracy.found.mean).toFixed(1)} → ${(100 * found.mean).toFixed(1)} of 100 shoppers find something; relevance ${difference(gain)}. It reads ${used.data.mean.toFixed(1)} data of a shopper, and a list of ten has ${kinds(variety)} kinds in place of ${kinds(nothing.variety)}; ${percent(exposure.coverage)} of the products are shown to anybody.`,
    ),
  );
};

/** @param {Reports} reports */
export const showLevels = (reports) => {
  const shown = ofOrder(reports, 'alike');
  if (!shown.length) return;
  const names = levels.map(({ name }) => name);
  fillSection(
    'levels',
    make(
      'ul',
      { class: 'read' },
      ...shown.slice(1).map((report, at) => step(report, shown[0], names[at + 1])),
    ),
    ladder({
      label: `Relevance by level of consent: ${shown.map(({ accuracy }, at) => `${names[at]} ${figure(accuracy.recall.mean)}`).join(', ')}. Kinds in a list of ten: ${shown.map(({ variety }, at) => `${names[at]} ${variety.categories.mean.toFixed(1)}`).join(', ')}.`,
      names,
      panels: [
        {
          title: 'Relevance (recall in the first ten, with 95 % interval)',
          height: 210,
          values: shown.map(({ accuracy }) => accuracy.recall),
          show: figure,
        },
        {
          title: 'Variety (kinds of product in ten)',
          height: 90,
          digits: 0,
          values: shown.map(({ variety }) => variety.categories),
          show: (value) => value.toFixed(1),
          kind: 'dot2',
        },
      ],
    }),
    make('p', { class: 'key' }, simulated),
    table({
      caption: 'Levels of consent, lists by score',
      file: 'levels',
      columns: [{ title: 'Level' }, ...columns],
      rows: shown.map((report, at) => [names[at], ...cells(report)]),
    }),
  );
};

/** @param {Reports} reports */
export const showVariety = (reports) => {
  const all = orders.map(({ id }) => ofOrder(reports, id));
  if (!all.every((each) => each.length)) return;
  const lines = ['nothing', 'stated', 'history'].map((level) => {
    const at = levels.findIndex(({ id }) => id === level);
    return {
      name: levels[at].name,
      points: all.map((reports, order) => ({
        name: orders[order].name,
        x: reports[at].variety.intraListDiversity.mean,
        y: reports[at].accuracy.recall.mean,
      })),
    };
  });
  const said = lines[2].points
    .map(({ name, x, y }) => `${name} ${figure(y)} at variety ${figure(x)}`)
    .join(', ');
  const [score, balanced, mixed] = all.map((reports) => reports[3]);
  const kinds = (/** @type {Report} */ { variety }) => variety.categories.mean.toFixed(1);
  const cost = (/** @type {Report} */ { versus }) =>
    difference(/** @type {{recall: import('./figures.js').Estimate}} */ (versus).recall);
  fillSection(
    'variety',
    make(
      'p',
      { class: 'answer' },
      `With history, the balanced order takes a list from ${kinds(score)} to ${kinds(balanced)} kinds and changes relevance by ${cost(balanced)}, shopper by shopper; the mixed one gives ${kinds(mixed)} kinds, for ${cost(mixed)}.`,
    ),
    frontier({
      label: `Relevance against variety. With what was told and history: ${said}.`,
      x: 'Variety (0: all ten alike; 1: nothing in common)',
      y: 'Relevance (recall in the first ten)',
      lines,
    }),
    make(
      'p',
      { class: 'key' },
      'Each line goes from the order by score, where its name stands, over balanced and mixed to mixed with one surprise.',
    ),
    make(
      'details',
      {},
      make('summary', {}, 'All 20 combinations, as a table'),
      table({
        caption: 'Every level in every order',
        file: 'variety',
        columns: [{ title: 'Level, order' }, ...columns],
        rows: levels.flatMap(({ name }, level) =>
          orders.map((order, at) => [`${name}, ${order.name.toLowerCase()}`, ...cells(all[at][level])]),
        ),
      }),
    ),
  );
};

/** @param {Reports} reports @param {number[]} remembered */
export const showMemory = (reports, remembered) => {
  const none = reports.get('nothing alike');
  const all = reports.get('remembered all');
  const some = remembered.map((x) => ({ x, report: reports.get(`remembered ${x}`) }));
  if (!none || !all || !some.every(({ report }) => report)) return;
  const points = /** @type {{x: number, report: Report}[]} */ (some);
  // Shopper by shopper: the shortest memory that is not worse than all by more than chance.
  const enough = points.find(({ report: { versus } }) => versus && side(versus.recall) >= 0);
  const longest = /** @type {{x: number, report: Report}} */ (points.at(-1));
  const recall = (/** @type {Report} */ report) => report.accuracy.recall;
  const kinds = (/** @type {Report} */ report) => report.variety.categories;
  fillSection(
    'memory',
    make(
      'p',
      { class: 'answer' },
      ...(all.versus
        ? [
            `History alone, without stated categories, changes relevance by ${difference(all.versus.recall)} against both together. `,
          ]
        : []),
      enough
        ? `The last ${enough.x} products do what all of them do, as far as these shoppers can show: ${figure(recall(enough.report).mean)} against ${figure(recall(all).mean)}. What is older can be forgotten.`
        : `Every further product helps a little: the last ${longest.x} give ${figure(recall(longest.report).mean)}, all give ${figure(recall(all).mean)}. Few products are worse than none, as a short memory sees only one corner of a shopper.`,
    ),
    curve({
      label: `Relevance by how many of the last purchases are remembered: none ${figure(recall(none).mean)}, ${points.map(({ x, report }) => `${x}: ${figure(recall(report).mean)}`).join(', ')}, all ${figure(recall(all).mean)}.`,
      title: 'Relevance (recall in the first ten; shaded: 95 % interval)',
      height: 200,
      none: recall(none),
      all: recall(all),
      points: points.map(({ x, report }) => ({ x, estimate: recall(report) })),
    }),
    curve({
      label: `Kinds in a list of ten: none ${kinds(none).mean.toFixed(1)}, ${points.map(({ x, report }) => `${x}: ${kinds(report).mean.toFixed(1)}`).join(', ')}, all ${kinds(all).mean.toFixed(1)}.`,
      title: 'Variety (kinds of product in ten)',
      height: 90,
      digits: 0,
      none: kinds(none),
      all: kinds(all),
      points: points.map(({ x, report }) => ({ x, estimate: kinds(report) })),
      show: (value) => value.toFixed(1),
      kind: 'dot2',
      under: 'remembered products (1 to 100 on a log scale)',
    }),
    table({
      caption: 'By remembered products, nothing else known',
      file: 'remembered',
      columns: [{ title: 'Products' }, ...columns],
      rows: [
        ['none', ...cells(none)],
        ...points.map(({ x, report }) => [String(x), ...cells(report)]),
        ['all', ...cells(all)],
      ],
      strong: enough && points.indexOf(enough) + 1,
    }),
  );
};

/** @param {Reports} reports */
export const showFairness = (reports) => {
  const shown = ofOrder(reports, 'alike');
  if (!shown.length) return;
  const history = shown[3];
  const names = history.groups.map(({ group, shoppers }) => `${group} (${shoppers})`);
  const { bought } = history.exposure.small;
  fillSection(
    'fair',
    ladder({
      label: `Gain in relevance with history, by region of the shoppers: ${history.groups.map(({ group, gain }) => `${group} ${withError(gain)}`).join(', ')}.`,
      names,
      panels: [
        {
          title: 'Gain in relevance with history, by region (number of shoppers)',
          height: 170,
          values: history.groups.map(({ gain }) => gain),
          show: figure,
        },
      ],
    }),
    ladder({
      label: `Attention that small products get: ${shown.map(({ exposure }, at) => `${levels[at].name} ${percent(exposure.small.shown)}`).join(', ')}; of what was bought they are ${percent(bought)}.`,
      names: levels.map(({ name }) => name),
      panels: [
        {
          title: 'Attention for small products (the half that sells least)',
          height: 130,
          values: shown.map(({ exposure }) => ({ mean: exposure.small.shown, error: 0, lists: 0 })),
          show: (value) => percent(value),
          kind: 'dot2',
          also: { value: bought, text: `their share of what was bought: ${percent(bought)}` },
        },
      ],
    }),
    table({
      caption: 'By region of the shoppers, lists by score',
      file: 'regions',
      columns: [
        'Level, region',
        'Shoppers',
        'Finds something, of 100',
        'Relevance',
        'Order (nDCG)',
        'Gain',
        'Small products',
        'Small products, of what was bought',
      ].map((title) => ({ title })),
      rows: shown.flatMap(({ groups }, at) =>
        groups.map((group) => [
          `${levels[at].name}, ${group.group}`,
          String(group.shoppers),
          ofHundred(group.found),
          withError(group.recall),
          withError(group.ndcg),
          withError(group.gain),
          figure(group.small.shown),
          figure(group.small.bought),
        ]),
      ),
    }),
    make(
      'p',
      { class: 'key' },
      'Few shoppers outside the UK: read their intervals before their means. Products have no region in these data, so exposure by region is that of shoppers.',
    ),
  );
};
