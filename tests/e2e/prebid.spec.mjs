// A client that sites really have: Prebid.js reads consent by its own modules, and hands it to bidders.
import { build } from 'esbuild';
import { resolve } from 'node:path';
import { expect, test } from './lib/shop.mjs';
import { goTo } from './lib/site.mjs';

const kTcf = {
  cmpId: 300,
  publisherCountry: 'GB',
  purposes: { 1: ['ads'], 2: ['ads'], 4: ['ads'], 7: ['ads', 'analytics'] },
  vendors: { plaincount: 28, adlark: 301 },
};
const speak = (site) => {
  site.page = { ...site.page, integrations: { tcf: kTcf, gpp: {} } };
};

let script;
test.beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [resolve(import.meta.dirname, 'lib/iab/prebid-page.mjs')],
    bundle: true,
    write: false,
    logLevel: 'error',
  });
  script = outputFiles[0].text;
});

/** A page in `place` whose ads come right after our script. */
const openWithAds = async (visitor, place) => {
  await goTo(visitor, place, speak, script);
  await visitor.open('/delivery');
};
const request = (visitor) => visitor.page.evaluate(() => void globalThis.requestBids());
const told = (visitor) => visitor.page.evaluate(() => globalThis.told);
const last = async (visitor, count) => {
  await expect.poll(async () => (await told(visitor)).length).toBe(count);
  return (await told(visitor)).at(-1);
};
const ours = (visitor) =>
  visitor.page.evaluate(
    () =>
      new Promise((done) => {
        globalThis.__tcfapi('addEventListener', 2, (tc) => {
          globalThis.__tcfapi('removeEventListener', 2, () => {}, tc.listenerId);
          globalThis.__gpp('ping', (gpp) => done({ tc, gpp }));
        });
      }),
  );

test('Prebid waits for the answer, and its bidders get our string and booleans after each choice', async ({
  visitor,
}) => {
  await openWithAds(visitor, 'DE');
  await request(visitor);
  await expect(visitor.firstLayer).toBeVisible();
  expect(await told(visitor)).toEqual([]);
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();

  let count = 0;
  const expectSame = async () => {
    const { gdpr, gpp } = await last(visitor, ++count);
    const now = await ours(visitor);
    expect(gdpr).toMatchObject({ gdprApplies: true, consentString: now.tc.tcString });
    expect(gdpr.vendorData.purpose).toEqual(now.tc.purpose);
    expect(gdpr.vendorData.vendor).toEqual(now.tc.vendor);
    expect(gpp).toMatchObject({ gppString: now.gpp.gppString, applicableSections: [2] });
    return now.tc;
  };
  const accepted = await expectSame();
  expect(accepted.purpose.consents).toMatchObject({ 1: true, 2: true, 4: true, 7: true });
  expect(accepted.vendor.consents[301]).toBe(true);

  await visitor.page.evaluate(() => globalThis.sayso.rejectAll());
  await request(visitor);
  const refused = await expectSame();
  expect(refused.tcString).not.toBe(accepted.tcString);
  expect(Object.values(refused.purpose.consents)).not.toContain(true);

  await visitor.page.evaluate(() =>
    globalThis.sayso.choose(
      [
        { purpose: 'ads', granted: true },
        { service: 'adlark', granted: false },
      ],
      {
        control: 'save',
        surface: 'choices',
      },
    ),
  );
  await request(visitor);
  const some = await expectSame();
  expect(some.purpose.consents[2]).toBe(true);
  expect(some.vendor.consents[301] ?? false).toBe(false);
});

test('Prebid hears of an opt-out in California by its section', async ({ visitor }) => {
  await openWithAds(visitor, 'US-CA');
  await request(visitor);
  const before = await last(visitor, 1);
  expect(before.gpp).toMatchObject({ applicableSections: [8] });
  expect(before.gpp.gppString).toBe((await ours(visitor)).gpp.gppString);
  expect(before.gdpr?.gdprApplies).toBe(false);
  await visitor.page.evaluate(() => globalThis.sayso.rejectAll());
  await request(visitor);
  const after = await last(visitor, 2);
  expect(after.gpp.gppString).toBe((await ours(visitor)).gpp.gppString);
  expect(after.gpp.gppString).not.toBe(before.gpp.gppString);
  const [core] = [after.gpp.parsedSections.usca].flat();
  expect(core).toMatchObject({ SaleOptOut: 1, SharingOptOut: 1 });
});
