import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { join } from 'node:path';
import test from 'node:test';
import { createReceiver } from '../../../demo/receiver/server.mjs';
import { get, listAll, makeFolder, makeRecord, openReceiver, post, shop } from './lib.mjs';

const open = (context, options) =>
  openReceiver(context, { database: join(makeFolder(context), 'records.db'), ...options });

/** Sends bytes as they are and gives the status of what comes back. */
const sendRaw = (address, text) =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const socket = connect(Number(port), hostname, () => socket.end(text));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk));
    socket.on('close', () => resolve(Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1])));
    socket.on('error', reject);
  });

test('a page’s browser is told what it may do', async (context) => {
  const { address } = await open(context);
  const ask = (origin) => fetch(`${address}/records`, { method: 'OPTIONS', headers: { Origin: origin } });
  const allowed = await ask(shop);
  assert.equal(allowed.status, 204);
  assert.equal(allowed.headers.get('access-control-allow-origin'), shop);
  assert.equal(allowed.headers.get('access-control-allow-methods'), 'POST');
  assert.equal(allowed.headers.get('access-control-allow-credentials'), null);
  assert.equal(allowed.headers.get('vary'), 'Origin');
  assert.equal((await ask('https://elsewhere.example')).status, 403);
  assert.equal((await ask('null')).status, 403);
});

test('the audit is not there without a token', async (context) => {
  const { address } = await open(context, { token: '' });
  assert.equal((await get(address, '/records')).status, 404);
  assert.equal((await get(address, '/statistics')).status, 404);
  assert.equal((await post(address, makeRecord())).status, 201);
  assert.equal((await get(address, '/records', { Authorization: 'Bearer ' })).status, 404);
});

test('health answers everybody', async (context) => {
  const { address } = await open(context);
  const { status, answer } = await get(address, '/health', {});
  assert.deepEqual([status, answer], [200, { ok: true, value: { status: 'ready' } }]);
});

test('the key’s header may stand for the id of a single record', async (context) => {
  const { address } = await open(context);
  const { id, ...rest } = makeRecord();
  for (const [body, key, status] of [
    [rest, id, 201],
    [rest, `"${id}"`, 200],
    [{ ...rest, id }, id, 200],
    [{ ...rest, id }, makeRecord().id, 422],
    [rest, 'seven', 422],
    [rest, '', 422],
    [[makeRecord()], id, 422],
    ['"text"', id, 422],
  ])
    assert.equal((await post(address, body, { 'Idempotency-Key': key })).status, status, key);
  assert.equal((await listAll(address)).length, 1);
});

test('bodies are bounded, and of two media types', async (context) => {
  const { address } = await open(context);
  const padded = (length) => JSON.stringify(makeRecord()).padEnd(length);
  assert.equal((await post(address, padded(64 * 1024))).status, 201);
  assert.equal((await post(address, padded(64 * 1024 + 1))).status, 413);
  const stream = await fetch(`${address}/records`, {
    method: 'POST',
    duplex: 'half',
    headers: { 'Content-Type': 'application/json' },
    body: new Blob([padded(70_000)]).stream(),
  });
  assert.deepEqual([stream.status, (await stream.json()).error.code], [413, 'too-large']);
  const tooMany = Array.from({ length: 51 }, () => ({}));
  assert.equal((await post(address, tooMany)).answer.error.code, 'too-large');
  assert.equal((await post(address, [])).answer.error.code, 'bad-value');
  for (const [headers, status] of [
    [{ 'Content-Type': 'text/plain' }, 201],
    [{ 'Content-Type': 'application/json; charset="UTF-8"' }, 201],
    [{ 'Content-Type': 'text/html' }, 415],
    [{ 'Content-Type': 'application/json; charset=latin1' }, 415],
    [{ 'Content-Type': '' }, 415],
    [{ 'Content-Encoding': 'gzip' }, 415],
  ])
    assert.equal((await post(address, makeRecord(), headers)).status, status, JSON.stringify(headers));
});

test('places and methods that are not there are refused', async (context) => {
  const { address } = await open(context);
  for (const place of ['/', '/record', '/records/', '/constructor', '/__proto__', '/%00', '//x'])
    assert.equal((await get(address, place)).status, 404, place);
  for (const method of ['PUT', 'DELETE', 'PATCH']) {
    const response = await fetch(`${address}/records`, { method });
    assert.deepEqual([response.status, response.headers.get('allow')], [405, 'OPTIONS, POST, GET']);
  }
  assert.equal(await sendRaw(address, 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'), 404);
  assert.equal(await sendRaw(address, 'GET http:// HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'), 404);
  assert.equal(await sendRaw(address, 'nonsense\r\n\r\n'), 400);
});

test('a sender that goes away in the middle stores nothing and disturbs nobody', async (context) => {
  const { address, faults } = await open(context);
  const text = JSON.stringify(makeRecord());
  const head = `POST /records HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: ${text.length}\r\n\r\n`;
  await sendRaw(address, head + text.slice(0, 100));
  assert.deepEqual(await listAll(address), []);
  assert.equal((await post(address, makeRecord())).status, 201);
  assert.deepEqual(faults, []);
});

test('wrong settings are said before anything is opened', () => {
  assert.throws(() => createReceiver({ token: 'short' }), /16 characters/);
  assert.throws(() => createReceiver({ allowOrigins: ['https://shop.example/'] }), /not an origin/);
  assert.throws(() => createReceiver({ allowOrigins: ['*'] }), /not an origin/);
  assert.throws(() => createReceiver({ keepDays: 0 }), /whole number/);
});
