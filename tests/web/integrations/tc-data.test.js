import assert from 'node:assert/strict';
import test from 'node:test';
import { tcDataOf } from '../../../web/integrations/tc-data.js';

/** @type {import('../../../web/integrations/types.js').TcModel} */
const kModel = {
  policyVersion: 5,
  vendorListVersion: 141,
  isServiceSpecific: true,
  useNonStandardTexts: true,
  publisherCC: 'GB',
  purposeOneTreatment: false,
  specialFeatureOptins: [2],
  purposeConsents: [1, 3],
  purposeLegitimateInterests: [],
  vendorConsents: '2-3,5',
  vendorLegitimateInterests: '',
  disclosedVendors: null,
  publisherRestrictions: [
    { purposeId: 7, type: 1, vendors: '3,5' },
    { purposeId: 7, type: 0, vendors: '3-4' },
  ],
  publisher: null,
};

test('sets go up to their highest id, and what is not in them is false', () => {
  const data = tcDataOf(kModel, 'C…');
  assert.deepEqual(data.purpose.consents, { 1: true, 2: false, 3: true });
  assert.deepEqual(data.vendor.consents, { 1: false, 2: true, 3: true, 4: false, 5: true });
  assert.deepEqual(data.specialFeatureOptins, { 1: false, 2: true });
  assert.deepEqual(data.vendor.legitimateInterests, {});
  assert.deepEqual(data.vendor.disclosedVendors, {});
  assert.deepEqual(data.publisher.customPurpose, { consents: {}, legitimateInterests: {} });
  assert.equal(data.tcString, 'C…');
});

test('of two restrictions on a vendor the lower number wins, whatever their order', () => {
  const restrictions = { 7: { 3: 0, 4: 0, 5: 1 } };
  assert.deepEqual(tcDataOf(kModel, '').publisher.restrictions, restrictions);
  const turned = { ...kModel, publisherRestrictions: kModel.publisherRestrictions.toReversed() };
  assert.deepEqual(tcDataOf(turned, '').publisher.restrictions, restrictions);
});

test('what one caller changes, another does not see', () => {
  tcDataOf(kModel, '').purpose.consents[1] = false;
  assert.equal(tcDataOf(kModel, '').purpose.consents[1], true);
});
