// What leaves the device for the controller's proof: grants, and withdrawals of posted grants; nothing where no sink is
// set, and never a refusal. Against the reference receiver, over the strict policy of the shop.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReceiver } from '../../demo/receiver/server.mjs';
import { expect, test as base, Visitor } from './lib/shop.mjs';
import { readBuilt, vouchedFor } from './lib/site.mjs';

const config = JSON.parse(readBuilt('say-so.config.json'));
const token = 'a-token-of-the-tests';

/** The shop as its server would be set up for a sink: named in the config and in the page's policy. */
const openShopWith = async (store, sink) => {
  const server = createServer(async (request, response) => {
    const { cookie = '' } = request.headers;
    const answer = await fetch(store + request.url, { headers: { cookie }, redirect: 'manual' });
    const headers = Object.fromEntries(answer.headers);
    for (const name of [
      'content-encoding',
      'content-length',
      'transfer-encoding',
      'connection',
      'keep-alive',
    ])
      delete headers[name];
    const policy = headers['content-security-policy'];
    if (policy)
      headers['content-security-policy'] = policy.replace(
        "connect-src 'self'",
        `$& ${new URL(sink.url).origin}`,
      );
    response.writeHead(answer.status, headers);
    const files = vouchedFor('say-so.config.json', JSON.stringify({ ...config, sink }));
    response.end(files[request.url.replace('/say-so/', '')] ?? Buffer.from(await answer.arrayBuffer()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
};

const close = (server) =>
  new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });

const test = base.extend({
  /** The visitor of such a shop, and the receiver with what it has stored. */
  shop: async ({ store, profile }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'say-so-'));
    const sink = { url: '' };
    const allowOrigins = [];
    const receiver = createReceiver({ database: join(folder, 'records.db'), allowOrigins, token });
    const address = await receiver.listen();
    sink.url = `${address}/records`;
    const server = await openShopWith(store, sink);
    const origin = `http://127.0.0.1:${server.address().port}`;
    allowOrigins.push(origin);
    const stored = async () => {
      const answer = await fetch(sink.url, {
        headers: { Authorization: `Bearer ${token}`, Connection: 'close' },
      });
      return (await answer.json()).value.records.map(({ record }) => record);
    };
    const visitor = new Visitor(await profile.newPage(), origin);
    visitor.posts = [];
    visitor.page.on('request', (request) => {
      if (request.url() === sink.url && request.method() === 'POST') visitor.posts.push(request);
    });
    await use({ visitor, url: sink.url, stored });
    await visitor.page.close();
    await close(server);
    await receiver.close();
    rmSync(folder, { recursive: true });
  },
});

const choose = (visitor, choices, control = 'switch') =>
  visitor.page.evaluate(
    async ([wishes, by]) => {
      await globalThis.sayso.choose(wishes, { control: by, surface: 'choices' });
    },
    [choices, control],
  );

const statusesOf = ({ purposes }) => purposes.map(({ id, status }) => `${id} ${status}`);

test('a refusal is never posted, a grant is, and its withdrawal alone', async ({ shop }) => {
  const { visitor: shopper } = shop;
  await shopper.open('/delivery');
  await shopper.rejectAll();
  await choose(shopper, [{ purpose: 'analytics', granted: true }]);
  await expect.poll(async () => (await shop.stored()).length).toBe(1);
  await choose(shopper, [{ purpose: 'media', granted: false }]);
  await choose(shopper, [{ all: true, granted: false }], 'reject-all');
  await expect.poll(async () => (await shop.stored()).length).toBe(2);
  const [grant, withdrawal] = await shop.stored();
  expect(statusesOf(grant)).toEqual(['analytics given']);
  expect(statusesOf(withdrawal)).toEqual(['analytics withdrawn']);
  expect(grant.id).not.toBe(withdrawal.id);
  expect(shopper.posts).toHaveLength(2);
  for (const post of shopper.posts) {
    const body = post.postDataJSON();
    expect(Object.keys(body)).toEqual([
      'schema',
      'id',
      'jurisdiction',
      'notice',
      'services',
      'purposes',
      'event',
      'signals',
    ]);
    const headers = await post.allHeaders();
    expect(headers['idempotency-key']).toBe(body.id);
    expect([headers.cookie, headers.referer]).toEqual([undefined, undefined]);
  }
  await expect.poll(() => shopper.stored('say-so.outbox')).toBeNull();
  expect(shopper.errors).toEqual([]);
});

test('without a network the record waits, over a reload, and arrives once', async ({ shop }) => {
  const { visitor: shopper } = shop;
  await shopper.open('/delivery');
  await shopper.page.route(shop.url, (route) => route.abort());
  await shopper.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await shopper.settled();
  await expect.poll(() => shopper.posts.length).toBeGreaterThan(0);
  const [{ record }] = JSON.parse(await shopper.stored('say-so.outbox'));
  await shopper.open('/returns');
  expect(await shopper.stored('say-so.outbox')).not.toBeNull();
  await shopper.page.unroute(shop.url);
  await expect.poll(async () => (await shop.stored()).map(({ id }) => id)).toEqual([record.id]);
  await expect.poll(() => shopper.stored('say-so.outbox')).toBeNull();
});

test('a sink that fails is asked again with the same id; what it stored twice counts once', async ({
  shop,
}) => {
  const { visitor: shopper } = shop;
  let answers = 0;
  await shopper.page.route(shop.url, async (route) => {
    if (route.request().method() !== 'POST' || answers++ > 0) return route.fallback();
    // Stored, and the answer lost.
    await route.fetch();
    await route.fulfill({ status: 503, headers: { 'access-control-allow-origin': '*' }, body: '' });
  });
  await shopper.open('/delivery');
  await shopper.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await expect.poll(() => shopper.posts.length).toBe(2);
  await expect.poll(() => shopper.stored('say-so.outbox')).toBeNull();
  expect(await shop.stored()).toHaveLength(1);
  const ids = shopper.posts.map((post) => post.postDataJSON().id);
  expect(ids[1]).toBe(ids[0]);
});

test('a sink that refuses is told to the developer, and not asked again', async ({ shop }) => {
  const { visitor: shopper } = shop;
  await shopper.page.route(shop.url, (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 422, headers: { 'access-control-allow-origin': '*' }, body: '{}' })
      : route.fallback(),
  );
  await shopper.open('/delivery');
  await shopper.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await expect.poll(() => shopper.errors.join('\n')).toMatch(/\[say-so\] sink-refused/);
  await expect.poll(() => shopper.stored('say-so.outbox')).toBeNull();
  expect(shopper.posts).toHaveLength(1);
});

test('with no sink set nothing is sent and nothing waits', async ({ visitor }) => {
  await visitor.open('/delivery');
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await visitor.settled();
  await choose(visitor, [{ all: true, granted: false }], 'reject-all');
  expect(await visitor.storedKeys()).toEqual(['say-so.ledger', 'say-so.snapshot']);
  expect(visitor.offOrigin()).toEqual([]);
});
