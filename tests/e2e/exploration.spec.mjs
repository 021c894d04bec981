// What lists showed: kept only once allowed, it makes what was not opened give way, and one place is for learning.
import { expect, test } from './lib/shop.mjs';
import { goTo } from './lib/site.mjs';

const kPlace = 5;
const kLearning = 'Shown to learn what you like';

/** The shop keeps what its lists show, and learns from it. @param {any} site */
const learns = (site) => {
  site.signals.push({ id: 'shown', purpose: 'history', provenance: 'observed' });
  Object.assign(site.recommend, { variety: 'alike', serendipity: false, shown: 'shown', exploration: true });
};

/** What is kept of the lists shown, by item: how often. */
const showings = async (visitor) => {
  const { entries = [] } = JSON.parse((await visitor.stored('say-so.signals')) ?? '{}');
  const counts = new Map();
  for (const { signal, of } of entries) if (signal === 'shown') counts.set(of, (counts.get(of) ?? 0) + 1);
  return counts;
};

test('a list is kept as shown when its page is left; what was shown three times makes room', async ({
  visitor,
}) => {
  await goTo(visitor, 'FR', learns);
  await visitor.open('/delivery');
  await visitor.page.getByRole('button', { name: 'Accept all' }).click();
  await visitor.settled();
  const counts = new Map();
  for (let view = 1; view <= 3; view++) {
    await visitor.open('/');
    const shown = await visitor.waitForSlate();
    if (view === 1) expect(await showings(visitor)).toEqual(counts);
    await visitor.open('/delivery');
    for (const item of shown) counts.set(item, (counts.get(item) ?? 0) + 1);
    await expect.poll(() => showings(visitor)).toEqual(counts);
  }
  const often = [...counts].filter(([, count]) => count >= 3).map(([item]) => item);
  expect(often.length).toBeGreaterThan(4);
  await visitor.open('/');
  const fresh = await visitor.waitForSlate();
  expect(fresh.filter((item) => often.includes(item))).toEqual([]);

  await visitor.slate.locator(`[data-item="${fresh[0]}"] [part=why]`).click();
  await expect(visitor.page.locator('say-so-why [part=move]')).toHaveText(
    /^Because what was shown often makes room, it went from place \d+ to 1\.$/,
  );
  expect(visitor.errors).toEqual([]);
});

test('the sixth place is for learning, and says so on the card and in the panel', async ({ visitor }) => {
  await goTo(visitor, 'FR', learns);
  await visitor.open('/');
  await visitor.page.getByRole('button', { name: 'Accept all' }).click();
  await expect(visitor.slate.getByText(kLearning)).toHaveCount(1);
  const shown = await visitor.shown();
  const card = visitor.slate.locator(`[data-item="${shown[kPlace]}"]`);
  await expect(card.locator('[part=card-why] p')).toHaveText(kLearning);
  await card.locator('[part=why]').click();
  const panel = visitor.page.locator('say-so-why');
  await expect(panel.getByText('Shown to learn whether you like things of this kind.')).toBeVisible();
  await expect(panel.locator('[part=move]')).toHaveText(
    /^Because one place is for learning what you like, it went from place \d+ to 6\.$/,
  );
  expect(visitor.errors).toEqual([]);
});

test('after "Reject all" nothing shown is kept, and no place is for learning', async ({ visitor }) => {
  await goTo(visitor, 'FR', learns);
  await visitor.open('/');
  await visitor.rejectAll();
  const shown = await visitor.waitForSlate();
  await expect(visitor.slate.getByText(kLearning)).toHaveCount(0);
  for (let view = 0; view < 3; view++) {
    await visitor.open('/delivery');
    expect(await visitor.stored('say-so.signals')).toBeNull();
    await visitor.open('/');
    expect(await visitor.waitForSlate()).toEqual(shown);
  }
});
