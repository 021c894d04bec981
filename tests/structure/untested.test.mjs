// What no engine was asked is said in the docs, in the same words.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { untestable } from '../e2e/lib/untestable.mjs';

test('docs/untested.md names every reason for which a spec is left out of an engine', () => {
  const page = readFileSync(new URL('../../docs/untested.md', import.meta.url), 'utf8');
  for (const { reason } of untestable) assert.ok(page.includes(reason), reason);
});
