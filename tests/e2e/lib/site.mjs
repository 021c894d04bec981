// The demo store with its config changed, or its script told something first.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const kScript = 'say-so.en.js';
/** What differs from site to site; one that speaks IAB's frameworks has another core. */
const kOwn = [
  kScript,
  'files.js',
  'say-so.config.json',
  'strings/en.json',
  'strings/de.json',
  'consent.js',
  'consent.wasm',
];

const types = { js: 'text/javascript', json: 'application/json', wasm: 'application/wasm' };

/** Serves files in the place of those that were built. @param {any} page @param {Record<string, string | Buffer>} files by name */
export const serveFiles = async (page, files) => {
  for (const [name, body] of Object.entries(files))
    await page.route(`**/say-so/${name}`, (route) =>
      route.fulfill({ body, contentType: types[name.split('.').at(-1)] }),
    );
};

const integrityOf = (bytes) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;

/** Where the demo's build is. */
export const kBuilt = new URL('../../../demo/dist/say-so/', import.meta.url);

/** A file of the demo's build. @param {string} name */
export const readBuilt = (name) => readFileSync(new URL(name, kBuilt), 'utf8');

/**
 * The demo's file `name` with another text, and the files that vouch for it, as if the build had written it so: without
 * them it would be refused for its hash.
 * @param {string} name @param {string} text
 */
export const vouchedFor = (name, text) => {
  const files = readBuilt('files.js').replace(integrityOf(readBuilt(name)), integrityOf(text));
  const script = readBuilt(kScript).replace(integrityOf(readBuilt('files.js')), integrityOf(files));
  return { [kScript]: script, 'files.js': files, [name]: text };
};

/**
 * The built files of the demo's config after `change`.
 * @param {(site: any) => void} change @param {object} [vendorList] of made-up vendors, if not the small one
 */
export const buildSite = (change, vendorList) => {
  const site = JSON.parse(readFileSync(join(root, 'demo/site.json'), 'utf8'));
  change(site);
  const out = mkdtempSync(join(tmpdir(), 'say-so-site-'));
  try {
    writeFileSync(join(out, 'site.json'), JSON.stringify(site));
    const list = vendorList ? join(out, 'gvl.json') : join(root, 'tests/e2e/lib/iab/vendor-list.json');
    if (vendorList) writeFileSync(list, JSON.stringify(vendorList));
    const words = ['build', join(out, 'site.json'), '--language', 'en', '--out', out, '--gvl', list];
    execFileSync(join(root, 'build/native/say-so'), [...words, '--kit', join(root, 'dist')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    return Object.fromEntries(
      kOwn.filter((name) => existsSync(join(out, name))).map((name) => [name, readFileSync(join(out, name))]),
    );
  } finally {
    rmSync(out, { recursive: true });
  }
};

/**
 * Serves the page's script and config as a site with another config has them.
 * @param {any} visitor
 * @param {{change?: (site: any) => void, before?: string, after?: string, vendorList?: object}} how `before`, `after`:
 * code that runs right before and after the page's script
 */
export const serveSite = async ({ page }, { change = () => {}, before = '', after = '', vendorList }) => {
  const files = buildSite(change, vendorList);
  await serveFiles(page, { ...files, [kScript]: `${before};${files[kScript]};${after}` });
};

/** Puts the visitor somewhere, also where the demo's footer does not offer. @param {any} visitor @param {string} place */
export const goTo = (visitor, place, change = () => {}, after = '') =>
  serveSite(visitor, { change, after, before: `document.currentScript.dataset.jurisdiction = '${place}'` });
