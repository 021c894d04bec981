// One full consent evaluation, 12 purposes and 60 services, in Wasm: by itself, and as a page calls it, with its JSON.
import { readFile } from 'node:fs/promises';
import { startInNode } from '../wasm/lib/start.mjs';

const root = new URL('../../', import.meta.url);
const kMany = 1000;

/** Fills the config up to 60 services, as the budget says. */
const largeConfig = async () => {
  const config = JSON.parse(
    await readFile(new URL('tests/bench/site-12-purposes-20-services.json', root), 'utf8'),
  );
  for (let i = config.services.length; i < 60; i++)
    config.services.push({ ...config.services[i % 20], id: `service-${i}`, name: `Service ${i}` });
  return JSON.stringify(config);
};

/** What bench modules answer: "" or the code of what is wrong. */
const require = (code) => {
  if (code) throw new Error(code);
};

/** Figures of many calls at once, as figures of one. */
const perCall = ({ median, p10, p90, samples }) => ({
  median: median / kMany,
  p10: p10 / kMany,
  p90: p90 / kMany,
  samples,
});

export default async ({ measure }) => {
  const [core, bare] = await Promise.all([startInNode('consent'), startInNode('bench_consent')]);
  const config = await largeConfig();
  const loaded = JSON.parse(core.loadConfig(config));
  if (!loaded.ok) throw new Error(loaded.error.message);
  require(bare.loadConfig(config));
  const environment = { now: '2026-11-22T12:00:00Z', jurisdiction: 'FR', jurisdictionSource: 'attribute' };
  const text = JSON.stringify({ ...environment, gpc: false, language: 'en', ageBand: null });
  const all = JSON.stringify([{ all: true, granted: true }]);
  const how = JSON.stringify({ control: 'accept-all', surface: 'first-layer' });
  const { stateText } = JSON.parse(core.choose('', text, all, how)).value;

  const rows = [];
  for (const [state, told] of [
    ['', 'no choice'],
    [stateText, 'all granted'],
  ]) {
    require(bare.prepare(state, text));
    rows.push({
      what: `evaluate, ${told}`,
      result: perCall(measure(() => bare.evaluateMany(String(kMany)))),
      budget: 20,
    });
    rows.push({
      what: `evaluate, ${told}, JSON in and out`,
      result: measure(() => core.evaluate(state, text)),
    });
  }
  rows.push({ what: 'choose all, JSON in and out', result: measure(() => core.choose('', text, all, how)) });
  return rows.map((row) => ({ ...row, what: `consent: ${row.what} (12 purposes, 60 services)` }));
};
