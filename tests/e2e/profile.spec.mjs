// The profile: questions of every kind, guesses, a proposal, and taking it along.
import { readFile } from 'node:fs/promises';
import { expect, test } from './lib/shop.mjs';

const openProfile = async (visitor) => {
  await visitor.openChoices();
  await visitor.sheet.getByRole('tab', { name: 'My profile' }).click();
  await expect(visitor.sheet.getByRole('group', { name: 'Colours you like' })).toBeVisible();
};

const attributes = async (visitor) =>
  JSON.parse((await visitor.stored('say-so.profile')) ?? '{"attributes":[]}').attributes;
const answer = async (visitor, signal) =>
  (await attributes(visitor)).find((attribute) => attribute.signal === signal);
const valueOf = async (visitor, signal) => (await answer(visitor, signal))?.value;

const refuseAndOpen = async (visitor) => {
  await visitor.open('/');
  await visitor.rejectAll();
  await visitor.waitForSlate();
  await openProfile(visitor);
};

/** Looks at five things of one category, as if on their pages. */
const lookAtGarden = async (visitor, count = 5) => {
  await visitor.open('/');
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await visitor.settled();
  await visitor.page.evaluate(async (wanted) => {
    const session = await globalThis.sayso.load();
    const { items } = await (await fetch('/say-so/catalog.json')).json();
    for (const { id } of items.filter(({ category }) => category === 'Garden & outdoor').slice(0, wanted))
      session.observe('viewed', id);
  }, count);
};

const guess = (visitor) =>
  visitor.sheet.locator('[part=inferred]').filter({ hasText: 'Garden & outdoor' }).first();
const proposal = (visitor) => visitor.sheet.locator('[part=proposal]');

test('an order is made and changed by keyboard alone, and the first counts most', async ({ visitor }) => {
  await refuseAndOpen(visitor);
  const asked = visitor.sheet.getByRole('region', { name: 'Which styles do you like best?' });
  for (const style of ['Vintage', 'French', 'Retro']) {
    await asked.getByRole('button', { name: style, exact: true }).focus();
    await visitor.page.keyboard.press('Enter');
    await expect(asked.getByRole('listitem').filter({ hasText: style })).toBeVisible();
  }
  expect(await valueOf(visitor, 'interest.style')).toEqual(['vintage', 'french', 'retro']);
  await asked.getByRole('button', { name: 'Move Retro up' }).focus();
  await visitor.page.keyboard.press('Enter');
  await expect.poll(() => valueOf(visitor, 'interest.style')).toEqual(['vintage', 'retro', 'french']);
  await expect(visitor.sheet.getByRole('status')).toHaveText('Retro is 2 of 3.');
  // The focus went with it: once more, and it is the first.
  await expect(asked.getByRole('button', { name: 'Move Retro up' })).toBeFocused();
  await visitor.page.keyboard.press('Enter');
  await expect.poll(() => valueOf(visitor, 'interest.style')).toEqual(['retro', 'vintage', 'french']);
  const shares = await visitor.page.evaluate(async () => {
    const session = await globalThis.sayso.load();
    const { items } = await session.rank({ limit: 400 });
    const shares = {};
    for (const { contributions } of items)
      for (const { signal, of, value } of contributions) if (signal === 'interest.style') shares[of] = value;
    return shares;
  });
  expect(shares.retro).toBeGreaterThan(0);
  expect(shares.vintage).toBeCloseTo(shares.retro / 2, 12);
  expect(shares.french).toBeCloseTo(shares.retro / 3, 12);
  await asked.getByRole('button', { name: 'Take Retro out' }).click();
  await expect.poll(() => valueOf(visitor, 'interest.style')).toEqual(['vintage', 'french']);
});

test('yes acts on the list, no does not, and skipping leaves it unanswered', async ({ visitor }) => {
  await refuseAndOpen(visitor);
  const asked = visitor.sheet.getByRole('radiogroup', { name: 'Do you need gift wrap?' });
  await expect(asked.getByRole('radio', { name: 'Skip this' })).toBeChecked();
  const plain = await visitor.rank({ limit: 200 });
  await asked.getByRole('radio', { name: 'Yes' }).check();
  await expect.poll(() => valueOf(visitor, 'wrap')).toEqual(['yes']);
  const wrapped = JSON.parse(await visitor.rank({ limit: 200 }));
  expect(
    wrapped.items.some(({ contributions }) => contributions.some(({ signal }) => signal === 'wrap')),
  ).toBe(true);
  await visitor.page.keyboard.press('ArrowRight');
  await expect.poll(() => valueOf(visitor, 'wrap')).toEqual(['no']);
  await asked.getByRole('radio', { name: 'Skip this' }).check();
  await expect.poll(() => valueOf(visitor, 'wrap')).toBeUndefined();
  const after = JSON.parse(await visitor.rank({ limit: 200 }));
  expect(after.items.map(({ item }) => item)).toEqual(JSON.parse(plain).items.map(({ item }) => item));
});

test('among many answers one is found by name, and what is chosen stays in sight', async ({ visitor }) => {
  await refuseAndOpen(visitor);
  const asked = visitor.sheet.getByRole('region', { name: 'Which motifs do you like?' });
  await asked.getByRole('searchbox').fill('ow');
  await expect(visitor.sheet.getByRole('status')).toHaveText('2 found');
  await expect(asked.getByRole('checkbox')).toHaveCount(2);
  await asked.getByRole('checkbox', { name: 'Owl' }).check();
  await expect.poll(() => valueOf(visitor, 'interest.motif')).toEqual(['owl']);
  await asked.getByRole('searchbox').fill('circ');
  await expect(asked.getByRole('checkbox', { name: 'Owl' })).toBeChecked();
  await expect(asked.getByRole('checkbox')).toHaveCount(2);
});

test('a pinned answer outlives its retention, and says until when it stays', async ({ visitor }) => {
  await refuseAndOpen(visitor);
  const asked = visitor.sheet.getByRole('region', { name: 'Do you need gift wrap?' });
  await asked.getByRole('radio', { name: 'Yes' }).check();
  await asked.getByRole('button', { name: 'Pin: Do you need gift wrap?' }).click();
  await expect(asked.getByRole('button', { name: /^Pin/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(asked.locator('[part=provenance]')).toContainText('pinned: kept until you erase it');
  expect(await answer(visitor, 'wrap')).toMatchObject({ pinned: true });
  expect((await answer(visitor, 'wrap')).until).toBeUndefined();
  await asked.getByRole('button', { name: /^Pin/ }).click();
  await expect(asked.locator('[part=provenance]')).toContainText('kept until');
  expect((await answer(visitor, 'wrap')).until).toMatch(/^\d{4}-/);
});

test('a guess says what it comes from, is removed with it, and can come back by undo', async ({
  visitor,
}) => {
  await lookAtGarden(visitor, 4);
  await openProfile(visitor);
  await expect(guess(visitor)).toContainText('from 4 items');
  await expect(guess(visitor)).toContainText('Inferred');
  await guess(visitor).getByRole('button', { name: 'See them' }).click();
  await expect(guess(visitor).getByRole('listitem')).toHaveCount(4);
  await guess(visitor).getByRole('button', { name: 'Remove: Garden & outdoor' }).click();
  await expect(guess(visitor)).toHaveCount(0);
  expect((await visitor.stored('say-so.signals')) ?? '').not.toContain('viewed');
  await visitor.sheet.getByRole('button', { name: 'Undo' }).click();
  await expect(guess(visitor)).toContainText('from 4 items');
  expect(visitor.errors).toEqual([]);
});

test('a proposal is accepted, once a visit', async ({ visitor }) => {
  await lookAtGarden(visitor);
  await openProfile(visitor);
  await expect(proposal(visitor)).toContainText('You looked at 5 items of Garden & outdoor.');
  await proposal(visitor).getByRole('button', { name: 'Add it', exact: true }).focus();
  await visitor.page.keyboard.press('Enter');
  await expect.poll(() => valueOf(visitor, 'interest.category')).toEqual(['Garden & outdoor']);
  await expect(proposal(visitor)).toHaveCount(0);
  await visitor.open('/');
  await visitor.page.evaluate(async () =>
    (await globalThis.sayso.load()).eraseAttribute('interest.category'),
  );
  await openProfile(visitor);
  await expect(guess(visitor)).toBeVisible();
  await expect(proposal(visitor)).toHaveCount(0);
});

test('a proposal that is added and changed leads to its question', async ({ visitor }) => {
  await lookAtGarden(visitor);
  await openProfile(visitor);
  await proposal(visitor).getByRole('button', { name: 'Add and change' }).click();
  const asked = visitor.sheet.getByRole('group', { name: 'What do you look for?' });
  await expect(asked.getByRole('checkbox', { name: 'Garden & outdoor' })).toBeFocused();
  await expect(asked.getByRole('checkbox', { name: 'Garden & outdoor' })).toBeChecked();
});

test('what was refused is not proposed again, in this visit or the next', async ({ visitor }) => {
  await lookAtGarden(visitor);
  await openProfile(visitor);
  await proposal(visitor).getByRole('button', { name: 'Don’t add it' }).click();
  await expect(proposal(visitor)).toHaveCount(0);
  await expect(visitor.sheet.getByRole('status')).toHaveText('Not added. It will not be proposed again.');
  expect(await attributes(visitor)).toEqual([]);
  expect(JSON.parse(await visitor.stored('say-so.refused')).refused).toEqual([
    { signal: 'interest.category', value: 'Garden & outdoor' },
  ]);
  // The next visit: a new tab has no session of its own.
  await visitor.page.evaluate(() => sessionStorage.clear());
  await visitor.open('/');
  await openProfile(visitor);
  await expect(guess(visitor)).toBeVisible();
  await expect(proposal(visitor)).toHaveCount(0);
});

test('without consent for the history nothing is guessed or proposed', async ({ visitor }) => {
  await lookAtGarden(visitor);
  await visitor.page.evaluate(async () => {
    const session = await globalThis.sayso.load();
    await session.choose([{ purpose: 'history', granted: false }], { control: 'switch', surface: 'choices' });
  });
  await openProfile(visitor);
  await expect(visitor.sheet.locator('[part=inferred], [part=proposal]')).toHaveCount(0);
  expect(await visitor.page.evaluate(() => sessionStorage.getItem('say-so.proposed'))).toBeNull();
});

test('a profile is exported, erased, and imported after a look at it', async ({ visitor }) => {
  await refuseAndOpen(visitor);
  const colours = visitor.sheet.getByRole('group', { name: 'Colours you like' });
  await colours.getByRole('checkbox', { name: 'Red', exact: true }).check();
  await colours.getByRole('checkbox', { name: 'Blue', exact: true }).check();
  await expect.poll(() => valueOf(visitor, 'interest.colour')).toEqual(['red', 'blue']);
  const saved = visitor.page.waitForEvent('download');
  await visitor.sheet.getByRole('button', { name: 'Export' }).click();
  const path = await (await saved).path();
  const text = await readFile(path, 'utf8');
  expect(JSON.parse(text).schema).toBe('say-so-profile/1');

  await visitor.sheet.getByRole('button', { name: 'Erase my profile' }).click();
  await expect.poll(() => attributes(visitor)).toEqual([]);
  const file = (content) => ({
    name: 'profile.json',
    mimeType: 'application/json',
    buffer: Buffer.from(content),
  });
  const chooser = visitor.sheet.locator('say-so-profile input[type=file]');
  await chooser.setInputFiles(file(text));
  const preview = visitor.sheet.locator('[part=import]');
  await expect(preview).toBeFocused();
  await expect(preview).toContainText('Add 1 answer from this file?');
  await expect(preview).toContainText('Red and Blue');
  expect(await attributes(visitor)).toEqual([]);
  await preview.getByRole('button', { name: 'Add 1 answer' }).click();
  await expect.poll(() => valueOf(visitor, 'interest.colour')).toEqual(['red', 'blue']);
  await visitor.sheet.getByRole('button', { name: 'Undo' }).first().click();
  await expect.poll(() => attributes(visitor)).toEqual([]);

  await chooser.setInputFiles(file(text.replace('"red"', '"ultraviolet"')));
  await expect(preview).toContainText('Nothing was added');
  await expect(preview).toContainText('bad-value /attributes/0/value/0');
  expect(await attributes(visitor)).toEqual([]);
  await preview.getByRole('button', { name: 'Close' }).click();
  await expect(preview).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark']) {
  test.describe(colorScheme, () => {
    test.use({ media: { colorScheme } });
    test('axe finds nothing in a profile with answers, a guess, a proposal and an import', async ({
      visitor,
    }) => {
      await lookAtGarden(visitor);
      await openProfile(visitor);
      const asked = visitor.sheet.getByRole('region', { name: 'Which styles do you like best?' });
      await asked.getByRole('button', { name: 'Vintage' }).click();
      await visitor.sheet.locator('say-so-profile input[type=file]').setInputFiles({
        name: 'profile.json',
        mimeType: 'application/json',
        buffer: Buffer.from(
          JSON.stringify({
            schema: 'say-so-profile/1',
            attributes: [{ signal: 'wrap', value: ['yes'], at: '2026-01-01T00:00:00Z' }],
          }),
        ),
      });
      await expect(visitor.sheet.locator('[part=import]')).toBeVisible();
      await expect(proposal(visitor)).toBeVisible();
      await expect(guess(visitor)).toBeVisible();
      expect(await visitor.axe()).toEqual([]);
    });
  });
}
