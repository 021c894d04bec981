// What a page of the demo store downloads, in bytes of brotli 11: the numbers of the review's page of costs.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { path } from './lib.mjs';

/** @param {string} file */
export const brotli = (file) =>
  brotliCompressSync(new Uint8Array(readFileSync(path(file))), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
  }).length;

/** When each file is loaded by a visitor of the store. */
const kFiles = {
  first: ['say-so.en.js'],
  after: ['files.js', 'consent.wasm', 'consent.js', 'elements.js', 'say-so.config.json', 'strings/en.json'],
  ranked: ['explain.wasm', 'explain.js', 'catalog.json', 'model.json'],
};

/** @returns {{when: string, file: string, bytes: number}[]} */
export const costs = () =>
  Object.entries(kFiles).flatMap(([when, files]) =>
    files.map((file) => ({ when, file, bytes: brotli(`demo/dist/say-so/${file}`) })),
  );
