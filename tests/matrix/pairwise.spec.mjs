// Each state in each theme once; every value of width and language meets every state and theme.
import { writeFileSync } from 'node:fs';
import { expect, test } from '../e2e/lib/shop.mjs';
import { pairwise, themes } from './combinations.mjs';
import { findUnreached, inspect } from './inspect.mjs';
import { Guest, states } from './states.mjs';

for (const { state, theme, width, language } of pairwise(Object.keys(states), Object.keys(themes))) {
  const { surface, reach, gpc = false, fault } = states[state];
  const { media, query } = themes[theme];
  test.describe(`${state}, ${language}, ${theme}, ${width}`, () => {
    test.use({ gpc, media, viewport: { width, height: 800 } });
    test('holds', async ({ visitor, engine }, info) => {
      test.skip(engine === 'webkit' && theme === 'forced colours', 'WebKitGTK has no forced colours');
      await reach(new Guest(visitor, language));
      const problems = await inspect(visitor, { surface, query });
      problems.push(...(await findUnreached(visitor, surface)));
      // Playwright's screenshot adds a style of its own, which the page's policy refuses in Firefox.
      const errors = visitor.errors.filter((text) => !fault?.test(text));
      writeFileSync(info.outputPath('page.png'), await visitor.page.screenshot());
      info.annotations.push({ type: 'combinations', description: '1' });
      expect(problems).toEqual([]);
      expect(errors).toEqual([]);
    });
  });
}
