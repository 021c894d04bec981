// A site's rules, and what holds under them.

/** Rules as `say-so build` writes them for a shop: the advertiser names two types, the rest follows its class. */
export const types = {
  ad_storage: { all: ['adlark'] },
  analytics_storage: { all: ['plaincount'] },
  ad_user_data: { all: ['adlark'] },
  ad_personalization: { all: ['ads'] },
  functionality_storage: { any: ['media', 'support'] },
  personalization_storage: { any: ['history'] },
  security_storage: { all: [] },
};

const kEverything = ['plaincount', 'adlark', 'ads', 'media', 'history'];

/** What holds where `granted` is granted. @param {string[]} granted @param {object} [change] */
export const settled = (granted, change = {}) => ({
  isGranted: (/** @type {string} */ id) => granted.includes(id),
  hasChoice: true,
  jurisdiction: 'FR',
  model: /** @type {const} */ ('opt-in'),
  ...change,
});

export const unasked = { hasChoice: false };
export const california = { jurisdiction: 'US-CA', model: /** @type {const} */ ('opt-out') };

/** @param {object} [change] */
export const accepted = (change) => settled(kEverything, change);
/** @param {object} [change] */
export const refused = (change) => settled([], change);
