// The review for those who decide: a mix of visitors, and single shoppers.
import { expect, test } from './lib/shop.mjs';

/** The rows of a table by its caption: the text of each cell. */
const rowsOf = (visitor, caption) =>
  visitor.page.evaluate(
    (wanted) =>
      [...document.querySelectorAll('.review table')]
        .filter((table) => table.caption?.textContent === wanted)
        .flatMap((table) =>
          [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent)),
        ),
    caption,
  );

const open = async (visitor) => {
  await visitor.open('/review');
  await visitor.rejectAll();
};
test('a mix of visitors is reckoned as it is set, by keyboard', async ({ visitor }) => {
  test.setTimeout(240_000);
  await open(visitor);
  await expect(visitor.page.locator('#mix-all')).toBeVisible({ timeout: 120_000 });
  const whole = async () =>
    Object.fromEntries(
      (await rowsOf(visitor, 'The expected whole')).map(([name, ...values]) => [name, values]),
    );
  const before = await whole();
  await visitor.page.locator('#mix-all').focus();
  await visitor.page.keyboard.press('End');
  // The other three take 40 of 100: no more than the rest can be given.
  await expect(visitor.page.locator('#mix-rest')).toHaveText('0 grant nothing');
  expect(await visitor.page.locator('#mix-all').inputValue()).toBe('60');
  for (const id of ['stated', 'season', 'history']) {
    await visitor.page.locator(`#mix-${id}`).focus();
    await visitor.page.keyboard.press('Home');
  }
  await visitor.page.locator('#mix-all').focus();
  await visitor.page.keyboard.press('Home');
  await expect(visitor.page.locator('#mix-rest')).toHaveText('100 grant nothing');
  const [nobody, mix] = (await whole()).Relevance;
  expect(mix.startsWith(nobody)).toBe(true);
  expect(before.Relevance[1]).not.toBe(mix);
});

test('a shopper’s list is explained by the widget, on a copy', async ({ visitor }) => {
  test.setTimeout(240_000);
  await open(visitor);
  const why = visitor.page.locator('say-so-why');
  await expect(why.locator('[part=sentence]')).toBeVisible({ timeout: 120_000 });
  const kept = await visitor.storedKeys();
  await why
    .getByRole('button', { name: /^Forget/ })
    .first()
    .click();
  await expect(why.locator('[part=effect]')).toBeVisible();
  expect(await visitor.storedKeys()).toEqual(kept);
  expect(await visitor.stored('say-so.signals')).toBeNull();
  await visitor.page.locator('#shopper-level').selectOption('nothing');
  // The worker answers between two measurements.
  await expect(why.locator('[part=factors]')).toHaveCount(0, { timeout: 120_000 });
  expect(visitor.errors).toEqual([]);
});
