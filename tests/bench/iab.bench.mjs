// Consent strings, ours in Wasm against the reference implementations in JavaScript, in one run in Node.
import { GppModel } from '@iabgpp/cmpapi';
import { GVL, Segment, SegmentEncoder, TCString } from '@iabtechlabtcf/core';
import { tcDataOf } from '../../web/integrations/tc-data.js';
import { startInNode } from '../wasm/lib/start.mjs';

/** Short calls are timed in batches: the clock is coarser than they are. */
const kBatch = 50;

/** The same numbers on every run. */
const seeded = (seed) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

/** 700 of 1,000 vendors disclosed and given consent, one restriction, a publisher’s segment. @param {any} iab @param {number} seed */
const largeString = (iab, seed = 7) => {
  const random = seeded(seed);
  const ids = Array.from({ length: 1000 }, (_, index) => index + 1);
  const chosen = ids
    .map((id) => ({ id, at: random() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, 700)
    .map(({ id }) => id)
    .sort((a, b) => a - b)
    .join(',');
  const runs = chosen.replaceAll(/(\d+)(?:,\d+)+/g, (list) => {
    const parts = [];
    for (const id of list.split(',').map(Number)) {
      const last = parts.at(-1);
      if (last && last[1] === id - 1) last[1] = id;
      else parts.push([id, id]);
    }
    return parts.map(([first, end]) => (first === end ? first : `${first}-${end}`)).join(',');
  });
  const model = {
    createdDs: 17952192000,
    lastUpdatedDs: 17952192000,
    cmpId: 300,
    cmpVersion: 1,
    consentScreen: 1,
    consentLanguage: 'EN',
    vendorListVersion: 141,
    policyVersion: 5,
    useNonStandardTexts: false,
    specialFeatureOptins: [1],
    purposeConsents: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    purposeLegitimateInterests: [2, 7, 8, 9, 10, 11],
    purposeOneTreatment: false,
    publisherCC: 'DE',
    vendorConsents: runs,
    vendorLegitimateInterests: runs,
    publisherRestrictions: [{ purposeId: 2, type: 1, vendors: '10-20' }],
    disclosedVendors: runs,
    publisher: {
      consents: [1, 2],
      legitimateInterests: [7],
      numCustomPurposes: 2,
      customConsents: [1],
      customLegitimateInterests: [2],
    },
  };
  const answer = JSON.parse(iab.encodeTc(JSON.stringify(model), ''));
  if (!answer.ok) throw new Error(`${answer.error.message} at ${answer.error.at}`);
  return answer.value;
};

/** A list of 1,000 vendors: the reference does not write restrictions without one. */
const vendorList = () => {
  const vendor = (id) => ({
    id,
    name: `Vendor ${id}`,
    purposes: [1, 2],
    legIntPurposes: [7],
    flexiblePurposes: [2, 7],
    specialPurposes: [],
    features: [],
    specialFeatures: [],
  });
  return new GVL({
    gvlSpecificationVersion: 3,
    vendorListVersion: 141,
    tcfPolicyVersion: 5,
    lastUpdated: '2026-11-19T16:00:00Z',
    purposes: Object.fromEntries([1, 2, 7].map((id) => [id, { id, name: `Purpose ${id}`, description: '' }])),
    specialPurposes: {},
    features: {},
    specialFeatures: {},
    stacks: {},
    dataCategories: {},
    vendors: Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [index + 1, vendor(index + 1)])),
  });
};

const kGpp = 'DBABLA~BAAAAAAAAQA.QA';

export default async ({ measure }) => {
  const [iab, codec] = await Promise.all([startInNode('iab'), startInNode('bench_iab')]);
  const tc = largeString(iab);
  const model = TCString.decode(tc);
  model.gvl = vendorList();
  const segments = () =>
    [Segment.CORE, Segment.VENDORS_DISCLOSED, Segment.PUBLISHER_TC]
      .map((segment) => SegmentEncoder.encode(model, segment))
      .join('.');
  const gppReference = new GppModel(kGpp);
  const fields = Object.keys(JSON.parse(iab.gppData(kGpp)).value.parsedSections.usnat[0]);
  if (codec.keepTc(tc) !== 'kept' || codec.keepGpp(kGpp) !== 'kept')
    throw new Error('the strings are not read');
  // Both sides do the whole of it.
  if (codec.encodeTc() !== tc || !codec.decodeTc(tc) || TCString.decode(segments()).cmpId !== 300)
    throw new Error('a codec does not give the string back');

  const time = (body) => measure(body, { batch: kBatch });
  const rows = [];
  const add = (what, ours, reference, theirs) => {
    const result = time(ours);
    const against = theirs ?? time(reference);
    const times = (against.median / result.median).toFixed(1);
    rows.push({ what: `${what}: reference`, result: against });
    rows.push({ what: `${what}: ours (${times} x)`, result });
    return against;
  };
  const decoded = add(
    `TC string of 700 vendors (${tc.length} characters), decode`,
    () => codec.decodeTc(tc),
    () => TCString.decode(tc),
  );
  // The reference's model alone: its JSON would be on top.
  add(
    'the same, decode and the JSON a page gets',
    () => JSON.parse(iab.decodeTc(tc, '')),
    undefined,
    decoded,
  );
  // Strings that differ, so that nothing is remembered.
  const several = Array.from({ length: 8 }, (_, index) => largeString(iab, index));
  let turn = 0;
  add(
    'the same, decode and TCData with a flag for each id',
    () => {
      const text = several[turn++ % several.length];
      return tcDataOf(JSON.parse(iab.decodeTc(text, '')).value, text);
    },
    undefined,
    decoded,
  );
  add('the same, encode (reference: segments only)', () => codec.encodeTc(), segments);
  add(
    'GPP usnat, decode and read all fields',
    () => codec.decodeGpp(kGpp),
    () => {
      const gpp = new GppModel(kGpp);
      for (const field of fields) gpp.getFieldValue('usnat', field);
    },
  );
  let flip = 1;
  const other = () => (flip = 3 - flip);
  add(
    'GPP usnat, decode, change a field and encode',
    () => codec.changeGpp(kGpp),
    () => {
      const gpp = new GppModel(kGpp);
      gpp.setFieldValue('usnat', 'SaleOptOut', 1);
      gpp.encode();
    },
  );
  add(
    'GPP usnat, change a field of a model that is kept, and encode',
    () => codec.encodeGpp(String(other())),
    () => {
      gppReference.setFieldValue('usnat', 'SaleOptOut', other());
      gppReference.encode();
    },
  );
  return rows;
};
