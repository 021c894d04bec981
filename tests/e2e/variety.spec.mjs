// Against the bubble: the visitor's own controls over how varied a list is.
import { makeCatalog } from '../../demo/data/make_catalog.mjs';
import { expect, test } from './lib/shop.mjs';

const kViewed = ['85099B', '20725', '22386'];

const categoryOf = new Map(makeCatalog().items.map(({ id, category }) => [id, category]));
const categoriesOf = (items) => new Set(items.map((id) => categoryOf.get(id)));

test('from alike to mixed the list holds more kinds, at once, and each item that moved says so', async ({
  visitor,
}) => {
  const alike = await visitor.visitWithHistory(...kViewed);
  const variety = visitor.slate.getByRole('radiogroup', { name: 'Variety' });
  await expect(variety.getByRole('radio', { name: 'Alike' })).toBeChecked();
  await variety.getByRole('radio', { name: 'Mixed' }).check();
  await expect.poll(() => visitor.shown()).not.toEqual(alike);
  const mixed = await visitor.shown();
  expect(categoriesOf(mixed).size).toBeGreaterThan(categoriesOf(alike).size);

  const panel = visitor.page.locator('say-so-why');
  for (const [index, item] of mixed.entries()) {
    await visitor.page.evaluate((id) => globalThis.sayso.open('why', { item: id }), item);
    await expect(panel.locator('.place b')).toHaveText(new RegExp(`^${index + 1}`));
    const moved = panel.locator('[part=move]');
    if (alike[index] === item) await expect(moved).toHaveCount(0);
    else
      await expect(moved).toHaveText(
        new RegExp(`^To mix different kinds, it went from place \\d+ to ${index + 1}\\.$`),
      );
  }
  await visitor.page.keyboard.press('Escape');

  await variety.getByRole('radio', { name: 'Alike' }).check();
  await expect.poll(() => visitor.shown()).toEqual(alike);
  expect(visitor.errors).toEqual([]);
});

test('in the mixed list, what the panel says takes an item out is forgotten there, and it is out as foretold', async ({
  visitor,
}) => {
  const alike = await visitor.visitWithHistory(...kViewed);
  await visitor.slate.getByRole('radio', { name: 'Mixed' }).check();
  await expect.poll(() => visitor.shown()).not.toEqual(alike);
  const mixed = await visitor.shown();
  const told = await visitor.page.evaluate(async (ids) => {
    const session = await globalThis.sayso.load();
    const request = { limit: 8, variety: 'mixed' };
    const all = await Promise.all(ids.map((id) => session.counterfactuals(id, request)));
    return JSON.stringify(all.map(({ items }) => items[0]).find(({ remove }) => remove));
  }, mixed);
  const { item, remove, insteadInPlace, rank } = JSON.parse(told);

  await visitor.slate.locator(`[data-item="${item}"] [part=why]`).click();
  // By keyboard: not every driver scrolls to what it shall click.
  const press = async (control) => {
    await control.focus();
    await visitor.page.keyboard.press('Enter');
  };
  await press(visitor.sheet.getByRole('button', { name: 'All the numbers' }));
  await press(visitor.sheet.locator('[data-way=list]'));
  if (remove.length > 1) await press(visitor.sheet.locator('[data-confirm]'));
  await expect.poll(async () => (await visitor.shown()).includes(item)).toBe(false);
  expect((await visitor.shown())[rank - 1]).toBe(insteadInPlace);
  await visitor.sheet.locator('[part=effect]').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => visitor.shown()).toEqual(mixed);
  expect(visitor.errors).toEqual([]);
});

test('a surprise takes the fourth place, is of a kind that was not there, and is marked', async ({
  visitor,
}) => {
  const usual = await visitor.visitWithHistory(...kViewed);
  const surprise = visitor.slate.getByRole('switch', { name: 'One surprise' });
  await surprise.check();
  await expect.poll(() => visitor.shown()).not.toEqual(usual);
  const shown = await visitor.shown();
  expect([...shown.slice(0, 3), ...shown.slice(4)]).toEqual(usual.slice(0, 7));
  expect([...categoriesOf(usual)]).not.toContain(categoryOf.get(shown[3]));
  await expect(visitor.slate.locator(`[data-item="${shown[3]}"] [part=card-why] p`)).toHaveText(
    'A surprise, unlike your others',
  );
  await expect(visitor.slate.getByText('A surprise, unlike your others')).toHaveCount(1);

  await visitor.slate.locator(`[data-item="${shown[3]}"] [part=why]`).click();
  const panel = visitor.page.locator('say-so-why');
  await expect(panel.getByText('Shown on purpose although it is unlike your others.')).toBeVisible();
  await expect(panel.locator('[part=move]')).toHaveText(
    /^Because the list has a surprise, it went from place \d+ to 4\.$/,
  );
  await visitor.page.keyboard.press('Escape');
  await surprise.uncheck();
  await expect.poll(() => visitor.shown()).toEqual(usual);
  expect(visitor.errors).toEqual([]);
});

test('the controls pass the accessibility checks', async ({ visitor }) => {
  await visitor.visitWithHistory(...kViewed);
  await visitor.slate.getByRole('radio', { name: 'Balanced' }).check();
  await visitor.slate.getByRole('switch', { name: 'One surprise' }).check();
  expect(await visitor.axe()).toEqual([]);
});
