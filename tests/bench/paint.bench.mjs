// From the click to the painted result on the demo store, in Chromium, for every control; and what blocked the page longest.
import { serve } from '../../demo/server.mjs';
import { engines } from '../e2e/lib/engines.mjs';

const kTimes = 12;
const kBudget = 50_000; // microseconds

/**
 * Notes when the first input event came, and when the last change that followed it was painted: the end of the frame after
 * the last change in any shadow tree.
 */
const install = () => {
  const roots = new WeakSet();
  let start = 0;
  let painted = 0;
  let changed = 0;
  let longest = 0;
  const onPaint = () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (painted = performance.now());
    requestAnimationFrame(() => port2.postMessage(0));
  };
  const observer = new MutationObserver(() => {
    changed = performance.now();
    onPaint();
  });
  const watch = (root = document) => {
    if (!roots.has(root)) {
      roots.add(root);
      observer.observe(root, { childList: true, subtree: true, attributes: true, characterData: true });
    }
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) watch(shadowRoot);
  };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: 'longtask' });
  for (const type of ['click', 'keydown'])
    addEventListener(type, (event) => (start = changed ? start : event.timeStamp), { capture: true });
  globalThis.paint = {
    begin() {
      watch();
      start = painted = changed = longest = 0;
    },
    isOver: () => start > 0 && changed > start && painted > changed && performance.now() - changed > 300,
    result: () => ({ took: (painted - start) * 1000, longest: longest * 1000 }),
  };
};

const summary = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.floor((sorted.length - 1) * share)];
  return { median: at(0.5), p10: at(0.1), p90: at(0.9), samples: sorted.length };
};

const lookAtSome = (page) =>
  page.evaluate(async () => {
    const session = await globalThis.sayso.load();
    for (const item of ['85099B', '20725', '22386']) session.observe('viewed', item);
  });

/** Acts in turn, again and again. @param {[string, () => Promise<unknown>][]} controls */
const rowsOf = async (page, controls) => {
  const times = new Map(controls.map(([what]) => [what, []]));
  let longest = 0;
  for (let turn = 0; turn < kTimes; turn++) {
    // What is switched off takes its data along.
    await lookAtSome(page);
    for (const [what, act] of controls) {
      await page.evaluate(() => globalThis.paint.begin());
      await act();
      await page.waitForFunction(() => globalThis.paint.isOver());
      const result = await page.evaluate(() => globalThis.paint.result());
      // The first turn loads what is loaded on need.
      if (turn > 0) times.get(what).push(result.took);
      if (turn > 0) longest = Math.max(longest, result.longest);
    }
  }
  return [
    ...[...times].map(([what, all]) => ({
      what: `click to paint: ${what}`,
      result: summary(all),
      budget: kBudget,
    })),
    {
      what: 'the longest task while that was clicked (0: none of 50 ms)',
      result: summary([longest]),
      budget: kBudget,
    },
  ];
};

const listControls = (page) => {
  const slate = page.locator('say-so-slate').first();
  const radio = (name) => slate.getByRole('radio', { name }).click();
  const price = (amount) => async () => {
    const field = slate.getByRole('spinbutton', { name: 'Highest price' });
    await field.fill(amount);
    await field.press('Enter');
  };
  return [
    ['level off', () => radio('Off')],
    ['level some', () => radio('Some')],
    ['level full', () => radio('Full')],
    ['variety mixed', () => radio('Mixed')],
    ['variety balanced', () => radio('Balanced')],
    ['variety alike', () => radio('Alike')],
    ['one surprise on', () => slate.getByRole('switch').check()],
    ['one surprise off', () => slate.getByRole('switch').uncheck()],
    ['highest price', price('3')],
    ['any price', price('')],
  ];
};

const panelControls = (page) => {
  const sheet = page.locator('say-so-sheet').getByRole('dialog');
  const button = (name) => sheet.getByRole('button', { name }).first().click();
  const tab = (name) => sheet.getByRole('tab', { name }).click();
  return [
    ['forget', () => button(/^Forget this/)],
    ['undo', () => button('Undo')],
    ['less like this', () => button(/^Less like this/)],
    ['undo less', () => button('Undo')],
    ['all the numbers, open', () => button('All the numbers')],
    ['all the numbers, close', () => button('All the numbers')],
    ['the list without my data', () => button('Show the list without my data')],
    ['the list with my data', () => button('Show the list with my data')],
    ['to the profile', () => tab('My profile')],
    ['an answer', () => sheet.getByRole('checkbox').first().check()],
    ['an answer erased', () => button(/^Erase: /)],
    ['to the choices', () => tab('Choices')],
    ['a purpose off', () => sheet.getByRole('switch', { name: 'What I look at and buy here' }).uncheck()],
    ['saved', () => button('Save choices')],
    ['accept all', () => button('Accept all')],
    ['to activity', () => tab('Activity')],
    ['to the reasons', () => tab('Why these?')],
  ];
};

export default async () => {
  const shop = await serve({ port: 0 });
  const browsers = await engines.chromium.start();
  try {
    const profile = await browsers.newProfile({ viewport: { width: 1280, height: 800 } });
    const page = await profile.newPage();
    await page.addInitScript(install);
    await page.goto(shop.url);
    await page.locator('say-so-first-layer').getByRole('button', { name: 'Accept all' }).click();
    await page.waitForFunction(() => localStorage.getItem('say-so.snapshot'));
    await page.goto(shop.url);
    await page.locator('say-so-slate [part=why]').first().waitFor();
    const lists = await rowsOf(page, listControls(page));
    await lookAtSome(page);
    await page.locator('say-so-slate [part=why]').first().click();
    await page.locator('say-so-why [part=factors]').waitFor();
    return [...lists, ...(await rowsOf(page, panelControls(page)))];
  } finally {
    await browsers.stop();
    await shop.close();
  }
};
