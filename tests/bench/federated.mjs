// Learning on devices, on real shopping sessions: what it costs against a model that was given all of them, without
// noise, with it, on devices that differ, and where devices never answer. `node tests/bench/federated.mjs`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
const folder = new URL('build/bench/federated/', root);
const program = 'build/native/say-so';

const [head, ...lines] = readFileSync(new URL('demo/data/sessions/sessions.csv', root), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(','));
const sessions = lines.map((line) => Object.fromEntries(head.map((title, i) => [title, line[i]])));

/** By fixed, public scales: no device has to tell how its numbers are spread. @param {Record<string, string>} one */
const featuresOf = (one) => ({
  administrative: Math.log1p(Number(one.administrative)) / 3,
  informational: Math.log1p(Number(one.informational)) / 3,
  products: Math.log1p(Number(one.products)) / 3,
  administrative_seconds: Math.log1p(Number(one.administrative_seconds)) / 6,
  informational_seconds: Math.log1p(Number(one.informational_seconds)) / 6,
  products_seconds: Math.log1p(Number(one.products_seconds)) / 6,
  bounce: 2 * Math.sqrt(Number(one.bounce)),
  exit: 3 * Math.sqrt(Number(one.exit)),
  page_value: Math.log1p(Number(one.page_value)) / 2,
  special_day: Number(one.special_day),
  weekend: Number(one.weekend),
  new_visitor: Number(one.visitor === '1'),
  other_visitor: Number(one.visitor === '2'),
  ...Object.fromEntries(
    [3, 5, 6, 7, 8, 9, 10, 11, 12].map((month) => [`month_${month}`, Number(one.month === String(month))]),
  ),
});

/** The same numbers each time. @param {number} state */
const drawsOf = (state) => () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
};

const kDevices = 1000;
const trained = sessions.filter(({ split }) => split === 'train');
const inOrder = (/** @type {string[]} */ ...titles) =>
  [...trained.keys()].sort((a, b) => {
    for (const title of titles) {
      const gap = Number(trained[a][title]) - Number(trained[b][title]);
      if (gap) return gap;
    }
    return a - b;
  });

/** Whose device each session is on. */
const splits = {
  'at random': () => {
    const draw = drawsOf(1);
    return trained.map(() => Math.floor(draw() * kDevices));
  },
  // One after another in this order, so that a device holds sessions of one kind.
  'one month, source and region a device': () => {
    const devices = [];
    for (const [place, at] of inOrder('month', 'traffic', 'region').entries())
      devices[at] = Math.floor((place * kDevices) / trained.length);
    return devices;
  },
  'some with 1 session, some with 100': () => {
    const draw = drawsOf(2);
    return trained.map(() => Math.floor(kDevices * draw() ** 3));
  },
  'buyers and others on different devices': () => {
    const devices = [];
    for (const [place, at] of inOrder('bought').entries())
      devices[at] = Math.floor((place * kDevices) / trained.length);
    return devices;
  },
};

const csvOf = (rows) => {
  const titles = Object.keys(rows[0]);
  return [titles.join(','), ...rows.map((row) => titles.map((title) => row[title]).join(',')), ''].join('\n');
};

mkdirSync(folder, { recursive: true });
const pathOf = (name) => `build/bench/federated/${name}.csv`;
const write = (name, rows) => writeFileSync(new URL(pathOf(name), root), csvOf(rows));
const row = (one) => ({ ...featuresOf(one), bought: one.bought });
write(
  'test',
  sessions.filter(({ split }) => split === 'test').map((one) => ({ shopper: 0, ...row(one) })),
);
const names = Object.keys(splits);
for (const [at, name] of names.entries()) {
  const devices = splits[name]();
  write(
    `split-${at}`,
    trained.map((one, i) => ({ shopper: devices[i], ...row(one) })),
  );
}

/** The last figures of one play. @param {string} split @param {Record<string, string | number>} options */
const play = (split, options) => {
  const words = Object.entries({
    rows: pathOf(`split-${names.indexOf(split)}`),
    test: pathOf('test'),
    label: 'bought',
    seed: 1,
    ...options,
  }).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const { stdout, stderr } = spawnSync(program, ['privacy', 'federate', ...words], { cwd: root });
  const line = stdout.toString().trim().split('\n').at(-1) ?? '';
  const { ok, value } = JSON.parse(line || '{}');
  if (!ok) throw new Error(`${line}${stderr}`);
  return value;
};

const percent = (share) => `${(100 * share).toFixed(1)} %`;
const figures = ({ devices, updatesEach, auc, ofCentral }) =>
  [devices, updatesEach.toFixed(1), auc.toFixed(3), percent(ofCentral)].join(' | ');

const plain = { rounds: 40, epochs: 5, 'learning-rate': 0.5, l2: 0.001 };
const first = play('at random', plain);
console.log(`All sessions in one place: AUC ${first.centralAuc.toFixed(3)}\n`);

console.log('| devices hold | never answer | devices | updates each | AUC | of one place |');
console.log('|---|---|---|---|---|---|');
for (const name of names)
  for (const dropout of [0, 0.5])
    console.log(`| ${name} | ${percent(dropout)} | ${figures(play(name, { ...plain, dropout }))} |`);

console.log('\n| noise of the server | epsilon | devices | updates each | AUC | of one place |');
console.log('|---|---|---|---|---|---|');
const served = { ...plain, rate: 0.2, clip: 0.5, weighting: 'equal', delta: 1e-4 };
for (const multiplier of [1, 4, 16, 64, 256]) {
  const value = play('at random', { ...served, 'noise-multiplier': multiplier });
  console.log(`| ${multiplier} | ${value.epsilon.toFixed(2)} | ${figures(value)} |`);
}

console.log('\n| epsilon of one update | devices | updates each | AUC | of one place |');
console.log('|---|---|---|---|---|');
const once = { ...plain, rounds: 5, rate: 0.2, clip: 0.5, weighting: 'equal', delta: 1e-6 };
for (const epsilon of [1, 2, 4, 8])
  console.log(`| ${epsilon} | ${figures(play('at random', { ...once, epsilon }))} |`);
