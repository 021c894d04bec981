// Pages whose styles fight whatever is put into them: the question stays in sight, whole, and as easy to refuse.
import { lintSurface } from './lib/lint/surface.mjs';
import { expect, test } from './lib/shop.mjs';

/**
 * A page of somebody else's.
 * @typedef {{style?: string, html?: string, body?: string, before?: string, media?: object}} Page
 */

/** @type {Record<string, Page>} */
const pages = {
  'nothing of its own': {},
  'all: unset': { style: '* { all: unset }' },
  'all: unset, with importance': { style: '* { all: unset !important }' },
  'all: revert, and a reset': {
    style: `*, *::before, *::after { all: revert; margin: 0; padding: 0; border: 0; box-sizing: content-box }
      button, a, input { appearance: none; background: none; color: inherit; font: inherit; outline: none !important }`,
  },
  'importance on everything that can be inherited': {
    style: `* { font: italic 900 40px/0.5 fantasy !important; letter-spacing: 12px !important; color: #ddd !important;
        text-transform: uppercase !important; text-indent: 200px !important; white-space: nowrap !important;
        word-spacing: 3em !important; text-align: right !important; visibility: hidden !important;
        pointer-events: none !important; cursor: none !important; user-select: none !important }`,
  },
  'importance on where things stand': {
    style: `* { position: static !important; float: right !important; transform: rotate(20deg) !important;
        width: 10px !important; height: 10px !important; max-height: 10px !important; overflow: hidden !important;
        opacity: 0.2 !important; z-index: -1 !important; margin: 300px !important; clip-path: circle(5px) !important }`,
  },
  'the widget’s own elements named': {
    style: `say-so-first-layer, [popover] { display: none !important; opacity: 0 !important; width: 0 !important;
        inset: auto auto -9999px -9999px !important; transform: scale(0) !important }`,
  },
  'animations and transitions on everything': {
    style: `@keyframes away { to { opacity: 0; visibility: hidden; transform: translateX(-200vw) } }
      * { animation: away 1ms forwards !important; transition: all 60s !important }`,
  },
  'names of ours': {
    style: `* { --_surface: #000; --_text: #111; --_action: transparent; --_size: 2px; --_target: 1px; --_rem: 1px }
      .root, [part], #title { display: none !important }`,
  },
  'buttons of its own': {
    style: `button { display: none !important; background: #eee !important; color: #eee !important;
        font-size: 4px !important; min-height: 0 !important }
      button:first-of-type { transform: scale(2) !important } button:nth-child(2) { order: 9 !important }`,
  },
  'text of 4 px': { style: 'html { font-size: 4px }' },
  'text of 62.5 %': { style: 'html { font-size: 62.5% }' },
  'text of 40 px': { style: 'html { font-size: 40px }' },
  'a root of 100 px': { style: 'html { font-size: 100px }' },
  'a body that is moved, cut and dimmed': {
    style: `body { transform: translate(-30px, 400px) scale(0.5); overflow: hidden; filter: blur(3px); opacity: 0.1;
        height: 3000px; perspective: 1px; contain: strict; clip-path: inset(0 0 90% 90%); will-change: transform }`,
  },
  'a page that does not scroll': {
    style: 'html, body { overflow: hidden !important; height: 100% !important; position: fixed; inset: 0 }',
  },
  'a layer above all others': {
    before:
      '<div style="position:fixed;inset:0;z-index:2147483647;background:#fffffff2">Subscribe! <button>No</button></div>',
  },
  'right to left': { html: 'dir="rtl"' },
  'right to left by style': {
    style: 'html, body, * { direction: rtl !important; unicode-bidi: bidi-override }',
  },
  'lines that run from top to bottom': {
    style: 'html, body { writing-mode: vertical-rl; text-orientation: upright }',
  },
  zoomed: { style: 'html { zoom: 1.5 }' },
  'zoomed by the body': { style: 'body { zoom: 0.8 }' },
  'dark by its scheme, white by its colours': {
    style: ':root { color-scheme: dark } body { background: #fff; color: #000 }',
  },
  'light by its scheme, for who wants dark': {
    media: { colorScheme: 'dark' },
    style: ':root { color-scheme: only light } body { background: #000; color: #fff }',
  },
};

/** @param {any} visitor @param {Page} page */
const openPage = async (visitor, { style = '', html = '', body = '', before = '' }) => {
  await visitor.page.route(`${visitor.url}/try`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en" ${html}><head><meta charset="utf-8"><title>Try</title>
        <script src="/say-so/say-so.en.js" data-jurisdiction="DE"></script><style>${style}</style></head>
        <body ${body}>${before}<main><h1>Try</h1><p>${'A page of somebody else’s. '.repeat(200)}</p></main>
        <footer><a href="/privacy" data-say-so-open="choices">Privacy choices</a></footer></body></html>`,
    }),
  );
  await visitor.open('/try');
};

/**
 * What is wrong with how a surface stands and is set. Runs in the page.
 * @param {{host: string, least: number}} wanted the smallest that text may be, in px as they are seen
 */
const inPage = ({ host, least }) => {
  const root = document.querySelector(host)?.shadowRoot?.querySelector('[role=dialog], dialog');
  if (!root) return ['there is no surface'];
  const problems = [];
  const said = (element) => `${element.localName} "${element.textContent.trim().slice(0, 20)}"`;
  const { left, top, right, bottom } = root.getBoundingClientRect();
  if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1)
    problems.push(`it reaches from ${[left, top].map(Math.round)} to ${[right, bottom].map(Math.round)}`);
  if (right - left < 250 || bottom - top < 100) problems.push(`it is ${right - left} by ${bottom - top}`);
  const plain = {
    writingMode: 'horizontal-tb',
    direction: 'ltr',
    textTransform: 'none',
    textIndent: '0px',
    visibility: 'visible',
    pointerEvents: 'auto',
    wordSpacing: '0px',
  };
  const walk = (tree) => {
    for (const element of tree.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      const box = element.getBoundingClientRect();
      if (!hasText || box.width < 2 || element.closest('[hidden], details:not([open]) > :not(summary)'))
        continue;
      const style = getComputedStyle(element);
      for (const [name, value] of Object.entries(plain))
        if (style[name] !== value) problems.push(`${said(element)}: ${name} is ${style[name]}`);
      const seen = parseFloat(style.fontSize) * (element.currentCSSZoom ?? 1);
      if (seen < least) problems.push(`${said(element)}: text of ${seen} px`);
    }
  };
  walk(root);
  return problems;
};

// The lint comes first: it ends what is still on its way in.
const problemsOf = async ({ page }, host, least) => [
  ...(await lintSurface(page)),
  ...(await page.evaluate(inPage, { host, least })),
];

const focused = ({ page }) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.textContent?.trim();
  });

for (const [name, page] of Object.entries(pages)) {
  test.describe('a hostile page', () => {
    test.use({ media: page.media ?? {} });
    for (const [width, height] of [
      [1280, 800],
      [390, 800],
    ]) {
      test(`${name}: the question and the choices stand, at ${width} px`, async ({ visitor }) => {
        await visitor.page.setViewportSize({ width, height });
        await openPage(visitor, page);
        // What the page zooms out of is smaller, in the widget, too.
        const least = 12.9 * (name === 'zoomed by the body' ? 0.8 : 1);
        await expect(visitor.firstLayer).toBeVisible();
        expect.soft(await problemsOf(visitor, 'say-so-first-layer', least)).toEqual([]);

        let keys = 0;
        while ((await focused(visitor)) !== 'Reject all') {
          await visitor.page.keyboard.press('Tab');
          expect(++keys, 'presses of Tab').toBeLessThan(8);
        }
        await visitor.page.keyboard.press('Enter');
        await expect(visitor.firstLayer).toBeHidden();
        await visitor.settled();

        await visitor.page.evaluate(() => globalThis.sayso.open('choices').then(() => undefined));
        await expect(visitor.sheet.getByRole('switch').first()).toBeVisible();
        expect.soft(await problemsOf(visitor, 'say-so-sheet', least)).toEqual([]);
        await visitor.sheet.getByRole('button', { name: 'Accept all' }).focus();
        await visitor.page.keyboard.press('Enter');
        await expect(visitor.sheet.getByRole('switch').first()).toBeChecked();
        await visitor.page.keyboard.press('Escape');
        await expect(visitor.sheet).toBeHidden();
      });
    }
  });
}
