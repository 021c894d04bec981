// IAB's TCF in the preference centre: purposes and a thousand vendors, chosen one by one.
import { TCString } from '@iabtechlabtcf/core';
import { germanTexts, manyVendors, tcfSettings } from './lib/iab/many-vendors.mjs';
import { expect, test } from './lib/shop.mjs';
import { serveSite } from './lib/site.mjs';

// A thousand vendors on a busy machine take their time.
test.describe.configure({ timeout: 90_000 });

const kVendors = 999; // of the list's 1,000 one is deleted
const kTag = `
  globalThis.tcf = [];
  __tcfapi('addEventListener', 2, (data) => tcf.push(data));
`;

/** A page of a site with a thousand vendors. @param {any} visitor @param {object} [settings] */
const open = async (visitor, settings = {}, path = '/delivery', place = 'DE') => {
  const list = manyVendors(1000);
  await serveSite(visitor, {
    change: (site) => {
      site.page = { ...site.page, integrations: { tcf: { ...tcfSettings, ...settings } } };
    },
    before: `document.currentScript.dataset.jurisdiction = '${place}'`,
    after: kTag,
    vendorList: list,
  });
  await visitor.page.route('**/vendor-list.json', (route) => route.fulfill({ json: list }));
  await visitor.page.route('**/purposes-de.json', (route) => route.fulfill({ json: germanTexts() }));
  await visitor.open(path);
};
const openChoices = async (visitor) => {
  await expect.poll(() => last(visitor)).toBeTruthy();
  const choose = visitor.firstLayer.getByRole('button', { name: 'Choose' });
  if (await choose.isVisible()) await choose.click();
  else await visitor.openChoices();
};
const openList = async (visitor) => {
  await openChoices(visitor);
  await visitor.sheet.getByText('Purposes and partners, one by one').click();
  await expect(visitor.sheet.getByRole('searchbox', { name: 'Find a partner' })).toBeVisible();
};
const rows = (visitor) => visitor.sheet.locator('#vendors > li');
const found = (visitor) => visitor.sheet.locator('.framework [role=status]');
const search = (visitor) => visitor.sheet.getByRole('searchbox', { name: 'Find a partner' });
const toggle = (visitor, name) => visitor.sheet.getByRole('switch', { name, exact: true });
const save = async (visitor) => {
  await visitor.sheet.getByRole('button', { name: 'Save choices' }).click();
  await expect(visitor.sheet.getByText('Your choices are saved.')).toBeAttached();
};
const last = (visitor) => visitor.page.evaluate(() => globalThis.tcf.at(-1));
const granted = (flags) =>
  Object.keys(flags)
    .filter((id) => flags[id])
    .map(Number);

test('the list is loaded by who opens it, and has every vendor with its number of purposes', async ({
  visitor,
}) => {
  await open(visitor);
  await openChoices(visitor);
  const title = visitor.sheet.getByText('Purposes and partners, one by one');
  await expect(title).toBeVisible();
  expect(visitor.requested(/vendors\.js|vendor-list/)).toEqual([]);
  await title.click();
  await expect(rows(visitor)).toHaveCount(kVendors);
  await expect(found(visitor)).toHaveText('999 of 999 partners');
  // Adlark and others ask; the number is the list's own.
  const list = manyVendors(1000);
  const asking = Object.values(list.vendors).filter(
    ({ purposes, deletedDate }) => purposes.includes(2) && !deletedDate,
  ).length;
  const purpose = visitor.sheet
    .locator('.framework [part=purpose]')
    .filter({ hasText: 'Use limited data to select advertising' });
  await expect(purpose).toContainText(`${asking} partners ask for it`);
  await purpose.getByText('Examples').click();
  await expect(purpose).toContainText('First example: Use limited data to select advertising.');
  // Nothing is on before it was chosen.
  expect(await visitor.sheet.locator('.framework input:checked').count()).toBe(0);
});

test('the first layer says how many take part and for what, and leads to the list in one step', async ({
  visitor,
}) => {
  await open(visitor);
  const text = visitor.firstLayer.locator('[part=text]');
  // The vendors of the list, and the site's other partners.
  await expect(text).toContainText('Fern & Finch and 1002 partners');
  await expect(text).toContainText('store and read information on your device');
  await expect(text).toContainText('Use precise geolocation data');
  await expect(text).toContainText('you can object');
  await visitor.firstLayer.getByRole('button', { name: 'See the 1002 partners' }).click();
  await expect(search(visitor)).toBeInViewport();
});

test('a partner is found by parts of its name, and the number of those found is told', async ({
  visitor,
}) => {
  await open(visitor);
  await openList(visitor);
  const list = manyVendors(1000);
  const names = Object.values(list.vendors)
    .filter(({ deletedDate }) => !deletedDate)
    .map(({ name }) => name);
  const count = (/** @type {RegExp} */ pattern) => names.filter((name) => pattern.test(name)).length;
  await search(visitor).fill('wren REseau');
  await expect(found(visitor)).toHaveText(`${count(/Wren Réseau/)} of ${kVendors} partners`);
  await expect(visitor.sheet.locator('#vendors > li:not([hidden])')).toHaveCount(count(/Wren Réseau/));
  await search(visitor).fill('nobody at all');
  await expect(found(visitor)).toHaveText('No partner has this name.');
  await search(visitor).fill('');
  await expect(found(visitor)).toHaveText(`${kVendors} of ${kVendors} partners`);
  expect(visitor.errors).toEqual([]);
});

test('by keyboard a partner is found, looked into and switched; its addresses are checked', async ({
  visitor,
}) => {
  await open(visitor);
  await openList(visitor);
  const { keyboard } = visitor.page;
  await search(visitor).focus();
  const row = visitor.sheet.locator('#vendors > li:not([hidden])');
  await keyboard.type('zzyzx');
  await expect(row).toHaveCount(1);
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(row.getByRole('button', { name: 'Zzyzx <b>Bold</b> Ads' })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
  await expect(row).toContainText('Use limited data to select advertising, kept for 180 days');
  await expect(row).toContainText('Measure advertising performance, kept for 90 days');
  // The notice's address is a script, and no link.
  await expect(row.getByRole('link')).toHaveText([
    'The legitimate interest of Zzyzx <b>Bold</b> Ads',
    'What Zzyzx <b>Bold</b> Ads stores on devices',
  ]);
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await expect(toggle(visitor, 'Consent: Zzyzx <b>Bold</b> Ads')).toBeChecked();
  expect(await visitor.axe()).toEqual([]);
  await save(visitor);
  expect(granted((await last(visitor)).vendor.consents)).toEqual([400]);
});

test('a purpose, a partner and a legitimate interest are taken back one by one, and stay so', async ({
  visitor,
}) => {
  await open(visitor);
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await visitor.settled();
  const before = await last(visitor);
  expect(granted(before.vendor.consents).length).toBeGreaterThan(900);
  await openList(visitor);
  await toggle(visitor, 'Consent: Use limited data to select advertising').click();
  await toggle(visitor, 'Legitimate interest: Measure content performance').click();
  await search(visitor).fill('zzyzx');
  await toggle(visitor, 'Consent: Zzyzx <b>Bold</b> Ads').click();
  await save(visitor);

  const after = await last(visitor);
  expect(after.eventStatus).toBe('useractioncomplete');
  const without = (flags, ...ids) => granted(flags).filter((id) => !ids.includes(id));
  expect(granted(after.purpose.consents)).toEqual(without(before.purpose.consents, 2));
  expect(granted(after.purpose.legitimateInterests)).toEqual(without(before.purpose.legitimateInterests, 8));
  expect(granted(after.vendor.consents)).toEqual(without(before.vendor.consents, 400));
  expect(granted(after.vendor.legitimateInterests)).toEqual(granted(before.vendor.legitimateInterests));
  // The reference implementation reads the same.
  const read = TCString.decode(after.tcString);
  const ids = (set) => [...set].flatMap(([id, isSet]) => (isSet ? [id] : []));
  expect(ids(read.vendorConsents)).toEqual(granted(after.vendor.consents));
  expect(ids(read.purposeLegitimateInterests)).toEqual(granted(after.purpose.legitimateInterests));
  const { records } = JSON.parse(await visitor.stored('say-so.ledger'));
  expect(records.at(-1).tcf).toMatchObject({ disclosedVendors: kVendors, changedVendors: '400' });

  await visitor.open('/returns');
  await expect.poll(async () => (await last(visitor))?.eventStatus).toBe('tcloaded');
  expect((await last(visitor)).tcString).toBe(after.tcString);
  // Without what was kept of it nothing of the framework holds.
  await visitor.page.evaluate(() => (document.cookie = 'say-so-tc=; Max-Age=0; Path=/'));
  await visitor.open('/delivery');
  await expect.poll(async () => (await last(visitor))?.eventStatus).toBe('tcloaded');
  expect(granted((await last(visitor)).purpose.consents)).toEqual([]);
  expect(granted((await last(visitor)).vendor.consents)).toEqual([]);
});

test('a purpose switched on by itself is that one and no other', async ({ visitor }) => {
  await open(visitor);
  await openList(visitor);
  await toggle(visitor, 'Consent: Measure content performance').click();
  await save(visitor);
  const saved = await last(visitor);
  expect(granted(saved.purpose.consents)).toEqual([8]);
  expect(granted(saved.purpose.legitimateInterests)).toEqual([]);
});

test('every legitimate interest goes at once, and all of it with “Reject all”', async ({ visitor }) => {
  await open(visitor);
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await visitor.settled();
  await openList(visitor);
  await visitor.sheet.getByRole('button', { name: 'Object to all legitimate interests' }).click();
  await save(visitor);
  const objected = await last(visitor);
  expect(granted(objected.purpose.legitimateInterests)).toEqual([]);
  expect(granted(objected.purpose.consents)).toEqual([1, 2, 3, 4, 7, 8, 9, 10, 11]);
  // What is left has nothing but special purposes, to which nobody can object.
  const { vendors } = manyVendors(1000);
  for (const id of granted(objected.vendor.legitimateInterests))
    expect([...vendors[id].purposes, ...vendors[id].legIntPurposes]).toEqual([]);

  await visitor.sheet.getByRole('button', { name: 'Reject all' }).click();
  await expect.poll(async () => granted((await last(visitor)).vendor.consents)).toEqual([]);
  await expect(visitor.sheet.locator('.framework input:checked')).toHaveCount(0);
});

test('erasing everything erases it too; where the GDPR does not apply there is no such list', async ({
  visitor,
}) => {
  await open(visitor);
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await visitor.settled();
  const cookies = () => visitor.page.evaluate(() => document.cookie);
  expect(await cookies()).toContain('say-so-tc=');
  await visitor.page.evaluate(async () => (await globalThis.sayso.load()).eraseAll());
  expect(await cookies()).not.toContain('say-so-tc=');

  await visitor.page.unrouteAll();
  await open(visitor, {}, '/returns', 'US-CA');
  await visitor.page.evaluate(() => globalThis.sayso.open('choices'));
  await expect(visitor.sheet.getByRole('button', { name: 'Save choices' })).toBeVisible();
  await expect(visitor.sheet.getByText('Purposes and partners, one by one')).toHaveCount(0);
});

test('the list’s texts come in another language where the site has them', async ({ visitor }) => {
  await open(visitor, { translations: { en: '/purposes-de.json' } });
  await openList(visitor);
  await expect(visitor.sheet.locator('.framework h4').first()).toHaveText(/^DE: Store and\/or access/);
});
