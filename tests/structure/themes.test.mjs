// What a theme may set and style is the same in the code, in the lint and in docs/themes.md.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { readDefaults, readTheme } from '../../tools/theme_tokens.mjs';
import { writeTheme } from '../../tools/themes.mjs';
import { themesDoc } from '../../tools/write_theme_contrast.mjs';

const root = resolve(import.meta.dirname, '../..');
const read = (file) => readFileSync(join(root, file), 'utf8');
const filesBelow = (folder, ending) =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter(({ name }) => name.endsWith(ending))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((file) => readFileSync(file, 'utf8'));

const defaults = readDefaults(read('web/styles/tokens.css'));
const names = new Set([...defaults.keys(), 'font', 'font-title']);

/** Colours as long as they can be, so that #fff and #ffffff are the same. */
const plain = (value) =>
  value
    .replace(/#([\da-f])([\da-f])([\da-f])\b/g, '#$1$1$2$2$3$3')
    .replace(/rgb\((\d+) (\d+) (\d+) \/ ([\d.]+)\)/g, (_, ...parts) => {
      const bytes = [...parts.slice(0, 3).map(Number), Math.round(Number(parts[3]) * 255)];
      return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
    });

test('the contrasts in docs/themes.md are those of the themes', () => {
  assert.equal(read('docs/themes.md'), themesDoc(), 'run node tools/write_theme_contrast.mjs');
});

test('every surface has the same defaults', () => {
  for (const file of ['web/loader/first-layer.css', 'web/loader/reopen.css', 'web/page/page.css'])
    for (const [name, value] of readDefaults(read(file)))
      if (!name.startsWith('font'))
        assert.equal(plain(value), plain(defaults.get(name) ?? ''), `${name} in ${file}`);
});

test('the sheets read public tokens and no others, each of which docs/themes.md lists with its default', () => {
  const docs = read('docs/themes.md');
  const used = filesBelow('web', '.css').flatMap((css) =>
    [...css.matchAll(/--say-so-([\w-]+)/g)].map(([, name]) => name),
  );
  assert.deepEqual([...new Set(used)].sort(), [...names].sort());
  assert.equal(names.size, 22);
  for (const name of names) {
    const row = docs.split('\n').find((line) => line.startsWith(`| \`--say-so-${name}\` |`));
    assert.ok(row, name);
    const value = defaults.get(name);
    if (value && name !== 'shadow') assert.ok(row.includes(`\`${value}\``), `${name}: ${value}`);
  }
});

test('the parts of the elements are those of the lint and of docs/themes.md', () => {
  const inCode = filesBelow('web', '.js').flatMap((text) => [
    ...[...text.matchAll(/\bpart="([\w-]+)"|\bpart: '([\w-]+)'|part\.add\('([\w-]+)'\)/g)].map(
      ([, ...found]) => found.find(Boolean) ?? '',
    ),
  ]);
  const lint = /kParts\[\] = \{([^}]*)\}/.exec(read('core/audit/theme_parts.cpp'))?.[1] ?? '';
  const inLint = [...lint.matchAll(/"([\w-]+)"/g)].map(([, name]) => name);
  assert.deepEqual(inLint.sort(), [...new Set(inCode)].sort());
  const parts = /## Parts([^]*?)\n## /.exec(read('docs/themes.md'))?.[1] ?? '';
  const inDocs = new Set([...parts.matchAll(/`([\w-]+)`/g)].map(([, name]) => name));
  assert.deepEqual(
    inLint.filter((name) => !inDocs.has(name)),
    [],
  );
});

test('what the panels have, the sheet hands on', () => {
  const list = /const parts =\s*'([^']+)'/.exec(read('web/elements/say-so-sheet.js'))?.[1].split(',') ?? [];
  const panels = [
    'activity',
    'profile',
    'say-so-activity',
    'say-so-consent',
    'say-so-profile',
    'say-so-why',
    'why-numbers',
  ];
  const inPanels = panels.flatMap((name) =>
    [...read(`web/elements/${name}.js`).matchAll(/\bpart="([\w-]+)"/g)].map(([, part]) => part),
  );
  assert.deepEqual(
    [...new Set([...inPanels, 'tag', 'switch', 'error'])].filter((part) => !list.includes(part)),
    [],
  );
});

test('a ready theme sets public tokens alone, and the same pairs with light-dark() and without', () => {
  for (const file of readdirSync(join(root, 'web/styles/themes'))) {
    const tokens = readTheme(read(`web/styles/themes/${file}`));
    for (const [name] of tokens) assert.ok(names.has(name.slice('--say-so-'.length)), `${name} in ${file}`);
    const css = writeTheme({ about: '', tokens });
    const [light, dark, both] = [
      /^:root \{([^}]*)\}/m,
      /dark\) \{\s*:root \{([^}]*)\}/,
      /@supports[^{]*\{\s*:root \{([^}]*)\}/,
    ].map((pattern) => new Map(readTheme(pattern.exec(css)?.[1] ?? '')));
    assert.equal(light.size, tokens.length);
    for (const [name, value] of both)
      if (name !== '--say-so-shadow')
        assert.equal(value, `light-dark(${light.get(name)}, ${dark.get(name)})`, `${name} in ${file}`);
    assert.deepEqual([...both.keys()], [...dark.keys()]);
  }
});
