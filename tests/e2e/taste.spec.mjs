// More and less like this: said where the reason stands, at once in the list, and taken back in the profile.
import { expect, test } from './lib/shop.mjs';

const kTold = { control: 'switch', surface: 'choices' };

/** Opens the reason of the first item of a personal list. Gives its id and category. */
const openReason = async (visitor) => {
  await visitor.open('/');
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await visitor.settled();
  await visitor.open('/product/85099B');
  await expect.poll(async () => (await visitor.stored('say-so.signals')) ?? '').toContain('85099B');
  await visitor.open('/');
  await visitor.waitForSlate();
  const slate = JSON.parse(await visitor.rank());
  const [{ item }] = slate.items;
  await visitor.slate
    .getByRole('button', { name: /^Why\?/ })
    .first()
    .click();
  await expect(visitor.sheet.getByRole('button', { name: /^Less like this/ })).toBeVisible();
  return { item, category: slate.mentions[item].category };
};
const attributes = async (visitor) =>
  JSON.parse((await visitor.stored('say-so.profile')) ?? '{"attributes":[]}').attributes;
const valueOf = async (visitor, signal) =>
  (await attributes(visitor)).find((attribute) => attribute.signal === signal)?.value;

test('less like this moves the item down at once, says so, and can be undone', async ({ visitor }) => {
  const { item, category } = await openReason(visitor);
  await visitor.sheet.getByRole('button', { name: `Less like this: ${category}` }).click();
  const effect = visitor.sheet.locator('say-so-why [part=effect]');
  await expect(effect).toContainText(`Less like this: ${category}.`);
  await expect(effect.getByRole('button', { name: 'Undo' })).toBeFocused();
  expect(await valueOf(visitor, 'avoid.category')).toEqual([category]);
  const after = JSON.parse(await visitor.rank({ limit: 100 }));
  const lowered = after.items.find((each) => each.item === item);
  expect(lowered?.rank ?? 101).toBeGreaterThan(1);
  if (lowered) {
    await expect(visitor.sheet.getByText(`You want less of ${category}`)).toBeVisible();
    expect(lowered.contributions.find(({ signal }) => signal === 'avoid.category').value).toBeLessThan(0);
  }
  await effect.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => valueOf(visitor, 'avoid.category')).toBeUndefined();
  expect(JSON.parse(await visitor.rank()).items[0].item).toBe(item);
});

test('the newer of two opposite answers holds, and both questions stand in the profile', async ({
  visitor,
}) => {
  const { category } = await openReason(visitor);
  await visitor.sheet.getByRole('button', { name: `More like this: ${category}` }).click();
  await expect.poll(() => valueOf(visitor, 'interest.category')).toEqual([category]);
  await expect(visitor.sheet.getByRole('button', { name: `More like this: ${category}` })).toHaveCount(0);
  await visitor.sheet.getByRole('button', { name: `Less like this: ${category}` }).click();
  await expect.poll(() => valueOf(visitor, 'avoid.category')).toEqual([category]);
  expect(await valueOf(visitor, 'interest.category')).toBeUndefined();
  await visitor.sheet.getByRole('tab', { name: 'My profile' }).click();
  const less = visitor.sheet.getByRole('group', { name: 'What do you want less of?' });
  await expect(less.getByRole('checkbox', { name: category, exact: true })).toBeChecked();
});

test('who said no to what they tell is not asked for more or less', async ({ visitor }) => {
  await openReason(visitor);
  await visitor.page.evaluate(async (how) => {
    const session = await globalThis.sayso.load();
    await session.choose([{ purpose: 'stated', granted: false }], how);
  }, kTold);
  await expect(visitor.sheet.getByRole('button', { name: /like this/ })).toHaveCount(0);
});
