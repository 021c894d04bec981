/**
 * Makes a sample of visitors for the model card: shoppers of the test month who had bought before, every n-th of them.
 * Each has what they bought last, and says the three categories that they bought most of: nobody of them was asked, so
 * that part is simulated. One request of `say-so rank` a line; what they looked at is not known, so it is in none.
 */
import { makeCatalog } from './make_catalog.mjs';
import { environment, largestCategories, readBaskets } from './shoppers.mjs';

const kVisitors = 300;
const kMostHistory = 40; // what a shop's page keeps of a visit is short; wholesalers here bought hundreds

/** What `say-so decide` is asked for the state of who says yes to all that a list may read. */
export const yesToAll = {
  environment: { ...environment, now: '2026-11-01T12:00:00Z' },
  choices: ['history', 'stated'].map((purpose) => ({ purpose, granted: true })),
  how: { control: 'switch', surface: 'choices', language: 'en' },
};

/**
 * @param {unknown} state what `yesToAll` led to
 * @returns {object[]}
 */
export const makeSample = (state) => {
  const catalog = makeCatalog();
  /** @type {Map<string, number[]>} */
  const bought = new Map();
  for (const { shopper, items } of readBaskets('baskets_train.csv'))
    bought.set(shopper, [...items, ...(bought.get(shopper) ?? [])]);
  const later = new Set(readBaskets('baskets_test.csv').map(({ shopper }) => shopper));
  const known = [...bought].filter(([shopper]) => later.has(shopper));
  const step = Math.max(1, Math.floor(known.length / kVisitors));
  return known
    .filter((_, index) => index % step === 0)
    .slice(0, kVisitors)
    .map(([, items]) => ({
      environment,
      state,
      profile: {
        schema: 'say-so-profile/1',
        attributes: [
          {
            signal: 'interest.category',
            value: largestCategories(items, catalog),
            at: '2026-11-20T12:00:00Z',
          },
        ],
      },
      signals: {
        schema: 'say-so-signals/1',
        entries: [...new Set(items)].slice(0, kMostHistory).map((item) => ({
          signal: 'bought',
          of: catalog.items[item].id,
          at: '2026-11-20T12:00:00Z',
        })),
      },
      limit: 8,
    }));
};
