// Ranking and explaining as a page does, in Wasm: the store's products, and a shop of 100,000.
import { readFile } from 'node:fs/promises';
import { startInNode } from '../wasm/lib/start.mjs';
import { largeShop, visitOfLargeShop } from './large_shop.mjs';

const root = new URL('../../', import.meta.url);
const read = (file) => readFile(new URL(file, root), 'utf8');
const at = '2026-11-20T12:00:00Z';

/** A module with a shop in it. @param {{catalog: string, model: string}} shop @param {string} [module] */
const load = async ({ catalog, model }, module = 'explain') => {
  let memory;
  const core = await startInNode(module, ({ exports }) => {
    memory = Object.values(exports).find((each) => each instanceof WebAssembly.Memory);
  });
  const before = memory.buffer.byteLength;
  const config = core.loadConfig(await read('demo/site.json'));
  for (const answer of [config, core.loadCatalog(catalog), core.loadModel(model)]) {
    const { ok, error } = JSON.parse(answer);
    if (!ok) throw new Error(`${error.code} ${error.at}: ${error.message}`);
  }
  const taken = () => {
    const files = (catalog.length + model.length) / 1e6;
    const megabytes = (memory.buffer.byteLength - before) / 1e6;
    return `${megabytes.toFixed(1)} MB for files of ${files.toFixed(1)} MB: ${(megabytes / files).toFixed(1)} x`;
  };
  return { core, meaning: JSON.parse(config).value.meaning, taken };
};

/** @param {string} meaning @param {object} visit what is known of the visitor @param {number} limit */
const requestOf = (meaning, visit, limit) => {
  const choices = ['history', 'stated'].map((purpose) => ({
    purpose,
    granted: true,
    at: '2026-11-19T12:00:00Z',
    control: 'switch',
    surface: 'choices',
  }));
  return JSON.stringify({
    environment: {
      now: '2026-11-22T12:00:00Z',
      jurisdiction: 'FR',
      jurisdictionSource: 'attribute',
      gpc: false,
      language: 'en',
      ageBand: null,
    },
    state: { schema: 'say-so-state/1', meaning, policy: 'EU-FR@2026-11', choices, lastSeen: at },
    ...visit,
    controls: { personalized: true },
    limit,
    seed: 1,
  });
};

const kBudget = 16_000; // microseconds: one frame
const kBudgetWithTrees = 60_000;

export default async ({ measure }) => {
  const timed = ({ core, meaning }, visit, limit) => {
    const request = requestOf(meaning, visit, limit);
    const { ok, value } = JSON.parse(core.rank(request));
    if (!ok || !value.personalized)
      throw new Error('the slate is not personalized: nothing would be measured');
    return measure(() => core.rank(request));
  };
  const small = {
    catalog: await read('demo/dist/say-so/catalog.json'),
    model: await read('demo/dist/say-so/model.json'),
  };
  const visit = {
    profile: {
      schema: 'say-so-profile/1',
      attributes: [{ signal: 'interest.category', value: ['Bags & travel'], at }],
    },
    signals: {
      schema: 'say-so-signals/1',
      entries: JSON.parse(small.catalog)
        .items.slice(100, 150)
        .map(({ id }) => ({ signal: 'viewed', of: id, at })),
    },
  };
  const store = await load(small);
  const large = await load(largeShop({ withTrees: false }), 'explain_rows');
  const largeWithTrees = await load(largeShop({ withTrees: true }), 'explain_rows');
  const visitOfLarge = visitOfLargeShop(at);
  const results = [
    { what: '3,121 products, 50 viewed: rank, explain the top 8', result: timed(store, visit, 8) },
    {
      what: '3,121 products, 50 viewed: rank, explain the top 50',
      result: timed(store, visit, 50),
      budget: kBudget,
    },
    {
      what: '100,000 products, popularity, stated match, EASE, linear: rank, explain the top 50',
      result: timed(large, visitOfLarge, 50),
      budget: kBudget,
    },
    {
      what: 'the same and 100 trees over the best 500',
      result: timed(largeWithTrees, visitOfLarge, 50),
      budget: kBudgetWithTrees,
    },
  ];
  // The most that was ever held: WebAssembly gives nothing back.
  for (const [what, { taken }] of Object.entries({ 'without trees': large, 'with trees': largeWithTrees }))
    console.log(`memory that 100,000 products ${what} take, loaded and ranked: ${taken()}`);
  return results;
};
