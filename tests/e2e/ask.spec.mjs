// Asking for one purpose where it is needed: symmetric, once, and not against a refusal that rests.
import { expect, test } from './lib/shop.mjs';
import { goTo } from './lib/site.mjs';

const ask = (page, how = {}) =>
  page.evaluate(
    ([words, inPage]) => {
      const into = inPage ? document.querySelector('main') : undefined;
      globalThis.answer = undefined;
      globalThis.sayso.ask('history', { ...words, into }).then((granted) => (globalThis.answer = granted));
    },
    [
      { title: 'Find it again?', reason: 'We can keep what you looked at.', ...how.words },
      how.inPage ?? false,
    ],
  );
const answer = (page) => page.evaluate(() => globalThis.answer);
const card = (page) => page.locator('say-so-ask');

test('while the first layer asks, nothing else does: a switch stands in the place', async ({ visitor }) => {
  const { page } = visitor;
  await visitor.open('/');
  await expect(visitor.firstLayer).toBeVisible();
  await ask(page, { inPage: true });
  await expect(card(page).getByRole('switch', { name: 'Find it again?' })).not.toBeChecked();
  await expect(card(page).getByRole('button')).toHaveCount(0);
  await expect.poll(() => answer(page)).toBe(false);
  await card(page).getByRole('switch').check();
  await expect.poll(() => page.evaluate(() => globalThis.sayso.granted('history'))).toBe(true);
});

test('a refusal that rests opens nothing', async ({ visitor }) => {
  const { page } = visitor;
  await visitor.open('/');
  await visitor.rejectAll();
  await ask(page);
  await expect.poll(() => answer(page)).toBe(false);
  await expect(card(page)).toHaveCount(0);
});

test('where nobody has to be asked first, two equal answers stand where they are needed', async ({
  visitor,
}) => {
  const { page } = visitor;
  await goTo(visitor, 'US-TX');
  await visitor.open('/');
  await ask(page, { inPage: true });
  const buttons = card(page).getByRole('button');
  await expect(buttons).toHaveCount(2);
  const sizeOf = (button) => button.evaluate(({ offsetWidth, offsetHeight }) => [offsetWidth, offsetHeight]);
  expect(await sizeOf(buttons.nth(0))).toEqual(await sizeOf(buttons.nth(1)));
  expect(await visitor.axe()).toEqual([]);
  await buttons.nth(0).click();
  await expect.poll(() => answer(page)).toBe(true);
  await expect(card(page)).toHaveCount(0);
  const { event, notice } = await page.evaluate(
    async () => (await globalThis.sayso.load()).exportLedger().records[0],
  );
  expect([event.control, event.steps, notice.surface]).toEqual(['ask', 1, 'page']);
});

test('a no is kept, and one ask is all of a visit', async ({ visitor }) => {
  const { page } = visitor;
  await goTo(visitor, 'US-TX');
  await visitor.open('/');
  await expect(visitor.firstLayer).toBeVisible();
  await ask(page); // the notice stands in the corner where the question would
  await expect.poll(() => answer(page)).toBe(false);
  await visitor.firstLayer.getByRole('button', { name: 'Close' }).click();
  await ask(page);
  await card(page).getByRole('button', { name: 'Don’t allow' }).click();
  await expect.poll(() => answer(page)).toBe(false);
  await visitor.settled();
  await page.reload();
  await page.evaluate(() => globalThis.sayso.ask('stated').then((granted) => (globalThis.answer = granted)));
  await expect.poll(() => answer(page)).toBe(false);
  await expect(card(page)).toHaveCount(0);
});

test('what is granted already asks nobody', async ({ visitor }) => {
  const { page } = visitor;
  await visitor.open('/');
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await visitor.settled();
  await ask(page);
  await expect.poll(() => answer(page)).toBe(true);
  await expect(card(page)).toHaveCount(0);
});

test('an unknown purpose is refused by its name', async ({ visitor }) => {
  await visitor.open('/');
  const code = await visitor.page.evaluate(() =>
    globalThis.sayso.ask('nothing').catch((error) => error.code),
  );
  expect(code).toBe('unknown-purpose');
});
