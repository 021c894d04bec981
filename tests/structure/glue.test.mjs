// Types are checked before anything is built, so each module's glue has a type of its own.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';

const web = resolve(import.meta.dirname, '../../web');

test('web/engine/glue.d.ts declares the glue of every module that is imported', () => {
  const imported = readdirSync(web, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.name.endsWith('.js'))
    .flatMap((entry) => {
      const text = readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8');
      return [...text.matchAll(/'[./]*\/build\/wasm\/([a-z_]+\.mjs)'/g)].map(([, name]) => name);
    });
  const glue = readFileSync(join(web, 'engine/glue.d.ts'), 'utf8');
  const declared = [...glue.matchAll(/declare module '\*\/build\/wasm\/([a-z_]+\.mjs)'/g)].map(
    ([, name]) => name,
  );
  assert.ok(imported.length > 2);
  assert.deepEqual(
    [...new Set(imported)].filter((name) => !declared.includes(name)),
    [],
  );
});
