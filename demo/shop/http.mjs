/**
 * Plain HTTP for the shop: replies with a strict policy, compressed once and kept; files from a few open folders.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** @import {IncomingMessage, ServerResponse} from 'node:http' */

/**
 * What docs/strict-pages.md says, and that forms stay here.
 * @param {{frames?: boolean, policies?: string[]}} [more] whether the page has frames of the shop, and its own policies of
 * Trusted Types
 */
const contentSecurityPolicy = ({ frames = false, policies = [] } = {}) =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    ...(frames ? ["frame-src 'self'"] : []),
    "require-trusted-types-for 'script'",
    ['trusted-types say-so-html say-so-script', ...policies].join(' '),
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');

const safeHeaders = {
  'Content-Security-Policy': contentSecurityPolicy(),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
};

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.jsonl': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
};

const worthCompressing = /^(text\/|application\/(json|wasm)|image\/svg)/;

/** The two encodings, the better first. */
const encoders = {
  br: (/** @type {Uint8Array} */ body, quality = 5) =>
    new Uint8Array(
      brotliCompressSync(body, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: quality,
          [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
        },
      }),
    ),
  gzip: (/** @type {Uint8Array} */ body) => new Uint8Array(gzipSync(body)),
};

/**
 * Remembers the most recent results, up to a number of bytes.
 * @param {number} limit
 */
const createStore = (limit) => {
  /** @type {Map<string, Uint8Array>} */
  const kept = new Map();
  let bytes = 0;
  return (/** @type {string} */ key, /** @type {() => Uint8Array} */ make) => {
    const known = kept.get(key);
    if (known) return known;
    const made = make();
    if (made.length > limit) return made;
    kept.set(key, made);
    bytes += made.length;
    for (const [oldest, value] of kept) {
      if (bytes <= limit) break;
      kept.delete(oldest);
      bytes -= value.length;
    }
    return made;
  };
};

const compressed = createStore(32 * 1024 * 1024);

/** @param {string} header */
const encodingFor = (header) => {
  const accepted = header
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
    .map((part) => part.split(';')[0]);
  return accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : null;
};

/**
 * Sends a whole reply, or 304 when the visitor already has it.
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {{status?: number, type: string, body: Buffer | string, cookies?: string[], store?: boolean, policy?: Parameters<typeof contentSecurityPolicy>[0]}} reply
 *   `store: false` keeps a reply made for one visitor out of caches; `policy` is what its page needs beyond the others.
 */
export const send = (request, response, { status = 200, type, body, cookies, store = true, policy }) => {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body);
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  const encoding =
    worthCompressing.test(type) && bytes.length > 512
      ? encodingFor(String(request.headers['accept-encoding'] ?? ''))
      : null;
  const etag = `"${digest}${encoding ? `-${encoding}` : ''}"`;
  /** @type {Record<string, string | string[]>} */
  const headers = {
    ...safeHeaders,
    'Content-Security-Policy': contentSecurityPolicy(policy),
    'Content-Type': type,
    'Cache-Control': store ? 'no-cache' : 'private, no-store',
    Vary: 'Accept-Encoding, Cookie',
    ...(cookies?.length ? { 'Set-Cookie': cookies } : {}),
  };
  if (status === 200 && store) {
    headers.ETag = etag;
    const held = (request.headers['if-none-match'] ?? '').split(/\s*,\s*/);
    if (held.includes(etag) && !cookies?.length) return void response.writeHead(304, headers).end();
  }
  const sent = encoding ? compressed(`${encoding} ${digest}`, () => encoders[encoding](bytes)) : bytes;
  if (encoding) headers['Content-Encoding'] = encoding;
  headers['Content-Length'] = String(sent.length);
  response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : sent);
};

/**
 * @param {ServerResponse} response
 * @param {string} to a path of this shop
 * @param {string[]} [cookies]
 */
export const redirect = (response, to, cookies = []) => {
  response
    .writeHead(303, {
      ...safeHeaders,
      Location: to,
      'Cache-Control': 'no-store',
      ...(cookies.length ? { 'Set-Cookie': cookies } : {}),
    })
    .end();
};

/**
 * @param {string} folder
 * @param {string} path as decoded from the address, relative to the folder
 * @returns {Promise<{type: string, body: Buffer} | null>} null when there is no such file inside the folder
 */
export const readStatic = async (folder, path) => {
  if (path.includes('\0')) return null;
  const file = normalize(join(folder, path));
  if (!file.startsWith(normalize(folder) + sep)) return null;
  const type = types[file.slice(file.lastIndexOf('.'))];
  if (!type || !(await stat(file).catch(() => null))?.isFile()) return null;
  return { type, body: await readFile(file) };
};

/**
 * @param {IncomingMessage} request
 * @returns {Record<string, string>}
 */
export const cookiesOf = (request) => {
  /** @type {Record<string, string>} */
  const cookies = Object.create(null);
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0) cookies[part.slice(0, at).trim()] = part.slice(at + 1).trim();
  }
  return cookies;
};

/**
 * @param {string} name
 * @param {string} value
 * @param {number} seconds how long it lives; 0 removes it
 * @param {string} [path]
 */
export const cookie = (name, value, seconds, path = '/') =>
  `${name}=${value}; Path=${path}; Max-Age=${seconds}; SameSite=Lax; HttpOnly`;

const mostBytes = 4096;

/**
 * Reads a posted form.
 * @param {IncomingMessage} request
 * @returns {Promise<URLSearchParams | null>} null when it is too large or not a form
 */
export const readForm = async (request) => {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')) return null;
  const chunks = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > mostBytes) return null;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
};

/**
 * A form of another site must not change this visitor's basket.
 * @param {IncomingMessage} request
 */
export const isFromElsewhere = (request) => {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site && site !== 'same-origin' && site !== 'none') return true;
  return origin !== undefined && origin.split('//')[1] !== host;
};
