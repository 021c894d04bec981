// Text is data: what a site, a shop or a visitor writes is shown as it stands, and never runs, with and without a content
// security policy that would stop it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  attempts,
  createSpoiler,
  kElsewhere,
  kRunByThemselves,
  spoilCatalog,
  spoilSite,
  spoilVendorList,
} from './lib/hostile-text.mjs';
import { manyVendors } from './lib/iab/many-vendors.mjs';
import { expect, test } from './lib/shop.mjs';
import { goTo, serveSite } from './lib/site.mjs';

const root = join(import.meta.dirname, '../..');
const kPlace = `document.currentScript.dataset.jurisdiction = 'DE'`;

/** A visit to a site whose every text is spoilt. @param {any} visitor @param {boolean} strict whether the page's policy stays */
const openSpoilt = async (visitor, strict) => {
  const spoil = createSpoiler();
  const catalog = JSON.parse(readFileSync(join(root, 'demo/dist/say-so/catalog.json'), 'utf8'));
  await serveSite(visitor, { before: kPlace, change: (site) => spoilSite(site, spoil) });
  await visitor.page.route('**/say-so/catalog.json', (route) =>
    route.fulfill({ json: spoilCatalog(catalog, spoil) }),
  );
  await visitor.page.route(`${kElsewhere}/**`, (route) => route.abort());
  if (!strict)
    await visitor.page.route(/\/(delivery|product\/\w+)?$/, async (route) => {
      const response = await route.fetch();
      const headers = Object.fromEntries(
        Object.entries(response.headers()).filter(([name]) => !name.startsWith('content-security-policy')),
      );
      await route.fulfill({ response, headers });
    });
  visitor.page.on('dialog', (dialog) => {
    visitor.errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await visitor.open('/');
  await expect(visitor.firstLayer).toBeVisible();
};

/** What of our elements should not be there: anything that runs, leads elsewhere or loads. */
const strays = (visitor) =>
  visitor.page.evaluate((elsewhere) => {
    const found = [];
    const look = (tree, inside) => {
      for (const element of tree.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot, true);
        if (!inside && !element.localName.startsWith('say-so-')) continue;
        if (/^(script|iframe|object|embed|base|meta|form|animate|math)$/.test(element.localName))
          found.push(element.localName);
        for (const { name, value } of element.attributes)
          if (
            /^on/.test(name) ||
            /^\s*(javascript|data):/i.test(value) ||
            (/^(src|href|action|srcset)$/.test(name) && value.startsWith(elsewhere))
          )
            found.push(`${element.localName}[${name}=${value.slice(0, 60)}]`);
      }
    };
    look(document, false);
    return found;
  }, kElsewhere);

const expectNothingRan = async (visitor) => {
  expect(await visitor.page.evaluate(() => globalThis.ran)).toBeUndefined();
  expect(await strays(visitor)).toEqual([]);
  expect(visitor.requests.filter((url) => url.startsWith(kElsewhere))).toEqual([]);
  expect(visitor.errors).toEqual([]);
};

test('the texts do run where they are taken for markup', async ({ visitor }) => {
  await visitor.page.route('**/blank', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Blank</title><main></main>' }),
  );
  await visitor.open('/blank');
  await visitor.page.evaluate(
    (texts) => {
      const main = document.querySelector('main');
      // The one place in which they are markup, to see that they would run.
      for (const text of texts) {
        const place = main.appendChild(document.createElement('p'));
        place.append(document.createRange().createContextualFragment(text));
      }
    },
    // One of them would lead the page away before the others have run.
    attempts.map((attempt, mark) => attempt(mark).replace('http-equiv=refresh', '')),
  );
  await expect
    .poll(() => visitor.page.evaluate(() => new Set(globalThis.ran ?? []).size))
    .toBeGreaterThanOrEqual(kRunByThemselves);
});

for (const strict of [true, false])
  test(`every word, name and title is text, ${strict ? 'under' : 'without'} a content security policy`, async ({
    visitor,
  }) => {
    test.setTimeout(120_000);
    await openSpoilt(visitor, strict);
    await expect(visitor.firstLayer).toContainText('<');
    await expectNothingRan(visitor);

    await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
    await visitor.settled();
    await visitor.waitForSlate();
    await visitor.lookAt('85099B', '22423');
    await expect(visitor.slate.locator('[part=card]').first()).toContainText(/[<&$_＜🫥]|javascript:|data:/u);
    await expectNothingRan(visitor);

    await visitor.slate.locator('[part=why]').first().click();
    await expect(visitor.sheet.locator('[part=sentence]')).toBeVisible();
    await visitor.sheet.getByRole('button', { name: 'All the numbers' }).focus();
    await visitor.page.keyboard.press('Enter');
    await expect(visitor.sheet.locator('[part=changes]')).toContainText('leave the first');
    await expectNothingRan(visitor);

    for (const [tab, part] of [
      ['My profile', '[part=question]'],
      ['Activity', '[part=event]'],
      ['Choices', '[part=purpose]'],
    ]) {
      await visitor.sheet.getByRole('tab', { name: tab }).click();
      await expect(visitor.sheet.locator(part).first()).toBeVisible();
      await expectNothingRan(visitor);
    }
  });

test('what a page asks in, what is held and a file from elsewhere are text, too', async ({ visitor }) => {
  const { page } = visitor;
  const spoil = createSpoiler();
  await goTo(visitor, 'US-TX', (site) => spoilSite(site, spoil));
  await visitor.open('/product/85099B');
  const all = (/** @type {string} */ text) => attempts.reduce((sum) => spoil(sum), text);
  await page.evaluate(
    (given) => void globalThis.sayso.ask('history', { ...given, into: document.querySelector('main') }),
    { title: all('Find it again?'), reason: all('Kept here.'), yes: all('Yes'), no: all('No') },
  );
  await expect(page.locator('say-so-ask')).toContainText('Find it again?');
  await expectNothingRan(visitor);

  await visitor.openChoices();
  await visitor.sheet.getByRole('tab', { name: 'My profile' }).click();
  const chooser = visitor.sheet.locator('say-so-profile input[type=file]');
  for (const value of [spoil('red'), '__proto__', '\u202Eder', 'x'.repeat(60_000), '\uD800']) {
    const attribute = { signal: 'interest.colour', value: [value], at: '2026-01-01T00:00:00Z' };
    const text = JSON.stringify({ schema: 'say-so-profile/1', attributes: [attribute] });
    await chooser.setInputFiles({
      name: '<img src=x onerror=alert(1)>.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
    await expect(visitor.sheet.locator('[part=import]')).toContainText('Nothing was added');
    await visitor.sheet.locator('[part=import]').getByRole('button', { name: 'Close' }).click();
  }
  await expectNothingRan(visitor);
});

test('a vendor list’s names and purposes are text', async ({ visitor }) => {
  const spoil = createSpoiler();
  const list = spoilVendorList(manyVendors(60), spoil);
  await serveSite(visitor, {
    before: kPlace,
    vendorList: list,
    change: (site) => {
      spoilSite(site, spoil);
      site.page.integrations = {
        tcf: {
          cmpId: 300,
          publisherCountry: 'GB',
          purposes: { 1: ['ads'], 2: ['ads'], 7: ['ads', 'analytics'] },
          vendors: { adlark: 28 },
          vendorList: '/vendor-list.json',
          disclosedVendors: 'all',
        },
      };
    },
  });
  await visitor.page.route('**/vendor-list.json', (route) => route.fulfill({ json: list }));
  await visitor.open('/delivery');
  await visitor.firstLayer.getByRole('button', { name: 'Choose' }).click();
  await visitor.sheet.getByText('Purposes and partners, one by one').click();
  await expect(visitor.sheet.locator('#vendors > li').nth(40)).toBeAttached();
  for (const open of await visitor.sheet.locator('.framework summary').all())
    await open.evaluate((summary) => (summary.parentElement.open = true));
  await expectNothingRan(visitor);
});
