import assert from 'node:assert/strict';
import test from 'node:test';
import { integrate } from '../../../web/loader/integrate.js';
import { builtWith, environmentWith } from './samples.js';

/** @typedef {import('../../../web/integrations/types.js').Settled} Settled */

/**
 * What an integration is told on a page.
 * @param {{granted?: string[], decision?: object | null, chosen?: boolean, place?: string, built?: object}} page
 */
const toldOn = ({ granted = [], decision = null, chosen = true, place = 'FR', built = {} }) => {
  const page = /** @type {any} */ (globalThis);
  const isGranted = (/** @type {string} */ id) => ['necessary', 'shop', ...granted].includes(id);
  page.sayso = { granted: isGranted, decision };
  /** @type {Settled[]} */
  const told = [];
  const kit = {
    built: builtWith({ optOut: ['US-CA'], consentTypes: {}, ...built }),
    environment: () => environmentWith({ jurisdiction: place }),
    hasChosen: () => chosen,
  };
  const act = integrate(() => ({ settle: (now) => told.push(now) }))(/** @type {any} */ (kit));
  act();
  delete page.sayso;
  return told[0];
};

test('a choice counts once it was decided on, by the core or by a snapshot that holds', () => {
  assert.equal(toldOn({}).hasChoice, false);
  assert.equal(toldOn({ decision: {} }).hasChoice, true);
  assert.equal(toldOn({ granted: ['analytics'] }).hasChoice, true);
  assert.equal(toldOn({ granted: ['plaincount'] }).hasChoice, true);
  assert.equal(toldOn({ decision: {}, granted: ['analytics'], chosen: false }).hasChoice, false);
});

test('the row of the plan says which model holds; without one it asks', () => {
  assert.equal(toldOn({ place: 'US-CA' }).model, 'opt-out');
  assert.equal(toldOn({ place: 'FR' }).model, 'opt-in');
  assert.equal(toldOn({ place: 'US-CA', built: { optOut: undefined } }).model, 'opt-in');
});

test('an integration that fails stops nobody, and the page hears of it', () => {
  const page = /** @type {any} */ (globalThis);
  /** @type {unknown[]} */
  const heard = [];
  const { reportError } = page;
  page.reportError = (/** @type {unknown} */ error) => heard.push(error);
  page.sayso = { granted: () => false, decision: null };
  const fault = new Error('not ours');
  const settle = () => {
    throw fault;
  };
  const kit = { built: builtWith(), environment: environmentWith, hasChosen: () => false };
  integrate(() => ({ settle }))(/** @type {any} */ (kit))();
  page.reportError = reportError;
  delete page.sayso;
  assert.deepEqual(heard, [fault]);
});
