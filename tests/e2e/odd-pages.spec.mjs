// Pages, browsers and extensions that do what they should not: nothing optional runs, and the consumer can still refuse.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { expect, test } from './lib/shop.mjs';
import { readBuilt, serveFiles, vouchedFor } from './lib/site.mjs';

const kBuilt = new URL('../../demo/dist/say-so/', import.meta.url);
const types = { js: 'text/javascript', wasm: 'application/wasm', json: 'application/json', css: 'text/css' };
const inner =
  '<!doctype html><html lang="en"><title>Shop</title><script src="/say-so/say-so.en.js" data-jurisdiction="DE"></script><main>Shop</main>';
const optional = ['history', 'stated', 'analytics', 'experiments', 'media', 'support', 'ads'];
const grantedOf = (visitor) =>
  visitor.page.evaluate((ids) => ids.filter((id) => globalThis.sayso.granted(id)), optional);
const faults = (visitor) => visitor.errors.filter((text) => text.startsWith('[say-so]'));
const reject = (visitor) => visitor.firstLayer.getByRole('button', { name: 'Reject all' });
const accept = (visitor) => visitor.firstLayer.getByRole('button', { name: 'Accept all' });

/** Serves the pages of the shop with their HTML, or the headers it comes with, changed. */
const changePages = (visitor, { html = (text) => text, headers = (all) => all }) =>
  visitor.page.route(/\/(delivery|returns)?(\?.*)?$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: html(await response.text()),
      headers: headers(response.headers()),
    });
  });

test('a page with our script twice asks once, and says so', async ({ visitor }) => {
  const said = [];
  visitor.page.on('console', (message) => said.push(message.text()));
  await changePages(visitor, {
    html: (text) =>
      text.replace(/<script src="\/say-so\/say-so\.en\.js"[^>]*><\/script>/, (tag) => tag + tag),
  });
  await visitor.open('/delivery');
  await expect(visitor.page.locator('say-so-first-layer')).toHaveCount(1);
  expect(said.filter((text) => text === '[say-so] included twice')).toHaveLength(1);
  await reject(visitor).click();
  await visitor.settled();
  expect(await grantedOf(visitor)).toEqual([]);
  const { records } = await visitor.page.evaluate(async () => (await globalThis.sayso.load()).exportLedger());
  expect(records).toHaveLength(1);
});

/** Accepting says what is wrong and grants nothing, and a refusal holds on the next page. */
const expectRefusalKept = async (visitor) => {
  await visitor.open('/delivery');
  await accept(visitor).click();
  await expect.poll(() => faults(visitor).length).toBeGreaterThan(0);
  expect(await grantedOf(visitor)).toEqual([]);
  await visitor.page.evaluate(() => globalThis.sayso.rejectAll().catch(() => {}));
  await visitor.open('/returns');
  expect(await grantedOf(visitor)).toEqual([]);
  await expect(visitor.firstLayer).toBeHidden();
};

test('where the policy of the page forbids WebAssembly, nothing optional runs and a refusal is kept', async ({
  visitor,
}) => {
  await changePages(visitor, {
    headers: (all) =>
      Object.fromEntries(
        Object.entries(all).map(([name, value]) => [name, value.replaceAll("'wasm-unsafe-eval'", '')]),
      ),
  });
  await expectRefusalKept(visitor);
});

const cores = {
  'has no memory left': () => {
    WebAssembly.instantiate = WebAssembly.instantiateStreaming = () =>
      Promise.reject(new RangeError('WebAssembly.instantiate(): Out of memory'));
  },
  'stops in a trap': () => {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiateStreaming = undefined;
    WebAssembly.instantiate = async (bytes, imports) => {
      const made = await instantiate.call(WebAssembly, bytes, imports);
      const instance = made.instance ?? made;
      const exports = Object.fromEntries(
        Object.entries(instance.exports).map(([name, value]) => [
          name,
          typeof value === 'function' && value.length
            ? () => {
                throw new WebAssembly.RuntimeError('unreachable');
              }
            : value,
        ]),
      );
      return made.instance ? { module: made.module, instance: { exports } } : { exports };
    };
  },
};

for (const [what, spoil] of Object.entries(cores))
  test(`where the core ${what}, nothing optional runs and a refusal is kept`, async ({ visitor }) => {
    await visitor.page.addInitScript(spoil);
    await expectRefusalKept(visitor);
    await expect(visitor.page.getByRole('contentinfo')).toBeVisible();
  });

const kTenYears = 10 * 365 * 24 * 60 * 60 * 1000;
for (const [what, shift] of [
  ['on', kTenYears],
  ['back', -kTenYears],
])
  test(`a clock that jumps ten years ${what} grants nothing that was refused`, async ({ visitor }) => {
    await visitor.open('/delivery');
    await accept(visitor).click();
    await visitor.settled();
    await visitor.page.evaluate(() =>
      globalThis.sayso.choose([{ purpose: 'analytics', granted: false }], {
        control: 'switch',
        surface: 'choices',
      }),
    );
    await visitor.page.addInitScript((milliseconds) => {
      const { now } = Date;
      globalThis.Date = class extends Date {
        constructor(...given) {
          if (given.length) super(...given);
          else super(now() + milliseconds);
        }
        static now() {
          return now() + milliseconds;
        }
      };
    }, shift);
    await visitor.open('/returns');
    const { purposes } = await visitor.decision();
    expect(purposes.find(({ id }) => id === 'analytics').granted).toBe(false);
    expect(await grantedOf(visitor)).not.toContain('analytics');
    // Ten years on, no consent stands any more; ten years back, none is newer than now.
    expect(await grantedOf(visitor)).toEqual([]);
  });

test('an extension that takes our elements away grants nothing, and the page keeps working', async ({
  visitor,
}) => {
  await visitor.page.addInitScript(() => {
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes) if (/^SAY-SO-(FIRST|SHEET)/.test(node.nodeName)) node.remove();
    }).observe(document, { childList: true, subtree: true });
  });
  await visitor.open('/delivery');
  await expect(visitor.page.getByRole('contentinfo')).toBeVisible();
  await expect(visitor.page.locator('say-so-first-layer')).toHaveCount(0);
  expect(await grantedOf(visitor)).toEqual([]);
  await visitor.page.evaluate(() => globalThis.sayso.rejectAll());
  await visitor.settled();
  expect(await grantedOf(visitor)).toEqual([]);
  expect(faults(visitor)).toEqual([]);
});

/** Our files at an address of their own, and a page that takes them from there. @param {string} page */
const serveElsewhere = async (page) => {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://here');
    const name = /^\/say-so\/([\w./-]+)$/.exec(pathname)?.[1];
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', name ? types[name.split('.').at(-1)] : 'text/html');
    response.end(name ? readFileSync(new URL(name, kBuilt)) : pathname === '/inner' ? inner : page);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
};

test('in a sandboxed frame without an origin nothing optional runs, and refusing ends the question', async ({
  visitor,
}) => {
  const { page } = visitor;
  const there = await serveElsewhere(
    '<!doctype html><title>Framed</title><iframe title="Shop" sandbox="allow-scripts" src="/inner" width="900" height="700"></iframe>',
  );
  try {
    await page.goto(there.url);
    const layer = page.frameLocator('iframe').locator('say-so-first-layer').getByRole('dialog');
    await expect(layer).toBeVisible();
    const frame = page.frames()[1];
    const granted = () => frame.evaluate((ids) => ids.filter((id) => globalThis.sayso.granted(id)), optional);
    await layer.getByRole('button', { name: 'Accept all' }).click();
    await expect(layer).toBeHidden();
    // What cannot be kept is not granted.
    expect(await granted()).toEqual([]);
    await frame.evaluate(() => globalThis.sayso.rejectAll());
    expect(await granted()).toEqual([]);
    await expect(layer).toBeHidden();
  } finally {
    there.close();
  }
});

test('our files from another address do the same as from the page’s own', async ({ visitor }) => {
  const files = await serveElsewhere('');
  const site = await serveElsewhere(
    `<!doctype html><html lang="en"><title>Site</title>
      <script src="${files.url}/say-so/say-so.en.js" data-jurisdiction="DE"></script>
      <main><a href="/privacy" data-say-so-open="choices">Privacy choices</a></main>`,
  );
  try {
    await visitor.page.goto(site.url);
    await accept(visitor).click();
    await visitor.settled();
    expect(await grantedOf(visitor)).toEqual(optional);
    await visitor.page.getByRole('link', { name: 'Privacy choices' }).click();
    await expect(visitor.sheet.getByRole('switch').first()).toBeVisible();
    expect(visitor.errors).toEqual([]);
  } finally {
    files.close();
    site.close();
  }
});

for (const { what, isVouchedFor, error } of [
  { what: 'a page of an old build beside the config of a new one', error: /cannot-load/ },
  { what: 'a config that its own page contradicts', isVouchedFor: true, error: /meaning-differs/ },
])
  test(`${what}: only what was refused holds`, async ({ visitor }) => {
    await visitor.open('/delivery');
    await accept(visitor).click();
    await visitor.settled();
    const config = JSON.parse(readBuilt('say-so.config.json'));
    config.purposes.find(({ id }) => id === 'analytics').retention = 'P1D';
    config.services.find(({ id }) => id === 'plaincount').provider = { name: 'Somebody Else', country: 'US' };
    const text = JSON.stringify(config);
    await serveFiles(
      visitor.page,
      isVouchedFor ? vouchedFor('say-so.config.json', text) : { 'say-so.config.json': text },
    );
    await visitor.page.evaluate(() => localStorage.removeItem('say-so.snapshot'));
    await visitor.open('/returns');
    await expect.poll(() => faults(visitor).join()).toMatch(error);
    expect(await grantedOf(visitor)).toEqual([]);
  });
