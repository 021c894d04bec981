/** The worker that measures, as the page asks it: one question after the other. */

/** @typedef {import('./figures.js').Estimate} Estimate */
/** @typedef {{id: string, purposes: string[], controls?: object, newest?: number, against?: string}} Setting */
/**
 * `say-so-review/1`
 * @typedef {object} Report
 * @property {string} id
 * @property {number} shoppers
 * @property {{signals: string[], data: Estimate}} used
 * @property {{recall: Estimate, ndcg: Estimate, hits: Estimate, found: Estimate, gain: Estimate}} accuracy
 * @property {{intraListDiversity: Estimate, categories: Estimate, novelty: Estimate}} variety
 * @property {{coverage: number, gini: number, small: {shown: number, bought: number}}} exposure
 * @property {{id: string, recall: Estimate}} [versus]
 * @property {{group: string, shoppers: number, recall: Estimate, ndcg: Estimate, found: Estimate, gain: Estimate, small: {shown: number, bought: number}}[]} groups
 */

/** A worker's address is code to a strict page: this one may be started, and nothing else. */
const startWorker = () => {
  const url = '/review/worker.js';
  const { trustedTypes } = /** @type {{trustedTypes?: any}} */ (globalThis);
  const policy = trustedTypes?.createPolicy('fern-finch', {
    createScriptURL: (/** @type {string} */ wanted) => (wanted === url ? wanted : ''),
  });
  return new Worker(policy ? policy.createScriptURL(url) : url, { type: 'module' });
};

export const createMeasure = () => {
  const worker = startWorker();
  /** @type {Map<number, {resolve: (value: any) => void, reject: (error: unknown) => void}>} */
  const waiting = new Map();
  let last = 0;
  /** Milliseconds that the last answer took in the worker. */
  const times = { last: 0 };
  worker.addEventListener('message', ({ data: { id, value, error, took } }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) return asked?.reject(Object.assign(new Error(error.message), error));
    times.last = took;
    asked?.resolve(value);
  });
  worker.addEventListener('error', (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message || 'the worker did not start'));
    waiting.clear();
  });
  /** @param {string} ask @param {...unknown} given @returns {Promise<any>} */
  const question = (ask, ...given) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      worker.postMessage({ id: last, ask, given });
    });
  return {
    times,
    /** @param {Setting} setting @returns {Promise<Report>} */
    measure: (setting) => question('measure', setting),
    /** @param {Setting} setting @param {string} shopper */
    requestOf: (setting, shopper) => question('requestOf', setting, shopper),
    /** @param {object} request */
    rank: (request) => question('rank', request),
    /** @param {object} request @param {string} item */
    counterfactuals: (request, item) => question('counterfactuals', request, item),
    /** @param {object} asked */
    trial: (asked) => question('trial', asked),
  };
};

/** @typedef {ReturnType<typeof createMeasure>} Measure */
