// A page of our own making in the demo store's place, with a vendor's files at another address.
import { serveSite } from './site.mjs';

export const kVendor = 'https://tags.example';

const types = { js: 'text/javascript', css: 'text/css', html: 'text/html', svg: 'image/svg+xml' };
const bodies = {
  js: (path) => `globalThis.ran = [...(globalThis.ran ?? []), '${path}'];`,
  css: () => 'p { color: green }',
  html: () => '<!doctype html><title>vendor</title><button>Play</button>',
  svg: () => '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
};

/** The demo's config with a counting service at the vendor's address. @param {any} site */
export const withVendor = (site) => {
  site.services.push({
    id: 'counter',
    name: 'Counter',
    purposes: ['analytics'],
    provider: { name: 'Counter Ltd', country: 'IE' },
    domains: ['tags.example'],
    cookies: [{ name: '_count*' }],
    storage: [{ name: 'count-*' }],
  });
};

/**
 * Serves `/try` with the given head and body after our script, and the vendor's files; the paths that were asked of the
 * vendor, in order, are in `asked`.
 * @param {any} visitor
 * @param {{head?: string, body?: string, change?: (site: any) => void, place?: string}} how
 */
export const tryPage = async (visitor, { head = '', body = '', change = () => {}, place = 'FR' }) => {
  const { page } = visitor;
  const asked = [];
  await serveSite(visitor, {
    change: (site) => {
      withVendor(site);
      change(site);
    },
  });
  await page.route(`${visitor.url}/try`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><head><title>Try</title>
        <script src="/say-so/say-so.en.js" data-jurisdiction="${place}"></script>${head}</head>
        <body><main style="margin-inline-start: 480px"><h1>Try</h1>${body}</main>
        <footer><a href="/privacy" data-say-so-open="choices">Privacy choices</a></footer></body></html>`,
    }),
  );
  await page.route(`${kVendor}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    asked.push(pathname);
    const kind = pathname.split('.').at(-1);
    return route.fulfill({
      contentType: types[kind] ?? 'text/plain',
      headers: { 'access-control-allow-origin': '*', 'cache-control': 'no-store' },
      body: bodies[kind]?.(pathname) ?? '',
    });
  });
  await visitor.open('/try');
  return asked;
};
