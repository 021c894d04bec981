import { expect, test } from './lib/shop.mjs';

const kViewed = ['85099B', '20725', '22386'];

const switchHistory = async (visitor, on) => {
  await visitor.openChoices();
  const toggle = visitor.sheet.getByRole('switch', { name: 'What I look at and buy here' });
  await toggle.setChecked(on);
  await visitor.sheet.getByRole('button', { name: 'Save choices' }).click();
  const history = async () => (await visitor.decision()).purposes.find((purpose) => purpose.id === 'history');
  await expect.poll(history).toMatchObject({ granted: on, basis: 'choice' });
  await visitor.page.keyboard.press('Escape');
};

test('reject all: the popularity order, said so, and browsing changes nothing', async ({ visitor }) => {
  await visitor.open('/');
  await visitor.rejectAll();
  const before = await visitor.waitForSlate();
  const slate = JSON.parse(await visitor.rank());
  expect(slate.personalized).toBe(false);
  expect(slate.items.map((rationale) => rationale.item)).toEqual(before);
  for (const rationale of slate.items) expect(rationale.disclosure).toContain('non-personalized');
  await expect(visitor.slate.getByText('Not personalized.').first()).toBeVisible();

  for (const code of kViewed) await visitor.open(`/product/${code}`);
  await visitor.open('/');
  expect(await visitor.waitForSlate()).toEqual(before);
  // What stays is the choice itself: no view, no profile.
  expect(await visitor.storedKeys()).not.toContain('say-so.signals');
  expect(await visitor.storedKeys()).not.toContain('say-so.profile');
});

test('granting history changes the slate, each item adds up, and switching it off restores every byte', async ({
  visitor,
}) => {
  await visitor.open('/');
  await visitor.rejectAll();
  const shownBefore = await visitor.waitForSlate();
  const before = await visitor.rank();
  await switchHistory(visitor, true);

  const shownAfter = await visitor.lookAt(...kViewed);
  expect(shownAfter).not.toEqual(shownBefore);
  const slate = JSON.parse(await visitor.rank());
  expect(slate.personalized).toBe(true);
  for (const { base, contributions, score } of slate.items) {
    const sum = contributions.reduce((total, part) => total + part.value, base);
    expect(Math.abs(sum - score)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(score)));
  }
  await expect(visitor.slate.getByText(/You looked at /).first()).toBeVisible();

  await switchHistory(visitor, false);
  await expect.poll(() => visitor.stored('say-so.signals')).toBeNull();
  expect(await visitor.rank()).toBe(before);
  await expect.poll(() => visitor.shown()).toEqual(shownBefore);
  expect(visitor.errors).toEqual([]);
});

test('after reject all a stated interest ranks at once, can be edited, and erased is gone', async ({
  visitor,
}) => {
  await visitor.open('/');
  await visitor.rejectAll();
  const plain = await visitor.waitForSlate();
  await visitor.openChoices();
  await visitor.sheet.getByRole('tab', { name: 'My profile' }).click();
  const about = (name) => visitor.sheet.getByRole('group', { name });
  await about('What do you look for?').getByRole('checkbox', { name: 'Stationery & cards' }).check();
  await expect.poll(() => visitor.shown()).not.toEqual(plain);
  expect((await visitor.decision()).purposes.find((purpose) => purpose.id === 'stated')).toMatchObject({
    granted: true,
    basis: 'choice',
  });
  const withCards = await visitor.shown();

  await about('Colours you like').getByRole('checkbox', { name: 'Red', exact: true }).check();
  await expect.poll(() => visitor.shown()).not.toEqual(withCards);

  await visitor.sheet.getByRole('button', { name: 'Erase my profile' }).click();
  await expect.poll(() => visitor.shown()).toEqual(plain);
  const profile = (await visitor.stored('say-so.profile')) ?? '';
  expect(profile).not.toContain('Stationery');
  expect(visitor.errors).toEqual([]);
});

test('after a choice a page without a slate needs the loader alone', async ({ visitor }) => {
  await visitor.open('/');
  await visitor.rejectAll();
  await visitor.waitForSlate();
  visitor.requests.length = 0;
  await visitor.open('/delivery');
  await visitor.page.waitForLoadState('networkidle');
  expect(visitor.requested(/^\/say-so\//)).toEqual(['/say-so/say-so.en.js']);
  await expect(visitor.firstLayer).toBeHidden();
  expect(await visitor.page.evaluate(() => globalThis.sayso.granted('history'))).toBe(false);
});

test('a marked tag runs after its grant and not before', async ({ visitor }) => {
  await visitor.open('/');
  await visitor.waitForSlate();
  expect(visitor.requested(/stand-ins/)).toEqual([]);
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await expect.poll(() => visitor.requested(/stand-ins\/plaincount/)).toHaveLength(1);
  await visitor.open('/delivery');
  await expect.poll(() => visitor.requested(/stand-ins\/plaincount/)).toHaveLength(2);
});
