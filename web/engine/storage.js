/** A place of this host alone. @param {string} name @param {number} limit */
const local = (name, limit) => /** @type {const} */ ({ key: `say-so.${name}`, kind: 'localStorage', limit });

/** Something of this visit. @param {string} name @param {number} limit */
const visit = (name, limit) =>
  /** @type {const} */ ({ key: `say-so.${name}`, kind: 'sessionStorage', limit });

/**
 * The one storage table: everything Say-So may keep on a device. `limit` is in characters. docs/storage.md is made from
 * it and from what is said about each place below. Erasing everything empties all from `snapshot` on.
 */
export const storageTable = /** @type {const} */ ({
  state: { key: 'say-so', kind: 'cookie', limit: 2048 },
  outbox: local('outbox', 65_536),
  pending: local('pending', 4096),
  dismissed: visit('dismissed', 1),
  snapshot: local('snapshot', 16_384),
  ledger: local('ledger', 262_144),
  profile: local('profile', 65_536),
  signals: local('signals', 65_536),
  refused: local('refused', 4096),
  quiet: local('quiet', 1),
  hidden: local('hidden', 1),
  wishes: visit('wishes', 256),
  proposed: visit('proposed', 1),
});

/** With TCF: apart, as other pages have no use for it. */
export const vendorsPlace = /** @type {const} */ ({ key: 'say-so-tc', kind: 'cookie', limit: 4000 });

/** Where the site asks for statistics: apart, too. Erasing everything leaves of it what `eraseSpent` says. */
export const spentPlace = /** @type {const} */ ({ key: 'say-so.spent', kind: 'localStorage', limit: 65_536 });

/** The table with what only some sites keep. */
export const wholeTable = () => ({ ...storageTable, vendors: vendorsPlace, spent: spentPlace });

/**
 * What each place of the table is for, in words: apart, as a page has no use for them. `before` says why it may exist
 * before a choice.
 */
export const storageNotes = /** @type {const} */ ({
  state: {
    content: 'the choices, as compact text: ids, yes or no, times, hashes; no profile value',
    lifetime: 'at most 13 months (393 days) after the last choice or the last renewal by a visit',
    readers: 'loader, core, the site’s server',
    purpose: 'necessary',
    before: 'never: written with the first choice',
  },
  outbox: {
    content:
      'records that contain a grant, or withdraw a posted one, each with a random id, not yet taken by the sink',
    lifetime: 'until the sink has taken them; only where the config names a sink',
    readers: 'core’s module; the sink',
    purpose: 'necessary',
    before: 'never: written with the first grant',
  },
  pending: {
    content: 'choices that the core has not seen yet, or that the cookie could not take',
    lifetime: 'until the core has applied and stored them',
    readers: 'loader, core',
    purpose: 'necessary',
    before: 'never: it is a choice',
  },
  dismissed: {
    content: 'that the notice of an opt-out place was closed in this visit',
    lifetime: 'the visit',
    readers: 'loader',
    purpose: 'necessary',
    before: 'only after the visitor closed the notice',
  },
  snapshot: {
    content: 'the last decision and the conditions under which it stays true',
    lifetime: 'until it is void or everything is erased',
    readers: 'loader',
    purpose: 'necessary',
    before: 'never: written with the first choice',
  },
  ledger: {
    content: 'hash-chained records of choices: ids, notice hash, control, language, policy, time',
    lifetime: 'until everything is erased',
    readers: 'core',
    purpose: 'necessary',
    before: 'never: written with the first choice',
  },
  profile: {
    content: 'what the consumer stated, each with its time',
    lifetime: 'the retention of the purpose, or until erased or switched off',
    readers: 'core',
    purpose: 'the purpose of each signal (stated)',
    before: 'never: saving an answer is the choice',
  },
  signals: {
    content: 'what was seen here and, where the site asks for it, what lists showed: signal, item id, time',
    lifetime: 'the retention of the purpose, or until erased or switched off',
    readers: 'core',
    purpose: 'the purpose of each signal (history)',
    before: 'never: kept only once granted',
  },
  refused: {
    content: 'answers that were proposed and refused: question and value, so that none is proposed again',
    lifetime: 'until everything is erased',
    readers: 'core of the profile',
    purpose: 'necessary',
    before: 'never: written with a refusal',
  },
  quiet: {
    content: 'that the visitor wants no questions and no proposals',
    lifetime: 'until switched off or everything is erased',
    readers: 'loader, elements',
    purpose: 'necessary',
    before: 'only after the visitor switched it on',
  },
  hidden: {
    content: 'that reasons and answers are hidden from who looks at this device',
    lifetime: 'until switched off or everything is erased',
    readers: 'elements',
    purpose: 'necessary',
    before: 'only after the visitor switched it on',
  },
  wishes: {
    content: 'how the visitor set the lists: without their data, variety, a surprise, prices; no signal',
    lifetime: 'the visit, or until everything is erased',
    readers: 'elements',
    purpose: 'necessary',
    before: 'only after the visitor set a list',
  },
  proposed: {
    content: 'that an answer was proposed in this visit: a second one waits for the next',
    lifetime: 'the visit',
    readers: 'core of the profile',
    purpose: 'the purpose of each signal (history)',
    before: 'never: proposed only once granted',
  },
  vendors: {
    content:
      'with TCF, what was chosen of the framework itself, as its TC string; only where visitors can choose there',
    lifetime: 'as the choices',
    readers: 'core',
    purpose: 'necessary',
    before: 'never: written with the first choice',
  },
  spent: {
    content:
      'what reports for statistics cost: purpose, question, period, epsilon, the end of the period; no answer, no id, no finer time',
    lifetime:
      'until the period is over and 31 days more; erasing everything removes what is over, and leaves what is not',
    readers: 'core of statistics',
    purpose: 'necessary: without it a question could be asked twice',
    before: 'never: written with the first report that the visitor sends',
  },
});

/** @typedef {'snapshot'|'ledger'|'outbox'|'pending'|'profile'|'signals'|'refused'|'dismissed'|'quiet'|'hidden'|'wishes'|'proposed'} StorageName */

/** What erasing everything empties. */
export const erasable = () => {
  const names = /** @type {StorageName[]} */ (Object.keys(storageTable));
  return names.slice(names.indexOf('snapshot'));
};

/** @param {StorageName} name */
const areaOf = (name) => globalThis[storageTable[name].kind];

/**
 * The stored text; null if there is none or storage is blocked.
 * @param {StorageName} name
 */
export const readStored = (name) => {
  try {
    return areaOf(name).getItem(storageTable[name].key);
  } catch {
    return null;
  }
};

/**
 * Stores a text, or removes it (null), and reads it back.
 * @param {StorageName} name
 * @param {string | null} text
 * @returns {boolean} whether it is stored as asked
 */
export const writeStored = (name, text) => {
  const { key, limit } = storageTable[name];
  try {
    const area = areaOf(name);
    if (text === null) area.removeItem(key);
    else if (text.length <= limit) area.setItem(key, text);
    return area.getItem(key) === text;
  } catch {
    return text === null && readStored(name) === null;
  }
};

/** Whether the browser says that it keeps anything at all: nothing may be written to find out before a choice. */
export const canKeep = () => {
  try {
    return globalThis.navigator?.cookieEnabled !== false || !!localStorage;
  } catch {
    return false;
  }
};

/**
 * The choices' compact text from a Cookie header or document.cookie; '' if there is none.
 * @param {string} cookies @param {string} [key] another cookie of the table
 */
export const stateIn = (cookies, key = storageTable.state.key) =>
  cookies
    .split(/;\s*/)
    .find((cookie) => cookie.startsWith(`${key}=`))
    ?.slice(key.length + 1) ?? '';

/** All cookies that the page sees; '' where they are blocked. */
export const readCookies = () => {
  try {
    return document.cookie;
  } catch {
    return '';
  }
};

/** @param {string} [key] another cookie of the table */
export const readState = (key) => stateIn(readCookies(), key);

/** Thirteen months at their shortest, 393 days: no place lets a choice be kept longer without a visit. */
const kThirteenMonths = 33_955_200;

/** @param {string} key @param {string} text @param {number} age in seconds @param {string} [domain] */
const setCookie = (key, text, age, domain) => {
  const secure = globalThis.location?.protocol === 'https:' ? '; Secure' : '';
  const scope = domain ? `; Domain=${domain}` : '';
  document.cookie = `${key}=${text}; Max-Age=${age}; Path=/; SameSite=Lax${scope}${secure}`;
};

/** Whether this page may set cookies for `domain`: its own host, or one above it. @param {string} domain */
export const isOwnDomain = (domain) => `.${globalThis.location?.hostname}`.endsWith(`.${domain}`);

/**
 * Writes the state cookie and reads it back.
 * @param {string} text '' removes it
 * @param {string} [domain] for all hosts below it; '' for this host
 * @param {string} [key] another cookie of the table
 * @returns {boolean} whether the browser kept it as asked
 */
export const writeState = (text, domain = '', key = storageTable.state.key) => {
  const age = text ? kThirteenMonths : 0;
  try {
    // A cookie of this host alone would be read before the domain's.
    if (domain) setCookie(key, '', 0);
    setCookie(key, text, age, domain);
    if (readState(key) === text) return true;
    // Or one that a former config set for a domain above.
    const labels = globalThis.location?.hostname?.split('.') ?? [];
    for (; labels.length > 1; labels.shift())
      if (labels.join('.') !== domain) setCookie(key, '', 0, labels.join('.'));
  } catch {
    return false;
  }
  return readState(key) === text;
};
