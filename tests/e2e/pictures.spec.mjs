// Whoever serves the pictures of a list learns nothing of it: which are asked for, and in which order, is the catalog's
// alone. What was asked for is what the server saw.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { serve } from '../../demo/server.mjs';
import { expect, test as base } from './lib/shop.mjs';

const catalogText = readFileSync(new URL('../../demo/dist/say-so/catalog.json', import.meta.url), 'utf8');
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';

/** Stands before the store, and sells with pictures, where the page draws none itself. */
class PictureShop {
  constructor(store) {
    this.store = store;
    this.sell([]);
    this.server = createServer((request, response) => this.#answer(request, response));
  }

  /** What is shown. @param {Iterable<string>} ids of items @param {(id: string) => Promise<number> | number} [statusOf] a picture */
  sell(ids, statusOf = () => 200) {
    const wanted = new Set(ids);
    const catalog = JSON.parse(catalogText);
    for (const item of catalog.items) if (wanted.has(item.id)) item.image = `/assets/of/${item.id}.svg`;
    this.files = wanted.size ? { '/say-so/catalog.json': JSON.stringify(catalog), '/shop.js': '' } : {};
    this.inOrder = catalog.items.flatMap(({ image }) => image ?? []);
    this.statusOf = statusOf;
    /** @type {string[]} */
    this.asked = [];
  }

  async #answer(request, response) {
    const picture = /^\/assets\/of\/(.*)\.svg$/.exec(request.url)?.[1];
    if (picture) {
      this.asked.push(request.url);
      const status = await this.statusOf(picture);
      response.writeHead(status, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'no-store' });
      return response.end(status === 200 ? drawing : '');
    }
    const file = this.files[request.url];
    if (file !== undefined) {
      response.writeHead(200, {
        'Content-Type': request.url.endsWith('.js') ? 'text/javascript' : 'application/json',
      });
      return response.end(file);
    }
    const answer = await fetch(this.store + request.url, {
      headers: { cookie: request.headers.cookie ?? '' },
    });
    const headers = Object.fromEntries(answer.headers);
    for (const hop of ['content-encoding', 'content-length', 'transfer-encoding', 'connection', 'keep-alive'])
      delete headers[hop];
    response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()));
  }
}

const test = base.extend({
  shop: [
    async ({}, use) => {
      const store = await serve({ port: 0, vouches: false });
      const shop = new PictureShop(store.url);
      shop.server.listen(0, '127.0.0.1');
      await once(shop.server, 'listening');
      await use(shop);
      shop.server.close();
      shop.server.closeAllConnections();
      await store.close();
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ shop }, use) => use(`http://127.0.0.1:${shop.server.address().port}`),
    { scope: 'worker' },
  ],
});

test.beforeEach(({ shop }) => shop.sell([]));

const pictures = (visitor) => visitor.slate.locator('[part=picture] img');

/** The pictures of the list as painted: their addresses, once each is there. */
const shownPictures = async (visitor) => {
  await expect(pictures(visitor)).toHaveCount(8);
  return pictures(visitor).evaluateAll((all) =>
    Promise.all(
      all.map(async (picture) => {
        await picture.decode();
        return picture.getAttribute('src');
      }),
    ),
  );
};

/**
 * The server saw each once. Requests overtake each other on the way, so the order is the page's, in which Firefox also
 * tells of what it takes from memory.
 */
const expectInOrder = (visitor, shop) => {
  expect([...new Set(visitor.requested(/^\/assets\/of\//))]).toEqual(shop.inOrder);
  expect([...shop.asked].sort()).toEqual([...shop.inOrder].sort());
};

const rankedIds = async (visitor, limit) =>
  JSON.parse(await visitor.rank({ limit })).items.map(({ item }) => item);

test('the same pictures are asked for in the same order, whatever the list', async ({ visitor, shop }) => {
  await visitor.open('/');
  await visitor.waitForSlate();
  const plainIds = await rankedIds(visitor, 40);
  await visitor.visitWithHistory('85099B', '20725');
  const ids = new Set([...plainIds, ...(await rankedIds(visitor, 40))]);

  shop.sell(ids);
  await visitor.open('/');
  const personal = await shownPictures(visitor);
  expectInOrder(visitor, shop);

  shop.sell(ids);
  await visitor.page.evaluate(async () => (await globalThis.sayso.load()).eraseSignals());
  await expect.poll(() => shownPictures(visitor)).not.toEqual(personal);
  expect(shop.asked).toEqual([]);
  visitor.requests.length = 0;
  await visitor.open('/');
  const plain = await shownPictures(visitor);
  expectInOrder(visitor, shop);
  expect(plain).not.toEqual(personal);

  // Another list on the same page asks nobody.
  await visitor.slate.getByRole('radio', { name: 'Mixed' }).check();
  await expect.poll(() => shownPictures(visitor)).not.toEqual(plain);
  expectInOrder(visitor, shop);
});

test('pictures have their room before they come, and come together, also when one is missing', async ({
  visitor,
  shop,
}) => {
  await visitor.open('/');
  await visitor.waitForSlate();
  const ids = await rankedIds(visitor, 8);
  /** @type {(() => void)[]} */
  const held = [];
  shop.sell(ids, async (id) => {
    if (id === ids[3]) return 404;
    if (held.length < 3) await new Promise((resolve) => held.push(resolve));
    return 200;
  });
  await visitor.open('/');
  await visitor.waitForSlate();
  await expect.poll(() => held.length).toBe(3);
  const height = () => visitor.slate.evaluate((slate) => slate.getBoundingClientRect().height);
  const before = await height();
  for (const resume of held.slice(1)) resume();
  await expect.poll(() => shop.asked.length).toBe(8);
  await expect(visitor.slate.locator('[part=picture]')).toHaveCount(8);
  await expect(pictures(visitor)).toHaveCount(0);
  held[0]();
  await expect(pictures(visitor)).toHaveCount(7);
  expect(await height()).toBe(before);
  await visitor.slate.getByRole('button', { name: /^Why/ }).first().click();
  await expect(visitor.page.locator('say-so-why [part=item] img')).toBeVisible();
});

test('of a catalog with more pictures than can all be loaded, none is asked for', async ({
  visitor,
  shop,
}) => {
  await visitor.page.addInitScript(() => {
    globalThis.told = [];
    console.info = (text) => globalThis.told.push(text);
  });
  shop.sell(
    JSON.parse(catalogText)
      .items.slice(0, 101)
      .map(({ id }) => id),
  );
  await visitor.open('/');
  await visitor.waitForSlate();
  await expect(visitor.slate.locator('[part=picture]')).toHaveCount(0);
  expect(shop.asked).toEqual([]);
  const told = await visitor.page.evaluate(() => globalThis.told);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('lists show no picture');
});
