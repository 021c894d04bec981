import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { createSender } from './kills.mjs';
import { makeFolder, seeded, spawnReceiver } from './lib.mjs';

const rounds = process.env.SAY_SO_FULL ? 60 : 15;

test('SQLite: a receiver that is killed has kept what it acknowledged, once and whole', async (context) => {
  const draw = seeded(2711);
  const sender = createSender(draw);
  const args = ['--database', join(makeFolder(context), 'records.db')];
  let unanswered = 0;
  for (let round = 0; round < rounds; ++round) {
    const receiver = await spawnReceiver(args);
    context.after(receiver.kill);
    if (round > 0) await sender.check(receiver.address);
    if (round % 3 === 2) await sender.resend(receiver.address);
    const last = 1 + draw.below(40);
    const delay = draw.below(8);
    /** @type {Promise<unknown>} */
    let killed = Promise.resolve();
    await sender.stream(receiver.address, 4, (acknowledged) => {
      // A few milliseconds on, so that the kill falls into any part of a request, not only behind an answer.
      if (acknowledged === last)
        killed = new Promise((resolve) => setTimeout(resolve, delay)).then(receiver.kill);
    });
    await killed;
    unanswered += sender.requests.filter(({ isAcknowledged }) => !isAcknowledged).length;
  }
  const receiver = await spawnReceiver(args);
  await sender.resend(receiver.address);
  const stored = await sender.check(receiver.address);
  await receiver.stop();
  assert.ok(unanswered >= rounds, 'kills fell into requests');
  context.diagnostic(
    `${rounds} kills, ${sender.requests.length} requests, ${stored} records, ${unanswered} unanswered`,
  );
});
