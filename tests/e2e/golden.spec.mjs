// The same bytes in a browser as natively: the modules run there on the conformance cases.
import { readFile } from 'node:fs/promises';
import { expect, test } from './lib/shop.mjs';

const types = { mjs: 'text/javascript', wasm: 'application/wasm', json: 'application/json' };

test('Wasm in the browser gives the bytes of the native program', async ({ visitor }) => {
  await visitor.page.route('**/golden/**', async (route) => {
    const path = new URL(route.request().url()).pathname.slice('/golden/'.length);
    const body = await readFile(new URL(`../../${path}`, import.meta.url));
    await route.fulfill({ body, contentType: types[path.split('.').at(-1)] ?? 'text/plain' });
  });
  await visitor.open('/delivery');
  const result = await visitor.page.evaluate(async () => {
    const { start } = await import('/golden/tests/wasm/lib/start.mjs');
    const bytes = async (path) => (await fetch(`/golden/${path}`)).arrayBuffer();
    const names = ['consent', 'explain', 'explain_rows', 'explain_rows_simd', 'math_probe'];
    const modules = names.map((name) => start(name, bytes, '/golden/'));
    const [consent, explain, plain, simd, math] = await Promise.all(modules);
    const { differences } = await import('/golden/tests/wasm/lib/golden.mjs');
    const read = async (path) => (await fetch(`/golden/${path}`)).text();
    const results = [];
    for (const explainRows of [plain, simd])
      results.push(await differences({ consent, explain, explainRows, math }, read));
    return results;
  });
  for (const { count, wrong } of result) {
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(60);
  }
});
