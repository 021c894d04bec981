// WebKitWebDriver can neither hold a request back nor run a script before the page's own. This proxy before the shop
// does both: it knows the page by its user agent.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';

const kHop = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'content-encoding'];

/** Playwright's globs, as far as the specs use them. */
const patternOf = (glob) =>
  new RegExp(
    `^${glob
      .replace(/[.+^$()|[\]\\?]/g, '\\$&')
      .replaceAll('**/', '(.*/)?')
      .replaceAll('**', '.*')
      .replace(/(?<![.)])\*/g, '[^/]*')}$`,
  );

const readAll = async (stream) => {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** What the shop answers, whole. Uncompressed and unconditional, so that it can be changed on the way. */
const fetchFrom = async (origin, { method, path, headers, body }) => {
  const { hostname, port } = new URL(origin);
  const kept = { ...headers };
  for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since', ...kHop]) delete kept[name];
  const outgoing = ask({ hostname, port, method, path, headers: kept });
  outgoing.end(body);
  const [answer] = await once(outgoing, 'response');
  const given = { ...answer.headers };
  for (const name of kHop) delete given[name];
  return { status: answer.statusCode, headers: given, body: await readAll(answer) };
};

/** A request that a spec's handler holds. */
class Route {
  constructor(proxy, asked) {
    this.proxy = proxy;
    this.asked = asked;
    this.answer = new Promise((resolve) => (this.give = resolve));
  }

  request() {
    return { url: () => this.asked.url, method: () => this.asked.method };
  }

  async fetch() {
    const { status, headers, body } = await fetchFrom(this.proxy.shop, this.asked);
    return {
      status: () => status,
      headers: () => headers,
      text: async () => body.toString(),
      body: async () => body,
    };
  }

  continue() {
    this.give('continue');
  }

  fallback() {
    this.give('fallback');
  }

  abort() {
    this.give('abort');
  }

  async fulfill({ status = 200, headers, contentType, body, json, path, response }) {
    const type = contentType ?? (json ? 'application/json' : undefined);
    this.give({
      status: response?.status() ?? status,
      headers: { ...response?.headers(), ...(type ? { 'content-type': type } : {}), ...headers },
      body: json ? JSON.stringify(json) : path ? readFileSync(path) : body,
    });
  }
}

export class Proxy {
  static async start(shop) {
    const proxy = new Proxy();
    proxy.shop = shop;
    /** @type {Map<string, {routes: {pattern: RegExp, glob: string, handler: Function}[], scripts: string[]}>} by mark */
    proxy.pages = new Map();
    proxy.server = createServer((request, response) =>
      proxy.handle(request, response).catch(() => response.destroy()),
    );
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    proxy.url = `http://127.0.0.1:${proxy.server.address().port}`;
    return proxy;
  }

  stop() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  page(mark) {
    if (!this.pages.has(mark)) this.pages.set(mark, { routes: [], scripts: [] });
    return this.pages.get(mark);
  }

  route(mark, glob, handler) {
    this.page(mark).routes.unshift({ pattern: patternOf(glob), glob, handler });
  }

  unroute(mark, glob) {
    const page = this.page(mark);
    page.routes = page.routes.filter((route) => route.glob !== glob);
  }

  unrouteAll(mark) {
    this.page(mark).routes = [];
  }

  async handle(request, response) {
    const mark = /Page\/(\S+)/.exec(request.headers['user-agent'] ?? '')?.[1];
    const { routes, scripts } = this.page(mark);
    if (request.url === '/.blank') return response.writeHead(200, { 'content-type': 'text/html' }).end();
    const script = /^\/\.script\/(\d+)/.exec(request.url);
    if (script)
      return response
        .writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' })
        .end(scripts[Number(script[1])]);
    const asked = {
      url: `http://${request.headers.host}${request.url}`,
      method: request.method,
      path: request.url,
      headers: request.headers,
      body: await readAll(request),
    };
    let answer = 'fallback';
    for (const { handler } of routes.filter(({ pattern }) => pattern.test(asked.url))) {
      const route = new Route(this, asked);
      await handler(route);
      answer = await route.answer;
      if (answer !== 'fallback') break;
    }
    if (answer === 'abort') return request.socket.destroy();
    if (typeof answer === 'string') answer = await fetchFrom(this.shop, asked);
    const isPage = String(answer.headers['content-type']).startsWith('text/html');
    const tags = scripts
      .map((_, index) => `<script src="/.script/${index}?${scripts.length}"></script>`)
      .join('');
    const body = isPage ? String(answer.body).replace('<head>', `<head>${tags}`) : answer.body;
    delete answer.headers['content-length'];
    response.writeHead(answer.status, answer.headers).end(body);
  }
}
