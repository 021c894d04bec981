// Nothing of ours moves the page: the sum of layout shifts that nobody caused is nought.
import { expect, test } from './lib/shop.mjs';

const watchShifts = (page) =>
  page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries())
        globalThis.shifts.push(`${value} ${sources.map(({ node }) => node?.nodeName).join()}`);
    }).observe({ type: 'layout-shift', buffered: true });
  });

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
])
  test(`neither the question, nor a list, nor its controls shift the page at ${viewport.width}`, async ({
    visitor,
  }) => {
    await visitor.page.setViewportSize(viewport);
    await watchShifts(visitor.page);
    await visitor.open('/');
    await expect(visitor.firstLayer).toBeVisible();
    await visitor.waitForSlate();
    await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
    await visitor.settled();
    await visitor.lookAt('85099B', '20725');
    await visitor.page.evaluate(() => globalThis.sayso.open('choices'));
    await expect(visitor.sheet).toBeVisible();
    await visitor.page.keyboard.press('Escape');
    await expect(visitor.sheet).toBeHidden();
    expect(await visitor.page.evaluate(() => globalThis.shifts)).toEqual([]);
  });
