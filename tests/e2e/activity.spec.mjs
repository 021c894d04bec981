// What was chosen and kept, the rights of a place, and taking all of it along or away.
import { readFile } from 'node:fs/promises';
import { expect, test } from './lib/shop.mjs';
import { goTo } from './lib/site.mjs';

const openActivity = async (visitor) => {
  await visitor.openChoices();
  await visitor.sheet.getByRole('tab', { name: 'Activity' }).click();
  await expect(visitor.sheet.getByRole('radio', { name: 'Everything' })).toBeVisible();
};
const events = (visitor) => visitor.sheet.locator('say-so-activity [part=event]');

test('choices and what was seen stand in one line, and can be looked at apart', async ({ visitor }) => {
  await visitor.visitWithHistory('85099B');
  expect(visitor.requested(/activity\.js/)).toEqual([]);
  await openActivity(visitor);
  await expect(visitor.sheet.getByText('You accepted all')).toHaveCount(1);
  await expect(visitor.sheet.getByText('You looked at 1 product')).toHaveCount(1);
  await visitor.sheet.getByText('My choices', { exact: true }).click();
  await expect(events(visitor)).toHaveCount(1);
  await visitor.sheet.getByText('My data', { exact: true }).click();
  await expect(events(visitor)).toHaveCount(1);
  await expect(events(visitor)).toContainText('You looked at 1 product');
  await visitor.sheet.getByText('My browser', { exact: true }).click();
  await expect(visitor.sheet.getByText('Nothing here yet.')).toBeVisible();
});

test('a choice made while it is open appears at once', async ({ visitor }) => {
  await visitor.visitWithHistory('85099B');
  await openActivity(visitor);
  await visitor.page.evaluate(async () => {
    const session = await globalThis.sayso.load();
    await session.choose([{ purpose: 'analytics', granted: false }], { control: 'switch', surface: 'page' });
  });
  await expect(events(visitor).first()).toContainText('You turned off: Counting visits');
});

test('a record that was changed by hand is told as changed', async ({ visitor }) => {
  await visitor.visitWithHistory('85099B');
  await visitor.page.evaluate(() => {
    const ledger = localStorage.getItem('say-so.ledger');
    localStorage.setItem('say-so.ledger', ledger.replace('"accept-all"', '"reject-all"'));
  });
  await openActivity(visitor);
  await expect(visitor.sheet.getByText('It was changed after it was written.')).toBeVisible();
});

test('everything can be taken along: choices, answers and what was seen, in one file', async ({
  visitor,
}) => {
  await visitor.visitWithHistory('85099B');
  await visitor.slate.getByRole('radio', { name: 'Mixed' }).click();
  await openActivity(visitor);
  const [download] = await Promise.all([
    visitor.page.waitForEvent('download'),
    visitor.sheet.getByRole('button', { name: 'Download everything' }).click(),
  ]);
  const everything = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(everything.choices.records).toHaveLength(1);
  expect(everything.signals.entries.map(({ of }) => of)).toContain('85099B');
  expect(everything.profile.schema).toBe('say-so-profile/1');
  expect(Object.keys(everything.settings)).toEqual(['wishes']);
});

test('erasing everything asks once more, says what went, and leaves nothing of it', async ({ visitor }) => {
  await visitor.visitWithHistory('85099B');
  await openActivity(visitor);
  await visitor.sheet.getByRole('button', { name: 'Erase everything' }).click();
  await expect(visitor.sheet.getByRole('button', { name: 'Erase now' })).toBeFocused();
  await visitor.sheet.getByRole('button', { name: 'Keep it' }).click();
  await expect(visitor.sheet.getByRole('button', { name: 'Erase everything' })).toBeFocused();
  expect(await visitor.stored('say-so.signals')).toContain('85099B');
  await visitor.sheet.getByRole('button', { name: 'Erase everything' }).click();
  await visitor.sheet.getByRole('button', { name: 'Erase now' }).click();
  await expect(
    visitor.sheet.getByText(/Erased from this device: answers 0, things seen here 1/),
  ).toBeFocused();
  await expect(events(visitor)).toHaveCount(0);
  for (const name of ['ledger', 'signals', 'profile'])
    expect(await visitor.stored(`say-so.${name}`)).toBeNull();
  const decision = await visitor.decision();
  expect(
    decision.purposes.filter(({ id, granted }) => granted && id !== 'necessary' && id !== 'context'),
  ).toEqual([]);
});

test('the rights are those of the place, with whom to ask and where to complain', async ({ visitor }) => {
  await goTo(visitor, 'FR');
  await visitor.open('/');
  await visitor.rejectAll();
  await openActivity(visitor);
  const rights = visitor.sheet.locator('[part=rights]');
  await rights.getByText('Your rights here').click();
  await expect(rights).toContainText('GDPR');
  await expect(rights).toContainText('Art. 17');
  await expect(rights.getByRole('link', { name: 'CNIL' })).toHaveAttribute('href', /cnil\.fr/);
  await expect(rights.getByRole('link', { name: /@/ })).toHaveAttribute('href', /^mailto:/);
});
