// A page that stays open: panels opened and closed, choices made and taken back, lists ranked again, and the page holds no
// more nodes, listeners or memory than it did. With SAY_SO_FULL for as long as a patient visitor would.
import { expect, test } from './lib/shop.mjs';

const kRounds = process.env.SAY_SO_FULL ? 400 : 24;
const kMoreBytes = 3_000_000;

/** What the page holds once its garbage is gone. */
const holds = async (cdp) => {
  await cdp.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return { nodes, jsEventListeners, usedSize };
};

/** Everything that a visitor can do over and over, once. */
const round = async (visitor) => {
  const { page } = visitor;
  for (const tab of ['choices', 'profile', 'activity']) {
    await page.evaluate((name) => globalThis.sayso.open(name), tab);
    await expect(visitor.sheet).toBeVisible();
    await expect(visitor.sheet.getByRole('tab', { selected: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(visitor.sheet).toBeHidden();
  }
  await page.evaluate(() => globalThis.sayso.rejectAll());
  await visitor.settled();
  await page.evaluate(() => globalThis.sayso.acceptAll());
  await visitor.settled();
  await visitor.waitForSlate();
  await visitor.slate.locator('[part=why]').first().click();
  await expect(page.locator('say-so-why [part=footer]')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('say-so-why [part=footer]')).toBeHidden();
};

test(`after ${kRounds} rounds of everything the page holds what it held`, async ({ visitor }) => {
  test.setTimeout(kRounds * 5_000 + 60_000);
  await visitor.visitWithHistory('85099B', '20725');
  const cdp = await visitor.page.context().newCDPSession(visitor.page);
  const warm = Math.ceil(kRounds / 4);
  for (let done = 0; done < warm; done++) await round(visitor);
  const early = await holds(cdp);
  const shown = await visitor.shown();
  for (let done = warm; done < kRounds; done++) await round(visitor);
  const late = await holds(cdp);
  expect(await visitor.shown()).toEqual(shown);
  // Nodes that are about to be collected come and go by a few.
  expect(late.nodes - early.nodes, JSON.stringify({ early, late })).toBeLessThan(early.nodes / 4);
  expect(late.jsEventListeners - early.jsEventListeners).toBeLessThan(early.jsEventListeners / 4);
  // The ledger grows by a record for each choice, up to its limit.
  expect(late.usedSize - early.usedSize).toBeLessThan(kMoreBytes);
  expect(visitor.errors).toEqual([]);
  test
    .info()
    .annotations.push({ type: 'held', description: JSON.stringify({ rounds: kRounds, early, late }) });
  console.log(`${kRounds} rounds: ${JSON.stringify({ early, late })}`);
});
