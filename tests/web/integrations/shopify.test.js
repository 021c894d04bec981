import assert from 'node:assert/strict';
import test from 'node:test';
import { create } from '../../../web/integrations/shopify.js';
import { accepted, refused, settled, types, unasked } from './samples.js';
import { isDocumented } from './shapes.js';

/** A storefront: its privacy API comes when it is asked for. */
const storefront = () => {
  /** @type {unknown[][]} */
  const consents = [];
  /** @type {unknown[][]} */
  const features = [];
  /** @type {any} */
  const page = { document: Object.assign(new EventTarget(), { readyState: 'complete' }), consents, features };
  const customerPrivacy = {
    setTrackingConsent: (/** @type {unknown[]} */ ...words) => consents.push(words),
  };
  page.Shopify = {
    loadFeatures: (/** @type {[unknown, (error?: unknown) => void]} */ ...words) => {
      features.push(words);
      page.Shopify.customerPrivacy = customerPrivacy;
      words[1]();
    },
  };
  return page;
};
const kNo = { analytics: false, marketing: false, preferences: false, sale_of_data: false };
const kYes = { analytics: true, marketing: true, preferences: true, sale_of_data: true };

test('before a choice the shop’s own settings hold', () => {
  const page = storefront();
  create({ types, page }).settle(refused(unasked));
  assert.deepEqual([page.features, page.consents], [[], []]);
});

test('denied, granted, denied: the API is loaded once, and each is told once', () => {
  const page = storefront();
  const shop = create({ types, page });
  for (const next of [refused(), refused(), accepted(), accepted(), refused()]) shop.settle(next);
  assert.equal(page.features.length, 1);
  assert.deepEqual(
    page.consents.map(([consent]) => consent),
    [kNo, kYes, kNo],
  );
  for (const words of [...page.features, ...page.consents]) assert.ok(isDocumented('shopify', words));
});

test('each use follows its own type', () => {
  const page = storefront();
  create({ types, page }).settle(settled(['plaincount']));
  assert.deepEqual(page.consents[0][0], { ...kNo, analytics: true });
});

test('a storefront whose script is further down the page is awaited', () => {
  const page = storefront();
  const { Shopify } = page;
  delete page.Shopify;
  page.document.readyState = 'loading';
  create({ types, page }).settle(accepted());
  page.Shopify = Shopify;
  page.document.dispatchEvent(new Event('DOMContentLoaded'));
  assert.equal(page.consents.length, 1);
});

test('a page that is no storefront, or whose API does not come, is left alone', () => {
  const plain = storefront();
  delete plain.Shopify;
  create({ types, page: plain }).settle(accepted());
  const broken = storefront();
  broken.Shopify.loadFeatures = (/** @type {unknown} */ _, /** @type {(error: unknown) => void} */ done) =>
    done(new Error('gone'));
  create({ types, page: broken }).settle(accepted());
  assert.deepEqual([plain.consents, broken.consents], [[], []]);
});
