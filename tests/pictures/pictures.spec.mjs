// How every state looks, beside how it looked when somebody last looked: wide and light, narrow and dark; some in forced
// colours. A day is fixed, as texts name it.
import { expect, test } from '../e2e/lib/shop.mjs';
import { Guest, states } from '../matrix/states.mjs';

const kDay = '2026-11-23T12:00:00Z';

const looks = [
  { name: 'light', media: { colorScheme: 'light' }, viewport: { width: 1280, height: 800 } },
  { name: 'dark', media: { colorScheme: 'dark' }, viewport: { width: 390, height: 844 } },
  {
    name: 'forced-colours',
    media: { forcedColors: 'active' },
    viewport: { width: 390, height: 844 },
    only: /Germany|mixed|personal$|numbers|filled/,
  },
];

for (const { name: look, media, viewport, only } of looks)
  test.describe(look, () => {
    test.use({ media: { ...media, reducedMotion: 'reduce' }, viewport });
    for (const [name, { surface, reach, gpc = false }] of Object.entries(states)) {
      if (only && !only.test(name)) continue;
      test.describe(name, () => {
        test.use({ gpc });
        test('looks as it did', async ({ visitor }) => {
          await visitor.page.clock.setFixedTime(kDay);
          await reach(new Guest(visitor, 'en'));
          await visitor.page.waitForLoadState('networkidle');
          await visitor.page.locator(surface).first().scrollIntoViewIfNeeded();
          const picture = `${name
            .replaceAll(/[^a-z]+/gi, '-')
            .replace(/-$/, '')
            .toLowerCase()}-${look}.png`;
          await expect(visitor.page).toHaveScreenshot(picture);
        });
      });
    }
  });
