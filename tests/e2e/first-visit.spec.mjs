import { readFileSync } from 'node:fs';
import { expect, test } from './lib/shop.mjs';

test('the first layer shows before any Wasm arrives, and nothing leaves the origin', async ({ visitor }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await visitor.page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await visitor.open('/');
  await expect(visitor.firstLayer).toBeVisible();
  release();
  await visitor.waitForSlate();
  expect(visitor.errors).toEqual([]);
  expect(visitor.offOrigin()).toEqual([]);
});

test('accept, reject and choose are equal in size, style and reach', async ({ visitor }) => {
  await visitor.open('/');
  const looks = [];
  for (const name of ['Accept all', 'Reject all', 'Choose']) {
    const button = visitor.firstLayer.getByRole('button', { name, exact: true });
    looks.push(
      await button.evaluate((element) => {
        const { width, height, top } = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        const { color, backgroundColor, fontWeight, fontSize, borderColor, opacity } = style;
        return {
          width: Math.round(width),
          height,
          top,
          color,
          backgroundColor,
          fontWeight,
          fontSize,
          borderColor,
          opacity,
        };
      }),
    );
  }
  expect(looks[1]).toEqual(looks[0]);
  expect(looks[2]).toEqual(looks[0]);
  expect(looks[0].height).toBeGreaterThanOrEqual(44);
});

test('nothing is written before a choice', async ({ visitor }) => {
  await visitor.open('/');
  await visitor.waitForSlate();
  await visitor.open('/product/85123A');
  await visitor.open('/');
  await visitor.waitForSlate();
  expect(await visitor.storedKeys()).toEqual([]);
  expect((await visitor.page.context().cookies()).map((cookie) => cookie.name)).toEqual([]);
});

test('a choice made while the core is still on its way is kept and applied', async ({ visitor }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await visitor.page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await visitor.open('/');
  await visitor.firstLayer.getByRole('button', { name: 'Reject all' }).click();
  await expect(visitor.firstLayer).toBeHidden();
  release();
  await visitor.settled();
  const decision = await visitor.decision();
  expect(decision.purposes.filter((purpose) => purpose.granted).map((purpose) => purpose.id)).toEqual([
    'necessary',
  ]);
});

test('a choice made while the core is on its way survives leaving the page', async ({ visitor }) => {
  await visitor.page.route('**/*.wasm', (route) => route.abort());
  await visitor.open('/');
  await visitor.firstLayer.getByRole('button', { name: 'Reject all' }).click();
  await visitor.page.unroute('**/*.wasm');
  await visitor.open('/delivery');
  await visitor.settled();
  await expect(visitor.firstLayer).toBeHidden();
});

test.describe('California with Global Privacy Control', () => {
  test.use({ gpc: true });
  test('the honoured signal is shown, and selling is off', async ({ visitor }) => {
    await visitor.page.context().addCookies([{ name: 'ff-view-as', value: 'US-CA', url: visitor.url }]);
    await visitor.open('/');
    await expect(visitor.firstLayer.getByText('Opt-out request honored')).toBeVisible();
    const decision = await visitor.decision();
    expect(decision.purposes.find((purpose) => purpose.id === 'ads')).toMatchObject({
      granted: false,
      basis: 'gpc',
    });
    expect(visitor.errors).toEqual([]);
  });
});

test.describe('with an unbuilt config', () => {
  const read = (file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  /** The plain loader reads the config as its author wrote it. */
  const usePlain = async (visitor, place) => {
    const before = `Object.assign(document.currentScript.dataset, { config: 'site.json', jurisdiction: '${place}' })`;
    await visitor.page.route('**/say-so.en.js', (route) =>
      route.fulfill({ body: `${before};${read('dist/say-so.js')}`, contentType: 'text/javascript' }),
    );
    await visitor.page.route('**/say-so/site.json', (route) =>
      route.fulfill({ body: read('demo/site.json'), contentType: 'application/json' }),
    );
  };

  test('the core is fetched at once, asks, and takes the answer', async ({ visitor }) => {
    await usePlain(visitor, 'DE');
    await visitor.open('/delivery');
    await visitor.rejectAll();
    expect((await visitor.decision()).purposes.filter((one) => one.granted).map(({ id }) => id)).toEqual([
      'necessary',
    ]);
    visitor.requests.length = 0;
    await visitor.open('/returns');
    await expect.poll(() => visitor.requested(/consent\.wasm$/)).toHaveLength(1);
    await visitor.decision();
    await expect(visitor.firstLayer).toBeHidden();
    expect(visitor.errors).toEqual([]);
  });

  test('a notice is a notice: it asks for no yes', async ({ visitor }) => {
    await usePlain(visitor, 'US-CO');
    await visitor.open('/delivery');
    await expect(visitor.firstLayer.getByRole('button', { name: 'Opt out' })).toBeVisible();
    await expect(visitor.firstLayer.getByRole('button', { name: 'Accept all' })).toBeHidden();
    await expect(visitor.firstLayer.getByText('use your visit to', { exact: false })).toBeVisible();
  });
});
