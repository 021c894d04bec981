// docs/policies.md says what the policy table says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { readPolicyTable } from '../../tools/policy_table.mjs';
import { policiesDoc } from '../../tools/write_policies_doc.mjs';

const root = resolve(import.meta.dirname, '../..');
const table = readPolicyTable(join(root, 'core/consent/policy_table.json'));

test('docs/policies.md is current', () => {
  const text = readFileSync(join(root, 'docs/policies.md'), 'utf8');
  assert.equal(text, policiesDoc(), 'run node tools/write_policies_doc.mjs');
});

test('every row names its source, when it was checked, and how sure it is', () => {
  for (const { id, source, checked, certainty } of table.rows) {
    assert.ok(source.length > 3, id);
    assert.match(checked, /^\d{4}-\d{2}-\d{2}$/, id);
    assert.match(certainty, /^[SRWK]$/, id);
  }
});

test('what only people read costs a page nothing', () => {
  // The generated table holds no sentence: sources, dates, needs and notes stay in the JSON.
  const generator = readFileSync(join(root, 'tools/generate_policies.mjs'), 'utf8');
  for (const key of ['source', 'checked', 'certainty', 'needs', 'note', 'title'])
    assert.doesNotMatch(generator, new RegExp(`\\.${key}\\b`), key);
});
