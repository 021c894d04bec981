/** How many visitors a trial needs, how long it lasts, and what its counts say. */
import { count } from './figures.js';
import { fillSection, make } from './make.js';

/** @import {Measure} from './measure.js' */

const percentText = (/** @type {number} */ share, digits = 2) => `${(100 * share).toFixed(digits)}\u00a0%`;

/**
 * A form of numbers that is answered at each change, and a refusal told in words.
 * @param {object} given
 * @param {string} given.title
 * @param {[id: string, label: string, value: number, attributes: import('./make.js').Attributes][]} given.fields
 * @param {(values: Record<string, number>) => Promise<string[]>} given.answer the lines to say
 */
const form = ({ title, fields, answer }) => {
  const out = make('div', { class: 'answer', role: 'status' });
  /** @type {Record<string, HTMLInputElement>} */
  const inputs = {};
  let turn = 0;
  const update = async () => {
    const mine = ++turn;
    const values = Object.fromEntries(
      Object.entries(inputs).map(([id, { valueAsNumber }]) => [id, valueAsNumber]),
    );
    const lines = Object.values(values).some((value) => !Number.isFinite(value))
      ? ['Fill in every number.']
      : await answer(values).catch((error) => [
          `That cannot be: ${error.message}${error.at ? ` (${error.at.slice(1)})` : ''}.`,
        ]);
    if (mine === turn) out.replaceChildren(...lines.map((line) => make('p', {}, line)));
  };
  const rows = fields.map(([id, label, value, attributes]) => {
    inputs[id] = make('input', { type: 'number', id: `trial-${id}`, value, ...attributes, oninput: update });
    return make('p', {}, make('label', { for: `trial-${id}` }, label), inputs[id]);
  });
  update();
  return make('div', {}, make('h3', {}, title), make('div', { class: 'numbers' }, ...rows), out);
};

/** @param {Measure} measure */
const planning = (measure) =>
  form({
    title: 'Before: how many visitors?',
    fields: [
      ['base', 'Visitors who buy now, in %', 3, { min: 0.01, max: 99, step: 'any' }],
      ['lift', 'Smallest change worth noticing, in % of that', 10, { min: -90, max: 500, step: 'any' }],
      ['day', 'Visitors a day', 5000, { min: 1, step: 1 }],
      ['share', 'Of them in the trial, in %', 100, { min: 1, max: 100, step: 1 }],
      ['power', 'Chance to notice it, in %', 80, { min: 50, max: 99, step: 1 }],
    ],
    answer: async ({ base, lift, day, share, power }) => {
      const found = await measure.trial({
        ...{
          base: base / 100,
          lift: lift / 100,
          visitorsPerDay: day,
          share: share / 100,
          power: power / 100,
        },
      });
      return [
        `Each group needs ${count(found.visitors)} visitors, both together ${count(found.total)}: ${count(found.days)} ${found.days === 1 ? 'day' : 'days'}.`,
        `It then notices ${percentText(base / 100)} becoming ${percentText(found.treated)} in ${power} of 100 trials. Where the lists make no difference, 5 of 100 trials show one all the same.`,
        ...(found.days < 14
          ? ['Run it for at least two weeks all the same, so that each day of the week counts twice.']
          : []),
      ];
    },
  });

/** @param {Measure} measure */
const judging = (measure) =>
  form({
    title: 'After: what do the counts say?',
    fields: [
      ['n1', 'Visitors with the list for everybody', 20000, { min: 1, step: 1 }],
      ['b1', 'of them bought', 600, { min: 0, step: 1 }],
      ['n2', 'Visitors with the personal list', 20000, { min: 1, step: 1 }],
      ['b2', 'of them bought', 680, { min: 0, step: 1 }],
    ],
    answer: async ({ n1, b1, n2, b2 }) => {
      const { control, treated, difference, lift, p } = await measure.trial({
        control: { visitors: n1, bought: b1 },
        treated: { visitors: n2, bought: b2 },
      });
      const [low, high] = difference.interval;
      const points = (/** @type {number} */ value) => (100 * value).toFixed(2);
      return [
        `${percentText(control.rate)} against ${percentText(treated.rate)}: a difference of ${points(difference.value)} percentage points, 95 % interval ${points(low)} to ${points(high)}${lift === null ? '' : `; a lift of ${percentText(lift, 1)}`}.`,
        low > 0 || high < 0
          ? `Chance alone would do this in ${p < 0.001 ? 'less than 1 of 1,000' : `${(1000 * p).toFixed(0)} of 1,000`} trials (p = ${p < 0.001 ? 'below 0.001' : p.toFixed(3)}).`
          : `Chance alone can explain it (p = ${p?.toFixed(3) ?? '–'}). That is not proof of no effect: look at the interval.`,
      ];
    },
  });

/** @param {Measure} measure */
export const showTrial = (measure) =>
  fillSection(
    'trial',
    make('div', { class: 'two' }, planning(measure), judging(measure)),
    make(
      'p',
      { class: 'key' },
      'Two proportions, two-sided at 5 %, normal approximation with pooled variance; intervals by Wilson and Newcombe. Decide the length before you start, do not stop when it looks good, and draw the lot by visitor, not by page. Who refuses is in both groups: compare all against all. The figures in the fields are examples.',
    ),
  );
