// Whose code ships is told, with the licence it ships under.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { build } from 'esbuild';
import { bundles } from '../../tools/build.mjs';
import { path } from '../../tools/lib.mjs';
import { billOfMaterials, thirdParty } from '../../tools/third_party.mjs';

const read = (/** @type {string} */ file) => readFileSync(path(file), 'utf8');
const squeezed = (/** @type {string} */ text) => text.replaceAll(/\s+/g, ' ').trim();

/** The packages of npm that the scripts are made of. */
const bundledPackages = async () => {
  const { metafile } = await build({
    entryPoints: bundles.map((bundle) => path(bundle.in)),
    outdir: path('build/unused'),
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    loader: { '.css': 'text' },
    conditions: ['production'],
    external: ['module', 'fs', 'path', '*.mjs'],
    logLevel: 'error',
  });
  const names = Object.keys(metafile.inputs).flatMap(
    (file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
  );
  return [...new Set(names)].sort();
};

test('every package that is bundled is listed, and nothing else', async () => {
  const listed = thirdParty().flatMap(({ packages = [] }) => packages);
  assert.deepEqual(await bundledPackages(), listed.sort());
});

test('the licence of each package of npm is the one that came with it', () => {
  for (const { name, licence, packages = [] } of thirdParty())
    for (const each of packages) {
      assert.equal(JSON.parse(read(`node_modules/${each}/package.json`)).license, licence, each);
      const text = squeezed(read(`node_modules/${each}/LICENSE`));
      assert.equal(squeezed(read(`third-party/${name}.txt`)), text, each);
    }
});

test('the package holds every licence, and a bill of materials that is the same each time', () => {
  const notices = read('dist/THIRD-PARTY.txt');
  for (const { name, licence } of thirdParty()) {
    assert.ok(notices.includes(read(`third-party/${name}.txt`).trim()), name);
    assert.ok(notices.includes(licence), name);
  }
  assert.deepEqual(JSON.parse(read('dist/sbom.cdx.json')), billOfMaterials());
  assert.doesNotMatch(read('dist/sbom.cdx.json'), /timestamp|serialNumber/);
  for (const component of billOfMaterials().components)
    assert.ok(component.version && component.purl && component.licenses.length, component.name);
});
