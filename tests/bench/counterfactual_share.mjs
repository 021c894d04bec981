// node tests/bench/counterfactual_share.mjs [shoppers]: for how many places of the store's lists a counterfactual is
// found and proven. Shoppers of the test month, each with up to 40 of the products last bought before it; lists of eight.
// After `npm run build`. It times nothing, so it gives the same on every machine.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const kShop = 'demo/dist/say-so/';
const kMostHistory = 40; // what a shop's page keeps of a visit is short; wholesalers here bought hundreds
const kLimit = 8;

/** @param {string} file @returns {string[][]} */
const rowsOf = (file) =>
  readFileSync(`demo/data/retail/${file}`, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

/** @param {string[]} words @param {object[]} lines */
const run = (words, lines) => {
  const input = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
  const { stdout, stderr } = spawnSync('build/native/say-so', words, { input, maxBuffer: 1 << 30 });
  const answers = stdout
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const fault = answers.find(({ ok }) => !ok);
  if (fault || answers.length !== lines.length) throw new Error(`${JSON.stringify(fault)} ${stderr}`);
  return answers.map(({ value }) => value);
};

const now = '2026-11-22T12:00:00Z';
const environment = {
  now,
  jurisdiction: 'FR',
  jurisdictionSource: 'attribute',
  gpc: false,
  language: 'en',
  ageBand: null,
};
const choices = ['history', 'stated'].map((purpose) => ({ purpose, granted: true }));
const how = { control: 'switch', surface: 'choices', language: 'en' };
const [{ state }] = run(
  ['decide', '--config', 'demo/site.json'],
  [{ environment: { ...environment, now: '2026-11-01T12:00:00Z' }, choices, how }],
);

const codes = new Map(rowsOf('products.csv').map(([id, code]) => [id, code]));
/** @type {Map<string, string[]>} */
const histories = new Map();
for (const [shopper, , items] of rowsOf('baskets_train.csv')) {
  const bought = [...items.split(' ').map((id) => codes.get(id) ?? ''), ...(histories.get(shopper) ?? [])];
  histories.set(shopper, [...new Set(bought)].slice(0, kMostHistory));
}
const most = Number(process.argv[2] ?? 400);
const shoppers = [...new Set(rowsOf('baskets_test.csv').map(([shopper]) => shopper))]
  .filter((shopper) => histories.has(shopper))
  .slice(0, most);

const requests = shoppers.map((shopper) => ({
  environment,
  state,
  profile: null,
  signals: {
    schema: 'say-so-signals/1',
    entries: (histories.get(shopper) ?? []).map((of) => ({
      signal: 'bought',
      of,
      at: '2026-11-20T12:00:00Z',
    })),
  },
  limit: kLimit,
}));
const words = [
  'rank',
  '--config',
  'demo/site.json',
  '--catalog',
  `${kShop}catalog.json`,
  '--model',
  `${kShop}model.json`,
];
const items = run(words, requests).flatMap(({ counterfactuals }) => counterfactuals.items);

/** @param {string} what @param {object[]} some */
const say = (what, some) =>
  console.log(
    `${what.padEnd(44)}${String(some.length).padStart(6)}  ${((100 * some.length) / items.length).toFixed(1)} %`,
  );
say(`places of ${shoppers.length} shoppers`, items);
say(
  'a smallest set, proven',
  items.filter(({ remove, proven }) => remove && proven),
);
say(
  'one way, not proven',
  items.filter(({ remove, proven }) => remove && !proven),
);
say(
  'shown whatever is removed, proven',
  items.filter(({ remove, proven }) => !remove && proven),
);
say(
  'nothing found, nothing proven',
  items.filter(({ remove, proven }) => !remove && !proven),
);
for (let size = 1; size <= kMostHistory; size++) {
  const some = items.filter(({ remove }) => remove?.length === size);
  if (some.length) say(`  of ${size}`, some);
}
