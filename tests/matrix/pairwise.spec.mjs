// Each state in each theme once; every value of width and language meets every state and theme.
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
      const shot = await visitor.page.screenshot();
      await info.attach('page.png', { body: shot, contentType: 'image/png' });
      info.annotations.push({ type: 'combinations', description: '1' });
      expect(problems).toEqual([]);
      expect(visitor.errors.filter((text) => !fault?.test(text))).toEqual([]);
    });
  });
}
