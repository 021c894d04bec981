/**
 * What every answer of the receiver is made of: `{"ok":true,"value":…}` or `{"ok":false,"error":{…}}`.
 *
 * @typedef {{code: string, message: string, at: string}} Fault `at` is a JSON Pointer into what was sent
 */

/** A request that is refused, with the status of its answer. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} message must not repeat what was sent
   * @param {string} [at]
   */
  constructor(status, code, message, at = '') {
    super(message);
    this.status = status;
    this.code = code;
    this.at = at;
  }

  /** @returns {{ok: false, error: Fault}} */
  toJSON() {
    return { ok: false, error: { code: this.code, message: this.message, at: this.at } };
  }
}
