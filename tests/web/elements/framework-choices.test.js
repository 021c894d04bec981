import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FrameworkChoices, readIds, writeIds } from '../../../web/elements/shared/framework-choices.js';

const described = (ids) => Object.fromEntries(ids.map((id) => [id, { id, name: `P${id}`, description: '' }]));
const list = {
  purposes: described([1, 2, 7, 9]),
  vendors: {
    28: { id: 28, name: 'Plaincount', purposes: [1], legIntPurposes: [7, 9], flexiblePurposes: [7] },
    400: { id: 400, name: 'Amber', purposes: [1, 2], legIntPurposes: [7], flexiblePurposes: [2, 7] },
    401: { id: 401, name: 'Birch', purposes: [1], deletedDate: '2026-01-01T00:00:00Z' },
  },
};
const settings = {
  purposes: { 1: ['ads'], 2: ['ads'], 7: ['analytics'] },
  vendors: { plaincount: 28 },
  restrictions: [
    { purposeId: 7, type: 'require-consent', vendors: '400' },
    { purposeId: 2, type: 'not-allowed', vendors: '1-500' },
    { purposeId: 9, type: 'require-consent', vendors: '28' },
  ],
};
const empty = {
  purposeConsents: [],
  purposeLegitimateInterests: [],
  specialFeatureOptins: [],
  vendorConsents: '',
  vendorLegitimateInterests: '',
  disclosedVendors: '28,400-401',
};

/** A centre in which purposes of the config are on. @param {object} model @param {string[]} given */
const choicesWith = (model, given = []) => {
  const on = new Set(given);
  const isOn = (id) => on.has(id);
  const beside = {
    isGiven: (id) => given.includes(id),
    isOn,
    isServiceGiven: () => given.includes('analytics'),
    isServiceOn: () => on.has('analytics'),
    switchOn: (purposes) => purposes.forEach((id) => on.add(id)),
    switchService: (_, isWanted) => (isWanted ? on.add('analytics') : on.delete('analytics')),
  };
  return new FrameworkChoices({ model: { ...empty, ...model }, settings }, list, beside);
};

test('ids are read from runs and written back', () => {
  for (const text of ['', '1', '1-5,9', '3,7-8,1000-1200']) assert.equal(writeIds(readIds(text)), text);
});

test('vendors that left the list are not shown, and counts follow the site’s restrictions', () => {
  const choices = choicesWith({});
  assert.deepEqual(
    choices.vendors.map(({ name }) => name),
    ['Amber', 'Plaincount'],
  );
  assert.equal(choices.count(1, 'consent'), 2);
  assert.equal(choices.count(2, 'consent'), 0); // not allowed here
  assert.equal(choices.count(7, 'consent'), 1); // Amber has to ask
  assert.equal(choices.count(7, 'legitimate-interest'), 1);
  assert.equal(choices.count(9, 'legitimate-interest'), 0); // consent asked of one who cannot
});

test('before a choice nothing is on, and nothing is to be saved', () => {
  const choices = choicesWith({});
  assert.equal(choices.isOn('purposeConsents', 1), false);
  assert.equal(choices.isOn('vendorConsents', 400), false);
  assert.equal(choices.wish(), undefined);
});

test('a purpose switched on is that one: its neighbours behind the same choice stay off', () => {
  const choices = choicesWith({});
  choices.switch('purposeConsents', 2, true);
  assert.equal(choices.isOn('purposeConsents', 2), true);
  assert.equal(choices.isOn('purposeConsents', 1), false);
  assert.equal(choices.isOn('purposeLegitimateInterests', 2), false);
  assert.equal(choices.isOn('vendorConsents', 400), true);
  assert.equal(choices.wish(), '2;;;400;');
});

test('what was refused before stays refused beside what is moved', () => {
  const held = { purposeConsents: [1], vendorConsents: '28', vendorLegitimateInterests: '28,400' };
  const choices = choicesWith({ ...held, purposeLegitimateInterests: [7] }, ['ads', 'analytics']);
  assert.equal(choices.isOn('purposeConsents', 2), false);
  assert.equal(choices.isOn('vendorConsents', 400), false);
  choices.switch('vendorLegitimateInterests', 400, false);
  assert.equal(choices.wish(), '1;7;;28;28');
});

test('an objection to all takes every legitimate interest and no consent', () => {
  const held = { purposeConsents: [1, 2, 7], purposeLegitimateInterests: [2, 7] };
  const vendors = { vendorConsents: '28,400', vendorLegitimateInterests: '28,400' };
  const choices = choicesWith({ ...held, ...vendors }, ['ads', 'analytics']);
  choices.objectToAll();
  assert.equal(choices.wish(), '1-2,7;;;28,400;');
});

test('what was saved is no draft any more', () => {
  const choices = choicesWith({}, ['ads']);
  choices.switch('vendorConsents', 400, true);
  assert.notEqual(choices.wish(), undefined);
  choices.follow({ ...empty, vendorConsents: '400' });
  assert.equal(choices.wish(), undefined);
});
