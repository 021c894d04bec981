// The picture of docs/architecture.md, kept true: who may know whom, in C++ and in the shell.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const filesBelow = (folder, pattern) =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(name, pattern);
    return pattern.test(name) ? [name] : [];
  });

/** Each core folder and the folders it may include, itself apart. */
const coreMayKnow = {
  base: [],
  consent: ['base'],
  profile: ['base', 'consent'],
  explain: ['base'],
  recommend: ['base', 'consent', 'profile', 'explain'],
  audit: ['base', 'consent', 'explain', 'recommend'],
  privacy: ['base'],
  tcf: ['base'],
  gpp: ['base', 'consent'],
  iab: ['base', 'consent', 'tcf', 'gpp'],
  cli: ['base', 'consent', 'profile', 'explain', 'recommend', 'audit', 'privacy', 'tcf', 'gpp', 'iab'],
};

test('core: includes point one way', () => {
  const wrong = [];
  for (const [folder, allowed] of Object.entries(coreMayKnow)) {
    for (const file of filesBelow(`core/${folder}`, /\.(h|cpp)$/)) {
      for (const [, included] of readFileSync(join(root, file), 'utf8').matchAll(/#include "([^"]+)"/g)) {
        const target = /^core\/(\w+)\//.exec(included)?.[1];
        if (!target) wrong.push(`${file}: "${included}" is not spelled from the root`);
        else if (target !== folder && !allowed.includes(target)) wrong.push(`${file} includes ${included}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
});

test('core: no input, output, clock or randomness outside the command line', () => {
  const forbidden = /#include <(iostream|fstream|cstdio|chrono|ctime|random|thread|filesystem|cmath)>/;
  const wrong = Object.keys(coreMayKnow)
    .filter((folder) => folder !== 'cli')
    .flatMap((folder) => filesBelow(`core/${folder}`, /\.(h|cpp)$/))
    .filter((file) => forbidden.test(readFileSync(join(root, file), 'utf8')))
    // sqrt, fabs, isfinite: exact in IEEE arithmetic. Everything else of <cmath> comes from core/base/math.
    .filter((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const other = forbidden.exec(text)?.[1] !== 'cmath';
      return other || /std::(exp|log|log2|log10|log1p|pow|tanh|erfc?|sin|cos|tan|fma)\(/.test(text);
    });
  assert.deepEqual(wrong, []);
});

test('core: no include of a binding, and bindings include only core and each other', () => {
  const wrong = filesBelow('wasm', /\.cpp$/).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/#include "([^"]+)"/g)]
      .filter(([, included]) => !/^(core|wasm)\//.test(included))
      .map(([, included]) => `${file} includes ${included}`),
  );
  assert.deepEqual(wrong, []);
});

const webMayKnow = {
  loader: ['loader', 'integrations', 'engine/storage.js', 'engine/errors.js', 'strings', 'styles'],
  engine: ['engine', 'integrations', 'loader', 'strings'],
  elements: ['elements', 'engine', 'strings', 'styles'],
  integrations: ['integrations'],
  page: ['page', 'engine/errors.js', 'engine/storage.js', 'strings', 'styles'],
  strings: ['strings'],
};

test('web: folders know each other only as drawn, and one folder knows of Wasm', () => {
  const wrong = [];
  for (const [folder, allowed] of Object.entries(webMayKnow)) {
    for (const file of filesBelow(`web/${folder}`, /\.js$/)) {
      // A type is known to whoever speaks of it; it loads nothing.
      const text = readFileSync(join(root, file), 'utf8').replace(/^.*@import .*$/gm, '');
      for (const [, spelled] of text.matchAll(/(?:from|import)\s*\(?['"]([^'"]+)['"]/g)) {
        if (!spelled.startsWith('.')) continue;
        const target = relative(join(root, 'web'), resolve(root, dirname(file), spelled));
        const inBuild = target.startsWith('../build/');
        if (inBuild && folder === 'engine') continue;
        if (inBuild || !allowed.some((name) => target === name || target.startsWith(`${name}/`)))
          wrong.push(`${file} imports ${spelled}`);
      }
      if (folder !== 'engine' && /WebAssembly/.test(text)) wrong.push(`${file} knows of WebAssembly`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('web: an element imports no other element', () => {
  const wrong = [];
  for (const file of filesBelow('web/elements', /say-so-[\w-]+\.js$/)) {
    for (const [, spelled] of readFileSync(join(root, file), 'utf8').matchAll(/from '([^']+)'/g)) {
      if (/say-so-[\w-]+\.js$/.test(spelled)) wrong.push(`${file} imports ${spelled}`);
    }
  }
  assert.deepEqual(wrong, []);
});
