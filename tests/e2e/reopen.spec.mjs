// A page without a way back to the choices gets one.
import { expect, test } from './lib/shop.mjs';
import { goTo } from './lib/site.mjs';

const control = (page) => page.locator('say-so-reopen').getByRole('button');
const withCorner = (reopen) => (site) => (site.page = { reopen });
const dropLinks = ({ page }) =>
  page.evaluate(() => document.querySelectorAll('[data-say-so-open]').forEach((link) => link.remove()));

test('a page with its own control gets no other; without it, one in the corner opens the choices by keyboard', async ({
  visitor,
}) => {
  const { page } = visitor;
  await goTo(visitor, 'FR', withCorner('auto'));
  await visitor.open('/');
  await visitor.rejectAll();
  await expect(control(page)).toHaveCount(0);
  await dropLinks(visitor);
  await expect(control(page)).toHaveText('Privacy choices');
  expect(await visitor.axe()).toEqual([]);
  await control(page).focus();
  await page.keyboard.press('Enter');
  await expect(visitor.sheet).toBeVisible();
  expect(visitor.errors).toEqual([]);
});

test('it has the name that the law of the place gives it', async ({ visitor }) => {
  await goTo(visitor, 'US-CA', withCorner('corner'));
  await visitor.open('/');
  await expect(control(visitor.page)).toHaveText('Your Privacy Choices');
});

test('a site that wants none has none', async ({ visitor }) => {
  await goTo(visitor, 'FR', withCorner('none'));
  await visitor.open('/');
  await visitor.rejectAll();
  await dropLinks(visitor);
  await visitor.waitForSlate();
  await expect(control(visitor.page)).toHaveCount(0);
});
