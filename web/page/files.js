// The one way to our other files: the loader holds this one to its hash, and this one the rest to the hashes that
// `say-so build` puts in the place of the text below. Without them, in the kit itself, nothing is held.
import { SaySoError } from '../engine/errors.js';

/** @import {Integrity, LoaderFiles} from '../engine/types.js' */

const integrity = /** @type {Integrity} */ (/** @type {unknown} */ ('%SAY_SO_INTEGRITY%'));

const script = /** @type {HTMLScriptElement & {take?: (begin: typeof start) => void}} */ (
  document.currentScript
);
const base = new URL('.', script.src).href;

/**
 * @param {(making: 'createScriptURL', text: string) => string} trusted
 * @returns {LoaderFiles}
 */
const start = (trusted) => {
  /** What was asked for, once each; who asks after a failure tries again. @type {Record<string, Promise<any> | undefined>} */
  const chunks = {};
  /** Makes an address another one once a load failed: Firefox loads none again that did. */
  let tries = '';

  const runScript = (/** @type {string} */ src, /** @type {string | undefined} */ integrity) =>
    // Only a script element holds a module to a hash in every engine; what it ran, `import` then finds.
    new Promise((onload, onerror) =>
      document.head.append(
        Object.assign(document.createElement('script'), {
          type: 'module',
          nonce: script.nonce,
          integrity: integrity ?? '',
          onload,
          onerror,
          src: trusted('createScriptURL', src),
        }),
      ),
    ).then(() => import(src));

  const load = (/** @type {string} */ file) => {
    const url = new URL(file, base).href;
    return (chunks[file] ??= runScript(url + tries, integrity[file]).catch((error) => {
      chunks[file] = undefined;
      tries += '#';
      throw new SaySoError('cannot-load', error.message ?? 'not there, or not as built', url);
    }));
  };

  return {
    base,
    integrity,
    load,
    run: async (name, ...about) => (await load(`${name}.js`)).start?.(...about),
    async open(tab, detail) {
      await load('elements.js');
      const sheet = /** @type {any} */ (
        document.querySelector('say-so-sheet') ??
          document.body.appendChild(document.createElement('say-so-sheet'))
      );
      return sheet.open(tab, detail);
    },
  };
};

script.take?.(start);
