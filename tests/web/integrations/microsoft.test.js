import assert from 'node:assert/strict';
import test from 'node:test';
import { create as createClarity } from '../../../web/integrations/microsoft-clarity.js';
import { create as createUet } from '../../../web/integrations/microsoft-uet.js';
import { accepted, california, refused, types, unasked } from './samples.js';
import { isDocumented } from './shapes.js';

/** Commands of UET, three words each. @param {any} page */
const uetOf = ({ uetq }) => Array.from({ length: uetq.length / 3 }, (_, i) => uetq.slice(i * 3, i * 3 + 3));
/** @param {any} page */
const clarityOf = ({ clarity }) =>
  clarity.q.map((/** @type {ArrayLike<unknown>} */ words) => Array.from(words));

test('UET: a default before the tag, an update with the choice', () => {
  /** @type {any} */
  const page = {};
  const uet = createUet({ types, page });
  uet.settle(refused(unasked));
  uet.settle(accepted());
  assert.deepEqual(uetOf(page), [
    ['consent', 'default', { ad_storage: 'denied' }],
    ['consent', 'update', { ad_storage: 'granted' }],
  ]);
});

test('UET: where the law asks for no yes, the default is what holds', () => {
  /** @type {any} */
  const page = {};
  createUet({ types, page }).settle(accepted({ ...unasked, ...california }));
  assert.deepEqual(uetOf(page), [['consent', 'default', { ad_storage: 'granted' }]]);
});

test('UET: denied, granted, denied: one update each, none twice, also to a tag that has come', () => {
  /** @type {any} */
  const page = {};
  const uet = createUet({ types, page });
  for (const next of [refused(), refused(), accepted(), accepted()]) uet.settle(next);
  /** @type {unknown[][]} */
  const calls = [];
  page.uetq = { push: (/** @type {unknown[]} */ ...words) => calls.push(words) };
  for (const next of [accepted(), refused(), refused()]) uet.settle(next);
  assert.deepEqual(calls, [['consent', 'update', { ad_storage: 'denied' }]]);
  assert.ok(isDocumented('microsoft-uet', calls[0]));
});

test('UET: the first commands are documented ones, and a queue that is there is kept', () => {
  /** @type {any} */
  const page = { uetq: [] };
  const { uetq } = page;
  createUet({ types, page }).settle(accepted());
  assert.equal(page.uetq, uetq);
  assert.deepEqual(
    uetOf(page).map(([, command]) => command),
    ['default', 'update'],
  );
  for (const words of uetOf(page)) assert.ok(isDocumented('microsoft-uet', words));
});

test('Clarity: what holds waits for the tag in the queue of Clarity’s own snippet', () => {
  /** @type {any} */
  const page = {};
  const clarity = createClarity({ types, page });
  for (const next of [refused(unasked), refused(), accepted(), accepted(), refused()]) clarity.settle(next);
  assert.deepEqual(clarityOf(page), [
    ['consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }],
    ['consentv2', { ad_Storage: 'granted', analytics_Storage: 'granted' }],
    ['consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }],
  ]);
  for (const words of clarityOf(page)) assert.ok(isDocumented('microsoft-clarity', words));
});

test('Clarity: a tag that is there is called', () => {
  /** @type {unknown[][]} */
  const calls = [];
  const page = { clarity: (/** @type {unknown[]} */ ...words) => calls.push(words) };
  createClarity({ types, page }).settle(accepted());
  assert.deepEqual(calls, [['consentv2', { ad_Storage: 'granted', analytics_Storage: 'granted' }]]);
});
