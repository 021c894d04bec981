// The demo store with its config changed, or its script told something first.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const kScript = 'say-so.en.js';
const kConfig = 'say-so.config.json';

/**
 * The built files of the demo's config after `change`.
 * @param {(site: any) => void} change @param {object} [vendorList] of made-up vendors, if not the small one
 */
const buildSite = (change, vendorList) => {
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
    return {
      script: readFileSync(join(out, kScript), 'utf8'),
      config: readFileSync(join(out, kConfig), 'utf8'),
      core: readFileSync(join(out, 'consent.js')),
      module: readFileSync(join(out, 'consent.wasm')),
    };
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
  const { script, config, core, module } = buildSite(change, vendorList);
  await page.route(`**/${kScript}`, (route) =>
    route.fulfill({ body: `${before};${script};${after}`, contentType: 'text/javascript' }),
  );
  await page.route(`**/${kConfig}`, (route) =>
    route.fulfill({ body: config, contentType: 'application/json' }),
  );
  // A site that speaks IAB's frameworks has another core.
  await page.route('**/say-so/consent.js', (route) =>
    route.fulfill({ body: core, contentType: 'text/javascript' }),
  );
  await page.route('**/say-so/consent.wasm', (route) =>
    route.fulfill({ body: module, contentType: 'application/wasm' }),
  );
};

/** Puts the visitor somewhere, also where the demo's footer does not offer. @param {any} visitor @param {string} place */
export const goTo = (visitor, place, change = () => {}, after = '') =>
  serveSite(visitor, { change, after, before: `document.currentScript.dataset.jurisdiction = '${place}'` });
