// A page that stays open for days: what the modules hold does not grow with what they were asked, good or bad, and they
// answer the last time as they did the first. SAY_SO_CASES operations, of all kinds in turn.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { startInNode } from './lib/start.mjs';

const kOperations = Number(process.env.SAY_SO_CASES ?? 12_000);
const root = new URL('../../', import.meta.url);
const read = (/** @type {string} */ file) => readFileSync(new URL(file, root), 'utf8');
const requestsOf = (/** @type {string} */ folder) =>
  read(`tests/conformance/${folder}/cases.jsonl`)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).request);

/** A module and what it holds, in bytes. @param {string} name @returns {Promise<{core: any, held: () => number}>} */
const open = async (name) => {
  /** @type {WebAssembly.Memory | undefined} */
  let memory;
  const core = await startInNode(name, ({ exports }) => {
    memory = /** @type {WebAssembly.Memory} */ (
      Object.values(exports).find((each) => each instanceof WebAssembly.Memory)
    );
  });
  return { core, held: () => memory?.buffer.byteLength ?? 0 };
};

/**
 * Does `count` operations in turn, each first once; then it has to hold what it held after a tenth of them, and to give
 * each answer again. @param {string} name @param {((core: any) => string)[]} operations @param {number} count
 */
const soak = async (name, operations, count) => {
  const { core, held } = await open(name);
  const first = operations.map((operation) => operation(core));
  const isEqual = () => operations.every((operation, at) => operation(core) === first[at]);
  assert.ok(isEqual(), 'an answer depends on what was asked before');
  let early = 0;
  for (let done = 0; done < count; done++) {
    if (done === Math.floor(count / 10)) early = held();
    operations[done % operations.length](core);
  }
  assert.ok(isEqual(), 'an answer changed');
  assert.equal(held(), early, `${name} grew`);
};

const bad = ['', '{', '[]', 'null', '"\\ud800"', `{"${'x'.repeat(4096)}": 1}`, '['.repeat(500)];

test(`consent holds as much after ${kOperations} operations as after a tenth of them`, async (t) => {
  const config = read('tests/conformance/consent/config.json');
  const requests = requestsOf('consent');
  const text = JSON.stringify;
  const operations = requests.flatMap((request) => {
    const [state, environment] = [text(request.state ?? null), text(request.environment)];
    const { choices, how } = request;
    return [
      (/** @type {any} */ core) => core.evaluate(state, environment),
      (/** @type {any} */ core) => core.snapshot(state, environment),
      ...(choices
        ? [(/** @type {any} */ core) => core.choose(state, environment, text(choices), text(how))]
        : []),
      (/** @type {any} */ core) => core.merge(state, state),
    ];
  });
  const refusals = bad.flatMap((input) => [
    (/** @type {any} */ core) => core.evaluate(input, input),
    (/** @type {any} */ core) => core.mergeLedgers(input, input),
    (/** @type {any} */ core) => core.decodeState(input),
  ]);
  const loads = [(/** @type {any} */ core) => core.loadConfig(config)];
  await soak('consent', [...loads, ...operations, ...refusals], kOperations);
  t.diagnostic(`${kOperations} operations of ${operations.length + refusals.length + 1} kinds`);
});

test(`explain holds as much after ${kOperations / 4} operations as after a tenth of them`, async () => {
  const store = JSON.parse(read('tests/conformance/recommend/store.json'));
  const loads = ['Config', 'Catalog', 'Model'].map((part) => {
    const text = JSON.stringify(store[part.toLowerCase()]);
    return (/** @type {any} */ core) => core[`load${part}`](text);
  });
  const requests = requestsOf('recommend').map((request) => JSON.stringify(request));
  const operations = [...requests, ...bad].map((text) => (/** @type {any} */ core) => core.rank(text));
  const refusals = bad.map((text) => (/** @type {any} */ core) => core.loadModel(text));
  await soak('explain', [...loads, ...operations, ...refusals], kOperations / 4);
});
