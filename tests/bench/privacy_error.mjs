// How far estimates under local differential privacy are from the truth, against epsilon and the number of consumers.
// `node tests/bench/privacy_error.mjs`; a million consumers take a few minutes.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

/** What share of the units sold each of the store's categories has. */
const categories = () => {
  const [head, ...lines] = readFileSync(new URL('demo/data/retail/products.csv', root), 'utf8')
    .trim()
    .split('\n');
  const titles = head.split(',');
  /** @type {Record<string, number>} */
  const units = {};
  for (const line of lines) {
    // A name in quotes may hold a comma; what is asked for stands behind it.
    const fields = line.replace(/"[^"]*"/g, 'name').split(',');
    const category = fields[titles.indexOf('category')];
    units[category] = (units[category] ?? 0) + Number(fields[titles.indexOf('units')]);
  }
  return Object.values(units).sort((a, b) => b - a);
};

const asked = {
  'seven steps from no to yes': [2, 4, 8, 16, 28, 27, 15],
  'which of the store’s categories': categories(),
};

/** Fewer simulations of many consumers: what is drawn is as much. */
const runs = [
  ['1000,10000,100000', '40'],
  ['1000000', '10'],
];

const points = (share) => (100 * share).toFixed(share < 0.00995 ? 2 : 1);
const cell = ({ error, errorOnSimplex }) => `${points(error)} (${points(errorOnSimplex)})`;

let held = 0;
let cells = 0;
for (const [question, shares] of Object.entries(asked)) {
  /** @type {Map<number, string[]>} */
  const rows = new Map();
  for (const [consumers, repeats] of runs) {
    const words = [
      '--shares',
      shares.join(','),
      '--consumers',
      consumers,
      '--repeats',
      repeats,
      '--seed',
      '1',
    ];
    const { stdout } = spawnSync('build/native/say-so', ['privacy', 'simulate', ...words], { cwd: root });
    for (const line of stdout.toString().trim().split('\n')) {
      const { ok, value } = JSON.parse(line);
      if (!ok) throw new Error(line);
      rows.set(value.consumers, [...(rows.get(value.consumers) ?? []), cell(value)]);
      held += value.covered;
      cells++;
    }
  }
  console.log(`${question}: ${shares.length} answers\n`);
  console.log('| consumers | ε = 0.5 | ε = 1 | ε = 2 | ε = 4 |\n|---|---|---|---|---|');
  for (const [consumers, errors] of rows)
    console.log(`| ${[consumers.toLocaleString('en'), ...errors].join(' | ')} |`);
  console.log('');
}
console.log(`Intervals that held the truth: ${((100 * held) / cells).toFixed(1)} %`);
