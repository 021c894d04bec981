// Every kind of tag is held until its service is granted, fetched once after, and not again once it is refused.
import { expect, test } from './lib/shop.mjs';
import { serveSite } from './lib/site.mjs';
import { kVendor, tryPage } from './lib/try-page.mjs';

const held = (path) => `${kVendor}/${path}`;

/** Twelve kinds of tag, the last added by the page itself. */
const head = `
  <script type="text/plain" data-say-so="counter" src="${held('classic.js')}"></script>
  <script type="text/plain" data-say-so="counter" data-type="module" src="${held('module.js')}"></script>
  <script type="text/plain" data-say-so="counter">globalThis.ran = [...(globalThis.ran ?? []), 'inline'];</script>
  <script type="text/plain" data-say-so="counter" async src="${held('async.js')}"></script>
  <script type="text/plain" data-say-so="counter" defer src="${held('defer.js')}"></script>
  <link rel="stylesheet" data-say-so="counter" data-href="${held('sheet.css')}">`;
const body = `
  <iframe title="film" data-say-so="counter" data-src="${held('frame.html')}"></iframe>
  <img alt="" data-say-so="counter" data-src="${held('picture.svg')}">
  <script type="text/plain" data-category="analytics" data-service="Counter" src="${held('vanilla.js')}"></script>
  <script type="text/plain" class="optanon-category-C0002" src="${held('onetrust.js')}"></script>`;
/** What the page's own code adds once it runs. */
const addLate = (base) => {
  const dynamic = document.createElement('script');
  dynamic.src = `${base}/dynamic.js`;
  document.head.append(dynamic);
  const routed = document.createElement('script');
  routed.type = 'text/plain';
  routed.dataset.saySo = 'counter';
  routed.src = `${base}/routed.js`;
  document.body.append(routed);
};
const kinds = [
  ...['async', 'classic', 'defer', 'dynamic', 'module', 'onetrust', 'routed', 'vanilla'].map(
    (name) => `/${name}.js`,
  ),
  '/frame.html',
  '/picture.svg',
  '/sheet.css',
].sort();

const change = (site) => {
  site.guard = true;
  site.page = { reopen: 'none', marks: {} };
};

test('twelve kinds of tag: none before the grant, each once after, none after a withdrawal', async ({
  visitor,
}) => {
  const { page } = visitor;
  const asked = await tryPage(visitor, { head, body, change });
  await page.evaluate(addLate, kVendor);
  await expect(visitor.firstLayer).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);
  expect(await page.evaluate(() => globalThis.ran)).toBeUndefined();

  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await expect.poll(() => [...asked].sort()).toEqual(kinds);
  await expect
    .poll(() => page.evaluate(() => globalThis.ran.filter((name) => name === 'inline').length))
    .toBe(1);
  await visitor.settled();

  asked.length = 0;
  await page.reload();
  await page.evaluate(addLate, kVendor);
  await expect.poll(() => [...asked].sort()).toEqual(kinds);

  await page.evaluate(() => globalThis.sayso.rejectAll());
  asked.length = 0;
  await page.reload();
  await page.evaluate(addLate, kVendor);
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);
  expect(visitor.errors).toEqual([]);
});

test('scripts of one page run in its order, an inline one after those before it', async ({ visitor }) => {
  const { page } = visitor;
  await tryPage(visitor, {
    head: `<script type="text/plain" data-say-so="counter" src="${held('one.js')}"></script>
      <script type="text/plain" data-say-so="counter">globalThis.ran = [...(globalThis.ran ?? []), 'two'];</script>
      <script type="text/plain" data-say-so="counter" src="${held('three.js')}"></script>`,
  });
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await expect.poll(() => page.evaluate(() => globalThis.ran)).toEqual(['/one.js', 'two', '/three.js']);
});

test('the guard holds what scripts add by any way, and requests fail without being sent', async ({
  visitor,
}) => {
  const { page } = visitor;
  const asked = await tryPage(visitor, { change });
  await expect(visitor.firstLayer).toBeVisible();
  const requests = await page.evaluate(async (base) => {
    const add = (tag, name, value) => {
      const element = document.createElement(tag);
      element.setAttribute(name, value);
      document.body.append(element);
    };
    add('script', 'src', `${base}/attribute.js`);
    add('iframe', 'src', `${base}/attribute.html`);
    const place = document.createElement('div');
    document.body.append(place);
    place.innerHTML = `<img alt="" src="${base}/html.svg"><script src="${base}/never.js"></script>`;
    place.insertAdjacentHTML('beforeend', `<iframe title="x" src="${base}/adjacent.html"></iframe>`);
    const template = document.createElement('template');
    template.innerHTML = `<p><b>kept</b></p>`;
    const copy = new DOMParser().parseFromString(`<img alt="" src="${base}/parsed.svg">`, 'text/html');
    place.append(template.content.cloneNode(true), document.adoptNode(copy.body.firstChild));
    new Image().src = `${base}/pixel.svg`;
    const refused = await fetch(`${base}/data.txt`).then(
      () => false,
      (error) => error instanceof TypeError,
    );
    const failed = await new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.onerror = () => resolve(true);
      request.onload = () => resolve(false);
      request.open('GET', `${base}/xhr.txt`);
      request.send();
    });
    return { refused, failed, beacon: navigator.sendBeacon(`${base}/beacon.txt`), text: place.textContent };
  }, kVendor);
  expect(requests).toEqual({ refused: true, failed: true, beacon: false, text: 'kept' });
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);

  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  // A pixel that never was in the page told of a moment without consent: it stays unsent.
  await expect
    .poll(() => [...asked].sort())
    .toEqual(['/adjacent.html', '/attribute.html', '/attribute.js', '/html.svg', '/parsed.svg']);
  expect(await page.evaluate(async (base) => (await fetch(`${base}/data.txt`)).ok, kVendor)).toBe(true);
});

test('a page gets one name of ours among its own', async ({ visitor }) => {
  await serveSite(visitor, { before: 'globalThis.known = Object.getOwnPropertyNames(globalThis)', change });
  await visitor.open('/');
  const added = await visitor.page.evaluate(() =>
    Object.getOwnPropertyNames(globalThis).filter(
      (name) => !globalThis.known.includes(name) && name !== 'known',
    ),
  );
  // Lit counts its copies there, so as to warn of two; so does what drives the browser.
  expect(added.filter((name) => !/^(lit|reactive|__pw)/.test(name))).toEqual(['sayso']);
});

test('under the guard the store works as before, with its strict policy and Trusted Types', async ({
  visitor,
}) => {
  await serveSite(visitor, { change: (site) => (site.guard = true) });
  await visitor.open('/');
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await visitor.settled();
  await visitor.waitForSlate();
  await visitor.openChoices();
  expect(visitor.errors).toEqual([]);
});

test('the guard leaves other addresses alone', async ({ visitor }) => {
  await tryPage(visitor, { change });
  const status = await visitor.page.evaluate(async () => {
    const image = new Image();
    image.src = '/assets/icon.svg';
    await image.decode();
    return [(await fetch('/privacy')).status, image.src.endsWith('/assets/icon.svg')];
  });
  expect(status).toEqual([200, true]);
  expect(visitor.errors).toEqual([]);
});

test('a withdrawal removes what the service kept, holds its frame again, and tells the page', async ({
  visitor,
}) => {
  const { page } = visitor;
  const asked = await tryPage(visitor, { head, body, change });
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await expect.poll(() => asked.length).toBeGreaterThan(8);
  await visitor.settled();
  await page.evaluate(() => {
    document.cookie = '_count_id=1; Path=/; Max-Age=999';
    document.cookie = '_count=2; Path=/try';
    document.cookie = 'own=3; Path=/';
    localStorage.setItem('count-visits', '4');
    localStorage.setItem('own', '5');
    document.addEventListener('say-so-withdrawal', ({ detail }) => (globalThis.told = detail));
  });
  await page.evaluate(() =>
    globalThis.sayso.choose([{ purpose: 'analytics', granted: false }], {
      control: 'switch',
      surface: 'page',
      steps: 1,
    }),
  );
  await expect.poll(() => page.evaluate(() => globalThis.told?.left)).toEqual([]);
  const { removed, running } = await page.evaluate(() => globalThis.told);
  expect(removed).toEqual([
    { service: 'counter', cookies: ['_count', '_count_id'], storage: ['count-visits'] },
  ]);
  expect(running).toContain('counter');
  expect(await page.evaluate(() => document.cookie)).toContain('own=3');
  expect(await page.evaluate(() => document.cookie)).not.toContain('_count');
  expect(await page.evaluate(() => localStorage.getItem('own'))).toBe('5');
  await expect(page.locator('iframe[data-src]')).toHaveCount(1);
  await expect(page.locator('say-so-embed')).toBeVisible();
});

test('a cookie that comes back after a refusal is removed on the page that has it', async ({ visitor }) => {
  const { page } = visitor;
  await tryPage(visitor, {});
  await page.evaluate(() => globalThis.sayso.rejectAll());
  await visitor.settled();
  await page.evaluate(() => (document.cookie = '_count_id=again; Path=/; Max-Age=999'));
  await page.reload();
  await expect.poll(() => page.evaluate(() => document.cookie)).not.toContain('_count');
  expect(await page.evaluate(() => document.cookie)).toContain('say-so=');
});
