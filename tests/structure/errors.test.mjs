// Every code that can be met is explained, and every explained code can be met.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';

const root = resolve(import.meta.dirname, '../..');
const read = (file) => readFileSync(join(root, file), 'utf8');

const scriptsBelow = (folder) =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.name.endsWith('.js'))
    .map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8'));

test('docs/errors.md explains each code that is used, and no other', () => {
  const core = [...read('core/base/result.cpp').matchAll(/return "([a-z0-9-]+)";/g)].map(([, code]) => code);
  const shell = scriptsBelow('web').flatMap((text) =>
    [
      ...text.matchAll(/new SaySoError\(\s*'([a-z-]+)'/g),
      ...text.matchAll(/asSaySoError\([^)]*, '([a-z-]+)'\)/g),
      ...text.matchAll(/code = '([a-z-]+)'/g),
    ].map(([, code]) => code),
  );
  // "unknown" stands behind a switch that names every code.
  const used = new Set([...core, ...shell].filter((code) => code !== 'unknown'));
  const explained = new Set(
    [...read('docs/errors.md').matchAll(/^### ([a-z0-9-]+)$/gm)].map(([, code]) => code),
  );
  assert.deepEqual([...used].sort(), [...explained].sort());
});
