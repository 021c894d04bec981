// Every state in every ready theme, light and dark, on a phone.
import { expect, test } from '../e2e/lib/shop.mjs';
import { inspect } from './inspect.mjs';
import { Guest, states } from './states.mjs';

const kThemes = ['fern', 'ink', 'plum', 'harbour'];
const kSchemes = /** @type {const} */ (['light', 'dark']);

/** Puts a ready theme over the shop's own tokens. */
const wear = ({ page }, theme) =>
  page.evaluate(
    (href) =>
      new Promise((done) => {
        document.querySelector('#look')?.remove();
        const link = document.createElement('link');
        Object.assign(link, { rel: 'stylesheet', id: 'look', href, onload: done });
        document.head.append(link);
      }).then(() => undefined),
    `/say-so/themes/${theme}.css`,
  );

for (const [name, { surface, reach, gpc = false }] of Object.entries(states)) {
  test.describe(name, () => {
    test.use({ gpc, viewport: { width: 390, height: 800 } });
    test('every ready theme, light and dark', async ({ visitor }, info) => {
      await reach(new Guest(visitor, 'en'));
      const problems = [];
      for (const theme of kThemes) {
        await wear(visitor, theme);
        for (const colorScheme of kSchemes) {
          await visitor.page.emulateMedia({ colorScheme });
          const found = await inspect(visitor, { surface, query: `(prefers-color-scheme: ${colorScheme})` });
          problems.push(...found.map((text) => `${theme} ${colorScheme}: ${text}`));
          await visitor.page.screenshot({ path: info.outputPath(`${theme}-${colorScheme}.png`) });
        }
      }
      info.annotations.push({ type: 'combinations', description: String(kThemes.length * kSchemes.length) });
      expect(problems).toEqual([]);
    });
  });
}
