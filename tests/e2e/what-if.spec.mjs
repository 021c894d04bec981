// What would change a place: what the panel says is removed, and the list is then as it said.
import { expect, test } from './lib/shop.mjs';

/** A visitor who has looked at two things, on the home page. */
const visitWithHistory = async (visitor) => {
  await visitor.open('/');
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await visitor.settled();
  for (const item of ['85099B', '22423']) {
    await visitor.open(`/product/${item}`);
    await expect.poll(async () => (await visitor.stored('say-so.signals')) ?? '').toContain(item);
  }
  await visitor.open('/');
  return visitor.waitForSlate();
};

const ask = (visitor, item) =>
  visitor.page.evaluate(async (wanted) => {
    const session = await globalThis.sayso.load();
    return JSON.stringify(await session.counterfactuals(wanted, { limit: 8 }));
  }, item);

const changes = (visitor) => visitor.sheet.locator('[part=changes]');

test('the panel says without what an item goes; forgotten, it is gone, and the item said stands in its place', async ({
  visitor,
}) => {
  const shown = await visitWithHistory(visitor);
  const {
    items: [told],
    mentions,
  } = JSON.parse(await ask(visitor, shown[0]));
  expect(told).toMatchObject({ item: shown[0], rank: 1, proven: 'score' });
  expect(told.remove.map(({ signal }) => signal)).toContain('viewed');

  await visitor.slate
    .getByRole('button', { name: /^Why\?/ })
    .first()
    .click();
  expect(visitor.requested(/what-if/)).toHaveLength(2);
  await visitor.sheet.getByRole('button', { name: 'All the numbers' }).focus();
  await visitor.page.keyboard.press('Enter');
  await expect(changes(visitor)).toContainText('Without this it would leave the first 8');
  for (const { of } of told.remove) await expect(changes(visitor)).toContainText(mentions[of].title);
  await expect(changes(visitor)).toContainText(
    `${mentions[told.insteadInPlace].title} would stand where it stands now.`,
  );
  await expect(changes(visitor).locator('[aria-live=polite]')).toBeVisible();
  expect(await visitor.axe()).toEqual([]);

  await visitor.page.evaluate(async (data) => {
    const session = await globalThis.sayso.load();
    for (const { signal, of } of data) await session.eraseSignals(signal, of);
  }, told.remove);
  await expect.poll(async () => (await visitor.shown()).includes(told.item)).toBe(false);
  expect((await visitor.shown())[0]).toBe(told.insteadInPlace);
  expect(visitor.errors).toEqual([]);
});

test('what switching a purpose off changes is what then changes', async ({ visitor }) => {
  const before = await visitWithHistory(visitor);
  const { purposes } = JSON.parse(await ask(visitor, before[0]));
  const history = purposes.find(({ purpose }) => purpose === 'history');
  expect(history.leave.length).toBeGreaterThan(0);
  await visitor.page.evaluate(async () => {
    const session = await globalThis.sayso.load();
    await session.choose([{ purpose: 'history', granted: false }], { control: 'switch', surface: 'choices' });
  });
  await expect
    .poll(async () => {
      const after = await visitor.shown();
      return [before.filter((item) => !after.includes(item)), after.filter((item) => !before.includes(item))];
    })
    .toEqual([history.leave, history.enter]);
});

test('a page that only shows lists and reasons does not load the search', async ({ visitor }) => {
  await visitWithHistory(visitor);
  await visitor.slate
    .getByRole('button', { name: /^Why\?/ })
    .first()
    .click();
  await expect(visitor.sheet.getByRole('button', { name: 'All the numbers' })).toBeVisible();
  expect(visitor.requested(/what-if/)).toEqual([]);
});
