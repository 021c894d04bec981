// The whole page of the review, as it is looked at: on a wide and a narrow screen, light and dark, and on paper.
import { openMeasured } from './lib/review-page.mjs';
import { expect, test } from './lib/shop.mjs';

const looks = {
  'a wide light screen': { media: { colorScheme: 'light' }, viewport: { width: 1280, height: 800 } },
  'a phone in the dark': { media: { colorScheme: 'dark' }, viewport: { width: 390, height: 844 } },
};

for (const [name, use] of Object.entries(looks)) {
  test.describe(name, () => {
    test.use(use);
    test('axe finds nothing, and nothing scrolls sideways', async ({ visitor }) => {
      test.setTimeout(240_000);
      await openMeasured(visitor);
      // What is folded away is part of the page.
      await visitor.page.evaluate(() => {
        for (const details of document.querySelectorAll('.review details')) details.open = true;
      });
      expect(await visitor.axe()).toEqual([]);
      const outside = await visitor.page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      expect(outside).toBe(0);
      const charts = await visitor.page.evaluate(() =>
        [...document.querySelectorAll('.chart svg')].map((chart) => chart.getAttribute('aria-label')),
      );
      expect(charts.length).toBeGreaterThanOrEqual(8);
      expect(charts.every((label) => /\d/.test(label))).toBe(true);
      expect(visitor.errors).toEqual([]);
    });
  });
}

test('the printed report holds every section, and nothing that can only be used on a screen', async ({
  visitor,
}) => {
  test.setTimeout(240_000);
  await openMeasured(visitor);
  // The button asks the browser to print, which tells the page first.
  await visitor.page.evaluate(() => {
    globalThis.print = () => dispatchEvent(new Event('beforeprint'));
  });
  await visitor.page.locator('#print').focus();
  await visitor.page.keyboard.press('Enter');
  await visitor.page.emulateMedia({ media: 'print' });
  const report = await visitor.page.evaluate(() => {
    const isSeen = (element) => element.checkVisibility();
    return {
      sections: [...document.querySelectorAll('.review section')].map((section) => [
        section.id,
        isSeen(section) && section.innerText.trim().length > 200,
      ]),
      tables: [...document.querySelectorAll('.review table')].filter((table) => !isSeen(table)).length,
      // The mix stays: it says of whom its figures are.
      controls: [...document.querySelectorAll('.review :is(button.quiet, .choices select, iframe, .why)')]
        .filter(isSeen)
        .map((control) => control.id || control.tagName),
    };
  });
  const names = 'levels variety memory fair mix shoppers screens costs claims trial limits'.split(' ');
  expect(report.sections).toEqual(names.map((name) => [name, true]));
  expect(report.tables).toBe(0);
  expect(report.controls).toEqual([]);
});
