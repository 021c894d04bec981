// docs/lint.md lists the rules that the program has, and the specs know the rules that pages are held to.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { lintDoc } from '../../tools/write_lint_doc.mjs';

const root = resolve(import.meta.dirname, '../..');
const read = (file) => readFileSync(join(root, file), 'utf8');

test('docs/lint.md is current', () => {
  assert.equal(read('docs/lint.md'), lintDoc(), 'run node tools/write_lint_doc.mjs');
});

test('every rule that is checked on pages is checked in the specs', () => {
  const words = ['audit', 'lint', '--rules'];
  const rules = JSON.parse(
    execFileSync(join(root, 'build/native/say-so'), words, { encoding: 'utf8' }),
  ).value;
  const checks = read('tests/e2e/lib/lint/surface.mjs') + read('tests/e2e/lib/lint/traces.mjs');
  for (const { id, inputs } of rules)
    if (inputs.some((input) => input === 'page' || input === 'trace')) assert.ok(checks.includes(id), id);
});
