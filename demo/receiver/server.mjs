#!/usr/bin/env node
/**
 * The reference receiver of posted consent records (docs/receiver.md).
 * `node demo/receiver/server.mjs [--port N] [--host H] [--database FILE] [--allow-origin ORIGIN]… [--keep-days N]
 * [--reports FILE]`;
 * environment: DATABASE_URL (PostgreSQL instead of the file), RECEIVER_TOKEN (opens the audit), ALLOW_ORIGINS.
 */
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { listRecords, listStatistics } from './audit.mjs';
import { checkOrigin, checkToken, preflight, readJson, send } from './http.mjs';
import { takeIn } from './intake.mjs';
import { openLedger } from './ledger.mjs';
import { keepReport } from './reports.mjs';
import { Refusal } from './result.mjs';
import { openStorage } from './storage.mjs';
import { dayOf } from './time.mjs';

/** @import {IncomingMessage, Server, ServerResponse} from 'node:http' */
/** @import {AddressInfo} from 'node:net' */
/** @import {Ledger} from './ledger.mjs' */
/**
 * @typedef {object} Options
 * @property {string} database the SQLite file
 * @property {string} [databaseUrl] of PostgreSQL, instead of the file
 * @property {readonly string[]} allowOrigins from which pages may post
 * @property {string} [token] opens the audit, which is not there without
 * @property {number} [keepDays] after which records are deleted; never, if absent
 * @property {string} [reports] the file of reports under differential privacy; none are taken, if absent
 * @property {() => number} clock milliseconds since 1970
 * @property {(line: string) => void} report takes a line about a fault of ours; it never holds what was sent
 */
/** @typedef {{request: IncomingMessage, response: ServerResponse, ledger: Ledger, options: Options, url: URL}} Exchange */

const day = 24 * 60 * 60;
const shortestToken = 16;

/** @param {Exchange} exchange @param {object} value */
const sendValue = ({ response }, value) => send(response, 200, { ok: true, value });

/** Handlers by place and method. @type {Record<string, Record<string, (exchange: Exchange) => Promise<void> | void>>} */
const places = {
  '/records': {
    OPTIONS({ request, response, options }) {
      send(response, 204, undefined, { ...checkOrigin(request, options.allowOrigins), ...preflight });
    },
    async POST({ request, response, ledger, options }) {
      const headers = checkOrigin(request, options.allowOrigins);
      // Set before anything can be refused, so that the page's script can read why.
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      const key = request.headers['idempotency-key'];
      const body = await readJson(request);
      const now = Math.floor(options.clock() / 1000);
      const { status, value } = await takeIn(ledger, body, key?.toString(), now);
      send(response, status, { ok: true, value });
    },
    async GET(exchange) {
      checkToken(exchange.request, exchange.options.token ?? '');
      sendValue(exchange, await listRecords(exchange.ledger, exchange.url.searchParams));
    },
  },
  '/reports': {
    OPTIONS({ request, response, options }) {
      send(response, 204, undefined, { ...checkOrigin(request, options.allowOrigins), ...preflight });
    },
    async POST({ request, response, options }) {
      const headers = checkOrigin(request, options.allowOrigins);
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      if (!options.reports) throw new Refusal(404, 'not-found', 'there is nothing here');
      await keepReport(options.reports, await readJson(request));
      send(response, 201, { ok: true, value: { stored: 'now' } });
    },
  },
  '/statistics': {
    async GET(exchange) {
      checkToken(exchange.request, exchange.options.token ?? '');
      sendValue(exchange, await listStatistics(exchange.ledger, exchange.url.searchParams));
    },
  },
  '/health': {
    async GET(exchange) {
      await exchange.ledger.check();
      sendValue(exchange, { status: 'ready' });
    },
  },
};

/** @param {Exchange} exchange */
const handle = (exchange) => {
  const methods = places[exchange.url.pathname];
  if (!methods) throw new Refusal(404, 'not-found', 'there is nothing here');
  const handler = methods[exchange.request.method ?? ''];
  if (handler) return handler(exchange);
  exchange.response.setHeader('Allow', Object.keys(methods).join(', '));
  throw new Refusal(405, 'bad-method', 'not this method here');
};

/** Errors that name a fault of the database or of the way there, and quote nothing that was sent. */
const plainErrors = ['Error', 'SQLite3Error'];

/**
 * What may be logged of a fault: a message of PostgreSQL's server can quote a record, its code cannot.
 *
 * @param {unknown} error
 */
const describeFault = (error) => {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error) return `${error.name} ${error.code}`;
  return plainErrors.includes(error.name) ? error.message : error.name;
};

/**
 * @param {unknown} error
 * @param {Exchange} exchange
 */
const sendFault = (error, { request, response, options }) => {
  // The sender went away, or the answer is already on its way.
  if (request.destroyed && !request.complete) return;
  if (response.headersSent) return response.destroy();
  // What is left of a refused body is not waited for.
  if (!request.complete) response.setHeader('Connection', 'close');
  if (error instanceof Refusal) {
    if (error.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    return send(response, error.status, error);
  }
  options.report(`storage failed: ${describeFault(error)}`);
  // 503, not 500: the sender keeps the record and tries again with the same id.
  send(response, 503, new Refusal(503, 'storage-failed', 'not stored for certain; send it again'));
};

/** @param {Options} options */
const checkOptions = ({ token, allowOrigins, keepDays }) => {
  if (token && token.length < shortestToken)
    throw new Error(`RECEIVER_TOKEN needs ${shortestToken} characters or more`);
  for (const origin of allowOrigins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      throw new Error(`not an origin such as https://shop.example: ${origin}`);
  }
  if (keepDays !== undefined && !(Number.isInteger(keepDays) && keepDays > 0))
    throw new Error('the days to keep records are a whole number above 0');
};

/**
 * Deletes what is past its term, now and once a day.
 *
 * @param {Ledger} ledger
 * @param {Options} options
 * @returns {Promise<() => void>} ends it
 */
const startRetention = async (ledger, { keepDays, clock, report }) => {
  if (keepDays === undefined) return () => {};
  const deleteOld = () => ledger.deleteBefore(dayOf(clock() / 1000 - keepDays * day));
  await deleteOld();
  const timer = setInterval(() => {
    deleteOld().catch((error) => report(`deleting old records failed: ${describeFault(error)}`));
  }, day * 1000);
  timer.unref();
  return () => clearInterval(timer);
};

/** Bounds on a client that is slow, by fault or on purpose. */
const limits = { requestTimeout: 10_000, headersTimeout: 5000, keepAliveTimeout: 5000, maxHeaderSize: 8192 };

/** @param {Ledger} ledger @param {Options} options */
const createHttpServer = (ledger, options) =>
  createServer(limits, async (request, response) => {
    /** @type {Exchange} */
    const exchange = { request, response, ledger, options, url: new URL('http://receiver/') };
    try {
      const address = `http://receiver${request.url}`;
      if (!URL.canParse(address)) throw new Refusal(404, 'not-found', 'there is nothing here');
      exchange.url = new URL(address);
      await handle(exchange);
    } catch (error) {
      sendFault(error, exchange);
    }
  });

/** @param {Server} server */
const stop = async (server) => {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  await closed;
};

/**
 * @param {Partial<Options>} [given]
 * @returns {{
 *   listen: (where?: {port?: number, host?: string}) => Promise<string>,
 *   close: () => Promise<void>
 * }} `listen` opens the database and gives the address; `close` finishes what was begun
 */
export const createReceiver = (given = {}) => {
  /** @type {Options} */
  const options = {
    database: 'records.db',
    allowOrigins: [],
    clock: Date.now,
    report: console.error,
    ...given,
  };
  checkOptions(options);
  /** @type {(() => Promise<void> | void)[]} */
  const undo = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  return {
    async listen({ port = 0, host = '127.0.0.1' } = {}) {
      try {
        const storage = await openStorage(options);
        undo.push(storage.close);
        const ledger = await openLedger(storage);
        undo.push(await startRetention(ledger, options));
        const server = createHttpServer(ledger, options).listen(port, host);
        await once(server, 'listening');
        undo.push(() => stop(server));
        const { address, family, port: bound } = /** @type {AddressInfo} */ (server.address());
        return `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`;
      } catch (error) {
        await close();
        throw error;
      }
    },
    close,
  };
};

const main = async () => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8788' },
      host: { type: 'string', default: '127.0.0.1' },
      database: { type: 'string', default: 'records.db' },
      'allow-origin': { type: 'string', multiple: true, default: [] },
      'keep-days': { type: 'string' },
      reports: { type: 'string' },
    },
  });
  const { DATABASE_URL, RECEIVER_TOKEN, ALLOW_ORIGINS = '' } = process.env;
  const receiver = createReceiver({
    database: values.database,
    databaseUrl: DATABASE_URL,
    token: RECEIVER_TOKEN,
    reports: values.reports,
    allowOrigins: [...(values['allow-origin'] ?? []), ...ALLOW_ORIGINS.split(/[\s,]+/).filter(Boolean)],
    ...(values['keep-days'] === undefined ? {} : { keepDays: Number(values['keep-days']) }),
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => receiver.close());
  const address = await receiver.listen({ port: Number(values.port), host: values.host });
  console.log(JSON.stringify({ ok: true, value: { address } }));
};

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main().catch((error) => {
    console.error(error.message);
    process.exitCode = 2;
  });
}
