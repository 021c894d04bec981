import assert from 'node:assert/strict';
import test from 'node:test';
import { create } from '../../../web/integrations/meta-pixel.js';
import { accepted, california, refused, settled, types, unasked } from './samples.js';
import { isDocumented } from './shapes.js';

/**
 * What Meta's snippet does: nothing where there is an `fbq`; else a function first, its queue afterwards.
 * @param {any} page @returns {boolean} whether it loads the pixel
 */
const runSnippet = (page) => {
  if (page.fbq) return false;
  /** @type {any} */
  const fbq = (/** @type {unknown[]} */ ...words) => fbq.queue.push(words);
  page.fbq = fbq;
  page._fbq ??= fbq;
  fbq.queue = [];
  return true;
};

/** @param {any} page */
const calls = (page) => page.fbq.queue;

test('the pixel is loaded all the same, and hears consent before its first line', () => {
  /** @type {any} */
  const page = {};
  create({ types, page }).settle(refused(unasked));
  assert.equal(runSnippet(page), true);
  page.fbq('init', '1');
  page.fbq('track', 'PageView');
  assert.deepEqual(calls(page), [
    ['consent', 'revoke'],
    ['init', '1'],
    ['track', 'PageView'],
  ]);
});

test('of what was decided before the pixel came it hears the last alone', () => {
  /** @type {any} */
  const page = {};
  const pixel = create({ types, page });
  for (const next of [refused(unasked), accepted(), refused(), accepted()]) pixel.settle(next);
  runSnippet(page);
  page.fbq('init', '1');
  assert.deepEqual(calls(page), [
    ['consent', 'grant'],
    ['init', '1'],
  ]);
});

test('denied, granted, denied: one call each, none twice', () => {
  /** @type {any} */
  const page = {};
  const pixel = create({ types, page });
  pixel.settle(refused(unasked));
  runSnippet(page);
  page.fbq('init', '1');
  for (const next of [refused(), accepted(), accepted(), refused(), refused()]) pixel.settle(next);
  assert.deepEqual(calls(page), [
    ['consent', 'revoke'],
    ['init', '1'],
    ['consent', 'grant'],
    ['consent', 'revoke'],
  ]);
});

test('a pixel that was there first is told at once', () => {
  /** @type {any} */
  const page = {};
  runSnippet(page);
  create({ types, page }).settle(accepted());
  assert.deepEqual(calls(page), [['consent', 'grant']]);
});

test('in the United States a no also limits the use of data, and a yes lifts that before it resumes', () => {
  /** @type {any} */
  const page = {};
  const pixel = create({ types, page });
  runSnippet(page);
  pixel.settle(refused(california));
  pixel.settle(accepted(california));
  assert.deepEqual(calls(page), [
    ['dataProcessingOptions', ['LDU'], 0, 0],
    ['consent', 'revoke'],
    ['dataProcessingOptions', []],
    ['consent', 'grant'],
  ]);
  for (const words of calls(page)) assert.ok(isDocumented('meta-pixel', words), JSON.stringify(words));
});

test('one denied use for advertising is enough to revoke', () => {
  /** @type {any} */
  const page = {};
  create({ types, page }).settle(settled(['adlark']));
  runSnippet(page);
  page.fbq('init', '1');
  assert.deepEqual(calls(page)[0], ['consent', 'revoke']);
});
