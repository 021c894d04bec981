// A Global Vendor List as large as the real one, of made-up vendors: the same on every run. Names of purposes are the
// framework's, the rest is invented.
import { readFileSync } from 'node:fs';

const kFirst = 'Amber Birch Cedar Delta Ember Fjord Grove Hazel Inlet Juniper Kestrel Linden Meadow'.split(
  ' ',
);
const kSecond = 'Lark Wren Finch Otter Stoat Heron Marten Plover Siskin Vole Ibis Curlew Dunlin'.split(' ');
const kThird = ['Media', 'Ads', 'Metrics', 'Audience', 'Data', 'Exchange', 'Réseau', 'Werbung GmbH'];

const kPurposes = [
  'Store and/or access information on a device',
  'Use limited data to select advertising',
  'Create profiles for personalised advertising',
  'Use profiles to select personalised advertising',
  'Create profiles to personalise content',
  'Use profiles to select personalised content',
  'Measure advertising performance',
  'Measure content performance',
  'Understand audiences through statistics or combinations of data from different sources',
  'Develop and improve services',
  'Use limited data to select content',
];
const kSpecialPurposes = [
  'Ensure security, prevent and detect fraud, and fix errors',
  'Deliver and present advertising and content',
  'Save and communicate privacy choices',
];
const kFeatures = [
  'Match and combine data from other data sources',
  'Link different devices',
  'Identify devices based on information transmitted automatically',
];
const kSpecialFeatures = [
  'Use precise geolocation data',
  'Actively scan device characteristics for identification',
];
const kData = [
  'IP addresses',
  'Device characteristics',
  'Device identifiers',
  'Probabilistic identifiers',
  'Authentication-derived identifiers',
  'Browsing and interaction data',
  'User-provided data',
  'Non-precise location data',
  'Precise location data',
  'Users’ profiles',
  'Privacy choices',
];

const described = (names, withExamples = false) =>
  Object.fromEntries(
    names.map((name, index) => [
      index + 1,
      {
        id: index + 1,
        name,
        description: `What is meant by “${name}” stands here, in the words of the framework.`,
        ...(withExamples && { illustrations: [`First example: ${name}.`, `Second example: ${name}.`] }),
      },
    ]),
  );

/** The same numbers on every run. @param {number} seed */
const seeded = (seed) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

const kConsentOnly = [1, 3, 4, 5, 6];
const idsOf = (names) => names.map((_, index) => index + 1);

/** @param {number} id @param {() => number} random */
const makeVendor = (id, random) => {
  const pick = (/** @type {string[]} */ list) => list[Math.floor(random() * list.length)];
  const some = (/** @type {number[]} */ list, share) => list.filter(() => random() < share);
  const purposes = some(idsOf(kPurposes), 0.5);
  const legIntPurposes = idsOf(kPurposes).filter(
    (purpose) => !purposes.includes(purpose) && !kConsentOnly.includes(purpose) && random() < 0.5,
  );
  return {
    id,
    name: `${pick(kFirst)} ${pick(kSecond)} ${pick(kThird)}`,
    purposes,
    legIntPurposes,
    flexiblePurposes: some([...purposes, ...legIntPurposes], 0.3),
    specialPurposes: some([1, 2, 3], 0.6),
    features: some([1, 2, 3], 0.4),
    specialFeatures: some([1, 2], 0.2),
    dataDeclaration: some(idsOf(kData), 0.5),
    dataRetention: { stdRetention: 30 * (1 + Math.floor(random() * 12)), purposes: {}, specialPurposes: {} },
    urls: [
      {
        langId: 'en',
        privacy: `https://v${id}.example/privacy`,
        legIntClaim: `https://v${id}.example/interest`,
      },
    ],
    usesCookies: random() < 0.8,
    cookieMaxAgeSeconds: 86_400 * Math.floor(random() * 400),
    cookieRefresh: random() < 0.5,
    usesNonCookieAccess: random() < 0.5,
    deviceStorageDisclosureUrl: `https://v${id}.example/devices.json`,
  };
};

/** The small list's vendors, and others up to `count`. @param {number} count */
export const manyVendors = (count = 1000) => {
  const small = JSON.parse(readFileSync(new URL('vendor-list.json', import.meta.url), 'utf8'));
  const random = seeded(11);
  const vendors = { ...small.vendors };
  for (let id = 400; Object.keys(vendors).length < count; id++) vendors[id] = makeVendor(id, random);
  // One whose addresses are no place to go.
  const [url] = vendors[400].urls;
  url.privacy = 'javascript:alert(1)';
  vendors[400].name = 'Zzyzx <b>Bold</b> Ads';
  vendors[400].purposes = [1, 2];
  vendors[400].legIntPurposes = [7, 9];
  vendors[400].dataRetention = { stdRetention: 90, purposes: { 2: 180 }, specialPurposes: {} };
  return {
    ...small,
    purposes: described(kPurposes, true),
    specialPurposes: described(kSpecialPurposes, true),
    features: described(kFeatures),
    specialFeatures: described(kSpecialFeatures, true),
    stacks: {},
    dataCategories: described(kData),
    vendors,
  };
};

/** The list's texts in German, as `purposes-de.json` has them. */
export const germanTexts = () => {
  const list = manyVendors(6);
  const german = (texts) =>
    Object.fromEntries(
      Object.entries(texts).map(([id, text]) => [id, { ...text, name: `DE: ${text.name}` }]),
    );
  return Object.fromEntries(
    ['purposes', 'specialPurposes', 'features', 'specialFeatures', 'dataCategories'].map((name) => [
      name,
      german(list[name]),
    ]),
  );
};

/** Of a site with at least 303 of them. */
export const tcfSettings = {
  cmpId: 300,
  publisherCountry: 'GB',
  purposes: {
    1: ['ads'],
    2: ['ads'],
    3: ['ads'],
    4: ['ads'],
    7: ['ads', 'analytics'],
    8: ['analytics'],
    9: ['analytics'],
    10: ['analytics'],
    11: ['media'],
  },
  specialFeatures: { 1: ['ads'] },
  vendors: { plaincount: 28, adlark: 301, brightmoth: 302, tallyhill: 303 },
  vendorList: '/vendor-list.json',
  disclosedVendors: 'all',
};
