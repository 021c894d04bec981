/** The whole, if so many of the visitors grant so much. */
import { bars } from './charts.js';
import { figure, plusMinus } from './figures.js';
import { fillSection, make } from './make.js';
import { levels, ofOrder, orders } from './levels.js';
import { table } from './table.js';

/** @import {Estimate} from './figures.js' */
/** @import {Report} from './measure.js' */

const whole = 100;
/** What share is at first put to each level, of a hundred; the rest grants nothing. An example, no finding. */
const shares = { stated: 15, season: 5, history: 20, all: 10 };
const state = { order: 'alike' };

/** @typedef {keyof typeof shares} Level */
const asked = /** @type {Level[]} */ (Object.keys(shares));

/** @param {Level} [except] */
const given = (except) => asked.reduce((sum, id) => sum + (id === except ? 0 : shares[id]), 0);

/**
 * The mean of a mix. The same shoppers stand behind all levels, so that errors are taken to add up: the interval is at
 * most so wide.
 * @param {Report[]} reports @param {(report: Report) => Estimate} of
 */
export const mixed = (reports, of) => {
  const weights = levels.map(
    ({ id }) => (id === 'nothing' ? whole - given() : shares[/** @type {Level} */ (id)]) / whole,
  );
  return {
    mean: weights.reduce((sum, weight, at) => sum + weight * of(reports[at]).mean, 0),
    error: weights.reduce((sum, weight, at) => sum + weight * of(reports[at]).error, 0),
  };
};

/** @type {readonly [string, (report: Report) => Estimate, (value: number) => string][]} */
const measures = [
  ['Finds something, of 100', ({ accuracy }) => accuracy.found, (value) => (100 * value).toFixed(1)],
  ['Relevance', ({ accuracy }) => accuracy.recall, figure],
  ['Order (nDCG)', ({ accuracy }) => accuracy.ndcg, figure],
  ['Variety', ({ variety }) => variety.intraListDiversity, figure],
  ['Kinds in ten', ({ variety }) => variety.categories, (value) => value.toFixed(2)],
  ['Data read', ({ used }) => used.data, (value) => value.toFixed(1)],
];

/** The whole in words. @param {number} found @param {number} none @param {number} all shares of shoppers */
const told = (found, none, all) => {
  const shown = `With this mix, ${(100 * found).toFixed(1)} of 100 visitors find something`;
  if (found < none) return `${shown}: fewer than if nobody granted anything (${(100 * none).toFixed(1)}).`;
  if (!(all > none)) return `${shown}.`;
  return `${shown}: ${Math.round((100 * (found - none)) / (all - none))} % of what would be gained if everybody granted all.`;
};

/** @param {Report[]} reports */
const result = (reports) => {
  const rows = measures.map(([name, of, show]) => {
    const { mean, error } = mixed(reports, of);
    const everybody = show(of(/** @type {Report} */ (reports.at(-1))).mean);
    return [name, show(of(reports[0]).mean), `${show(mean)}${plusMinus}${show(error)}`, everybody];
  });
  const found = mixed(reports, ({ accuracy }) => accuracy.found).mean;
  const none = reports[0].accuracy.found.mean;
  const all = /** @type {Report} */ (reports.at(-1)).accuracy.found.mean;
  return [
    make('p', { class: 'answer', role: 'status' }, told(found, none, all)),
    bars({
      label: `Of 100 visitors find something: ${(100 * none).toFixed(1)} if nobody grants anything, ${(100 * found).toFixed(1)} with this mix, ${(100 * all).toFixed(1)} if everybody grants all.`,
      bars: [
        { name: 'Nobody grants anything', value: none, shown: (100 * none).toFixed(1) },
        { name: 'This mix', value: found, shown: (100 * found).toFixed(1) },
        { name: 'Everybody grants all', value: all, shown: (100 * all).toFixed(1) },
      ],
    }),
    table({
      caption: 'The expected whole',
      file: 'mix',
      columns: ['Figure', 'Nobody', 'This mix', 'Everybody'].map((title) => ({ title })),
      rows,
    }),
    make(
      'p',
      { class: 'key' },
      'What was shown to anybody does not add up over groups, so it is not reckoned here. The interval is at most this wide.',
    ),
  ];
};

/** Takes in an order that was measured since; nothing before the section is there. @type {((id: string) => void) | undefined} */
let offer;

/** @param {Map<string, Report>} reports */
export const showMix = (reports) => {
  const ready = orders.filter(({ id }) => ofOrder(reports, id).length);
  if (!ready.length) return;
  // Who is at a slider stays there.
  if (offer) return ready.forEach(({ id }) => offer?.(id));
  const out = make('div', { class: 'result' });
  const rest = make('output', { class: 'rest', id: 'mix-rest' });
  const redraw = () => {
    rest.textContent = `${whole - given()} grant nothing`;
    out.replaceChildren(...result(ofOrder(reports, state.order)));
  };
  const sliders = asked.map((id) => {
    const name = levels.find((level) => level.id === id)?.name ?? id;
    const shown = make('output', { for: `mix-${id}` }, String(shares[id]));
    const input = make('input', {
      type: 'range',
      id: `mix-${id}`,
      min: 0,
      max: whole,
      value: shares[id],
      oninput: () => {
        // More than everybody cannot grant something: a slider stops where the rest is used up.
        shares[id] = Math.min(Number(input.value), whole - given(id));
        input.value = String(shares[id]);
        shown.textContent = String(shares[id]);
        redraw();
      },
    });
    return make('div', { class: 'slider' }, make('label', { for: `mix-${id}` }, name), input, shown);
  });
  const order = make('select', {
    id: 'mix-order',
    onchange: () => {
      state.order = order.value;
      redraw();
    },
  });
  offer = (id) => {
    if ([...order.options].some(({ value }) => value === id)) return;
    order.append(make('option', { value: id }, orders.find((each) => each.id === id)?.name ?? id));
  };
  ready.forEach(({ id }) => offer?.(id));
  fillSection(
    'mix',
    make(
      'div',
      { class: 'two' },
      make(
        'fieldset',
        { class: 'sliders' },
        make('legend', {}, 'Of 100 visitors, so many let be used'),
        ...sliders,
        make('p', {}, rest),
        make('p', { class: 'slider' }, make('label', { for: 'mix-order' }, 'Order of lists'), order),
      ),
      out,
    ),
  );
  redraw();
};
