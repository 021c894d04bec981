// With DATABASE_URL these run in that database, which must be there for tests alone: they empty it.
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import pg from 'pg';
import { startCluster } from './cluster.mjs';
import { testFlows } from './flows.mjs';
import { createSender } from './kills.mjs';
import { listAll, makeRecord, openReceiver, post, seeded, spawnReceiver } from './lib.mjs';

const given = process.env.DATABASE_URL;
const cluster = given ? null : startCluster();
after(() => cluster?.stop());

const skip =
  given || cluster ? false : 'no DATABASE_URL, and no PostgreSQL server is installed (Debian: postgresql)';
const skipCrash = skip || (cluster ? false : 'the server of DATABASE_URL is not ours to crash');

let databases = 0;
const newDatabase = async () => {
  if (cluster) return cluster.urlOf(`receiver_${++databases}`);
  const client = new pg.Client(given);
  await client.connect();
  await client.query('drop table if exists consent_records, consent_counts, consent_receiver');
  await client.end();
  return given;
};

const open = async (context, options) => {
  const databaseUrl = await newDatabase();
  const opened = await openReceiver(context, { databaseUrl, ...options });
  const reopen = async () => {
    await opened.close();
    return openReceiver(context, { databaseUrl, ...options });
  };
  return { ...opened, databaseUrl, reopen };
};

testFlows('PostgreSQL', open, { skip });

test(
  'PostgreSQL: receivers that start and store at the same time share one order',
  { skip },
  async (context) => {
    const databaseUrl = await newDatabase();
    const receivers = await Promise.all(
      Array.from({ length: 3 }, () => openReceiver(context, { databaseUrl })),
    );
    const shared = makeRecord();
    const answers = await Promise.all(
      receivers.flatMap(({ address }) => [
        ...Array.from({ length: 10 }, () => post(address, [makeRecord(), makeRecord()])),
        post(address, shared),
      ]),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, ...Array(31).fill(201)]);
    const numbers = (await listAll(receivers[0].address)).map(({ sequence }) => sequence);
    assert.equal(numbers.length, 61);
    assert.deepEqual(
      numbers,
      [...new Set(numbers)].sort((a, b) => a - b),
    );
  },
);

test(
  'PostgreSQL: a role that acknowledges before it is on the disk does not decide',
  { skip },
  async (context) => {
    const databaseUrl = await newDatabase();
    const client = new pg.Client(databaseUrl);
    await client.connect();
    await client.query('alter role current_user set synchronous_commit = off');
    context.after(async () => {
      await client.query('alter role current_user reset synchronous_commit');
      await client.end();
    });
    const { openPostgresql } = await import('../../../demo/receiver/storage_postgresql.mjs');
    const storage = await openPostgresql(databaseUrl);
    const [outside] = await storage.query('show synchronous_commit');
    const [inside] = await storage.transaction((query) => query('show synchronous_commit'));
    await storage.close();
    assert.deepEqual([outside.synchronous_commit, inside.synchronous_commit], ['off', 'on']);
  },
);

test(
  'PostgreSQL: a receiver that is killed has kept what it acknowledged, once and whole',
  { skip },
  async (context) => {
    const environment = { DATABASE_URL: await newDatabase() };
    const draw = seeded(1511);
    const sender = createSender(draw);
    for (let round = 0; round < 5; ++round) {
      const receiver = await spawnReceiver([], environment);
      context.after(receiver.kill);
      if (round > 0) await sender.check(receiver.address);
      const last = 1 + draw.below(20);
      /** @type {Promise<unknown>} */
      let killed = Promise.resolve();
      await sender.stream(receiver.address, 4, (acknowledged) => {
        if (acknowledged === last) killed = receiver.kill();
      });
      await killed;
    }
    const receiver = await spawnReceiver([], environment);
    await sender.resend(receiver.address);
    await sender.check(receiver.address);
    await receiver.stop();
  },
);

test(
  'PostgreSQL: a database that crashes loses nothing, and the receiver goes on',
  { skip: skipCrash },
  async (context) => {
    const { address, faults } = await open(context);
    const sender = createSender(seeded(911));
    for (let round = 0; round < 3; ++round) {
      await sender.stream(address, 4, (acknowledged) => {
        // In this process and at once, with the requests of the other sides under way.
        if (acknowledged === 10) cluster.crash();
        if (acknowledged > 10_000) throw new Error('the crash was not noticed');
      });
      await sender.resend(address);
      await sender.check(address);
    }
    assert.ok(faults.length > 0);
    for (const line of faults) assert.match(line, /^storage failed: [\w ]+$/);
  },
);
