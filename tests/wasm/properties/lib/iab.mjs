// Drawn models of consent strings. GPP sections have the fields that the vectors of tests/conformance/iab have.
import fc from 'fast-check';
import { read } from './modules.mjs';

const kDayDs = 864_000;

/** Sets of vendors as the models have them: "1-5,9". */
const vendors = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.nat(12)), { maxLength: 12 })
  .map((gaps) => {
    let next = 0;
    return gaps
      .map(([gap, more]) => {
        const first = next + 1 + gap;
        next = first + more;
        return more ? `${first}-${next}` : `${first}`;
      })
      .join(',');
  });
const numbers = (of) => fc.subarray(of);
const upTo = (max, min = 1) => Array.from({ length: max - min + 1 }, (_, at) => at + min);
const kWithInterests = [2, ...upTo(24, 7)];
const letters = fc.constantFrom('EN', 'DE', 'FR', 'AA', 'ZZ');

/** A TC string that may be written today, as a model. */
export const tcModel = fc
  .record({
    day: fc.integer({ min: 20_520, max: 20_779 }),
    cmpId: fc.integer({ min: 2, max: 4095 }),
    cmpVersion: fc.nat(4095),
    consentScreen: fc.nat(63),
    consentLanguage: letters,
    vendorListVersion: fc.integer({ min: 1, max: 4095 }),
    useNonStandardTexts: fc.boolean(),
    specialFeatureOptins: numbers(upTo(12)),
    purposeConsents: numbers(upTo(24)),
    purposeLegitimateInterests: numbers(kWithInterests),
    purposeOneTreatment: fc.boolean(),
    publisherCC: letters,
    vendorConsents: vendors,
    vendorLegitimateInterests: vendors,
    restrictions: fc.uniqueArray(
      fc.record({ purposeId: fc.integer({ min: 1, max: 24 }), type: fc.nat(1), vendors }),
      { maxLength: 3, selector: ({ purposeId }) => purposeId },
    ),
    disclosedVendors: vendors,
    publisher: fc.option(
      fc.record({
        consents: numbers(upTo(24)),
        legitimateInterests: numbers(kWithInterests),
        custom: fc.nat(20).chain((count) =>
          fc.record({
            numCustomPurposes: fc.constant(count),
            customConsents: numbers(upTo(count)),
            customLegitimateInterests: numbers(upTo(count)),
          }),
        ),
      }),
    ),
  })
  .map(({ day, restrictions, publisher, ...rest }) => ({
    version: 2,
    createdDs: day * kDayDs,
    lastUpdatedDs: day * kDayDs,
    ...rest,
    policyVersion: 5,
    isServiceSpecific: true,
    publisherRestrictions: restrictions
      .filter((each) => each.vendors)
      .toSorted((a, b) => a.purposeId - b.purposeId),
    allowedVendors: null,
    publisher: publisher && {
      consents: publisher.consents,
      legitimateInterests: publisher.legitimateInterests,
      ...publisher.custom,
    },
  }));

const { cases } = JSON.parse(await read('tests/conformance/iab/gpp_roundtrip.json'));
/** One section of each name and version. */
const kTemplates = new Map(
  cases
    .flatMap(({ sections }) => Object.entries(sections))
    .filter(([, { core }]) => core)
    .map(([name, section]) => [`${name} ${section.core.Version}`, section]),
);

const kFixed = new Set(['Version', 'MspaVersion']);
const drawnField = (name, value) => {
  if (kFixed.has(name)) return fc.constant(value);
  const one = name === 'MspaCoveredTransaction' ? fc.integer({ min: 1, max: 2 }) : fc.nat(2);
  return Array.isArray(value)
    ? fc.array(one, { minLength: value.length, maxLength: value.length, size: 'max' })
    : one;
};
const drawnSection = ([name, section]) =>
  fc
    .record({
      core: fc.record(
        Object.fromEntries(
          Object.entries(section.core).map(([field, value]) => [field, drawnField(field, value)]),
        ),
      ),
      ...('gpc' in section && { gpc: fc.constantFrom(true, false, null) }),
    })
    .map((drawn) => [name.split(' ')[0], drawn]);

/** A GPP string of US sections, as a model. */
export const gppModel = fc
  .uniqueArray(fc.oneof(...[...kTemplates].map(drawnSection)), {
    minLength: 1,
    maxLength: 4,
    selector: ([name]) => name,
  })
  .map((sections) => ({ sections: Object.fromEntries(sections) }));

/** Text that may be a consent string, with something wrong in it. @param {fc.Arbitrary<string>} text */
export const spoilt = (text) =>
  fc
    .tuple(text, fc.nat(200), fc.constantFrom('', 'A', '_', '.', '~', '-', '*', 'é', '😀', '\u202e'))
    .map(([whole, at, put]) => whole.slice(0, at) + put + whole.slice(at + 1));
