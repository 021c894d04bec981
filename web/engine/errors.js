/** What went wrong, by a code that docs/errors.md explains, and where in the input. */
export class SaySoError extends Error {
  /** @param {string} code @param {string} message @param {string} [at] JSON Pointer, or a place in a text */
  constructor(code, message, at = '') {
    super(message);
    this.name = 'SaySoError';
    this.code = code;
    this.at = at;
  }
}

/**
 * Ours are known by name: each of our scripts on a page has its own copy of the class.
 * @param {unknown} error @param {string} [code] for what is not ours
 */
export const asSaySoError = (error, code = 'unexpected') =>
  error instanceof Error && error.name === 'SaySoError'
    ? /** @type {SaySoError} */ (error)
    : new SaySoError(code, error instanceof Error ? error.message : String(error));

const kReported = 'say-so.reported';

/**
 * Tells the developer once, and the page as an event. The set of what was told is the page's: several of our
 * scripts may meet the same fault.
 * @param {unknown} thrown
 */
export const report = (thrown) => {
  const { code, message, at } = asSaySoError(thrown);
  const page = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (globalThis));
  const told = /** @type {Set<string>} */ (page[kReported] ??= new Set());
  const key = `${code} ${at} ${message}`;
  if (told.has(key)) return;
  told.add(key);
  console.error(`[say-so] ${code}: ${message}${at && ` (${at})`}. See docs/errors.md#${code}`);
  globalThis.document?.dispatchEvent(
    new CustomEvent('say-so-error', { bubbles: true, composed: true, detail: { code, message, at } }),
  );
};
