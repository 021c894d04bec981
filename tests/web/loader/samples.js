// A small built file, and what changes it a little at a time.

/** @param {object} [change] */
export const builtWith = ({ policyData = '2026-11', ...change } = {}) => ({
  language: 'en',
  dir: 'ltr',
  meaning: 'sha256:aa',
  text: 'sha256:bb',
  plan: {
    schema: 'say-so-plan/1',
    policyData,
    validUntil: '2027-01-01T00:00:00Z',
    rows: [
      row({ codes: ['*', 'FR'], prompt: 'ask', granted: ['necessary'] }),
      row({ codes: ['US-CA'], gpc: [false], granted: ['necessary', 'analytics', 'ads'] }),
      row({ codes: ['US-CA'], gpc: [true], granted: ['necessary', 'analytics'] }),
    ],
  },
  words: {},
  site: { name: 'Fern & Finch', notice: '/privacy' },
  jurisdiction: { source: ['attribute'], fallback: 'strictest' },
  purposes: [{ id: 'necessary', required: true }, { id: 'analytics' }, { id: 'ads' }, { id: 'history' }],
  services: { shop: ['necessary'], plaincount: ['analytics'], adnet: ['analytics', 'ads'] },
  partners: 2,
  signals: { viewed: 'history' },
  config: 'say-so.config.json',
  ...change,
});

/** @param {object} change */
const row = (change) => ({
  gpc: [false, true],
  prompt: 'notice',
  controls: ['reject-all', 'choose'],
  status: null,
  links: [],
  ...change,
});

/** @param {object} [change] */
export const environmentWith = (change = {}) => ({
  now: '2026-11-22T12:00:00Z',
  jurisdiction: 'US-CA',
  jurisdictionSource: 'attribute',
  gpc: false,
  language: 'en',
  ageBand: null,
  ...change,
});

/** @param {object} [change] */
export const snapshotWith = (change = {}) => ({
  schema: 'say-so-snapshot/1',
  meaning: 'sha256:aa',
  policyData: '2026-11',
  policy: 'US-CA@2026-11',
  jurisdiction: 'US-CA',
  gpc: false,
  ageBand: null,
  state: '1.state',
  at: '2026-11-20T12:00:00Z',
  lastSeen: '2026-11-21T12:00:00Z',
  validUntil: '2027-01-01T00:00:00Z',
  prompt: 'none',
  granted: ['history'],
  services: [],
  defaults: { purposes: ['analytics'], services: ['plaincount'] },
  clear: ['_ads*'],
  ...change,
});
