// Reading requests within bounds, and writing answers. Nothing here looks at an address or a user agent.
import { createHash, timingSafeEqual } from 'node:crypto';
import { Refusal } from './result.mjs';

/** @import {IncomingMessage, ServerResponse} from 'node:http' */

const mostBytes = 64 * 1024;

/** sendBeacon sends text as text/plain, which spares the browser the question beforehand. */
const mediaTypes = ['application/json', 'text/plain'];

/** @param {IncomingMessage} request */
const checkMediaType = ({ headers }) => {
  const [type, ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const isUtf8 = parameters.every((parameter) => /^\s*charset="?utf-8"?\s*$/.test(parameter));
  const encoding = headers['content-encoding'] ?? 'identity';
  if (!mediaTypes.includes(type.trim()) || !isUtf8 || encoding !== 'identity')
    throw new Refusal(415, 'bad-media-type', `expected ${mediaTypes.join(' or ')} in UTF-8`);
};

/**
 * @param {IncomingMessage} request
 * @returns {Promise<unknown>} the JSON of the body
 * @throws {Refusal}
 */
export const readJson = async (request) => {
  checkMediaType(request);
  const tooLarge = () => new Refusal(413, 'too-large', `more than ${mostBytes} bytes`);
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) throw tooLarge();
  const chunks = [];
  let size = 0;
  // `destroyOnReturn: false`: the refusal is to be answered on the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > mostBytes) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new Refusal(400, 'bad-json', 'the body is not JSON');
  }
};

/**
 * @param {ServerResponse} response
 * @param {number} status
 * @param {object} [body]
 * @param {Record<string, string>} [headers]
 */
export const send = (response, status, body, headers = {}) => {
  const text = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, {
    ...(body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
  response.end(text);
};

/**
 * A page's script may post only from the origins that are configured; a server's own request names no origin.
 *
 * @param {IncomingMessage} request
 * @param {readonly string[]} allowOrigins
 * @returns {Record<string, string>} what tells the browser so
 * @throws {Refusal}
 */
export const checkOrigin = ({ headers: { origin } }, allowOrigins) => {
  if (origin === undefined) return {};
  if (!allowOrigins.includes(origin)) throw new Refusal(403, 'origin-not-allowed', 'not from this origin');
  return { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' };
};

export const preflight = {
  'Access-Control-Allow-Methods': 'POST',
  'Access-Control-Allow-Headers': 'Content-Type, Idempotency-Key',
  'Access-Control-Max-Age': '86400',
};

/** @param {string} text */
const digest = (text) => new Uint8Array(createHash('sha256').update(text).digest());

/**
 * @param {IncomingMessage} request
 * @param {string} token empty: the place does not exist
 * @throws {Refusal}
 */
export const checkToken = ({ headers: { authorization = '' } }, token) => {
  if (!token) throw new Refusal(404, 'not-found', 'there is nothing here');
  // Compared as digests: equal lengths, and no time that tells how much of a guess was right.
  if (!timingSafeEqual(digest(authorization), digest(`Bearer ${token}`)))
    throw new Refusal(401, 'unauthorized', 'the token is missing or wrong');
};
