// The vectors of IAB's frameworks in a browser: strings through Wasm, the logs of the APIs through our code.
import { readFile } from 'node:fs/promises';
import { expect, test } from './lib/shop.mjs';

const types = { mjs: 'text/javascript', js: 'text/javascript', wasm: 'application/wasm' };

test('consent strings and the logs of both APIs, in the browser', async ({ visitor }) => {
  await visitor.page.route('**/golden/**', async (route) => {
    const path = new URL(route.request().url()).pathname.slice('/golden/'.length);
    const body = await readFile(new URL(`../../${path}`, import.meta.url));
    await route.fulfill({ body, contentType: types[path.split('.').at(-1)] ?? 'text/plain' });
  });
  await visitor.open('/delivery');
  const [strings, logs] = await visitor.page.evaluate(async () => {
    const load = (path) => import(`/golden/${path}`);
    const read = async (path) => (await fetch(`/golden/${path}`)).text();
    const bytes = async (path) => (await fetch(`/golden/${path}`)).arrayBuffer();
    const { start } = await load('tests/wasm/lib/start.mjs');
    const iab = await start('iab', bytes, '/golden/');
    const { brokenCases } = await load('tests/wasm/lib/iab_strings.mjs');
    const { brokenLogs } = await load('tests/wasm/lib/iab_logs.mjs');
    const apis = {
      ...(await load('web/integrations/tcf-stub.js')),
      ...(await load('web/integrations/tcf-api.js')),
      ...(await load('web/integrations/gpp-api.js')),
    };
    return [await brokenCases(iab, read), await brokenLogs(iab, apis, read)];
  });
  expect(strings.wrong).toEqual([]);
  expect(strings.count).toBeGreaterThan(1200);
  expect(logs).toEqual({ count: 16, wrong: [] });
});
