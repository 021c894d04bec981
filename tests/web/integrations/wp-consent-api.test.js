import assert from 'node:assert/strict';
import test from 'node:test';
import { create } from '../../../web/integrations/wp-consent-api.js';
import { accepted, california, refused, settled, types, unasked } from './samples.js';
import { isDocumented } from './shapes.js';

/** A page with the plugin, whose cookies are `kept`; its script may come only with the rest of the page. */
const pageWith = ({ kept = {}, readyState = 'complete' } = {}) => {
  const document = Object.assign(new EventTarget(), { readyState });
  /** @type {string[]} */
  const events = [];
  document.addEventListener('wp_consent_type_defined', () => events.push(page.wp_consent_type));
  /** @type {Record<string, string>} */
  const cookies = { ...kept };
  /** @type {string[][]} */
  const calls = [];
  /** @type {any} */
  const page = {
    document,
    CustomEvent,
    events,
    calls,
    wp_has_consent: (/** @type {string} */ category) =>
      category in cookies ? cookies[category] === 'allow' : page.wp_consent_type === 'optout',
    wp_set_consent: (/** @type {string} */ category, /** @type {string} */ value) => {
      cookies[category] = value;
      calls.push([category, value]);
    },
  };
  return page;
};

test('the rules of the place are there at once, and told when the page is', () => {
  const page = pageWith({ readyState: 'loading' });
  create({ types, page }).settle(refused(unasked));
  assert.equal(page.wp_consent_type, 'optin');
  assert.deepEqual(page.events, []);
  page.document.readyState = 'interactive';
  page.document.dispatchEvent(new Event('DOMContentLoaded'));
  assert.deepEqual(page.events, ['optin']);
});

test('where nothing has to be asked the plugins run until a no', () => {
  const page = pageWith();
  create({ types, page }).settle(accepted({ ...unasked, ...california }));
  assert.deepEqual([page.wp_consent_type, page.events], ['optout', ['optout']]);
});

test('before a choice no category is set, except one that the plugins would get wrong', () => {
  const asked = pageWith({ kept: { functional: 'allow' } });
  create({ types, page: asked }).settle(refused(unasked));
  assert.deepEqual(asked.calls, []);
  // Global Privacy Control where nothing has to be asked.
  const signalled = pageWith();
  create({ types, page: signalled }).settle(settled(['plaincount', 'media'], { ...unasked, ...california }));
  assert.deepEqual(signalled.calls, [['marketing', 'deny']]);
  // A yes that has run out, still in the plugin's own cookie.
  const expired = pageWith({ kept: { functional: 'allow', marketing: 'allow' } });
  create({ types, page: expired }).settle(refused(unasked));
  assert.deepEqual(expired.calls, [['marketing', 'deny']]);
});

test('a choice sets every category, a refusal too: the server reads it', () => {
  const page = pageWith();
  create({ types, page }).settle(settled(['plaincount', 'media']));
  assert.deepEqual(page.calls, [
    ['functional', 'allow'],
    ['preferences', 'allow'],
    ['statistics-anonymous', 'allow'],
    ['statistics', 'allow'],
    ['marketing', 'deny'],
  ]);
  for (const words of page.calls) assert.ok(isDocumented('wp-consent-api', words), String(words));
});

test('denied, granted, denied: what changes is told once', () => {
  const page = pageWith();
  const plugin = create({ types, page });
  plugin.settle(refused());
  page.calls.length = 0;
  const marketing = ['plaincount', 'adlark', 'ads'];
  for (const next of [refused(), settled(marketing), settled(marketing), refused()]) plugin.settle(next);
  assert.deepEqual(
    page.calls.filter((/** @type {string[]} */ [category]) => category === 'marketing'),
    [
      ['marketing', 'allow'],
      ['marketing', 'deny'],
    ],
  );
  assert.deepEqual(page.events, ['optin']);
});

test('without the plugin nothing is called', () => {
  const page = pageWith();
  delete page.wp_set_consent;
  create({ types, page }).settle(accepted());
  assert.deepEqual(page.calls, []);
});
