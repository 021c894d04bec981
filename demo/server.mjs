#!/usr/bin/env node
/**
 * Fern & Finch, the demo store: pages made on the server from real data, with the consent widget embedded as a
 * customer embeds it. `node demo/server.mjs [--port N] [--host H] [--data FOLDER] [--statistics] [--reports FILE]`;
 * `--statistics` opens the store that also asks for statistics and keeps the reports in the file.
 */
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readJson } from './receiver/http.mjs';
import { keepReport } from './receiver/reports.mjs';
import { Refusal } from './receiver/result.mjs';
import { changeBasket, writeBasket } from './shop/basket.mjs';
import { loadCatalogue } from './shop/catalogue.mjs';
import { cookie, isFromElsewhere, readForm, readStatic, redirect, send } from './shop/http.mjs';
import { places } from './shop/layout.mjs';
import { basketPage, thanksPage } from './shop/pages/basket.mjs';
import { homePage } from './shop/pages/home.mjs';
import { categoryPage, departmentPage, newPage, searchPage } from './shop/pages/listing.mjs';
import { missingPage, refusedPage } from './shop/pages/missing.mjs';
import { privacyPage, shortPage } from './shop/pages/notices.mjs';
import { filmed, productPage } from './shop/pages/product.mjs';
import { reviewPage, screenPage } from './shop/pages/review.mjs';
import { recommendationsPage } from './shop/pages/recommendations.mjs';
import { stringsPage } from './shop/pages/strings.mjs';
import { trustPage } from './shop/pages/trust.mjs';
import { readPulse } from './shop/pulse.mjs';
import { createSearch } from './shop/search.mjs';
import { createVisit } from './shop/visit.mjs';
import { languages } from './shop/words.mjs';

/** @import {IncomingMessage, Server, ServerResponse} from 'node:http' */
/** @import {Catalogue, Product} from './shop/catalogue.mjs' */
/** @import {SiteConfig} from './shop/pages/notices.mjs' */
/** @import {Visit} from './shop/visit.mjs' */
/**
 * @typedef {object} Shop
 * @property {string} root the demo's folder
 * @property {Catalogue} catalogue
 * @property {(query: string) => Product[]} find
 * @property {SiteConfig} config
 * @property {string} statement
 * @property {string} [reports] the file of reports, where this store asks for statistics
 * @property {(file: string) => string} integrityOf what the tag of one of its scripts says of its bytes; '' for nothing
 */

const day = 24 * 60 * 60;
/** Where reports are kept unless somebody names another file. */
export const ownReports = fileURLToPath(new URL('dist/statistics/reports.jsonl', import.meta.url));
const htmlType = 'text/html; charset=utf-8';

/** Addresses that are files: where each folder of the address lies under the demo's folder. */
const openFolders = /** @type {const} */ ([
  [/^\/(shop\.js|plates\.js|store\.css|trust\.css)$/, ''],
  [/^\/((?:plates|strings)\/[\w-]+\.js)$/, ''],
  [/^\/assets\/(.+)$/, 'assets'],
  [/^\/stand-ins\/(.+)$/, 'assets/stand-ins'],
  [/^\/(say-so\/.+|review\/[\w-]+\.\w+|catalog\.json)$/, 'dist'],
]);

const noFile = { status: 404, type: 'text/plain; charset=utf-8', body: 'No such file\n', store: false };

/**
 * @param {Shop} shop
 * @param {string} path
 * @returns {Promise<Parameters<typeof send>[2] | null>} null when the address is not one of a file
 */
const findFile = async ({ root, reports }, path) => {
  for (const [pattern, folder] of openFolders) {
    const [, name] = pattern.exec(path) ?? [];
    if (!name) continue;
    // The store that asks has a script and a config of its own, and the rest from the other.
    const own = reports && folder === 'dist' ? await readStatic(join(root, 'dist/statistics'), name) : null;
    return own ?? (await readStatic(join(root, folder), name)) ?? noFile;
  }
  return null;
};

/**
 * @param {Shop} shop
 * @param {Visit} visit
 * @returns {string | null} the page, or null when there is none at this address
 */
const findPage = ({ config, statement }, visit) => {
  const { path, catalogue } = visit;
  const [, kind, name] = /^\/(category|department|product)\/([^/]+)$/.exec(path) ?? [];
  if (kind === 'category') {
    const category = catalogue.categoryBySlug.get(name);
    return category ? categoryPage(visit, category) : null;
  }
  if (kind === 'department') {
    const department = catalogue.departmentBySlug.get(name);
    return department ? departmentPage(visit, department) : null;
  }
  if (kind === 'product') {
    const product = catalogue.byCode.get(name);
    return product ? productPage(visit, product) : null;
  }
  if (path === '/') return homePage(visit);
  if (path === '/new') return newPage(visit);
  if (path === '/search') return searchPage(visit);
  if (path === '/basket') return basketPage(visit);
  if (path === '/privacy') return privacyPage(visit, config);
  if (path === '/recommendations') return recommendationsPage(visit, statement);
  if (path === '/delivery') return shortPage(visit, 'delivery');
  if (path === '/returns') return shortPage(visit, 'returns');
  if (path === '/strings') return stringsPage(visit);
  if (path === '/review') return reviewPage(visit);
  if (path === '/review/screen') return screenPage(visit);
  if (path === '/thanks') return thanksPage(visit);
  return null;
};

/** What the policy of a page has to allow beyond that of others. @param {string} path */
const policyOf = (path) =>
  path === '/review'
    ? { frames: true, policies: ['fern-finch'] } // which starts its worker
    : { frames: path === `/product/${filmed}` };

/**
 * A form may lead back only to a path of this shop.
 * @param {string | null} path
 */
const localPath = (path) => (path && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/');

/**
 * What each posted form does: the cookies it sets and the page it leads to.
 * @type {Record<string, (visit: Visit, form: URLSearchParams) => [string, ...string[]] | null>}
 */
const actions = {
  '/basket': ({ basket, catalogue }, form) => {
    const change = { action: form.get('action'), code: form.get('code'), quantity: form.get('quantity') };
    if (!['add', 'set', 'remove'].includes(change.action ?? '') || !catalogue.byCode.has(change.code ?? ''))
      return null;
    return ['/basket', cookie('ff-basket', writeBasket(changeBasket(basket, change, catalogue)), 14 * day)];
  },
  '/order': ({ basket }) =>
    basket.length
      ? ['/thanks', cookie('ff-order', writeBasket(basket), 600, '/thanks'), cookie('ff-basket', '', 0)]
      : ['/basket'],
  '/settings/place': (visit, form) => {
    const place = form.get('place') ?? '';
    if (!places.some(([code]) => code === place)) return null;
    return [localPath(form.get('back')), cookie('ff-view-as', place, place ? day : 0)];
  },
  '/settings/language': (visit, form) => {
    const language = languages.find((known) => known === form.get('language'));
    return language ? [localPath(form.get('back')), cookie('ff-lang', language, 365 * day)] : null;
  },
};

/**
 * Takes a report of this store's own pages, as demo/receiver does.
 * @param {string} file
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 */
const takeReport = async (file, request, response) => {
  try {
    await keepReport(file, await readJson(request));
    response.writeHead(201, { 'Cache-Control': 'no-store' }).end();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    response.writeHead(error.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(error));
  }
};

/**
 * @param {Shop} shop
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 */
const answer = async (shop, request, response) => {
  const url = new URL(`http://shop.invalid${request.url}`);
  const path = decodeURIComponent(url.pathname);
  const visit = createVisit(request, path, url, shop);
  const refuse = (/** @type {number} */ status) =>
    send(request, response, { status, type: htmlType, body: refusedPage(visit), store: false });

  if (request.method === 'POST') {
    const act = Object.hasOwn(actions, path) ? actions[path] : null;
    if (isFromElsewhere(request)) return refuse(403);
    if (path === '/reports' && shop.reports) return takeReport(shop.reports, request, response);
    const form = act && (await readForm(request));
    const done = form && act(visit, form);
    if (!done) return refuse(act ? 400 : 405);
    const [to, ...cookies] = done;
    return redirect(response, to, cookies);
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);

  const file = await findFile(shop, path);
  if (file) return send(request, response, file);
  const { root, reports } = shop;
  const body =
    path === '/trust' && reports
      ? trustPage(visit, shop.config, await readPulse(root, reports))
      : findPage(shop, visit);
  if (body === null)
    return send(request, response, { status: 404, type: htmlType, body: missingPage(visit), store: false });
  // An order is shown, and counted as bought, once.
  const cookies = path === '/thanks' && visit.ordered.length ? [cookie('ff-order', '', 0, '/thanks')] : [];
  const store = !['/basket', '/thanks', '/trust'].includes(path);
  return send(request, response, { type: htmlType, body, cookies, store, policy: policyOf(path) });
};

/**
 * @param {Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<void>}
 */
const listen = (server, port, host) =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** What an `integrity` attribute says of a file. @param {string} path */
const hashOf = (path) => `sha256-${createHash('sha256').update(readFileSync(path, 'utf8')).digest('base64')}`;

/**
 * Starts the shop.
 * @param {{port?: number, host?: string, root?: string, data?: string, reports?: string, vouches?: boolean}} [options]
 *   `port` 0 takes any free one; `root` is the demo's folder, `data` the folder of products.csv; `reports` opens the store
 *   that asks for statistics, and is the file that they are kept in; without `vouches` the page's tag names no hash, for
 *   who changes the script on its way
 * @returns {Promise<{url: string, port: number, close: () => Promise<void>}>}
 */
export const serve = async ({ port = 0, host = '127.0.0.1', root, data, reports, vouches = true } = {}) => {
  const folder = root ?? dirname(fileURLToPath(import.meta.url));
  const catalogue = loadCatalogue(data ?? join(folder, 'data', 'retail'));
  const site = reports ? 'dist/statistics/site.json' : 'site.json';
  const config = JSON.parse(readFileSync(join(folder, site), 'utf8'));
  const statement = readFileSync(join(folder, 'dist/say-so/statement.html'), 'utf8');
  const find = createSearch(catalogue.products);
  // Read for each page: it may be built again while the shop is open.
  const integrityOf = (/** @type {string} */ file) =>
    vouches ? hashOf(join(folder, reports ? 'dist/statistics' : 'dist', file)) : '';
  const shop = { root: folder, catalogue, find, config, statement, reports, integrityOf };
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    answer(shop, request, response).catch((error) => {
      const isMalformed = error instanceof URIError || error?.code === 'ERR_INVALID_URL';
      if (!isMalformed) console.error(error);
      if (response.headersSent) return void response.destroy();
      response.writeHead(isMalformed ? 400 : 500, {
        'Content-Type': 'text/plain; charset=utf-8',
        Connection: 'close',
      });
      response.end(isMalformed ? 'Bad request\n' : 'Something broke in the shop.\n');
    });
  });
  await listen(server, port, host);
  const address = server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://${host}:${taken}`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const main = async () => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      data: { type: 'string' },
      statistics: { type: 'boolean' },
      reports: { type: 'string' },
    },
  });
  const reports = values.reports ?? (values.statistics ? ownReports : undefined);
  const first = Number(values.port ?? 4173);
  for (let port = first; ; port++) {
    try {
      const { url } = await serve({ port, host: values.host, data: values.data, reports });
      console.log(`Fern & Finch is open at ${url}`);
      return;
    } catch (error) {
      const isTaken = /** @type {{code?: string}} */ (error).code === 'EADDRINUSE';
      if (!isTaken || port >= first + 50) throw error;
    }
  }
};

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
