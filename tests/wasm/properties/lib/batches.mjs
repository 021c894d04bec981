// Batches of drawn inputs, and what the native program answers to them: one process a batch.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { act, acts, config, howOf, place, Visit, wishesOf } from './consent.mjs';
import { gppModel, spoilt, tcModel } from './iab.mjs';
import { root, startInNode, unwrap } from './modules.mjs';
import { loadShop, question, requestOf, shop } from './shop.mjs';

/** @import {Batch} from './answers.mjs' */

const [consent, rows, iab] = await Promise.all(
  ['consent', 'explain_rows', 'iab'].map((name) => startInNode(name)),
);
const text = JSON.stringify;

const visits = fc.record({
  site: config,
  visits: fc.array(fc.record({ place, acts, act }), { minLength: 1, maxLength: 12, size: 'max' }),
});
const decide = ({ site, visits: list }) => ({
  files: { config: text(site) },
  lines: list.flatMap(({ place: of, acts: before, act: one }) => {
    const visit = new Visit(consent, site, of).doAll(before);
    const now = { environment: JSON.parse(visit.environment), state: visit.state || null };
    const choices = wishesOf(site, one);
    return [now, ...(choices.length ? [{ ...now, choices, how: howOf(one, visit.heads) }] : [])].map(
      (request) => text(request),
    );
  }),
});

const questions = fc.record({
  shop,
  questions: fc.array(question, { minLength: 1, maxLength: 10, size: 'max' }),
});
const rank = ({ shop: of, questions: list }) => {
  const meaning = loadShop(rows, of);
  const { config: site, catalog, model } = of;
  return {
    files: { config: text(site), catalog: text(catalog), model: text(model) },
    lines: list.map((one) => text(requestOf(meaning, one))),
  };
};

const listOf = (one) => fc.array(one, { minLength: 1, maxLength: 200, size: 'max' });
const linesOf = (list) => ({ files: {}, lines: list.map((one) => text(one)) });
const tcText = tcModel.map((model) => unwrap(iab.encodeTc(text(model), '')));
const gppText = gppModel.map((model) => unwrap(iab.encodeGpp(text(model), '')));

/** Of each verb: what is drawn, what becomes of it, the native program's words, and its share of all inputs. */
const verbs = {
  decide: { input: visits, toBatch: decide, words: ['decide'], share: 0.4 },
  rank: { input: questions, toBatch: rank, words: ['rank', '--no-counterfactuals'], share: 0.2 },
  decodeTc: {
    input: listOf(fc.oneof(tcText, spoilt(tcText))),
    toBatch: linesOf,
    words: ['tc', 'decode'],
    share: 0.1,
  },
  encodeTc: { input: listOf(tcModel), toBatch: linesOf, words: ['tc', 'encode'], share: 0.1 },
  decodeGpp: {
    input: listOf(fc.oneof(gppText, spoilt(gppText))),
    toBatch: linesOf,
    words: ['gpp', 'decode'],
    share: 0.1,
  },
  encodeGpp: { input: listOf(gppModel), toBatch: linesOf, words: ['gpp', 'encode'], share: 0.1 },
};

/** Drawn as often as it takes: `count` inputs, each verb its share. @param {number} count @param {number} seed @returns {Batch[]} */
export const drawBatches = (count, seed) => {
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  return Object.entries(verbs).flatMap(([verb, { input, toBatch, share }]) => {
    const batches = [];
    for (let left = Math.ceil(count * share), round = 0; left > 0; round++)
      for (const drawn of fc.sample(/** @type {fc.Arbitrary<any>} */ (input), {
        numRuns: 10,
        seed: seed + round,
      })) {
        const { files, lines } = toBatch(JSON.parse(text(drawn)));
        if (left > 0) batches.push({ verb, files, lines: lines.slice(0, left), now });
        left -= lines.length;
      }
    return batches;
  });
};

const folder = mkdtempSync(join(tmpdir(), 'say-so-'));

/** @param {Batch} batch @returns {string[]} a line each */
export const nativeAnswers = ({ verb, files, lines }) => {
  const options = Object.entries(files).flatMap(([name, content]) => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, content);
    return [`--${name}`, file];
  });
  const { stdout } = spawnSync('build/native/say-so', [...verbs[verb].words, ...options], {
    cwd: fileURLToPath(root),
    input: `${lines.join('\n')}\n`,
    maxBuffer: 1 << 28,
  });
  return stdout.toString().trimEnd().split('\n');
};

/** A property of a verb for who wants the smallest batch that is answered otherwise. @param {string} verb @param {(batch: Batch) => void} claim */
export const ofBatches = (verb, claim) => ({
  input: /** @type {fc.Arbitrary<any>} */ (verbs[verb].input),
  claim: (/** @type {any} */ drawn) =>
    claim({ verb, now: '2026-11-22T00:00:00Z', ...verbs[verb].toBatch(drawn) }),
});
