// What `trees.bench.mjs` measures, in Node and in a browser.
import { start } from '../wasm/lib/start.mjs';

export const kPage = 50;
const kTimes = 5;

/** @typedef {(path: string) => Promise<BufferSource>} Bytes of a file, by its path in the repository */

/**
 * Milliseconds of the first page of a fresh module: started, the model read, the tables made, 50 rows explained.
 * @param {{module: string, bytes: Bytes, root: string, model: string, page: string}} work `page`: 50 rows as base64
 */
export const coldPage = async ({ module, bytes, root, model, page }) => {
  const binary = await bytes(`build/wasm/${module}.wasm`); // what a page waits for beside is its network
  await import(`${root}build/wasm/${module}.mjs`);
  const before = performance.now();
  const core = await start(module, () => Promise.resolve(binary), root);
  const fault = core.loadModel(model) || core.loadRows(page);
  if (fault) throw new Error(fault);
  core.explainEach('0', String(kPage));
  return performance.now() - before;
};

/**
 * Rows a second, page by page and in one batch, and what the bits of all contributions are.
 * @param {{module: string, bytes: Bytes, root: string, model: string, rows: string, count: number, clock: () => number}} work
 *   `clock` in milliseconds
 */
export const warmRows = async ({ module, bytes, root, model, rows, count, clock }) => {
  const core = await start(module, bytes, root);
  const fault = core.loadModel(model) || core.loadRows(rows);
  if (fault) throw new Error(fault);
  const median = (body) => {
    const times = Array.from({ length: kTimes }, () => {
      const before = clock();
      body();
      return clock() - before;
    }).sort((a, b) => a - b);
    return (1000 * count) / times[kTimes >> 1];
  };
  const pages = () => {
    for (let from = 0; from + kPage <= count; from += kPage)
      core.explainEach(String(from), String(from + kPage));
  };
  pages();
  const page = median(pages);
  const bits = core.digest();
  for (let warm = 0; warm < 5; warm++) core.explainAll();
  if (core.digest() !== bits) throw new Error('a batch gives other bits');
  return { page, batch: median(() => core.explainAll()), bits };
};
