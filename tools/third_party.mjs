// What of others ships in the package: their licences in dist/THIRD-PARTY.txt, and a software bill of materials
// (CycloneDX 1.6) in dist/sbom.cdx.json. Neither holds a time or a random number: two builds write the same bytes.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { path } from './lib.mjs';

/**
 * @typedef {object} Component
 * @property {string} name also of its licence's file in third-party/
 * @property {'npm' | 'deb'} kind where it comes from
 * @property {string[]} [packages] of npm
 * @property {string} [package] of Debian
 * @property {string} licence SPDX
 * @property {string[]} in which files of the package hold some of it
 * @property {string} what it does there
 */

const read = (/** @type {string} */ file) => readFileSync(path(file), 'utf8');

/** @returns {Component[]} */
export const thirdParty = () => JSON.parse(read('third-party/components.json'));

/** The version that is installed; '' where nothing tells. @param {string} name */
const debianVersion = (name) => {
  const answer = spawnSync('dpkg-query', ['-W', '-f=${Version}', name], { encoding: 'utf8' });
  return answer.status === 0 ? answer.stdout.trim() : '';
};

const licenceOf = (/** @type {string} */ id) =>
  id.includes(' ') ? [{ expression: id }] : [{ license: { id } }];

/** @param {Component} component @param {any} lock package-lock.json @returns {any[]} */
const entriesOf = ({ name, packages = [], package: debian = '', licence, what }, lock) => {
  const licenses = licenceOf(licence);
  if (!packages.length) {
    const version = debianVersion(debian);
    return [
      {
        type: 'library',
        'bom-ref': name,
        name,
        ...(version && { version, purl: `pkg:deb/debian/${debian}@${encodeURIComponent(version)}` }),
        description: what,
        licenses,
      },
    ];
  }
  return packages.map((each) => {
    const { version, integrity } = lock.packages[`node_modules/${each}`];
    const purl = `pkg:npm/${each.replace('@', '%40')}@${version}`;
    const content = Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
    const hashes = [{ alg: 'SHA-512', content }];
    return { type: 'library', 'bom-ref': purl, name: each, version, hashes, licenses, purl };
  });
};

/** The bill of materials of the package. */
export const billOfMaterials = () => {
  const { name, version, license } = JSON.parse(read('package.json'));
  const lock = JSON.parse(read('package-lock.json'));
  const components = thirdParty().flatMap((component) => entriesOf(component, lock));
  const purl = `pkg:npm/${name}@${version}`;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'library', 'bom-ref': purl, name, version, licenses: licenceOf(license), purl },
    },
    components,
    dependencies: [{ ref: purl, dependsOn: components.map((component) => component['bom-ref']) }],
  };
};

/** Writes both into dist/. */
export const writeThirdParty = () => {
  const notices = thirdParty().map((component) => {
    const { name, what, licence } = component;
    const head = `${name}: ${what}\nin ${component.in.join(', ')}\n${licence}`;
    return `${head}\n\n${read(`third-party/${name}.txt`).trim()}\n`;
  });
  writeFileSync(path('dist/THIRD-PARTY.txt'), notices.join(`\n${'-'.repeat(72)}\n\n`));
  writeFileSync(path('dist/sbom.cdx.json'), `${JSON.stringify(billOfMaterials(), null, 2)}\n`);
};
