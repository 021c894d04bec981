// How recommendations are made, said by the shop of its own model, and found from a reason.
import { readFile } from 'node:fs/promises';
import { expect, test } from './lib/shop.mjs';

test('from all the numbers of a reason one link leads to how lists are made here', async ({ visitor }) => {
  await visitor.visitWithHistory('85099B');
  await visitor.slate.locator('[part=why]').first().click();
  await visitor.sheet.getByRole('button', { name: 'All the numbers' }).click();
  const link = visitor.sheet.getByRole('link', { name: 'How recommendations are made here' });
  await expect(link).toHaveAttribute('href', '/recommendations');
  await link.click();
  const main = visitor.page.getByRole('main');
  await expect(
    main.getByRole('heading', { name: 'How recommendations are made at Fern & Finch' }),
  ).toBeVisible();
  await expect(main.locator('tbody tr').filter({ hasText: 'what you bought' }).first()).toContainText(
    '90 days',
  );
  await expect(main.getByText('The list without your data')).toBeVisible();
  expect(await visitor.axe()).toEqual([]);
});

test('what a refusal changes is told as the command line tells it', async ({ visitor }) => {
  const card = JSON.parse(await readFile('demo/dist/say-so/model-card.json', 'utf8')).value;
  const bought = card.signals.find(({ id }) => id === 'bought');
  await visitor.open('/recommendations');
  const row = visitor.page.getByRole('main').locator('tbody tr').filter({ hasText: 'what you bought' });
  await expect(row.nth(0)).toContainText(`${(100 * bought.effect.share).toFixed(1)} %`);
  await expect(row.nth(1)).toContainText(bought.effect.itemsLeaving.toFixed(2));
});
