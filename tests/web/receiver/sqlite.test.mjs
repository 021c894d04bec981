import assert from 'node:assert/strict';
import fs from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { createReceiver } from '../../../demo/receiver/server.mjs';
import { testFlows } from './flows.mjs';
import { listAll, makeFolder, makeRecord, openReceiver, post, seeded } from './lib.mjs';

const open = async (context, options) => {
  const database = join(makeFolder(context), 'records.db');
  const opened = await openReceiver(context, { database, ...options });
  const reopen = async () => {
    await opened.close();
    return openReceiver(context, { database, ...options });
  };
  return { ...opened, database, reopen };
};

testFlows('SQLite', open);

test('SQLite: every answer of 201 comes after a sync of the log', async (context) => {
  const { address } = await open(context);
  const { fsyncSync } = fs;
  let synced = 0;
  fs.fsyncSync = (handle) => {
    synced += 1;
    fsyncSync(handle);
  };
  context.after(() => (fs.fsyncSync = fsyncSync));
  for (let posts = 1; posts <= 20; ++posts) {
    assert.equal((await post(address, [makeRecord(), makeRecord()])).status, 201);
    assert.ok(synced >= posts, `${synced} syncs after ${posts} posts`);
  }
});

test('SQLite: wherever a power cut ends the log, whole requests are there, from the first on', async (context) => {
  const { address, database } = await open(context);
  const posts = Array.from({ length: 12 }, (_, index) =>
    Array.from({ length: 1 + (index % 4) }, () => makeRecord()),
  );
  for (const records of posts) assert.equal((await post(address, records)).status, 201);
  const log = fs.readFileSync(`${database}-wal`);
  const draw = seeded(20_261_122);
  const seen = new Set();
  for (const length of [log.length, ...Array.from({ length: 24 }, () => draw.below(log.length))]) {
    const copy = join(makeFolder(context), 'records.db');
    fs.copyFileSync(database, copy);
    fs.writeFileSync(`${copy}-wal`, log.subarray(0, length));
    const { address: again, close } = await openReceiver(context, { database: copy });
    const stored = (await listAll(again)).map(({ record }) => record);
    await close();
    const whole = posts.findIndex((_, index) => posts.slice(0, index).flat().length === stored.length);
    const expected = whole < 0 ? posts : posts.slice(0, whole);
    assert.deepEqual(stored, expected.flat());
    seen.add(stored.length);
  }
  assert.ok(seen.size > 3, 'the cuts differ');
});

test('SQLite: a database has one receiver at a time', async (context) => {
  const { database, reopen } = await open(context);
  await assert.rejects(createReceiver({ database }).listen(), /another receiver/);
  await (await reopen()).close();
  const again = createReceiver({ database });
  await again.listen();
  await again.close();
});

test('SQLite: a database of a newer version is left alone', async (context) => {
  const { database, close } = await open(context);
  await close();
  const { openSqlite } = await import('../../../demo/receiver/storage_sqlite.mjs');
  const storage = await openSqlite(database);
  await storage.query('update consent_receiver set version = 99');
  await storage.close();
  await assert.rejects(createReceiver({ database }).listen(), /newer version, 99/);
});

test('SQLite: a disk that fails is answered with 503, and the log says nothing of the record', async (context) => {
  const { address, faults } = await open(context);
  const { writeSync } = fs;
  const record = makeRecord();
  fs.writeSync = () => {
    throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  };
  const { status, answer } = await post(address, record).finally(() => (fs.writeSync = writeSync));
  assert.deepEqual([status, answer.error.code], [503, 'storage-failed']);
  assert.equal(faults.length, 1);
  assert.doesNotMatch(faults[0], new RegExp(`${record.id}|analytics`));
  assert.equal((await post(address, record)).status, 201);
  assert.equal((await listAll(address)).length, 1);
});
