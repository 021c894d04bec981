// What the tags of others hear, and when: a stand-in for a tag reads the queues as the vendors' own tags do.
import { expect, test } from './lib/shop.mjs';
import { goTo } from './lib/site.mjs';

const kMode = { waitForUpdate: 300, adsDataRedaction: true };
const withMode = (mode) => (site) => (site.consentMode = { ...kMode, ...mode });
const withIntegration =
  (...names) =>
  (site) =>
    (site.page = { ...site.page, integrations: Object.fromEntries(names.map((name) => [name, {}])) });

/**
 * Serves the store's one marked script as a tag that notes what it hears as it starts; and notes what stood in the queue
 * when the tag was let go, which is before its file has come.
 */
const serveTag = async ({ page }) => {
  await page.route('**/stand-ins/plaincount.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: 'globalThis.tag = { heard: globalThis.readLayer() }',
    }),
  );
  await page.addInitScript(() => {
    globalThis.readLayer = () =>
      [...(globalThis.dataLayer ?? [])]
        .filter((one) => Object.prototype.toString.call(one) === '[object Arguments]')
        .map((words) => [...words]);
    const { set, get } = Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, 'src');
    Object.defineProperty(HTMLScriptElement.prototype, 'src', {
      get,
      set(value) {
        if (/\/stand-ins\//.test(String(value))) globalThis.heardAtRelease ??= globalThis.readLayer();
        set.call(this, value);
      },
    });
  });
};

const hasRun = (visitor) => visitor.page.evaluate(() => Boolean(globalThis.tag));
const heard = async (visitor) => {
  await expect.poll(() => hasRun(visitor)).toBe(true);
  const { atRelease, atStart } = await visitor.page.evaluate(() => ({
    atRelease: globalThis.heardAtRelease,
    atStart: globalThis.tag.heard,
  }));
  expect(atRelease).toEqual(atStart);
  return atStart;
};
/** Every command so far, as the tag would read them. */
const told = (visitor) =>
  visitor.page.evaluate(() => [...(globalThis.dataLayer ?? [])].map((words) => [...words]));
const names = (commands) => commands.map(([command, what]) => `${command} ${what}`);
const updates = async (visitor) => (await told(visitor)).filter(([, what]) => what === 'update');

test('the first tag that runs after "Accept all" has heard defaults, then the update, in this order', async ({
  visitor,
}) => {
  await goTo(visitor, 'FR', withMode());
  await serveTag(visitor);
  await visitor.open('/delivery');
  await expect(visitor.firstLayer).toBeVisible();
  expect(await hasRun(visitor)).toBe(false);
  const before = await told(visitor);
  expect(names(before)).toEqual(['consent default', 'consent default', 'set ads_data_redaction']);
  expect(before[0][2]).toEqual({
    ad_storage: 'denied',
    analytics_storage: 'denied',
    ad_user_data: 'denied',
    ad_personalization: 'denied',
    functionality_storage: 'denied',
    personalization_storage: 'denied',
    security_storage: 'granted',
    wait_for_update: 300,
  });
  expect(before[1][2]).toEqual({ ...before[0][2], region: ['FR'] });

  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  const commands = await heard(visitor);
  expect(names(commands)).toEqual([...names(before), 'consent update']);
  expect(new Set(Object.values(commands.at(-1)[2]))).toEqual(new Set(['granted']));
});

test('on a return visit the update is there before the first tag, once, and without the core', async ({
  visitor,
}) => {
  await goTo(visitor, 'FR', withMode());
  await serveTag(visitor);
  await visitor.open('/delivery');
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await visitor.settled();
  visitor.requests.length = 0;
  await visitor.open('/returns');
  const commands = await heard(visitor);
  expect(names(commands)).toEqual([
    'consent default',
    'consent default',
    'set ads_data_redaction',
    'consent update',
  ]);
  expect(commands[1][2].ad_storage).toBe('denied');
  expect(commands.at(-1)[2].ad_storage).toBe('granted');
  expect(visitor.requested(/\.wasm$/)).toEqual([]);
  await visitor.page.evaluate(() => globalThis.sayso.load());
  expect(await updates(visitor)).toHaveLength(1);
});

test('refused, accepted, withdrawn: each is told once, and a refusal keeps the tag away', async ({
  visitor,
}) => {
  await goTo(visitor, 'FR', withMode());
  await serveTag(visitor);
  await visitor.open('/delivery');
  await visitor.rejectAll();
  await expect.poll(async () => (await updates(visitor)).length).toBe(1);
  expect(await hasRun(visitor)).toBe(false);
  await visitor.page.evaluate(() => globalThis.sayso.acceptAll());
  await visitor.page.evaluate(() => globalThis.sayso.acceptAll());
  await visitor.page.evaluate(() => globalThis.sayso.rejectAll());
  expect((await updates(visitor)).map(([, , values]) => values.analytics_storage)).toEqual([
    'denied',
    'granted',
    'denied',
  ]);
});

test('where nothing has to be asked, the place’s default says what holds', async ({ visitor }) => {
  await goTo(visitor, 'US-CA', withMode());
  await serveTag(visitor);
  await visitor.open('/delivery');
  const commands = await heard(visitor);
  expect(names(commands)).toEqual(['consent default', 'consent default', 'set ads_data_redaction']);
  const { region, ad_storage, ad_personalization, analytics_storage } = commands[1][2];
  expect([region, ad_storage, ad_personalization, analytics_storage]).toEqual([
    ['US-CA'],
    'granted',
    'granted',
    'granted',
  ]);
  expect(commands[0][2].ad_storage).toBe('denied');
});

test.describe('with Global Privacy Control', () => {
  test.use({ gpc: true });

  for (const place of ['US-CA', 'US-CO', 'US-TX', 'US-UT', 'US-VA', 'US-WA'])
    test(`${place}: no type of advertising is granted, also once the core has come`, async ({ visitor }) => {
      await goTo(visitor, place, withMode());
      await visitor.open('/delivery');
      await visitor.decision();
      const values = (await told(visitor)).filter(([command]) => command === 'consent').at(-1)[2];
      const { ad_storage, ad_user_data, ad_personalization, analytics_storage } = values;
      expect([ad_storage, ad_user_data, ad_personalization]).toEqual(['denied', 'denied', 'denied']);
      expect(analytics_storage).toBe('granted');
    });

  test('California: the first layer and the choices say that it was honoured', async ({ visitor }) => {
    await goTo(visitor, 'US-CA', withMode());
    await visitor.open('/delivery');
    const status = visitor.firstLayer.getByRole('status');
    await expect(status).toContainText('Opt-out request honored');
    await expect(status).toContainText('Sale and sharing: off');
    await visitor.firstLayer.getByRole('button', { name: 'Your Privacy Choices' }).click();
    await expect(visitor.sheet.getByText('Opt-out request honored')).toBeVisible();
  });
});

test('advanced mode lets the tags of named services run, told that they are denied, and no other', async ({
  visitor,
}) => {
  await goTo(visitor, 'FR', (site) => {
    withMode({ mode: 'advanced' })(site);
    withIntegration('microsoft-uet')(site);
  });
  await serveTag(visitor);
  await visitor.open('/product/85123A');
  const commands = await heard(visitor);
  expect(commands[1][2].analytics_storage).toBe('denied');
  // The film acts under another purpose and names no type.
  expect(await visitor.page.evaluate(() => document.querySelector('iframe[data-say-so]')?.src ?? '')).toBe(
    '',
  );
  expect(await visitor.page.evaluate(() => globalThis.sayso.granted('plaincount'))).toBe(false);
});

test('a site that names no integration has no queue of theirs', async ({ visitor }) => {
  await visitor.open('/delivery');
  await visitor.decision();
  const queues = ['dataLayer', 'uetq', 'clarity', 'fbq', 'wp_consent_type'];
  expect(await visitor.page.evaluate((all) => all.filter((name) => name in globalThis), queues)).toEqual([]);
});

/** What the pages of three vendors ask sites to paste, without the address. */
const kSnippets = `
  if (!window.fbq) {
    const fbq = (window.fbq = function () { fbq.queue.push([...arguments]); });
    if (!window._fbq) window._fbq = fbq;
    fbq.queue = [];
  }
  fbq('init', '1');
  window.uetq = window.uetq || [];
  uetq.push('event', 'page_view', {});
  window.clarity = window.clarity || function () { (clarity.q = clarity.q || []).push(arguments); };
  clarity('set', 'page', 'delivery');`;

test('Microsoft’s and Meta’s own snippets find consent before their first call, and hear of a change', async ({
  visitor,
}) => {
  const change = withIntegration('microsoft-uet', 'microsoft-clarity', 'meta-pixel');
  await goTo(visitor, 'FR', change, kSnippets);
  await visitor.open('/delivery');
  const queues = () =>
    visitor.page.evaluate(() => ({
      fbq: globalThis.fbq.queue,
      uetq: globalThis.uetq,
      clarity: globalThis.clarity.q.map((words) => [...words]),
    }));
  expect(await queues()).toEqual({
    fbq: [
      ['consent', 'revoke'],
      ['init', '1'],
    ],
    uetq: ['consent', 'default', { ad_storage: 'denied' }, 'event', 'page_view', {}],
    clarity: [
      ['consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }],
      ['set', 'page', 'delivery'],
    ],
  });
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await expect.poll(async () => (await queues()).fbq.at(-1)).toEqual(['consent', 'grant']);
  const { uetq, clarity } = await queues();
  expect(uetq.slice(-3)).toEqual(['consent', 'update', { ad_storage: 'granted' }]);
  expect(clarity.at(-1)).toEqual(['consentv2', { ad_Storage: 'granted', analytics_Storage: 'granted' }]);
  expect(visitor.errors).toEqual([]);
});

test('a vendor’s script that fails stops neither the banner nor the tags', async ({ visitor }) => {
  await goTo(visitor, 'FR', (site) => {
    withMode()(site);
    withIntegration('microsoft-clarity')(site);
  });
  await serveTag(visitor);
  await visitor.page.addInitScript(() => {
    globalThis.clarity = () => {
      throw new Error('not ours');
    };
  });
  await visitor.open('/delivery');
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  expect(names(await heard(visitor)).at(-1)).toBe('consent update');
  expect(visitor.errors.join()).toContain('not ours');
});
