// What is asked of many without learning of one: shown before it goes, sent once, bounded, and read by the program.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serve } from '../../demo/server.mjs';
import { joined } from '../../demo/shop/statistics.mjs';
import { Keys } from './lib/keys.mjs';
import { expect, test as base, Visitor } from './lib/shop.mjs';
import { serveSite } from './lib/site.mjs';

const root = resolve(import.meta.dirname, '../..');
const kVisitors = 2;

const test = base.extend({
  /** The file of reports of this worker's store. */
  reports: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'say-so-reports-'));
      await use(join(folder, 'reports.jsonl'));
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ reports }, use) => {
      const shop = await serve({ port: 0, reports, vouches: false });
      await use(shop.url.replace(/\/$/, ''));
      await shop.close();
    },
    { scope: 'worker' },
  ],
});

test.beforeEach(({ reports }) => writeFileSync(reports, ''));

const received = (reports) => readFileSync(reports, 'utf8').split('\n').filter(Boolean);

const choose = async (visitor, purpose, granted) => {
  // Of two choices of the same second, tabs keep the refusal.
  const isLater = async () => {
    const session = await globalThis.sayso.load();
    const now = session.environment().now;
    return !session.state || session.state.choices.every(({ at }) => at < now);
  };
  await expect.poll(() => visitor.page.evaluate(isLater)).toBe(true);
  await visitor.page.evaluate(
    async ([id, on]) => {
      const session = await globalThis.sayso.load();
      await session.choose([{ purpose: id, granted: on }], { control: 'switch', surface: 'choices' });
    },
    [purpose, granted],
  );
};

/** Opens what is asked. */
const openAsked = async (visitor) => {
  await visitor.page.evaluate(() => globalThis.sayso.open('activity'));
  const fold = visitor.sheet.locator('[data-asked]');
  await fold.getByText('Help with statistics').click();
  return fold;
};

/** A visitor who takes part, with what is asked open before them. */
const takePart = async (visitor, path = '/delivery') => {
  await visitor.open(path);
  await visitor.rejectAll();
  await choose(visitor, 'statistics', true);
  const fold = await openAsked(visitor);
  await expect(fold.getByRole('meter')).toBeVisible();
  return fold;
};

const questionOf = (fold, id) => fold.locator(`[data-question="trust.${id}"]`);
const bytesOf = (place) => place.locator('pre').textContent();

const pick = async (fold, id, point) => {
  const question = questionOf(fold, id);
  // By its own click: a tab out of sight is not drawn, and nobody can wait for it to stand still.
  await question.locator(`input[value="${point}"]`).evaluate((input) => input.click());
  await expect(question.locator('pre')).toHaveCount(1);
  return question;
};

const estimate = (reports) =>
  execFileSync(
    join(root, 'build/native/say-so'),
    ['privacy', 'estimate', '--config', 'demo/dist/statistics/site.json', '--views', '40'],
    { cwd: root, encoding: 'utf8', input: readFileSync(reports) },
  )
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('nothing is asked while its purpose is off, and how to turn it on is said', async ({ visitor }) => {
  await visitor.open('/delivery');
  await visitor.rejectAll();
  const fold = await openAsked(visitor);
  await expect(fold).toContainText('“Statistics of many” is off: nothing is asked and nothing is sent.');
  await expect(fold.getByRole('radio')).toHaveCount(0);
  await fold.getByRole('button', { name: 'Turn it on under Choices' }).click();
  await visitor.sheet.getByRole('switch', { name: 'Statistics of many' }).check();
  await visitor.sheet.getByRole('button', { name: 'Save choices' }).click();
  await visitor.sheet.getByRole('tab', { name: 'Activity' }).click();
  await expect(fold.getByRole('radio')).toHaveCount(21);
});

test('an answer is shown to the letter, sent so, kept so, and counted by the program', async ({
  visitor,
  reports,
}) => {
  await visitor.open('/delivery');
  await visitor.rejectAll();
  await choose(visitor, 'statistics', true);
  expect(visitor.requested(/statistics\.js|privacy-core/)).toEqual([]);
  const fold = await openAsked(visitor);
  await expect(fold.getByRole('meter')).toHaveAttribute('aria-valuetext', /^0 of 8 spent, 8 left/);
  const question = await pick(fold, 'transparency', 6);
  await expect(question).toContainText('of 100 reports, 27 say what was answered');
  const shown = await bytesOf(question);
  expect(Object.keys(JSON.parse(shown))).toEqual([
    ...['schema', 'question', 'period', 'epsilon', 'answers', 'value'],
  ]);
  expect(visitor.requested(/reports/)).toEqual([]);
  expect(await visitor.stored('say-so.spent')).toBeNull();

  await question.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(question.getByText('Sent. This is answered; next time from')).toBeFocused();
  expect(received(reports)).toEqual([shown]);
  await expect(fold.getByRole('meter')).toHaveAttribute('aria-valuetext', /^2 of 8 spent, 6 left/);
  await expect(question.getByRole('radio')).toHaveCount(0);

  const [{ ok, value }] = estimate(reports);
  expect(ok).toBe(true);
  expect(value).toMatchObject({
    of: 'those who share statistics',
    question: 'trust.transparency',
    reports: 1,
  });
  expect(value.answers).toHaveLength(21);
  expect(value.acceptance).toMatchObject({ atLeast: 1 / 40, pageViews: 40 });

  // Not on another page either, nor after the choice was taken back and made again.
  await choose(visitor, 'statistics', false);
  await choose(visitor, 'statistics', true);
  await visitor.open('/returns');
  const later = questionOf(await openAsked(visitor), 'transparency');
  await expect(later).toContainText('Answered. Next time from');
  await expect(later.getByRole('radio')).toHaveCount(0);
  expect(received(reports)).toHaveLength(1);
  expect(visitor.errors).toEqual([]);
});

test('what is not sent leaves no trace, and asked again it is the same report', async ({
  visitor,
  reports,
}) => {
  const fold = await takePart(visitor);
  const question = await pick(fold, 'control', 3);
  const shown = await bytesOf(question);
  await question.getByRole('button', { name: 'Don’t send' }).click();
  await expect(question.getByText('Nothing was sent.')).toBeFocused();
  expect(await visitor.stored('say-so.spent')).toBeNull();
  await pick(fold, 'control', 3);
  expect(await bytesOf(question)).toBe(shown);
  expect(received(reports)).toEqual([]);
});

test('switched off, also in another tab, it sends nothing any more', async ({ visitor, reports }) => {
  const fold = await takePart(visitor);
  const question = await pick(fold, 'control', 3);
  await expect(question.getByRole('button', { name: 'Send', exact: true })).toBeVisible();
  const other = new Visitor(await visitor.page.context().newPage(), visitor.url);
  await other.open('/returns');
  await choose(other, 'statistics', false);
  await expect(fold).toContainText('nothing is asked and nothing is sent');
  await expect(question).toHaveCount(0);

  // A page that has not heard of it looks before it sends.
  await choose(other, 'statistics', true);
  // What was chosen a moment ago would be stored again: tabs that choose at once mend what each other overwrote.
  await other.page.close();
  await visitor.page.reload();
  const given = await visitor.page.evaluate(async () => {
    const session = await globalThis.sayso.load();
    const core = await session.make('privacy-core.js');
    const giving = { question: core.asks.questions[0], answer: 'off/1' };
    const shown = core.make(giving, session.environment().now);
    document.cookie = 'say-so=; Max-Age=0; Path=/';
    return core.send(session, () => giving, shown);
  });
  expect(given).toBe('off');
  expect(received(reports)).toEqual([]);
  expect(await visitor.stored('say-so.spent')).toBeNull();
});

test('two tabs that send at once send one report', async ({ visitor, reports }) => {
  await takePart(visitor);
  const tabs = [visitor, new Visitor(await visitor.page.context().newPage(), visitor.url)];
  await tabs[1].open('/returns');
  await expect((await openAsked(tabs[1])).getByRole('meter')).toBeVisible();
  const questions = [];
  for (const tab of tabs) questions.push(await pick(tab.sheet.locator('[data-asked]'), 'control', 5));
  const buttons = questions.map((one) => one.getByRole('button', { name: 'Send', exact: true }));
  await Promise.all(buttons.map((button) => button.evaluate((element) => element.click())));
  for (const question of questions) await expect(question).toContainText(/nswered.*ext time from/);
  expect(received(reports)).toHaveLength(1);
  expect(JSON.parse(await visitor.stored('say-so.spent')).spent).toHaveLength(1);
});

test('a spent budget refuses, and says when it is full again', async ({ visitor }) => {
  const more = JSON.parse(readFileSync(join(root, 'demo/statistics.json'), 'utf8'));
  more.page.privacy.budgets[0].epsilon = 3;
  await serveSite(visitor, { change: (site) => Object.assign(site, joined(site, more)) });
  const fold = await takePart(visitor);
  const question = await pick(fold, 'control', 4);
  await question.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(question).toContainText('Sent.');
  const refused = questionOf(fold, 'transparency');
  await expect(refused).toContainText('Too little of the budget is left for this. Next time from');
  await expect(refused.getByRole('radio')).toHaveCount(0);
  await expect(fold.getByRole('switch')).toHaveCount(0);
});

test('what does not arrive is said, counts, and is never sent again', async ({ visitor, reports }) => {
  const fold = await takePart(visitor);
  await visitor.page.route('**/reports', (route) => route.fulfill({ status: 503, body: '' }));
  const question = await pick(fold, 'control', 4);
  await question.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(question).toContainText('It did not arrive. It counts as answered and is never sent again');
  await visitor.page.unroute('**/reports');
  await visitor.open('/returns');
  await expect(questionOf(await openAsked(visitor), 'control')).toContainText('Answered. Next time from');
  expect(received(reports)).toEqual([]);
});

test('erasing everything leaves what keeps it from being asked twice, and says so', async ({ visitor }) => {
  const fold = await takePart(visitor);
  const question = await pick(fold, 'control', 4);
  await question.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(question).toContainText('Sent.');
  const [download] = await Promise.all([
    visitor.page.waitForEvent('download'),
    visitor.sheet.getByRole('button', { name: 'Download everything' }).click(),
  ]);
  const stored = await visitor.stored('say-so.spent');
  expect(JSON.parse(await readFile(await download.path(), 'utf8')).spent).toBe(stored);
  // What is over goes.
  await visitor.page.evaluate(() => {
    const ledger = JSON.parse(localStorage.getItem('say-so.spent'));
    const past = { ...ledger.spent[0], question: 'old', period: '2025-Q1', until: '2025-04-01T00:00:00Z' };
    localStorage.setItem('say-so.spent', JSON.stringify({ ...ledger, spent: [past, ...ledger.spent] }));
  });
  await visitor.sheet.getByRole('button', { name: 'Erase everything' }).click();
  await visitor.sheet.getByRole('button', { name: 'Erase now' }).click();
  await expect(visitor.sheet.getByText(/stays noted until .*, without the answers/)).toBeFocused();
  expect(await visitor.stored('say-so.spent')).toBe(stored);
  expect(Object.keys(JSON.parse(stored).spent[0])).toEqual([
    ...['purpose', 'question', 'period', 'epsilon', 'until'],
  ]);
  await choose(visitor, 'statistics', true);
  await expect(question).toContainText('This is answered; next time from');
  await expect(question.getByRole('radio')).toHaveCount(0);
});

/** Somebody who saw a list, opened one product of it, and takes part. */
const learnFrom = async (visitor) => {
  await visitor.open('/');
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await visitor.settled();
  const [first] = await visitor.waitForSlate();
  await visitor.open(`/product/${first}`);
  await expect.poll(() => visitor.stored('say-so.signals')).toContain('"shown"');
  await expect.poll(() => visitor.stored('say-so.signals')).toContain('"viewed"');
  const fold = await openAsked(visitor);
  const model = fold.locator('[data-model=opened]');
  await model.getByRole('switch', { name: 'Learn which kinds of gift get opened' }).check();
  await expect(model.locator('pre')).toBeVisible();
  return model;
};

test('what a device learnt is shown before it goes, and gone once its data are', async ({
  visitor,
  reports,
}) => {
  const model = await learnFrom(visitor);
  const update = JSON.parse(await bytesOf(model));
  expect(Object.keys(update)).toEqual(['schema', 'model', 'period', 'change']);
  expect(update.change).toHaveLength(9);
  await choose(visitor, 'history', false);
  await expect(model.locator('pre')).toHaveCount(0);
  await model.getByRole('switch').click();
  await expect(model).toContainText('There is nothing to learn from on this device yet.');
  expect(received(reports)).toEqual([]);
});

test('updates of several visitors become the model’s weights', async ({
  visitor,
  browsers,
  reports,
  media,
  viewport,
}) => {
  const shown = [];
  const profiles = [];
  for (let at = 0; at < kVisitors; ++at) {
    if (at) profiles.push(await browsers.newProfile({ media, viewport }));
    const one = at ? new Visitor(await profiles.at(-1).newPage(), visitor.url) : visitor;
    const model = await learnFrom(one);
    shown.push(await bytesOf(model));
    await model.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(model).toContainText('Sent.');
    await expect(model.getByRole('switch')).toHaveCount(0);
  }
  for (const profile of profiles) await profile.close();
  expect(received(reports)).toEqual(shown);
  expect(shown[0]).not.toBe(shown[1]);
  const weights = join(reports, '../weights.json');
  writeFileSync(weights, JSON.stringify({ weights: Array(9).fill(0) }));
  const { value } = JSON.parse(
    execFileSync(join(root, 'build/native/say-so'), ['privacy', 'aggregate', '--weights', weights], {
      input: readFileSync(reports),
      encoding: 'utf8',
    }),
  );
  expect(value).toMatchObject({ of: 'those who share learning', model: 'opened', updates: kVisitors });
  const changes = shown.map((text) => JSON.parse(text).change);
  value.weights.forEach((weight, at) =>
    expect(weight).toBeCloseTo((changes[0][at] + changes[1][at]) / kVisitors, 9),
  );
});

test('all of it works by keyboard alone, and has names', async ({ visitor, reports }) => {
  await takePart(visitor);
  const keys = new Keys(visitor.page);
  await visitor.sheet.getByText('Help with statistics').focus();
  await keys.reach(/1, not at all/);
  await keys.press('Space');
  await keys.press('ArrowRight');
  await keys.use(/^Send$/);
  await expect.poll(() => received(reports).length).toBe(1);
  await keys.reach(/1, not at all/);
  await keys.press('Space');
  expect(await visitor.axe()).toEqual([]);
});

test('the trust pulse tells real figures from simulated ones, and too few from enough', async ({
  visitor,
  reports,
}) => {
  const report = { schema: 'say-so-report/1', question: 'trust.control', period: '2026-Q4', epsilon: 2 };
  writeFileSync(reports, `${JSON.stringify({ ...report, answers: 21, value: 20 })}\n`);
  await visitor.open('/trust');
  const tables = visitor.page.getByRole('table');
  await expect(tables).toHaveCount(4);
  await expect(tables.first()).toContainText('Reports: 1, 2026-Q4');
  await expect(tables.first().getByText('too few to tell')).toHaveCount(7);
  for (const at of [1, 2, 3]) await expect(tables.nth(at)).toContainText('simulated visitors');
  await expect(tables.nth(1).getByText('too few to tell')).toHaveCount(1);
  await visitor.rejectAll();
  expect(await visitor.axe()).toEqual([]);
});
