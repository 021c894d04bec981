// Every flag that a TC string can be given is explained, and no other.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

const read = (file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

test('docs/tc-strings.md explains each flag', () => {
  const given = [...read('core/tcf/tc_string.cpp').matchAll(/return "([a-z-]+)";/g)].map(([, flag]) => flag);
  const explained = [...read('docs/tc-strings.md').matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, flag]) => flag);
  assert.deepEqual(
    given.filter((flag) => flag !== 'unknown'),
    explained,
  );
});
