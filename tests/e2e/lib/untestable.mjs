// What an engine cannot be asked, and why. docs/untested.md names the same (tests/structure/untested.test.mjs).
export const untestable = [
  ...['firefox', 'webkit'].map((engine) => ({
    engine,
    file: 'storage.spec.mjs',
    titles: [/^a tab that crashes/],
    reason: 'only Chromium has an address that crashes its tab',
  })),
  {
    engine: 'firefox',
    file: 'sink.spec.mjs',
    titles: [/^a refusal is never posted/, /asked again with the same id/],
    reason: 'WebDriver BiDi as Playwright speaks it to stock Firefox does not give the body of a request',
  },
  {
    engine: 'webkit',
    file: 'sink.spec.mjs',
    titles: [/^a refusal is never posted/, /^without a network/, /asked again/, /^a sink that refuses/],
    reason: 'WebKitWebDriver neither holds nor shows requests to another origin',
  },
  {
    engine: 'webkit',
    file: 'themes.spec.mjs',
    titles: [/^answers keep a border/],
    reason: 'WebKitGTK has no forced colours',
  },
  {
    engine: 'webkit',
    file: 'hostile.spec.mjs',
    titles: [/^zoomed/],
    reason: 'WebKitGTK measures what a page zooms in units of its own',
  },
  ...['firefox', 'webkit'].map((engine) => ({
    engine,
    file: 'stillness.spec.mjs',
    titles: [/./],
    reason: 'only Chromium tells what shifted a page',
  })),
  ...['firefox', 'webkit'].map((engine) => ({
    engine,
    file: 'soak.spec.mjs',
    titles: [/./],
    reason: 'only Chromium tells what a page holds in memory',
  })),
  ...['firefox', 'webkit'].map((engine) => ({
    engine,
    file: 'review-looks.spec.mjs',
    titles: [/^the printed report/],
    reason: 'only Chromium shows a page as it is printed',
  })),
  {
    engine: 'webkit',
    file: 'accessibility-tree.spec.mjs',
    titles: [/^the first layer/, /^a list is/, /^the sheet is/, /^a reason is/, /^activity is/],
    reason: 'WebKitWebDriver hands out no tree of roles and names',
  },
  {
    engine: 'webkit',
    file: 'strict-page.spec.mjs',
    titles: [/^a nonce/],
    reason: 'WebKitWebDriver runs what watches a page as an element of it, which a policy by nonce refuses',
  },
  {
    engine: 'webkit',
    file: 'statistics.spec.mjs',
    titles: [/^updates of several visitors/],
    reason: 'WebKitWebDriver has one visitor at a time',
  },
  ...['tags.spec.mjs', 'embeds.spec.mjs', 'marks.spec.mjs'].map((file) => ({
    engine: 'webkit',
    file,
    titles: [/./],
    reason: 'WebKitWebDriver neither holds nor shows requests to another origin',
  })),
  ...[
    'broken-files.spec.mjs',
    'hostile-text.spec.mjs',
    'odd-pages.spec.mjs',
    'pollution.spec.mjs',
    'slow-files.spec.mjs',
  ].map((file) => ({
    engine: 'webkit',
    file,
    titles: [/./],
    reason:
      'WebKitWebDriver does not change answers under way, and the proxy that stands in for it does so by whole files only',
  })),
];

/** Why a spec cannot run in an engine; undefined when it can. */
export const whyUntestable = (engine, { file, title }) =>
  untestable.find(
    (one) =>
      one.engine === engine && file.endsWith(one.file) && one.titles.some((pattern) => pattern.test(title)),
  )?.reason;
