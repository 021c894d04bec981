// Five things that people come to do, with the keyboard alone. The keys are counted from the top of the page; the bounds are
// what docs/accessibility.md tells.
import { Keys } from './lib/keys.mjs';
import { expect, test } from './lib/shop.mjs';

test('refuse', async ({ visitor }) => {
  await visitor.open('/');
  await expect(visitor.firstLayer).toBeVisible();
  const keys = new Keys(visitor.page);
  await keys.use(/^Reject all$/);
  await expect(visitor.firstLayer).toBeHidden();
  await visitor.settled();
  expect(
    (await visitor.decision()).purposes.filter(({ basis, granted }) => granted && basis !== 'required'),
  ).toEqual([]);
  expect(keys.count).toBeLessThanOrEqual(3);
});

test('choose', async ({ visitor }) => {
  await visitor.open('/');
  await expect(visitor.firstLayer).toBeVisible();
  const keys = new Keys(visitor.page);
  await keys.use(/^Choose$/);
  await expect(visitor.sheet.getByRole('heading', { name: 'Your say' })).toBeFocused();
  await keys.use(/^Counting visits$/, ' ');
  await keys.use(/^Save choices$/);
  await visitor.settled();
  const { purposes } = await visitor.decision();
  expect(
    purposes.filter(({ basis, granted }) => granted && basis !== 'required').map(({ id }) => id),
  ).toEqual(['analytics']);
  await keys.press('Escape');
  await expect(visitor.sheet).toBeHidden();
  expect(keys.count).toBeLessThanOrEqual(28);
});

test('correct a wrong interest', async ({ visitor }) => {
  await visitor.visitWithHistory('85099B');
  await visitor.page.evaluate(async () => {
    const session = await globalThis.sayso.load();
    await session.setAttribute('interest.category', ['Garden & outdoor']);
  });
  await expect(visitor.slate.getByText('You told us').first()).toBeVisible();
  const before = await visitor.shown();
  const keys = new Keys(visitor.page);
  await keys.use(/^Why\?/);
  await keys.use(/^Change/);
  await expect(visitor.sheet.getByRole('tab', { name: 'My profile' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(visitor.sheet.getByRole('checkbox').first()).toBeVisible();
  await keys.use(/^Garden & outdoor$/, ' ');
  await expect.poll(() => visitor.shown()).not.toEqual(before);
  expect(
    await visitor.page.evaluate(async () => (await globalThis.sayso.load()).profile.attributes.length),
  ).toBe(0);
  await keys.press('Escape');
  await expect(visitor.sheet).toBeHidden();
  expect(keys.count).toBeLessThanOrEqual(46);
});

test('find out why, and stop it', async ({ visitor }) => {
  const before = await visitor.visitWithHistory('85099B', '20725');
  const keys = new Keys(visitor.page);
  await keys.use(/^Why\?/);
  await expect(visitor.sheet.getByText('Because you looked at').first()).toBeVisible();
  await keys.use(/^Forget/);
  await expect(
    visitor.page
      .locator('say-so-why')
      .getByText(/^Forgotten: /)
      .first(),
  ).toBeVisible();
  // The way back stands where the focus went.
  expect(await keys.focused()).toBe('Undo');
  await keys.press('Escape');
  await expect(visitor.sheet).toBeHidden();
  expect(await visitor.shown()).not.toEqual(before);
  expect(keys.count).toBeLessThanOrEqual(30);
});

test('erase everything', async ({ visitor }) => {
  await visitor.visitWithHistory('85099B');
  const keys = new Keys(visitor.page);
  await visitor.page.getByRole('contentinfo').getByRole('link', { name: 'Privacy choices' }).focus();
  await keys.press('Enter');
  await expect(visitor.sheet).toBeVisible();
  await keys.reach(/^Choices$/);
  await keys.press('End');
  expect(await keys.focused()).toBe('Activity');
  await keys.use(/^Erase everything/);
  await keys.use(/^(Erase|Yes)/);
  await expect.poll(() => visitor.stored('say-so.signals')).toBeNull();
  expect(await visitor.stored('say-so.ledger')).toBeNull();
  await keys.press('Escape');
  await expect(visitor.sheet).toBeHidden();
  await expect(
    visitor.page.getByRole('contentinfo').getByRole('link', { name: 'Privacy choices' }),
  ).toBeFocused();
  expect(keys.count).toBeLessThanOrEqual(14);
});

for (const viewport of [
  { width: 1280, height: 640 },
  { width: 320, height: 640 },
])
  test(`what has the focus is not hidden behind the question at ${viewport.width}`, async ({ visitor }) => {
    await visitor.page.setViewportSize(viewport);
    await visitor.open('/');
    await expect(visitor.firstLayer).toBeVisible();
    await visitor.waitForSlate();
    const isHidden = () =>
      visitor.page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        const host = document.querySelector('say-so-first-layer');
        const layer = host.shadowRoot.querySelector('[part=first-layer]').getBoundingClientRect();
        const box = element.getBoundingClientRect();
        const isIn = (one) =>
          layer.left <= one.left &&
          one.right <= layer.right &&
          layer.top <= one.top &&
          one.bottom <= layer.bottom;
        return !host.shadowRoot.contains(element) && element !== document.body && isIn(box)
          ? element.textContent.trim()
          : '';
      });
    for (let stop = 0; stop < 40; stop++) {
      await visitor.page.keyboard.press('Tab');
      expect(await isHidden()).toBe('');
    }
    await visitor.rejectAll();
    // The room is given back once the browser has seen the question go.
    await expect
      .poll(() => visitor.page.evaluate(() => document.documentElement.style.scrollPaddingBottom))
      .toBe('');
  });
