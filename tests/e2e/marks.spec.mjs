// A page marked for another tool behaves with our script alone as it did with that tool: each form as the tool's own
// documentation has it on 2026-11-22.
import { expect, test } from './lib/shop.mjs';
import { kVendor, tryPage } from './lib/try-page.mjs';

const at = (path) => `${kVendor}/${path}`;

/** By tool: its markup, and what comes once analytics are granted, and once everything is. */
const tools = {
  'vanilla-cookieconsent': {
    body: `
      <script type="text/plain" data-category="analytics" src="${at('category.js')}"></script>
      <script type="text/plain" data-category="analytics" data-service="Counter" data-type="module" data-src="${at('service.js')}"></script>
      <script type="text/plain" data-category="marketing" src="${at('marketing.js')}"></script>`,
    marks: { marketing: 'ads' },
    analytics: ['/category.js', '/service.js'],
    all: ['/category.js', '/marketing.js', '/service.js'],
  },
  klaro: {
    body: `
      <script type="text/plain" data-type="application/javascript" data-name="counter" data-src="${at('matomo.js')}"></script>
      <img alt="" data-name="counter" data-src="${at('pixel.svg')}">
      <iframe title="x" data-name="adlark" data-src="${at('frame.html')}"></iframe>`,
    marks: {},
    analytics: ['/matomo.js', '/pixel.svg'],
    all: ['/frame.html', '/matomo.js', '/pixel.svg'],
  },
  Cookiebot: {
    body: `
      <script type="text/plain" data-cookieconsent="statistics" src="${at('statistics.js')}"></script>
      <script type="text/plain" data-cookieconsent="statistics,marketing" src="${at('both.js')}"></script>
      <iframe title="x" data-cookieconsent="marketing" data-cookieblock-src="${at('frame.html')}"></iframe>`,
    marks: {},
    analytics: ['/statistics.js'],
    all: ['/both.js', '/frame.html', '/statistics.js'],
  },
  OneTrust: {
    body: `
      <script type="text/plain" class="optanon-category-C0002" src="${at('performance.js')}"></script>
      <script type="text/plain" class="optanon-category-C0002-C0004" src="${at('both.js')}"></script>
      <iframe title="x" class="optanon-category-C0004" data-src="${at('frame.html')}"></iframe>`,
    marks: {},
    analytics: ['/performance.js'],
    all: ['/both.js', '/frame.html', '/performance.js'],
  },
  Usercentrics: {
    body: `
      <script type="text/plain" data-usercentrics="Counter" src="${at('service.js')}"></script>
      <img alt="" data-usercentrics="Counter" data-src="${at('pixel.svg')}">
      <iframe title="x" data-usercentrics="Adlark" data-src="${at('frame.html')}"></iframe>`,
    marks: {},
    analytics: ['/pixel.svg', '/service.js'],
    all: ['/frame.html', '/pixel.svg', '/service.js'],
  },
};

const choose = (page, choices) =>
  page.evaluate(
    (wishes) => globalThis.sayso.choose(wishes, { control: 'save', surface: 'page', steps: 1 }),
    choices,
  );
const counting = ['analytics', 'experiments'].map((purpose) => ({ purpose, granted: true }));

for (const [tool, { body, marks, analytics, all }] of Object.entries(tools))
  test(`${tool}: its marks hold, release what is granted, and each once`, async ({ visitor }) => {
    const { page } = visitor;
    const asked = await tryPage(visitor, { body, change: (site) => (site.page = { reopen: 'none', marks }) });
    await page.waitForLoadState('networkidle');
    expect(asked).toEqual([]);
    await choose(page, counting);
    await expect.poll(() => [...asked].sort()).toEqual(analytics);
    await choose(page, [{ all: true, granted: true }]);
    await expect.poll(() => [...asked].sort()).toEqual(all);
    expect(visitor.errors).toEqual([]);
  });

test('vanilla-cookieconsent: "!" runs once what was granted is taken back', async ({ visitor }) => {
  const { page } = visitor;
  const asked = await tryPage(visitor, {
    body: `<script type="text/plain" data-category="!analytics" src="${at('cleanup.js')}"></script>`,
    change: (site) => (site.page = { reopen: 'none', marks: {} }),
  });
  await choose(page, counting);
  await visitor.settled();
  expect(asked).toEqual([]);
  await choose(page, [{ purpose: 'analytics', granted: false }]);
  await expect.poll(() => asked).toEqual(['/cleanup.js']);
});

test('a name that the config does not know holds, and is told by its name', async ({ visitor }) => {
  const { page } = visitor;
  const asked = await tryPage(visitor, {
    body: `<script type="text/plain" data-category="somethingelse" src="${at('unknown.js')}"></script>
      <img alt="" data-category="teacups" data-src="/assets/icon.svg">`,
    change: (site) => (site.page = { reopen: 'none', marks: {} }),
  });
  await choose(page, [{ all: true, granted: true }]);
  await visitor.settled();
  expect(asked).toEqual([]);
  expect(visitor.errors.filter((text) => text.includes('unknown-mark'))).toHaveLength(1);
});

test('without page.marks the marks of other tools are none of ours', async ({ visitor }) => {
  const asked = await tryPage(visitor, { body: tools.klaro.body });
  await choose(visitor.page, [{ all: true, granted: true }]);
  await visitor.settled();
  expect(asked).toEqual([]);
});
