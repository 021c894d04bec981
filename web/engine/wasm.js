import { SaySoError } from './errors.js';

/** @import {Exports, Integrity} from './types.js' */

/** Where our files lie, and what they must hash to, if anybody vouches. @typedef {{base: string, integrity?: Integrity}} Where */

const kType = 'application/wasm';

/**
 * Starts a module. A page whose content security policy lacks 'wasm-unsafe-eval' is noticed by the refused
 * instantiation (compiling alone may succeed), without the glue's own warnings.
 * @param {(options: object) => Promise<unknown>} create the glue
 * @param {string} url of the .wasm file
 * @param {BufferSource | Response} [known] what was fetched already, or where there is no URL to fetch (Node)
 * @returns {Promise<Exports>}
 */
export const startModule = async (create, url, known) => {
  const source = known ?? (await download(url, kType));
  return new Promise((resolve, reject) => {
    /** @param {WebAssembly.Imports} imports */
    const instantiate = (imports) =>
      (source instanceof Response
        ? WebAssembly.instantiateStreaming(source, imports)
        : WebAssembly.instantiate(source, imports)
      ).catch(async (error) => {
        await whenNotLeft(); // a stream may break off, too
        reject(wasmFault(error, url));
        // The glue has nothing to go on with.
        return new Promise(() => {});
      });
    create({ instantiate }).then(/** @param {any} module */ (module) => resolve(module), reject);
  });
};

/**
 * Starts a module that lies with the rest of our files.
 * @param {(options: object) => Promise<unknown>} create the glue
 * @param {string} file
 * @param {Where & {bytes?: BufferSource}} where `bytes`: the module itself, where there is no URL to fetch (Node)
 */
export const startOurs = async (create, file, { bytes, ...where }) =>
  startModule(create, file, bytes ?? (await downloadOurs(where, file, kType)));

/** @param {unknown} error @param {string} url */
const wasmFault = (error, url) => {
  const message = error instanceof Error ? error.message : String(error);
  return /content security policy|unsafe-eval|CSP/i.test(message)
    ? new SaySoError(
        'wasm-refused',
        'the page’s content security policy lacks ‘wasm-unsafe-eval’ in script-src',
        url,
      )
    : new SaySoError('bad-wasm', message, url);
};

/** Milliseconds before a failed load is told. */
const kLeaving = 200;

/**
 * Firefox and WebKit fail what a page is still loading when it is left: a moment later there is nobody to tell.
 */
const whenNotLeft = () => new Promise((resolve) => setTimeout(resolve, kLeaving));

/**
 * Says that a file did not come.
 * @param {unknown} error @param {string} url
 * @returns {Promise<never>}
 */
export const refuseLoad = async (error, url) => {
  await whenNotLeft();
  throw new SaySoError('cannot-load', error instanceof Error ? error.message : 'no answer', url);
};

/**
 * Fetches a file.
 * @param {string} url
 * @param {string} [type] the content type to insist on
 * @param {string} [integrity] what it must hash to
 */
export const download = async (url, type, integrity) => {
  const response = await fetch(url, { credentials: 'same-origin', integrity }).catch((error) =>
    refuseLoad(error, url),
  );
  if (!response.ok) throw new SaySoError('cannot-load', `the server answered ${response.status}`, url);
  // A wrong type would make streaming fail with words that name no file.
  if (type && response.headers.get('content-type') !== type) return response.arrayBuffer();
  return response;
};

/**
 * Fetches one of our files: none but with the bytes that were built.
 * @param {Where} where @param {string} file @param {string} [type]
 */
export const downloadOurs = ({ base, integrity }, file, type) =>
  download(new URL(file, base).href, type, integrity?.[file]);

/**
 * The value of a module's answer.
 * @param {string} text `{"ok":true,"value":…}` or `{"ok":false,"error":{…}}`
 * @returns {any}
 */
export const unwrap = (text) => {
  const answer = JSON.parse(text);
  if (answer.ok) return answer.value;
  const { code, message, at } = answer.error;
  throw new SaySoError(code, message, at);
};
