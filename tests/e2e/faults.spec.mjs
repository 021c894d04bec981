// What is broken is refused with one clear error, and the shop goes on selling.
import { expect, test } from './lib/shop.mjs';
import { readBuilt as built, serveFiles, vouchedFor } from './lib/site.mjs';

const cases = [
  {
    what: 'a config whose signal names an unknown purpose',
    file: 'say-so.config.json',
    isVouchedFor: true,
    body: () => {
      const config = JSON.parse(built('say-so.config.json'));
      config.signals[2].purpose = 'telepathy';
      return JSON.stringify(config);
    },
    error: /unknown-purpose.*\/signals\/2\/purpose/,
  },
  {
    what: 'a model file cut in half',
    file: 'model.json',
    body: () => built('model.json').slice(0, built('model.json').length / 2),
    error: /bad-json.*byte \d+/,
  },
  {
    what: 'a catalog with a duplicate id',
    file: 'catalog.json',
    body: () => {
      const catalog = JSON.parse(built('catalog.json'));
      catalog.items[7].id = catalog.items[3].id;
      return JSON.stringify(catalog);
    },
    error: /duplicate-id.*\/items\/7\/id/,
  },
  {
    what: 'a ranking module that is no module',
    file: 'explain.js',
    body: () => '',
    error: /cannot-load.*explain\.js/,
  },
];

for (const { what, file, isVouchedFor, body, error } of cases) {
  test(`${what}: one clear error, and the products stay`, async ({ visitor }) => {
    await serveFiles(visitor.page, isVouchedFor ? vouchedFor(file, body()) : { [file]: body() });
    await visitor.open('/');
    await expect.poll(() => visitor.errors.join('\n')).toMatch(error);
    expect(visitor.errors.filter((text) => text.includes('[say-so]'))).toHaveLength(1);
    // The shop's own list stands in the slate's place.
    const link = visitor.page.locator('say-so-slate a[href^="/product/"]').first();
    await expect(link).toBeVisible();
    // The consumer can still refuse.
    await visitor.firstLayer.getByRole('button', { name: 'Reject all' }).click();
    await expect(visitor.firstLayer).toBeHidden();
    expect(await visitor.page.evaluate(() => globalThis.sayso.granted('history'))).toBe(false);
  });
}

test('without the core nothing optional is granted and the page works', async ({ visitor }) => {
  await visitor.page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  await visitor.open('/');
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await expect.poll(() => visitor.errors.join('\n')).toMatch(/\[say-so\]/);
  expect(await visitor.page.evaluate(() => globalThis.sayso.granted('analytics'))).toBe(false);
  expect(visitor.requested(/stand-ins/)).toEqual([]);
  await expect(visitor.page.locator('say-so-slate a[href^="/product/"]').first()).toBeVisible();
});
