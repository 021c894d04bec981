// In C++20 a range-for keeps the last value of its range alone: one over a part of what a call returned reads freed memory.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import { filesBelow } from '../../tools/gate.mjs';

/** A loop whose range begins with a call and goes on into what it returned. */
const overPart =
  /for \((?:[^;:()]|::)*[^:]:(?!:) *[\w:]+(?:<[^<>]*>)?\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)(?:\.\w+\(\))*\[/g;

const loopsOverParts = (text) => [...text.matchAll(overPart)].map(([loop]) => loop);

test('no loop runs over a part of a value that a call returned', () => {
  for (const file of ['core', 'wasm', 'tests'].flatMap((folder) => filesBelow(folder, /\.(cpp|h)$/)))
    assert.deepEqual(loopsOverParts(readFileSync(file, 'utf8')), [], file);
});

test('such a loop is found, and one over a part of what has a name is not', () => {
  assert.equal(loopsOverParts('for (const Json& each : testing::vectors("a.json")["cases"]) {').length, 1);
  assert.equal(loopsOverParts('for (const Json& each : parse(text(1)).value()["cases"]) {').length, 1);
  assert.equal(loopsOverParts('for (const Json& each : slate.value()["items"]) {').length, 0);
  assert.equal(loopsOverParts('for (const Json& each : items(slate)) {').length, 0);
});
