// `npm run build`: the native program, the Wasm modules, the Node program, the package in dist/ and the demo's data.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensure } from './ensure.mjs';
import { costs } from './costs.mjs';
import { has, main, path, run, say, StepFailed } from './lib.mjs';
import { lintThemes, writeThemes } from './themes.mjs';
import { writeThirdParty } from './third_party.mjs';

const kLanguages = ['en', 'de'];

/** Configures a preset once, then builds it; Ninja skips what is done. */
export const buildPreset = async (preset, folder, ...targets) => {
  if (!has('build', folder, 'build.ninja')) {
    await run('cmake', ['--preset', preset], { title: `configuring ${preset}` });
  }
  const named = targets.length ? ['--target', ...targets] : [];
  await run('cmake', ['--build', '--preset', preset, ...named], { title: `building ${preset}` });
};

/** Lit makes a Trusted Types policy named after itself; a second Lit on the page would clash with it. */
const renameLitPolicy = {
  name: 'say-so-html',
  setup(build) {
    build.onLoad({ filter: /lit-html[\\/](node[\\/])?(development[\\/])?lit-html\.js$/ }, (args) => {
      const source = readFileSync(args.path, 'utf8');
      const renamed = source.replaceAll(/createPolicy\(\s*(["'`])lit-html\1/g, 'createPolicy("say-so-html"');
      if (renamed === source) throw new Error('lit-html no longer names its policy the way we expect');
      return { contents: renamed, loader: 'js' };
    });
  },
};

/** Our sheets are constructed ones, which every browser we build for adopts: Lit's other ways stay home. */
const plainSheets = {
  name: 'plain-sheets',
  setup(build) {
    build.onLoad({ filter: /reactive-element[\\/](node[\\/])?(development[\\/])?css-tag\.js$/ }, () => ({
      contents: `export const getCompatibleStyle = (sheet) => sheet;
        export const adoptStyles = (root, sheets) => { root.adoptedStyleSheets = sheets; };
        export const supportsAdoptingStyleSheets = true;
        export let CSSResult, css, unsafeCSS;`,
      loader: 'js',
    }));
  },
};

/** The scripts of the package. */
export const bundles = [
  { in: 'web/loader/loader.js', out: 'loader.js', format: 'iife', built: true },
  { in: 'web/loader/plain.js', out: 'say-so.js', format: 'iife' },
  { in: 'web/engine/consent-chunk.js', out: 'consent.js', format: 'esm' },
  { in: 'web/engine/consent-iab-chunk.js', out: 'consent-iab.js', format: 'esm', glue: 'consent_iab' },
  { in: 'web/engine/iab.js', out: 'iab.js', format: 'esm' },
  { in: 'web/engine/explain.js', out: 'explain.js', format: 'esm' },
  { in: 'web/engine/explain-rows.js', out: 'explain-rows.js', format: 'esm' },
  { in: 'web/engine/what-if.js', out: 'what-if.js', format: 'esm' },
  { in: 'web/engine/review.js', out: 'review.js', format: 'esm' },
  { in: 'web/engine/profile-core.js', out: 'profile-core.js', format: 'esm' },
  { in: 'web/elements/why-numbers.js', out: 'why-numbers.js', format: 'esm', lent: true },
  { in: 'web/elements/profile.js', out: 'profile.js', format: 'esm', lent: true },
  { in: 'web/elements/activity.js', out: 'activity.js', format: 'esm', lent: true },
  { in: 'web/engine/privacy-core.js', out: 'privacy-core.js', format: 'esm' },
  { in: 'web/elements/statistics.js', out: 'statistics.js', format: 'esm', lent: true },
  { in: 'web/elements/vendors.js', out: 'vendors.js', format: 'esm', lent: true },
  { in: 'web/elements/index.js', out: 'elements.js', format: 'esm' },
  { in: 'web/page/files.js', out: 'files.js', format: 'iife', built: true },
  { in: 'web/page/embeds.js', out: 'embeds.js', format: 'esm' },
  { in: 'web/page/ask.js', out: 'ask.js', format: 'esm' },
  { in: 'web/page/withdraw.js', out: 'withdraw.js', format: 'esm' },
  { in: 'web/engine/index.js', out: 'index.js', format: 'esm' },
  { in: 'web/server/read-consent.js', out: 'server.js', format: 'esm' },
];

/** Parts of the loader, of which a page gets those that its site needs. */
const partBundles = () =>
  readdirSync(path('web/loader/parts'))
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ in: `web/loader/parts/${name}`, out: `parts/${name}`, format: 'iife', built: true }));

/** Style sheets travel as text inside the script; what white space they do not need stays home. */
const minifiedCss = {
  name: 'css-text',
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async (args) => {
      const result = await build.esbuild.transform(readFileSync(args.path, 'utf8'), {
        loader: 'css',
        minify: true,
        target: ['chrome123', 'firefox120', 'safari17.5'],
      });
      // White space inside values that custom properties would keep.
      const text = result.code.trim().replace(/([,(]|--[\w-]+:) | (?=\))/g, '$1');
      return { contents: text, loader: 'text' };
    });
  },
};

/**
 * Templates are written with line breaks and indentation; a page need not load them. A break before a tag, the end of a
 * tag or an attribute goes to the next place that is code, so that source maps stay true to the line or nearly so.
 * @param {string} source
 */
const unindent = (source) => {
  let gone = 0;
  const tokens = /(.)\n +(?=(>)|(<)|\/>|[@?.]?[\w-]+=["$])|\$\{|`/g;
  return source
    .replaceAll(tokens, (token, before, isEnd, isStart) => {
      if (before) {
        gone++;
        return isEnd || (isStart && /[>`]/.test(before)) ? before : `${before} `;
      }
      const breaks = '\n'.repeat(gone);
      gone = 0;
      return token + breaks;
    })
    .replace(/\n +/g, '\n');
};

const unindented = {
  name: 'unindented',
  setup(build) {
    build.onLoad({ filter: /[\\/]web[\\/]elements[\\/].*\.js$/ }, (args) => ({
      contents: unindent(readFileSync(args.path, 'utf8')),
      loader: 'js',
    }));
  },
};

/**
 * A part that draws into an element brings no Lit of its own: what it makes is drawn by the element's.
 * @param {boolean} [isLent]
 */
const litLent = (isLent) => ({
  name: 'lit-lent',
  setup(build) {
    if (!isLent) return;
    build.onResolve({ filter: /^lit$/ }, () => ({ path: 'lit', namespace: 'lent' }));
    build.onLoad({ filter: /./, namespace: 'lent' }, () => ({
      contents: `const tag = (kind) => (strings, ...values) => ({ _$litType$: kind, strings, values });
        export const html = tag(1);
        export const svg = tag(2);
        export const nothing = Symbol.for('lit-nothing');
        export const noChange = Symbol.for('lit-noChange');`,
      loader: 'js',
    }));
  },
});

/** Another module's glue in the place of the consent module's. @param {string | undefined} name */
const glueOf = (name) => ({
  name: 'glue',
  setup(build) {
    if (name)
      build.onResolve({ filter: /build\/wasm\/consent\.mjs$/ }, () => ({
        path: path('build/wasm', `${name}.mjs`),
      }));
  },
});

/**
 * Bundles an entry, then has terser, which goes further than the bundler, write it smaller.
 * @param {{in: string, out: string, format: string, built?: boolean, glue?: string, lent?: boolean}} bundle
 */
const writeBundle = async (bundle) => {
  const { build } = await import('esbuild');
  const { minify } = await import('terser');
  const outfile = path('dist', bundle.out);
  // What `say-so build` writes is made of these: a map of them would be wrong.
  const isMapped = !bundle.built;
  const { outputFiles } = await build({
    entryPoints: [path(bundle.in)],
    outfile,
    bundle: true,
    minify: true,
    write: false,
    format: /** @type {'iife'|'esm'} */ (bundle.format),
    target: ['es2022'],
    sourcemap: isMapped ? 'external' : false,
    legalComments: 'none',
    conditions: ['production'],
    plugins: [
      renameLitPolicy,
      plainSheets,
      minifiedCss,
      unindented,
      glueOf(bundle.glue),
      litLent(bundle.lent),
    ],
    // The glue asks for node modules only where it runs in Node, which these builds do not.
    external: ['module', 'fs', 'path'],
    logLevel: 'warning',
  });
  const text = (end) => outputFiles.find((file) => file.path.endsWith(end))?.text ?? '';
  const url = `${basename(outfile)}.map`;
  const { code, map } = await minify(text('.js'), {
    ecma: 2020,
    // A script's own scope stays closed: the page's other scripts share what lies outside.
    module: bundle.format === 'esm',
    compress: { passes: 3, keep_fargs: false },
    ...(isMapped && { sourceMap: { content: text('.map'), filename: basename(outfile), url } }),
  });
  mkdirSync(dirname(outfile), { recursive: true });
  writeFileSync(outfile, code ?? '');
  if (isMapped) writeFileSync(join(dirname(outfile), url), String(map));
};

export const buildWeb = async () => {
  say('bundling the package');
  mkdirSync(path('dist/strings'), { recursive: true });
  await Promise.all([...bundles, ...partBundles()].map(writeBundle));
  for (const name of [
    'consent',
    'consent_iab',
    'explain',
    'explain_rows',
    'explain_rows_simd',
    'what_if',
    'profile_core',
    'privacy_core',
    'iab',
    'review',
  ])
    cpSync(path('build/wasm', `${name}.wasm`), path('dist', `${name.replaceAll('_', '-')}.wasm`));
  // One script starts either of them.
  const glueOf = (name) => readFileSync(path('build/wasm', `${name}.mjs`), 'utf8').replaceAll(name, 'rows');
  if (glueOf('explain_rows_simd') !== glueOf('explain_rows'))
    throw new StepFailed('the glue of the explain modules differs');
  const program = path('build/wasm/core/say-so.cjs');
  if (existsSync(program)) cpSync(program, path('dist/say-so.cjs'));
  for (const file of readdirSync(path('web/strings')).filter((name) => name.endsWith('.json'))) {
    const words = JSON.parse(readFileSync(path('web/strings', file), 'utf8'));
    writeFileSync(path('dist/strings', file), JSON.stringify(words));
  }
  writeThirdParty();
  // The store's own style sheet is a theme, too.
  await lintThemes([...writeThemes(), 'demo/store.css']);
};

const hashOf = (files) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(path(file), 'utf8'));
  return hash.digest('hex');
};

/** Training takes seconds, so it is skipped while neither the baskets nor the trainer changed. */
const trainDemoModel = async () => {
  const inputs = [
    'demo/data/retail/baskets_train.csv',
    'demo/data/retail/products.csv',
    'demo/data/train.json',
  ];
  const sources = readdirSync(path('core/cli'))
    .filter((name) => /train|ease/.test(name))
    .map((name) => `core/cli/${name}`);
  const stamp = hashOf([...inputs, ...sources].filter((file) => has(file)));
  const out = path('build/demo');
  if (has('build/demo/model.stamp') && readFileSync(path('build/demo/model.stamp'), 'utf8') === stamp) return;
  mkdirSync(out, { recursive: true });
  const { trainDemo } = await import(pathToFileURL(path('demo/data/train.mjs')).href);
  say('training the store’s model from its baskets (once)');
  await trainDemo({ program: path('build/native/say-so'), out: path('build/demo/model.json'), run });
  writeFileSync(path('build/demo/model.stamp'), stamp);
};

export const buildDemo = async () => {
  if (!has('demo/site.json')) return;
  await trainDemoModel();
  const { makeCatalog } = await import(pathToFileURL(path('demo/data/make_catalog.mjs')).href);
  const target = path('demo/dist/say-so');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  say('building the demo’s own script and data');
  const program = path('build/native/say-so');
  await buildSite('demo/site.json', 'demo/dist/say-so');
  writeFileSync(path('demo/dist/say-so/catalog.json'), JSON.stringify(makeCatalog()));
  cpSync(path('build/demo/model.json'), path('demo/dist/say-so/model.json'));
  const { writeCard } = await import(pathToFileURL(path('demo/data/make_card.mjs')).href);
  writeCard({ program, kit: path('dist'), store: target });
  cpSync(path('dist/themes'), path('demo/dist/say-so/themes'), { recursive: true });
  // The pages that read consent strings and measure take what they need from the package.
  for (const file of ['iab.js', 'iab.wasm', 'review.js', 'review.wasm'])
    cpSync(path('dist', file), path('demo/dist/say-so', file));
  await buildReview();
  await buildStatistics();
};

/** The files of a site's config, in each language. @param {string} config @param {string} out */
const buildSite = async (config, out) => {
  for (const language of kLanguages) {
    const args = ['build', config, '--language', language, '--out', out, '--kit', 'dist'];
    const { code, output } = await run(path('build/native/say-so'), args, { allowFailure: true });
    if (code !== 0) throw new StepFailed(`say-so build refused ${config}:\n${output}`);
  }
};

/** The store that asks for statistics: its config and what differs in the built files, and figures of made-up visitors. */
const buildStatistics = async () => {
  const target = 'demo/dist/statistics';
  rmSync(path(target, 'say-so'), { recursive: true, force: true });
  mkdirSync(path(target), { recursive: true });
  const { joined } = await import(pathToFileURL(path('demo/shop/statistics.mjs')).href);
  const [site, more] = ['demo/site.json', 'demo/statistics.json'].map((file) =>
    JSON.parse(readFileSync(path(file), 'utf8')),
  );
  writeFileSync(path(target, 'site.json'), JSON.stringify(joined(site, more)));
  await buildSite(`${target}/site.json`, `${target}/say-so`);
  const { makePulse } = await import(pathToFileURL(path('demo/data/make_pulse.mjs')).href);
  makePulse({ program: path('build/native/say-so'), folder: path(target) });
};

/** The page at /review: its files, what it measures, and what pages cost. */
const buildReview = async () => {
  const target = path('demo/dist/review');
  rmSync(target, { recursive: true, force: true });
  const { makeReview } = await import(pathToFileURL(path('demo/data/make_review.mjs')).href);
  makeReview(path('build/demo/model.json'), target);
  const { build } = await import('esbuild');
  await build({
    entryPoints: [path('demo/review/page.js'), path('demo/review/worker.js'), path('demo/review/visitor.js')],
    outdir: target,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022'],
    external: ['/say-so/*', '/plates.js'],
    legalComments: 'eof',
    logLevel: 'warning',
  });
  cpSync(path('demo/review/review.css'), join(target, 'review.css'));
  writeFileSync(join(target, 'costs.json'), JSON.stringify(costs()));
};

export const buildAll = async () => {
  await buildPreset('native', 'native', 'say-so', 'math_probe');
  await buildPreset('wasm', 'wasm');
  await buildWeb();
  await buildDemo();
};

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    await ensure('build');
    await buildAll();
    say('done: build/native/say-so, dist/, demo/dist/');
  });
}
