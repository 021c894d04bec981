// What the visitor may ask of a list beside its level: prices, told variety, peace, and reasons out of sight.
import { expect, test } from './lib/shop.mjs';

const kViewed = ['85099B', '20725', '22386'];

const pricesOf = (visitor) =>
  visitor.slate
    .locator('[part=card-why] .price')
    .evaluateAll((all) => all.map((each) => Number(each.textContent.slice(1))));

const pay = async (visitor, name, amount) => {
  const field = visitor.slate.getByRole('spinbutton', { name });
  // As a hand does it: what a script fills in is no change to every engine.
  await field.focus();
  for (const key of ['Control+a', 'Delete', ...amount, 'Enter']) await visitor.page.keyboard.press(key);
};

test('a list keeps to the prices that are asked for, at once, on every page of the visit', async ({
  visitor,
}) => {
  const before = await visitor.visitWithHistory(...kViewed);
  await pay(visitor, 'Lowest price', '3');
  await pay(visitor, 'Highest price', '5.5');
  await expect
    .poll(async () => (await pricesOf(visitor)).every((price) => price >= 3 && price <= 5.5))
    .toBe(true);
  expect((await pricesOf(visitor)).length).toBe(8);
  await visitor.open('/');
  await visitor.waitForSlate();
  expect((await pricesOf(visitor)).every((price) => price >= 3 && price <= 5.5)).toBe(true);
  await visitor.slate.locator('[part=why]').first().click();
  await expect(visitor.page.locator('say-so-why [part=footer]')).toContainText('You asked for these prices');
  await visitor.page.keyboard.press('Escape');

  // An upper end below the lower one: what was said last holds.
  await pay(visitor, 'Highest price', '2');
  await expect(visitor.slate.getByRole('spinbutton', { name: 'Lowest price' })).toHaveValue('');
  await expect.poll(async () => Math.max(...(await pricesOf(visitor)))).toBeLessThanOrEqual(2);
  await pay(visitor, 'Highest price', '');
  await expect.poll(() => visitor.shown()).toEqual(before);
  expect(visitor.errors).toEqual([]);
});

test('where no item fits, the list says so, and any price is one action away', async ({ visitor }) => {
  await visitor.open('/');
  await visitor.rejectAll();
  const before = await visitor.waitForSlate();
  await pay(visitor, 'Lowest price', '100000');
  await expect(visitor.slate.getByText('Nothing in the shop fits what you asked for.').first()).toBeVisible();
  await visitor.slate.getByRole('button', { name: 'Any price' }).click();
  await expect.poll(() => visitor.shown()).toEqual(before);
  // Not of what the visitor asked: a browser that keeps nothing for them is as if they had asked nothing.
  expect(await visitor.storedKeys()).not.toContain('say-so.profile');
});

test('the meter counts the kinds of the list as it stands, and what a control did is said once', async ({
  visitor,
}) => {
  await visitor.visitWithHistory(...kViewed);
  const meter = visitor.slate.locator('[part=meter]');
  const kinds = async () => Number(/^(\d+) kinds? in 8 items/.exec((await meter.textContent()).trim())[1]);
  const alike = await kinds();
  expect(await meter.locator('i').count()).toBe(alike);
  await visitor.slate.getByRole('radio', { name: 'Mixed' }).check();
  await expect.poll(kinds).toBeGreaterThan(alike);
  expect(await meter.locator('i').count()).toBe(await kinds());
  await expect(visitor.slate.getByRole('status')).toHaveText(/^\d kinds in 8 items/);
});

test('a narrow list folds its controls away; a button shows them', async ({ visitor }) => {
  await visitor.page.setViewportSize({ width: 390, height: 844 });
  await visitor.open('/');
  await visitor.rejectAll();
  await visitor.waitForSlate();
  const variety = visitor.slate.getByRole('radiogroup', { name: 'Variety' });
  await expect(variety).toBeHidden();
  const adjust = visitor.slate.getByRole('button', { name: 'Adjust this list' });
  await expect(adjust).toHaveAttribute('aria-expanded', 'false');
  await adjust.click();
  await expect(variety).toBeVisible();
  await expect(adjust).toHaveAttribute('aria-expanded', 'true');
  expect(await visitor.axe()).toEqual([]);
});

test('who switches quiet on is asked nothing until it is off, and nothing is granted by it', async ({
  visitor,
}) => {
  await visitor.open('/');
  await visitor.page.evaluate(() => globalThis.sayso.open('choices'));
  const quiet = visitor.sheet.getByRole('switch', { name: 'Quiet' });
  await quiet.check();
  await expect(visitor.page.locator('say-so-first-layer')).toHaveCount(0);
  await visitor.open('/');
  await visitor.waitForSlate();
  await expect(visitor.page.locator('say-so-first-layer')).toHaveCount(0);
  const { purposes } = await visitor.decision();
  expect(purposes.filter(({ granted, basis }) => granted && basis !== 'required')).toEqual([]);
  expect(await visitor.page.evaluate(() => document.cookie)).toBe('');

  await visitor.page.evaluate(() => globalThis.sayso.open('choices'));
  await quiet.uncheck();
  await visitor.page.keyboard.press('Escape');
  await expect(visitor.firstLayer).toBeVisible();
});

test('in quiet nobody asks in the page; a switch stands where the question would', async ({ visitor }) => {
  await visitor.open('/');
  await visitor.rejectAll();
  await visitor.page.evaluate(() => globalThis.sayso.open('choices'));
  await visitor.sheet.getByRole('switch', { name: 'Quiet' }).check();
  await visitor.page.keyboard.press('Escape');
  const isGranted = await visitor.page.evaluate(() => globalThis.sayso.ask('history'));
  expect(isGranted).toBe(false);
  await expect(visitor.page.locator('say-so-ask')).toHaveCount(0);
});

test('on a shared device reasons and answers go out of sight, everywhere, until they are shown again', async ({
  visitor,
}) => {
  await visitor.visitWithHistory(...kViewed);
  await expect(visitor.slate.getByText('You looked at').first()).toBeVisible();
  await visitor.slate.locator('[part=why]').first().click();
  await visitor.sheet.getByRole('button', { name: 'Hide reasons' }).click();
  const show = visitor.sheet.getByRole('button', { name: 'Show them' });
  await expect(show).toBeVisible();
  await expect(show).toBeFocused();
  await expect(visitor.page.locator('say-so-why [part=factors]')).toHaveCount(0);
  for (const [tab, panel] of [
    ['My profile', 'say-so-profile'],
    ['Activity', 'say-so-activity'],
  ]) {
    await visitor.sheet.getByRole('tab', { name: tab }).click();
    await expect(visitor.page.locator(panel).getByText('are hidden on this device')).toBeVisible();
  }
  await visitor.open('/');
  await visitor.waitForSlate();
  await expect(visitor.slate.getByText('Reasons are hidden on this device.')).toBeVisible();
  await expect(visitor.slate.getByText('You looked at')).toHaveCount(0);

  await visitor.slate.locator('[part=why]').first().click();
  await show.click();
  await expect(visitor.page.locator('say-so-why [part=factors]')).toBeVisible();
});

test('the panels hold nothing of the visitor while the dialog is closed', async ({ visitor }) => {
  await visitor.visitWithHistory(...kViewed);
  await visitor.slate.locator('[part=why]').first().click();
  await expect(visitor.page.locator('say-so-why [part=factors]')).toBeVisible();
  await visitor.page.keyboard.press('Escape');
  await expect(visitor.page.locator('say-so-why')).toHaveCount(0);
  await expect(visitor.page.locator('say-so-profile')).toHaveCount(0);
});

test('what was asked of the lists goes with everything else that is erased', async ({ visitor }) => {
  const before = await visitor.visitWithHistory();
  await pay(visitor, 'Highest price', '1');
  await expect.poll(() => visitor.shown()).not.toEqual(before);
  await visitor.page.evaluate(async () => (await globalThis.sayso.load()).eraseAll());
  await expect(visitor.slate.getByRole('spinbutton', { name: 'Highest price' })).toHaveValue('');
  await expect.poll(async () => Math.max(...(await pricesOf(visitor)))).toBeGreaterThan(1);
  expect(await visitor.page.evaluate(() => sessionStorage.getItem('say-so.wishes'))).toBeNull();
});

/** Counts what is set in motion from now on. */
const countGlides = (page) =>
  page.evaluate(() => {
    globalThis.glides = 0;
    const { animate } = Element.prototype;
    Element.prototype.animate = function glide(...about) {
      globalThis.glides++;
      return animate.apply(this, about);
    };
  });

const glidesToMixed = async (visitor) => {
  const alike = await visitor.visitWithHistory(...kViewed);
  await countGlides(visitor.page);
  await visitor.slate.getByRole('radio', { name: 'Mixed' }).check();
  await expect.poll(() => visitor.shown()).not.toEqual(alike);
  return visitor.page.evaluate(() => globalThis.glides);
};

test('what moves glides to its new place', async ({ visitor }) => {
  expect(await glidesToMixed(visitor)).toBeGreaterThan(0);
});

test.describe('where motion is not welcome', () => {
  test.use({ media: { reducedMotion: 'reduce' } });
  test('what moves is in its new place at once', async ({ visitor }) => {
    expect(await glidesToMixed(visitor)).toBe(0);
  });
});

test('a list that the page itself has hidden is the current one when it is shown', async ({ visitor }) => {
  const before = await visitor.visitWithHistory(...kViewed);
  await visitor.slate.evaluate((slate) => slate.parentElement.toggleAttribute('hidden', true));
  await visitor.page.evaluate(async () => {
    const session = await globalThis.sayso.load();
    await session.setAttribute('interest.category', ['Garden & outdoor']);
  });
  await expect.poll(() => visitor.shown()).not.toEqual(before);
  await visitor.slate.evaluate((slate) => slate.parentElement.removeAttribute('hidden'));
  await expect(visitor.slate.getByText('You told us').first()).toBeVisible();
});
