import assert from 'node:assert/strict';
import test from 'node:test';
import { create } from '../../../web/integrations/google-consent-mode.js';
import { accepted, california, refused, settled, types, unasked } from './samples.js';
import { isDocumented, shapes } from './shapes.js';

/** @param {object} [settings] @param {any} [page] */
const start = (settings, page = {}) => ({ page, mode: create({ types, settings, page }) });

/** Commands as Google's tags see them: what is no arguments object does not count. @param {any} page */
const told = (page) =>
  page.dataLayer
    .filter((/** @type {object} */ one) => Object.prototype.toString.call(one) === '[object Arguments]')
    .map((/** @type {ArrayLike<unknown>} */ words) => Array.from(words));

/** @param {any[][]} commands */
const namesOf = (commands) => commands.map(([command, what]) => `${command} ${what}`);

const kStrictest = {
  ad_storage: 'denied',
  analytics_storage: 'denied',
  ad_user_data: 'denied',
  ad_personalization: 'denied',
  functionality_storage: 'denied',
  personalization_storage: 'denied',
  security_storage: 'granted',
};
const kAllGranted = Object.fromEntries(Object.keys(kStrictest).map((type) => [type, 'granted']));

test('a first visit hears the strictest default, then the place’s own, and no update', () => {
  const { page, mode } = start();
  mode.settle(accepted({ ...unasked, ...california }));
  assert.deepEqual(told(page), [
    ['consent', 'default', { ...kStrictest, wait_for_update: 500 }],
    ['consent', 'default', { ...kAllGranted, region: ['US-CA'], wait_for_update: 500 }],
  ]);
});

test('an unknown place has the strictest default alone', () => {
  const { page, mode } = start({ waitForUpdate: 900 });
  mode.settle(refused({ ...unasked, jurisdiction: null }));
  assert.deepEqual(told(page), [['consent', 'default', { ...kStrictest, wait_for_update: 900 }]]);
});

test('a stored choice is an update right after the defaults, which are strict then', () => {
  const { page, mode } = start();
  mode.settle(accepted(california));
  const commands = told(page);
  assert.deepEqual(namesOf(commands), ['consent default', 'consent default', 'consent update']);
  assert.equal(commands[1][2].ad_storage, 'denied');
  assert.deepEqual(commands[2][2], kAllGranted);
});

test('denied, granted, denied again: one update each, and none for the same twice', () => {
  const { page, mode } = start();
  mode.settle(refused(unasked));
  for (const next of [refused(), refused(), accepted(), accepted(), refused(), refused()]) mode.settle(next);
  const updates = told(page).filter(([, what]) => what === 'update');
  assert.deepEqual(
    updates.map(([, , values]) => values.ad_storage),
    ['denied', 'granted', 'denied'],
  );
});

test('a refusal after denied defaults is told once: tags wait for an answer', () => {
  const { page, mode } = start();
  mode.settle(refused(unasked));
  mode.settle(refused());
  assert.deepEqual(told(page).at(-1), ['consent', 'update', kStrictest]);
});

test('what holds may change without a choice: a place that was awaited', () => {
  const { page, mode } = start();
  mode.settle(refused({ ...unasked, jurisdiction: null }));
  mode.settle(accepted({ ...unasked, ...california }));
  assert.deepEqual(namesOf(told(page)), ['consent default', 'consent update']);
});

test('each type follows its own rule', () => {
  const { page, mode } = start();
  mode.settle(settled(['plaincount', 'support', 'adlark']));
  const {
    ad_storage,
    ad_personalization,
    analytics_storage,
    functionality_storage,
    personalization_storage,
  } = told(page).at(-1)[2];
  assert.deepEqual(
    [ad_storage, ad_personalization, analytics_storage, functionality_storage, personalization_storage],
    ['granted', 'denied', 'granted', 'granted', 'denied'],
  );
});

test('what is required is granted by the strictest default, too', () => {
  /** @type {any} */
  const page = {};
  const isRequired = (/** @type {string} */ id) => id === 'media';
  create({ types, page, isRequired }).settle(settled(['media'], unasked));
  assert.equal(told(page)[0][2].functionality_storage, 'granted');
});

test('the two settings are set before any update, and not at all unless asked for', () => {
  const { page, mode } = start({ adsDataRedaction: true, urlPassthrough: true });
  mode.settle(accepted());
  assert.deepEqual(namesOf(told(page)).slice(2), [
    'set ads_data_redaction',
    'set url_passthrough',
    'consent update',
  ]);
  const plain = start();
  plain.mode.settle(accepted());
  assert.ok(told(plain.page).every(([command]) => command === 'consent'));
});

test('a data layer that is there is used and kept', () => {
  const dataLayer = [{ event: 'page' }];
  const { page, mode } = start({}, { dataLayer });
  mode.settle(refused(unasked));
  assert.equal(page.dataLayer, dataLayer);
  assert.deepEqual(dataLayer[0], { event: 'page' });
});

test('every command is one that Google documents', () => {
  const { page, mode } = start({ adsDataRedaction: true, urlPassthrough: true });
  for (const next of [accepted({ ...unasked, ...california }), refused(), accepted()]) mode.settle(next);
  for (const words of told(page))
    assert.ok(isDocumented('google-consent-mode', words), JSON.stringify(words));
  assert.match(shapes['google-consent-mode'].source, /^https:\/\/developers\.google\.com\//);
});
