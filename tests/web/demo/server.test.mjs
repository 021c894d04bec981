import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { serve } from '../../../demo/server.mjs';

/** @type {Awaited<ReturnType<typeof serve>>} */
let shop;
before(async () => {
  shop = await serve();
});
after(() => shop.close());

const get = (path, headers = {}) => fetch(shop.url + path, { redirect: 'manual', headers });
const text = async (path, headers) => (await get(path, headers)).text();
const post = (path, form, headers = {}) =>
  fetch(shop.url + path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(form), headers });

/** The cookies a reply sets, as a Cookie header. */
const cookiesOf = (response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

/** A request whose path is sent as it is: fetch would tidy it first. */
const raw = (path) =>
  new Promise((resolve, reject) => {
    request({ port: shop.port, host: '127.0.0.1', path }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode, body }));
    })
      .on('error', reject)
      .end();
  });

const pages = [
  '/',
  '/new',
  '/category/christmas',
  '/department/home',
  '/search',
  '/search?q=red+bunting',
  '/product/22423',
  '/basket',
  '/thanks',
  '/privacy',
  '/delivery',
  '/returns',
];

describe('pages', () => {
  for (const path of pages)
    it(`${path} is a page with one h1, in a strict policy`, async () => {
      const response = await get(path);
      assert.equal(response.status, 200);
      const policy = response.headers.get('content-security-policy');
      assert.match(policy, /default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';/);
      assert.match(policy, /require-trusted-types-for 'script'; trusted-types say-so-html say-so-script;/);
      const page = await response.text();
      assert.equal(page.match(/<h1[ >]/g).length, 1);
      assert.doesNotMatch(page, / style=| on\w+=|<script>|undefined|\[object/);
    });

  it('has a page for each of the 21 categories', async () => {
    const home = await text('/');
    const links = new Set(home.match(/\/category\/[a-z-]+/g));
    assert.equal(links.size, 21);
    for (const link of links) assert.equal((await get(link)).status, 200);
  });

  it('shows 24 products a page, and the rest on the last', async () => {
    const count = (page) => page.match(/<li class="card">/g).length;
    assert.equal(count(await text('/category/lighting')), 24);
    assert.equal(count(await text('/category/lighting?page=2')), 6);
    assert.equal(count(await text('/category/lighting?page=999')), 6);
    assert.equal(count(await text('/category/lighting?page=-1')), 24);
  });

  it('says so when there is no such page, product or file', async () => {
    for (const path of ['/nope', '/product/0', '/category/nope', '/product/__proto__', '/say-so/nope.js'])
      assert.equal((await get(path)).status, 404, path);
  });

  it('shows no picture ids twice on one page', async () => {
    const ids = [...(await text('/')).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('speaks German when asked, and marks English names', async () => {
    const page = await text('/', { cookie: 'ff-lang=de' });
    assert.match(page, /<html lang="de">/);
    assert.match(page, /say-so\.de\.js/);
    assert.match(page, /<span lang="en">Party bunting<\/span>/);
  });

  it('embeds the widget first, with a place only when one was chosen', async () => {
    assert.match(
      await text('/'),
      /<head>\s*<meta charset="utf-8" ?\/?>\s*<script src="\/say-so\/say-so\.en\.js" +integrity="sha256-[\w+/]{43}=" crossorigin><\/script>/,
    );
    assert.match(
      await text('/', { cookie: 'ff-view-as=DE' }),
      /say-so\.en\.js" .*crossorigin data-jurisdiction="DE">/,
    );
    assert.doesNotMatch(await text('/', { cookie: 'ff-view-as="><script>' }), /data-jurisdiction/);
  });
});

describe('search', () => {
  it('finds by name, tag and category, the most fitting first', async () => {
    const first = (page) => page.match(/<main[\s\S]*?<h3><a[^>]*>([^<]+)</)[1];
    assert.equal(first(await text('/search?q=party+bunting')), 'Party bunting');
    assert.match(first(await text('/search?q=cake+stands')), /cake ?stand/i);
    assert.match(await text('/search?q=zzzz'), /Nothing found/);
  });

  it('escapes a hostile query wherever it shows it', async () => {
    const hostile = `"><script>alert(1)</script><img src=x onerror=alert(2)>'&`;
    const page = await text(`/search?q=${encodeURIComponent(hostile)}`);
    assert.doesNotMatch(page, /<script>alert|<img/);
    assert.match(page, /&lt;script&gt;alert\(1\)/);
  });
});

describe('basket', () => {
  it('is kept by a form and a cookie alone', async () => {
    const added = await post('/basket', { action: 'add', code: '22423', quantity: '2' });
    assert.equal(added.status, 303);
    assert.equal(added.headers.get('location'), '/basket');
    assert.match(
      added.headers.getSetCookie()[0],
      /^ff-basket=22423\*2; Path=\/; Max-Age=\d+; SameSite=Lax; HttpOnly$/,
    );

    let cookie = cookiesOf(added);
    assert.match(await text('/basket', { cookie }), /£25\.50/);
    cookie = cookiesOf(await post('/basket', { action: 'add', code: '22423', quantity: '1' }, { cookie }));
    assert.equal(cookie, 'ff-basket=22423*3');
    cookie = cookiesOf(await post('/basket', { action: 'set', code: '22423', quantity: '1000' }, { cookie }));
    assert.equal(cookie, 'ff-basket=22423*99');
    cookie = cookiesOf(await post('/basket', { action: 'remove', code: '22423' }, { cookie }));
    assert.match(await text('/basket', { cookie }), /Your basket is empty/);
  });

  it('adds up in pence', async () => {
    const page = await text('/basket', { cookie: 'ff-basket=22423*3.85123A*7' });
    assert.match(page, /£58\.90/); // 3 x 12.75 + 7 x 2.95
  });

  it('leaves out what it does not understand', async () => {
    const page = await text('/basket', { cookie: 'ff-basket=nope*1.22423*-3.22423*x.<b>*1' });
    assert.doesNotMatch(page, /<b>/);
    assert.equal((await get('/basket', { cookie: `ff-basket=${'9'.repeat(5000)}` })).status, 200);
  });

  it('ends an order on a page that names it once', async () => {
    const ordered = await post('/order', {}, { cookie: 'ff-basket=22423*1' });
    assert.equal(ordered.headers.get('location'), '/thanks');
    const thanks = await get('/thanks', { cookie: cookiesOf(ordered) });
    assert.match(await thanks.text(), /data-bought="22423"/);
    assert.match(thanks.headers.getSetCookie()[0], /^ff-order=; Path=\/thanks; Max-Age=0/);
    assert.doesNotMatch(await text('/thanks'), /data-bought/);
  });

  it('refuses forms of other sites, bad forms and large ones', async () => {
    const form = { action: 'add', code: '22423' };
    assert.equal((await post('/basket', form, { 'sec-fetch-site': 'cross-site' })).status, 403);
    assert.equal((await post('/basket', form, { origin: 'https://elsewhere.example' })).status, 403);
    assert.equal((await post('/basket', form, { origin: 'null' })).status, 403);
    assert.equal((await post('/basket', { action: 'drop', code: '22423' })).status, 400);
    assert.equal((await post('/basket', { action: 'add', code: 'nope' })).status, 400);
    assert.equal((await post('/basket', { ...form, more: 'x'.repeat(10_000) })).status, 400);
    assert.equal((await post('/constructor', form)).status, 405);
    assert.equal((await fetch(shop.url, { method: 'PUT' })).status, 405);
  });
});

describe('settings', () => {
  it('lead back only to a path of this shop', async () => {
    const back = async (path) =>
      (await post('/settings/language', { language: 'de', back: path })).headers.get('location');
    assert.equal(await back('/search?q=a&page=2'), '/search?q=a&page=2');
    for (const path of ['//evil.example', 'https://evil.example', '/\\evil.example', '/a b', ''])
      assert.equal(await back(path), '/', path);
  });
});

describe('files', () => {
  it('have their types, and are not sent again when unchanged', async () => {
    const sheet = await get('/store.css');
    assert.equal(sheet.headers.get('content-type'), 'text/css; charset=utf-8');
    assert.equal(sheet.headers.get('cache-control'), 'no-cache');
    const again = await get('/store.css', { 'if-none-match': sheet.headers.get('etag') });
    assert.equal(again.status, 304);
    assert.equal((await get('/plates.js')).headers.get('content-type'), 'text/javascript; charset=utf-8');
  });

  it('come compressed to those who ask', async () => {
    assert.equal((await get('/', { 'accept-encoding': 'gzip, br' })).headers.get('content-encoding'), 'br');
    assert.equal((await get('/', { 'accept-encoding': 'gzip' })).headers.get('content-encoding'), 'gzip');
    assert.equal((await get('/', { 'accept-encoding': 'br;q=0' })).headers.get('content-encoding'), null);
  });

  it('outside the open folders stay there', async () => {
    const ways = [
      '/assets/../server.mjs',
      '/assets/..%2fserver.mjs',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/assets/..%5cserver.mjs',
      '/say-so/..%2f..%2fsite.json',
      '/plates/..%2fserver.mjs',
      '/assets//etc/passwd',
      '/assets/icon.svg%00.js',
      '/server.mjs',
      '/site.json',
      '/data/retail/products.csv',
    ];
    for (const way of ways) {
      const { status, body } = await raw(way);
      assert.ok(status === 404 || status === 400, `${way}: ${status}`);
      assert.doesNotMatch(body, /createServer|say-so-config|"devDependencies"/, way);
    }
  });

  it('answer nonsense with 400, not with a crash', async () => {
    assert.equal((await raw('/%E0%A4%A')).status, 400);
    assert.equal((await raw('/product/%')).status, 400);
    assert.equal((await get('/')).status, 200);
  });

  it('of the drawings are all served', async () => {
    for (const name of readdirSync(new URL('../../../demo/plates', import.meta.url)))
      assert.equal((await get(`/plates/${name}`)).status, 200, name);
  });
});

describe('reports', () => {
  const report = {
    ...{ schema: 'say-so-report/1', question: 'trust.control', period: '2026-Q4' },
    ...{ epsilon: 2, answers: 21, value: 3 },
  };
  const sendTo = (url, headers = {}, body = report) =>
    fetch(`${url}/reports`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('are taken by the store that asks, from its own pages, as they came; the other has no place for them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'say-so-'));
    const reports = join(folder, 'reports.jsonl');
    const asking = await serve({ reports });
    try {
      assert.equal((await sendTo(asking.url)).status, 201);
      assert.equal((await sendTo(asking.url, { Origin: 'https://evil.example' })).status, 403);
      assert.equal((await sendTo(asking.url, {}, { ...report, id: 'me' })).status, 422);
      assert.equal(readFileSync(reports, 'utf8'), `${JSON.stringify(report)}\n`);
      assert.equal((await sendTo(shop.url)).status, 405);
      const trust = await (await fetch(`${asking.url}/trust`)).text();
      assert.match(trust, /Reports: 1, 2026-Q4/);
      assert.match(trust, /simulated visitors/);
      assert.equal((await get('/trust')).status, 404);
      assert.match(await (await fetch(`${asking.url}/privacy`)).text(), /Statistics of many/);
    } finally {
      await asking.close();
      rmSync(folder, { recursive: true });
    }
  });
});
