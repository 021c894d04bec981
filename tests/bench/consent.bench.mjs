// One full consent evaluation as a page runs it: JSON in, JSON out, in Wasm.
import { readFile } from 'node:fs/promises';

const root = new URL('../../', import.meta.url);

/** Fills the config up to 60 services, as the budget says. */
const largeConfig = async () => {
  const config = JSON.parse(
    await readFile(new URL('tests/bench/site-12-purposes-20-services.json', root), 'utf8'),
  );
  for (let i = config.services.length; i < 60; i++)
    config.services.push({ ...config.services[i % 20], id: `service-${i}`, name: `Service ${i}` });
  return JSON.stringify(config);
};

export default async ({ measure }) => {
  const { default: create } = await import(new URL('build/wasm/consent.mjs', root));
  const core = await create({ wasmBinary: await readFile(new URL('build/wasm/consent.wasm', root)) });
  const loaded = JSON.parse(core.loadConfig(await largeConfig()));
  if (!loaded.ok) throw new Error(loaded.error.message);
  const environment = { now: '2026-11-22T12:00:00Z', jurisdiction: 'FR', jurisdictionSource: 'attribute' };
  const text = JSON.stringify({ ...environment, gpc: false, language: 'en', ageBand: null });
  const all = JSON.stringify([{ all: true, granted: true }]);
  const how = JSON.stringify({ control: 'accept-all', surface: 'first-layer' });
  const { stateText } = JSON.parse(core.choose('', text, all, how)).value;
  const what = '12 purposes, 60 services';
  return [
    { what: `evaluate, ${what}, no choice`, result: measure(() => core.evaluate('', text)), budget: 20 },
    {
      what: `evaluate, ${what}, from the cookie`,
      result: measure(() => core.evaluate(stateText, text)),
      budget: 20,
    },
    { what: `choose all, ${what}`, result: measure(() => core.choose('', text, all, how)) },
  ];
};
