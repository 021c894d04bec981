// The query of docs/training.md in two databases, against our own counting, on the shop's real baskets.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { startCluster } from './receiver/cluster.mjs';

const read = (file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const query = /```sql\n([^]*?)```/.exec(read('docs/training.md'))[1];

/** Who bought what, of some shoppers: some things more than once. */
const purchases = read('demo/data/retail/baskets_train.csv')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
  .filter(([shopper]) => Number(shopper) < 100)
  .flatMap(([shopper, , items]) =>
    items.split(' ').map((item) => ({ shopper, item: item.padStart(4, '0') })),
  );

const counted = () => {
  const bought = new Map();
  for (const { shopper, item } of purchases) {
    if (!bought.has(shopper)) bought.set(shopper, new Set());
    bought.get(shopper).add(item);
  }
  const pairs = new Map();
  for (const items of bought.values())
    for (const item of items)
      for (const other of items)
        if (item <= other) pairs.set(`${item},${other}`, (pairs.get(`${item},${other}`) ?? 0) + 1);
  return [...pairs]
    .map(([pair, shoppers]) => `${pair},${shoppers}`)
    .sort()
    .join('\n');
};

const kExpected = counted();
const values = purchases.map(({ shopper, item }) => `('${shopper}','${item}')`).join(',');
const kFill = `INSERT INTO purchases VALUES ${values}`;
const kCreate = 'CREATE TABLE purchases (shopper VARCHAR(20), item VARCHAR(20))';

/** @param {{item: string, other: string, shoppers: unknown}[]} rows */
const csvOf = (rows) =>
  rows
    .map(({ item, other, shoppers }) => `${item},${other},${shoppers}`)
    .sort()
    .join('\n');

test('DuckDB counts as we do', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(kCreate);
  await connection.run(kFill);
  const found = await connection.runAndReadAll(query);
  assert.equal(csvOf(found.getRowObjects()), kExpected);
  connection.closeSync();
});

const cluster = process.env.DATABASE_URL ? null : startCluster();
after(() => cluster?.stop());

test(
  'PostgreSQL counts as we do',
  { skip: cluster ? false : 'no PostgreSQL server of our own is installed (Debian: postgresql)' },
  async () => {
    const client = new pg.Client(cluster.urlOf('counts'));
    await client.connect();
    await client.query(kCreate);
    await client.query(kFill);
    const { rows } = await client.query(query);
    await client.end();
    assert.equal(csvOf(rows), kExpected);
  },
);

test('a model from counts is the model from baskets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'say-so-counts-'));
  try {
    const train = (...words) => {
      const out = join(folder, 'model.json');
      const program = new URL('../../build/native/say-so', import.meta.url).pathname;
      const items = join(folder, 'items.csv');
      execFileSync(program, ['train', 'ease', '--items', items, ...words, '--out', out]);
      return JSON.parse(readFileSync(out, 'utf8'));
    };
    const names = [...new Set(purchases.map(({ item }) => item))].map((item) => `${item},P${item}`);
    writeFileSync(join(folder, 'items.csv'), `id,code\n${names.join('\n')}\n`);
    writeFileSync(join(folder, 'counts.csv'), `item,other,shoppers\n${kExpected}\n`);
    const lines = purchases.map(({ shopper, item }) => `${shopper},1,${item}`);
    writeFileSync(join(folder, 'baskets.csv'), `shopper,day,items\n${lines.join('\n')}\n`);
    const counts = train('--counts', join(folder, 'counts.csv'));
    const baskets = train('--baskets', join(folder, 'baskets.csv'), '--momentum-days', '0');
    assert.ok(counts.items.length > 500);
    assert.deepEqual(counts, baskets);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
