// Drawn inputs get the same bytes in a browser as natively; tests/wasm/properties/same_bytes.test.mjs shrinks what differs.
import { readFile } from 'node:fs/promises';
import { drawBatches, nativeAnswers } from '../wasm/properties/lib/batches.mjs';
import { kModules } from '../wasm/properties/lib/answers.mjs';
import { caseCount, seed } from '../wasm/properties/lib/draws.mjs';
import { expect, test } from './lib/shop.mjs';

const types = { mjs: 'text/javascript', wasm: 'application/wasm', json: 'application/json' };

test('an answer is the same bytes in this browser as natively', async ({ visitor }) => {
  const batches = drawBatches(caseCount(1000), seed);
  const drawn = JSON.stringify({ batches, expected: batches.map(nativeAnswers) });
  await visitor.page.route('**/golden/**', async (route) => {
    const path = new URL(route.request().url()).pathname.slice('/golden/'.length);
    const body = path === 'drawn.json' ? drawn : await readFile(new URL(`../../${path}`, import.meta.url));
    await route.fulfill({ body, contentType: types[path.split('.').at(-1)] });
  });
  await visitor.open('/delivery');
  const wrong = await visitor.page.evaluate(async (names) => {
    const { start } = await import('/golden/tests/wasm/lib/start.mjs');
    const { differences } = await import('/golden/tests/wasm/properties/lib/answers.mjs');
    const bytes = async (path) => (await fetch(`/golden/${path}`)).arrayBuffer();
    const started = await Promise.all(names.map((name) => start(name, bytes, '/golden/')));
    const modules = Object.fromEntries(names.map((name, at) => [name, started[at]]));
    const { batches: all, expected } = await (await fetch('/golden/drawn.json')).json();
    return differences(modules, all, expected);
  }, kModules);
  expect(wrong, `SAY_SO_SEED=${seed}`).toEqual([]);
  const count = batches.reduce((sum, { lines }) => sum + lines.length, 0);
  expect(count).toBeGreaterThanOrEqual(caseCount(1000));
});
