// Every flag that a GPP string can be given is explained, and no other.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

const read = (file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

test('docs/gpp-strings.md explains each flag', () => {
  const given = ['core/gpp/gpp_string.cpp', 'core/gpp/us_section.cpp'].flatMap((file) =>
    [...read(file).matchAll(/flags\.push_back\(\{"([a-z-]+)"/g)].map(([, flag]) => flag),
  );
  const explained = [...read('docs/gpp-strings.md').matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, flag]) => flag);
  assert.deepEqual(given.sort(), explained.sort());
});
