// Every state in both languages, each of them in every theme at every width; then from right to left.
import { expect, test } from '../e2e/lib/shop.mjs';
import { languages, themes, widths } from './combinations.mjs';
import { findUnreached, inspect } from './inspect.mjs';
import { Guest, states } from './states.mjs';

const plain = {
  colorScheme: 'light',
  forcedColors: 'none',
  contrast: 'no-preference',
  reducedMotion: 'no-preference',
};

/** Turns the page, and the widget's own surfaces, as a language written from right to left would. */
const turnAround = () => {
  const turn = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.getAttribute('dir') === 'ltr') element.dir = 'rtl';
      if (element.shadowRoot) turn(element.shadowRoot);
    }
  };
  document.documentElement.dir = 'rtl';
  turn(document);
};

for (const [name, { surface, reach, gpc = false, fault }] of Object.entries(states)) {
  for (const language of languages) {
    test.describe(`${name}, ${language}`, () => {
      test.use({ gpc });
      test('every theme, every width, and from right to left', async ({ visitor }, info) => {
        const guest = new Guest(visitor, language);
        await reach(guest);
        const problems = [];
        let combinations = 0;
        const look = async (where, query) => {
          combinations++;
          problems.push(...(await inspect(visitor, { surface, query })).map((text) => `${where}: ${text}`));
          await visitor.page.screenshot({ path: info.outputPath(`${where.replaceAll(' ', '-')}.png`) });
        };
        for (const width of widths) {
          await visitor.page.setViewportSize({ width, height: 800 });
          for (const [theme, { media, query }] of Object.entries(themes)) {
            await visitor.page.emulateMedia({ ...plain, ...media });
            await look(`${theme} ${width}`, query);
          }
          await visitor.page.emulateMedia(plain);
          problems.push(...(await findUnreached(visitor, surface)).map((text) => `${width}: ${text}`));
        }
        await visitor.page.setViewportSize({ width: widths[0], height: 800 });
        await visitor.page.evaluate(turnAround);
        await look('right to left');
        info.annotations.push({ type: 'combinations', description: String(combinations) });
        expect(problems).toEqual([]);
        expect(visitor.errors.filter((text) => !fault?.test(text))).toEqual([]);
      });
    });
  }
}
