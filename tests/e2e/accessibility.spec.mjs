// An automated check finds less than half of what matters; it is the floor under the hand-made review.
import { expect, test } from './lib/shop.mjs';

const surfaces = {
  'the first layer over the home page': async (visitor) => {
    await visitor.open('/');
    await visitor.waitForSlate();
  },
  'the preference centre': async (visitor) => {
    await visitor.open('/');
    await visitor.firstLayer.getByRole('button', { name: 'Choose' }).click();
    await expect(visitor.sheet.getByRole('switch').first()).toBeVisible();
  },
  'the profile': async (visitor) => {
    await visitor.open('/');
    await visitor.rejectAll();
    await visitor.openChoices();
    await visitor.sheet.getByRole('tab', { name: 'My profile' }).click();
    await expect(visitor.sheet.getByRole('checkbox').first()).toBeVisible();
  },
  'activity, with the rights': async (visitor) => {
    await visitor.open('/');
    await visitor.rejectAll();
    await visitor.openChoices();
    await visitor.sheet.getByRole('tab', { name: 'Activity' }).click();
    await visitor.sheet.getByText('Your rights here').click();
    await expect(visitor.sheet.getByText('You rejected all')).toBeVisible();
  },
  'the reasons of a personal item': async (visitor) => {
    await visitor.visitWithHistory('85099B');
    await visitor.slate
      .getByRole('button', { name: /^Why\?/ })
      .first()
      .click();
    await visitor.sheet.getByRole('button', { name: 'All the numbers' }).click();
    await expect(visitor.sheet.getByRole('table')).toBeVisible();
  },
};

for (const colorScheme of ['light', 'dark']) {
  test.describe(colorScheme, () => {
    test.use({ media: { colorScheme } });
    for (const [name, show] of Object.entries(surfaces)) {
      test(`axe finds nothing: ${name}`, async ({ visitor }) => {
        await show(visitor);
        expect(await visitor.axe()).toEqual([]);
      });
    }
  });
}

test('axe would find a fault', async ({ visitor }) => {
  await visitor.open('/');
  await visitor.firstLayer.evaluate((layer) => layer.querySelector('button').replaceChildren());
  expect((await visitor.axe()).join()).toContain('button-name');
});

test('the sheet takes the focus to its heading and gives it back', async ({ visitor }) => {
  await visitor.open('/');
  await visitor.rejectAll();
  const link = visitor.page.getByRole('contentinfo').getByRole('link', { name: 'Privacy choices' });
  await link.focus();
  await visitor.page.keyboard.press('Enter');
  await expect(visitor.sheet.getByRole('heading', { name: 'Your say' })).toBeFocused();
  await visitor.page.keyboard.press('Escape');
  await expect(visitor.sheet).toBeHidden();
  await expect(link).toBeFocused();
});
