// What would change a place: what the panel says is removed, and the list is then as it said.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './lib/shop.mjs';

const root = join(import.meta.dirname, '../..');

const kViewed = ['85099B', '22423'];

const ask = (visitor, item, limit = 8) =>
  visitor.page.evaluate(
    async ([wanted, places]) => {
      const session = await globalThis.sayso.load();
      return JSON.stringify(await session.counterfactuals(wanted, { limit: places }));
    },
    [item, limit],
  );

/** What was said of one item, and the titles in it. */
const told = async (visitor, item, limit) => {
  const answer = JSON.parse(await ask(visitor, item, limit));
  return { ...answer.items[0], titleOf: (id) => answer.mentions[id].title };
};

/** By keyboard: not every driver scrolls to what it shall click. */
const press = async (visitor, control) => {
  await control.focus();
  await visitor.page.keyboard.press('Enter');
};

const openNumbers = async (visitor, item) => {
  await visitor.slate.locator(`[data-item="${item}"] [part=why]`).click();
  await press(visitor, visitor.sheet.getByRole('button', { name: 'All the numbers' }));
};

const changes = (visitor) => visitor.sheet.locator('[part=changes]');

test('the panel says without what an item goes; forgotten, it is gone, and the item said stands in its place', async ({
  visitor,
}) => {
  const shown = await visitor.visitWithHistory(...kViewed);
  const {
    items: [told],
    mentions,
  } = JSON.parse(await ask(visitor, shown[0]));
  expect(told).toMatchObject({ item: shown[0], rank: 1, proven: 'score' });
  expect(told.remove.map(({ signal }) => signal)).toContain('viewed');

  await visitor.slate
    .getByRole('button', { name: /^Why\?/ })
    .first()
    .click();
  expect(visitor.requested(/what-if/)).toHaveLength(2);
  await visitor.sheet.getByRole('button', { name: 'All the numbers' }).focus();
  await visitor.page.keyboard.press('Enter');
  await expect(changes(visitor)).toContainText('Without this it would leave the first 8');
  for (const { of } of told.remove) await expect(changes(visitor)).toContainText(mentions[of].title);
  await expect(changes(visitor)).toContainText(
    `${mentions[told.insteadInPlace].title} would stand where it stands now.`,
  );
  await expect(changes(visitor).locator('[aria-live=polite]')).toBeVisible();
  await expect(visitor.sheet.getByText(/A recent trend counts more/).first()).toBeVisible();
  expect(await visitor.axe()).toEqual([]);

  await visitor.page.evaluate(async (data) => {
    const session = await globalThis.sayso.load();
    for (const { signal, of } of data) await session.eraseSignals(signal, of);
  }, told.remove);
  await expect.poll(async () => (await visitor.shown()).includes(told.item)).toBe(false);
  expect((await visitor.shown())[0]).toBe(told.insteadInPlace);
  expect(visitor.errors).toEqual([]);
});

test('what switching a purpose off changes is what then changes', async ({ visitor }) => {
  const before = await visitor.visitWithHistory(...kViewed);
  const { purposes } = JSON.parse(await ask(visitor, before[0]));
  const history = purposes.find(({ purpose }) => purpose === 'history');
  expect(history.leave.length).toBeGreaterThan(0);
  await visitor.page.evaluate(async () => {
    const session = await globalThis.sayso.load();
    await session.choose([{ purpose: 'history', granted: false }], { control: 'switch', surface: 'choices' });
  });
  await expect
    .poll(async () => {
      const after = await visitor.shown();
      return [before.filter((item) => !after.includes(item)), after.filter((item) => !before.includes(item))];
    })
    .toEqual([history.leave, history.enter]);
});

test('a page that only shows lists and reasons does not load the search', async ({ visitor }) => {
  await visitor.visitWithHistory(...kViewed);
  await visitor.slate
    .getByRole('button', { name: /^Why\?/ })
    .first()
    .click();
  await expect(visitor.sheet.getByRole('button', { name: 'All the numbers' })).toBeVisible();
  expect(visitor.requested(/what-if|why-numbers/)).toEqual([]);
});

const kMany = ['85099B', '20725', '22386', '20727', '22382']; // bags: some places rest on several

test('the set that the panel names is forgotten at once, after it is named again; undo brings the list back', async ({
  visitor,
}) => {
  const before = await visitor.visitWithHistory(...kMany);
  const all = await Promise.all(before.map((item) => told(visitor, item)));
  const about = all.find(({ remove }) => remove?.length > 1);
  await openNumbers(visitor, about.item);
  const forget = changes(visitor).locator('[data-way=list]');
  await expect(forget).toHaveText('Forget all of these');
  await press(visitor, forget);

  const confirmation = changes(visitor).getByRole('group', { name: 'This will be forgotten:' });
  for (const { of } of about.remove)
    await expect(confirmation.locator('ul')).toContainText(about.titleOf(of));
  await expect(confirmation.getByRole('button', { name: 'Forget' })).toBeFocused();
  expect(await visitor.axe()).toEqual([]);
  await press(visitor, confirmation.getByRole('button', { name: 'Keep' }));
  await expect(forget).toBeFocused();
  expect(await visitor.shown()).toEqual(before);

  await press(visitor, forget);
  await press(visitor, confirmation.getByRole('button', { name: 'Forget' }));
  await expect.poll(async () => (await visitor.shown()).includes(about.item)).toBe(false);
  expect((await visitor.shown())[about.rank - 1]).toBe(about.insteadInPlace);
  const effect = visitor.sheet.locator('[part=effect]');
  await expect(effect).toContainText(`This item went from place ${about.rank} to ${about.rankThen}.`);
  for (const { of } of about.remove) await expect(effect).toContainText(about.titleOf(of));
  const stored = await visitor.stored('say-so.signals');
  for (const { of } of about.remove) expect(stored).not.toContain(of);

  await effect.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => visitor.shown()).toEqual(before);
  expect(visitor.errors).toEqual([]);
});

test('a value of an answer is forgotten with the rest of the set, the other values stay', async ({
  visitor,
}) => {
  await visitor.visitWithHistory('85123A');
  await visitor.page.evaluate(async () => {
    const session = await globalThis.sayso.load();
    const [one, two, three] = (await session.make('profile-core.js')).facets().categories;
    await session.setAttribute('interest.category', [one, two, three]);
  });
  const shown = await visitor.waitForSlate();
  const all = await Promise.all(shown.map((item) => told(visitor, item)));
  const about = all.find(({ remove }) => remove?.some(({ signal }) => signal === 'interest.category'));
  const gone = about.remove.filter(({ signal }) => signal === 'interest.category').map(({ of }) => of);
  await openNumbers(visitor, about.item);
  await press(visitor, changes(visitor).locator('[data-way=list]'));
  if (about.remove.length > 1) await press(visitor, visitor.sheet.locator('[data-confirm]'));
  await expect.poll(async () => (await visitor.shown()).includes(about.item)).toBe(false);
  const values = JSON.parse(await visitor.stored('say-so.profile')).attributes[0].value;
  expect(values).toHaveLength(3 - gone.length);
  for (const value of gone) expect(values).not.toContain(value);
  await visitor.sheet.locator('[part=effect]').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => visitor.shown()).toEqual(shown);
});

test('what would put an item first is forgotten, and it stands first', async ({ visitor }) => {
  const shown = await visitor.visitWithHistory(...kMany);
  const all = await Promise.all(shown.slice(1).map((item) => told(visitor, item, 1)));
  const about = all.find(({ remove }) => remove);
  await openNumbers(visitor, about.item);
  await expect(changes(visitor)).toContainText('Without this it would be first: ');
  await press(visitor, changes(visitor).locator('[data-way=first]'));
  if (about.remove.length > 1) await press(visitor, visitor.sheet.locator('[data-confirm]'));
  await expect.poll(async () => (await visitor.shown())[0]).toBe(about.item);
});

test('a purpose says who goes, comes in and moves without it', async ({ visitor }) => {
  const shown = await visitor.visitWithHistory(...kViewed);
  const { purposes, mentions } = JSON.parse(await ask(visitor, shown[0]));
  const { leave, enter } = purposes.find(({ purpose }) => purpose === 'history');
  await openNumbers(visitor, shown[0]);
  const without = changes(visitor).locator('details');
  const summary = without.locator('summary');
  await expect(summary).toContainText(`${leave.length} of the first 8 would go`);
  await press(visitor, summary);
  for (const item of [...leave, ...enter])
    await expect(without.locator('dl')).toContainText(mentions[item].title);
  expect(await visitor.axe()).toEqual([]);
});

test('the saved file is made again by the program, to the byte', async ({ visitor }, info) => {
  // What is bought most has a whole number as its base: 2.0 in the file, as a script would not write it.
  const built = (name) => join(root, 'demo/dist/say-so', name);
  const model = JSON.parse(readFileSync(built('model.json'), 'utf8'));
  model.parts.find(({ id }) => id === 'popularity').weight = 2;
  const files = {
    config: built('say-so.config.json'),
    catalog: built('catalog.json'),
    model: info.outputPath('model.json'),
  };
  writeFileSync(files.model, JSON.stringify(model));
  await visitor.page.route('**/model.json', (route) => route.fulfill({ path: files.model }));

  await visitor.visitWithHistory(...kViewed);
  const slate = JSON.parse(await visitor.rank({ limit: 100 }));
  const rationale = slate.items.find(({ base }) => base === 2);
  const { item } = rationale;
  await openNumbers(visitor, item);
  const waiting = visitor.page.waitForEvent('download');
  await visitor.sheet.getByRole('button', { name: 'Save this explanation' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe(`say-so-${item}.json`);
  await expect(visitor.sheet.getByText(`Saved as say-so-${item}.json.`).first()).toBeVisible();

  const file = await download.path();
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('"base":2.0');
  const { request, files: hashes } = JSON.parse(text).value;
  for (const name of Object.keys(files)) expect(hashes[name]).toMatch(/^sha256:/);
  const shop = Object.entries(files).flatMap(([name, path]) => [`--${name}`, path]);
  for (const [command, ...words] of [
    [join(root, 'build/native/say-so')],
    [process.execPath, join(root, 'dist/say-so.cjs')],
  ]) {
    const rank = (...more) =>
      spawnSync(command, [...words, 'rank', ...shop, ...more], { input: JSON.stringify(request) });
    expect(rank('--export', item).stdout.toString()).toBe(text);
    const { stdout, status } = rank('--replay', file);
    expect(JSON.parse(stdout)).toEqual({ ok: true, value: { rationale } });
    expect(status).toBe(0);
  }
  expect(visitor.offOrigin()).toEqual([]);
  expect(visitor.errors).toEqual([]);
});

test('numbers that do not load say so, and are there when they are asked for again', async ({ visitor }) => {
  const [first] = await visitor.visitWithHistory(...kViewed);
  await visitor.page.route('**/why-numbers.js', (route) => route.abort());
  await openNumbers(visitor, first);
  await expect(visitor.sheet.getByText('This part could not be loaded.')).toBeVisible();
  await expect(visitor.sheet.locator('[part=sentence]')).toBeVisible();
  await visitor.page.unroute('**/why-numbers.js');
  await visitor.sheet.getByRole('button', { name: 'Try again' }).click();
  await expect(visitor.sheet.getByRole('table')).toBeVisible();
});

test('without the search the numbers stand, and it can be tried again', async ({ visitor }) => {
  const [first] = await visitor.visitWithHistory(...kViewed);
  await visitor.page.route('**/what-if.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  await openNumbers(visitor, first);
  await expect(changes(visitor)).toContainText('This part could not be loaded.');
  await expect(visitor.sheet.getByRole('table')).toBeVisible();
  await visitor.page.unroute('**/what-if.wasm');
  await changes(visitor).getByRole('button', { name: 'Try again' }).click();
  await expect(changes(visitor).locator('details')).toBeVisible();
});
