import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { makeFolder, openReceiver, shop } from './lib.mjs';

const report = {
  schema: 'say-so-report/1',
  question: 'trust',
  period: '2026-11',
  epsilon: 1,
  answers: 7,
  value: 3,
};

const open = async (context, isTaking = true) => {
  const folder = makeFolder(context);
  const reports = join(folder, 'reports.jsonl');
  const options = { database: join(folder, 'records.db'), ...(isTaking && { reports }) };
  const { address } = await openReceiver(context, options);
  const post = (body, headers = { Origin: shop }) =>
    fetch(`${address}/reports`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { post, kept: () => (existsSync(reports) ? readFileSync(reports, 'utf8') : '') };
};

test('reports are kept as they came, a line each, and nothing beside them', async (context) => {
  const { post, kept } = await open(context);
  const update = { schema: 'say-so-update/1', model: 'liked', period: '2026-W47', change: [0.5, -1] };
  for (const body of [report, update, report]) assert.equal((await post(body)).status, 201);
  assert.equal(kept(), [report, update, report].map((body) => `${JSON.stringify(body)}\n`).join(''));
});

test('what has a place for an id, is no report or comes from elsewhere is not kept', async (context) => {
  const { post, kept } = await open(context);
  const codeOf = async (answer) => `${(await answer).status} ${(await (await answer).json()).error.code}`;
  assert.equal(await codeOf(post({ ...report, id: 'me' })), '422 unknown-key');
  assert.equal(await codeOf(post({ ...report, schema: 'constructor' })), '422 unknown-schema');
  assert.equal(await codeOf(post([report])), '422 wrong-type');
  assert.equal(await codeOf(post({ ...report, bits: '0'.repeat(20_000) })), '413 too-large');
  assert.equal(await codeOf(post('{')), '400 bad-json');
  assert.equal(await codeOf(post(report, { Origin: 'https://elsewhere.example' })), '403 origin-not-allowed');
  assert.equal(kept(), '');
});

test('a receiver that was not told to take reports takes none', async (context) => {
  const { post } = await open(context, false);
  assert.equal((await post(report)).status, 404);
});
