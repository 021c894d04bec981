// `npm run size`: what a page downloads, brotli 11, against the budgets of the design.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { buildAll } from './build.mjs';
import { brotli } from './costs.mjs';
import { ensure } from './ensure.mjs';
import { main, path, run, StepFailed } from './lib.mjs';

const bytesOf = (file) => new Uint8Array(readFileSync(path(file)));

/** Budgets in bytes of brotli 11; KB are 1,000 bytes. */
const budgets = [
  { what: 'first layer, 12 purposes and 20 services', files: ['build/size/say-so.en.js'], limit: 9_000 },
  { what: 'first layer, the demo store', files: ['demo/dist/say-so/say-so.en.js'], limit: 9_000 },
  { what: 'first layer with Consent Mode', files: ['build/size/google/say-so.en.js'], limit: 9_700 },
  { what: 'first layer with every integration', files: ['build/size/all/say-so.en.js'], limit: 10_900 },
  { what: 'first layer with GPP', files: ['build/size/iab/say-so.en.js'], limit: 10_000 },
  { what: 'hashes of our files', files: ['build/size/files.js'], limit: 1_800 },
  { what: 'consent module with glue', files: ['dist/consent.wasm', 'dist/consent.js'], limit: 56_000 },
  {
    what: 'consent module with IAB’s frameworks',
    files: ['dist/consent-iab.wasm', 'dist/consent-iab.js'],
    limit: 76_000,
  },
  { what: 'reading consent strings', files: ['dist/iab.wasm', 'dist/iab.js'], limit: 45_000 },
  { what: 'preference centre and elements', files: ['dist/elements.js'], limit: 22_000 },
  { what: 'placeholders of held embeds', files: ['dist/embeds.js'], limit: 6_000 },
  { what: 'asking in the page', files: ['dist/ask.js'], limit: 5_000 },
  { what: 'taking back what was kept', files: ['dist/withdraw.js'], limit: 2_000 },
  { what: 'explain module with glue', files: ['dist/explain.wasm', 'dist/explain.js'], limit: 70_000 },
  // Only where the model has row models. The design allows 70 KB with them, too: a ceiling until what trees cost is down.
  {
    what: 'explain module with row models',
    files: ['dist/explain-rows.wasm', 'dist/explain.js', 'dist/explain-rows.js'],
    limit: 89_500,
  },
  {
    what: 'explain module with row models and SIMD',
    files: ['dist/explain-rows-simd.wasm', 'dist/explain.js', 'dist/explain-rows.js'],
    limit: 89_500,
  },
  // For who looks at all the numbers of a reason.
  { what: 'all the numbers of a reason', files: ['dist/why-numbers.js'], limit: 5_000 },
  { what: 'the profile', files: ['dist/profile.js'], limit: 9_000 },
  {
    what: 'what the profile decides',
    files: ['dist/profile-core.wasm', 'dist/profile-core.js'],
    limit: 50_000,
  },
  // A fold for what is asked for statistics, and what is noted of it when everything is taken along or away.
  { what: 'activity and rights', files: ['dist/activity.js'], limit: 6_400 },
  { what: 'what is asked for statistics', files: ['dist/statistics.js'], limit: 5_000 },
  {
    what: 'what statistics make of an answer',
    files: ['dist/privacy-core.wasm', 'dist/privacy-core.js'],
    limit: 32_000,
  },
  { what: 'purposes and vendors of the TCF', files: ['dist/vendors.js'], limit: 7_000 },
  { what: 'what would change a list', files: ['dist/what-if.wasm', 'dist/what-if.js'], limit: 95_500 },
  // For who runs a shop; its visitors never load it.
  { what: 'measuring past shoppers', files: ['dist/review.wasm', 'dist/review.js'], limit: 120_000 },
  { what: 'the store’s model', files: ['demo/dist/say-so/model.json'], limit: 1_000_000 },
];

const kLarge = 'tests/bench/site-12-purposes-20-services.json';
const kVendors = ['meta-pixel', 'microsoft-clarity', 'microsoft-uet', 'shopify', 'wp-consent-api'];

/** The large site's script, with more in its config. @param {string} out @param {(site: any) => void} [change] */
const buildLarge = async (out, change = () => {}) => {
  const site = JSON.parse(readFileSync(path(kLarge), 'utf8'));
  change(site);
  mkdirSync(path(out), { recursive: true });
  writeFileSync(path(out, 'site.json'), JSON.stringify(site));
  const words = ['build', `${out}/site.json`, '--language', 'en', '--out', out, '--kit', 'dist'];
  await run('build/native/say-so', words);
};

await main(async () => {
  await ensure('build');
  await buildAll();
  await buildLarge('build/size');
  await buildLarge('build/size/google', (site) => {
    site.consentMode = {};
  });
  await buildLarge('build/size/all', (site) => {
    site.consentMode = {};
    site.page.integrations = Object.fromEntries(kVendors.map((name) => [name, {}]));
  });
  await buildLarge('build/size/iab', (site) => {
    site.page.integrations = { gpp: {} };
  });
  let over = 0;
  console.log(
    `${'what'.padEnd(46)}${'raw'.padStart(10)}${'gzip'.padStart(10)}${'brotli'.padStart(10)}${'budget'.padStart(10)}`,
  );
  for (const { what, files, limit } of budgets) {
    if (!files.every((file) => existsSync(path(file))))
      throw new StepFailed(`size: ${files.join(', ')} was not built`);
    const sum = (measure) => files.reduce((total, file) => total + measure(file), 0);
    const bytes = sum(brotli);
    if (bytes > limit) over++;
    const row = [
      sum((file) => bytesOf(file).length),
      sum((file) => gzipSync(bytesOf(file), { level: 9 }).length),
      bytes,
      limit,
    ];
    console.log(
      what.padEnd(46) +
        row.map((n) => n.toLocaleString('en').padStart(10)).join('') +
        (bytes > limit ? '  TOO LARGE' : ''),
    );
  }
  if (over) throw new StepFailed(`size: ${over} too large`);
});
