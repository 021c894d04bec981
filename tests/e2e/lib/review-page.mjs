// The review's page, with few shoppers.
import { sampleTexts } from './review-sample.mjs';
import { expect } from './shop.mjs';

const kPatience = 120_000;
const kPatienceForAll = 1_500_000;

/**
 * Refuses all of what the store asks, and opens the page.
 * @param {any} visitor
 * @param {number} [most] shoppers beside those that may be looked at singly
 * @returns the texts that it measures on
 */
export const openReview = async (visitor, most = 12) => {
  const texts = sampleTexts(most);
  await visitor.page.route('**/review/shoppers.json', (route) =>
    route.fulfill({ body: texts.shoppers, contentType: 'application/json' }),
  );
  // On a page that leaves the processor to the choice.
  await visitor.open('/delivery');
  await visitor.rejectAll();
  // Left while it loads, a page says so in WebKit.
  await visitor.page.waitForLoadState('networkidle');
  await visitor.open('/review');
  return texts;
};

/** Opens it and waits for every figure. @param {any} visitor @param {number} [most] */
export const openMeasured = async (visitor, most) => {
  const texts = await openReview(visitor, most);
  await expect(visitor.page.locator('#said')).toHaveText('All is measured.', {
    timeout: most === Infinity ? kPatienceForAll : kPatience,
  });
  return texts;
};

/**
 * The rows of a table by its caption: the text of each cell, with plain spaces and minus signs.
 * @param {any} visitor
 * @param {string} caption
 * @returns {Promise<string[][]>}
 */
export const rowsOf = (visitor, caption) =>
  visitor.page.evaluate(
    (wanted) =>
      [...document.querySelectorAll('.review table')]
        .filter((table) => table.caption?.textContent === wanted)
        .flatMap((table) =>
          [...table.tBodies[0].rows].map((row) =>
            [...row.cells].map((cell) => cell.textContent.replaceAll('\u00a0', ' ').replaceAll('−', '-')),
          ),
        ),
    caption,
  );
