// A page that the browser makes ready before anybody asked for it was seen by nobody: nothing of it is kept until it is shown.
import { expect, test } from './lib/shop.mjs';

/** The page is prerendered until `show`, as far as scripts can tell. */
const prerender = async ({ page }) => {
  await page.addInitScript(() => {
    let isPrerendering = location.pathname.startsWith('/product/');
    Object.defineProperty(Document.prototype, 'prerendering', {
      configurable: true,
      get: () => isPrerendering,
    });
    globalThis.show = () => {
      isPrerendering = false;
      document.dispatchEvent(new Event('prerenderingchange'));
    };
  });
};

test('what stands on a prerendered page was looked at once it is shown, not before', async ({ visitor }) => {
  await visitor.open('/');
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await visitor.settled();
  await prerender(visitor);
  await visitor.open('/product/85099B');
  await visitor.decision();
  // The page's own script has asked for it to be kept by then: another item, observed later, waits in the same line.
  await visitor.page.evaluate(async () => (await globalThis.sayso.load()).observe('viewed', '20725'));
  expect((await visitor.stored('say-so.signals')) ?? '').not.toMatch(/85099B|20725/);
  await visitor.page.evaluate(() => globalThis.show());
  await expect.poll(async () => (await visitor.stored('say-so.signals')) ?? '').toContain('85099B');
  expect(await visitor.stored('say-so.signals')).toContain('20725');
});

test('a prerendered page asks nobody, writes nothing, and shows its question once it is shown', async ({
  visitor,
}) => {
  await prerender(visitor);
  await visitor.open('/product/85099B');
  await visitor.decision();
  expect(await visitor.storedKeys()).toEqual([]);
  expect(await visitor.page.evaluate(() => document.cookie)).not.toContain('say-so');
  await visitor.page.evaluate(() => globalThis.show());
  await expect(visitor.firstLayer).toBeVisible();
  await visitor.rejectAll();
  expect(await visitor.stored('say-so.signals')).toBeNull();
});
