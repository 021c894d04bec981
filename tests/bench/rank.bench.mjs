// Ranking and explaining the store's 3,121 products as a page does, in Wasm.
import { readFile } from 'node:fs/promises';
import { startInNode } from '../wasm/lib/start.mjs';

const root = new URL('../../', import.meta.url);
const read = (file) => readFile(new URL(file, root), 'utf8');

export default async ({ measure }) => {
  const core = await startInNode('explain');
  core.loadConfig(await read('demo/site.json'));
  core.loadCatalog(await read('demo/dist/say-so/catalog.json'));
  core.loadModel(await read('demo/dist/say-so/model.json'));
  const { items } = JSON.parse(await read('demo/dist/say-so/catalog.json'));
  const at = '2026-11-20T12:00:00Z';
  const meaning = JSON.parse(core.loadConfig(await read('demo/site.json'))).value.meaning;
  const choices = ['history', 'stated'].map((purpose) => ({
    purpose,
    granted: true,
    at: '2026-11-19T12:00:00Z',
    control: 'switch',
    surface: 'choices',
  }));
  const request = (limit) =>
    JSON.stringify({
      environment: {
        now: '2026-11-22T12:00:00Z',
        jurisdiction: 'FR',
        jurisdictionSource: 'attribute',
        gpc: false,
        language: 'en',
        ageBand: null,
      },
      state: { schema: 'say-so-state/1', meaning, policy: 'EU-FR@2026-11', choices, lastSeen: at },
      profile: {
        schema: 'say-so-profile/1',
        attributes: [{ signal: 'interest.category', value: ['Bags & travel'], at }],
      },
      signals: {
        schema: 'say-so-signals/1',
        entries: items.slice(100, 150).map(({ id }) => ({ signal: 'viewed', of: id, at })),
      },
      controls: { personalized: true },
      limit,
      seed: 1,
    });
  const eight = request(8);
  const fifty = request(50);
  const answer = JSON.parse(core.rank(eight));
  if (!answer.ok || !answer.value.personalized)
    throw new Error('the slate is not personalized: nothing would be measured');
  return [
    { what: '3,121 products, 50 viewed: rank, explain the top 8', result: measure(() => core.rank(eight)) },
    {
      what: '3,121 products, 50 viewed: rank, explain the top 50',
      result: measure(() => core.rank(fifty)),
      budget: 16000,
    },
  ];
};
