// A page whose site speaks IAB's frameworks, as its tags hear it.
import { filmed } from '../../demo/shop/pages/product.mjs';
import { expect, test } from './lib/shop.mjs';
import { goTo, serveSite } from './lib/site.mjs';

const kTcf = {
  cmpId: 300,
  publisherCountry: 'GB',
  purposes: { 1: ['ads'], 2: ['ads'], 3: ['ads'], 4: ['ads'], 7: ['ads', 'analytics'], 9: ['analytics'] },
  vendors: { plaincount: 28, adlark: 301, brightmoth: 302, tallyhill: 303 },
  vendorList: '/vendor-list.json',
};
const speak = (integrations) => (site) => {
  site.page = { ...site.page, integrations };
};
const both = speak({ tcf: kTcf, gpp: {} });

/** A tag that runs right after our script: it notes all that both APIs tell it. */
const kTag = `
  globalThis.tcf = [];
  globalThis.gpp = [];
  globalThis.__tcfapi?.('addEventListener', 2, (data, success) => tcf.push({ ...data, success }));
  globalThis.__gpp?.('addEventListener', (event, success) => gpp.push({ ...event, success }));
`;

const tcf = (visitor) => visitor.page.evaluate(() => globalThis.tcf);
const gpp = (visitor) => visitor.page.evaluate(() => globalThis.gpp);
const statuses = async (visitor) => (await tcf(visitor)).map(({ eventStatus }) => eventStatus);
const granted = (flags) =>
  Object.keys(flags)
    .filter((id) => flags[id])
    .map(Number);
const ask = (visitor, api, ...words) =>
  visitor.page.evaluate(
    ([name, given]) =>
      new Promise((resolve) => {
        const [command, ...rest] = given;
        const callback = (data, success) => resolve({ data, success });
        if (name === '__tcfapi') globalThis.__tcfapi(command, rest[0], callback, rest[1]);
        else globalThis.__gpp(command, callback, rest[0]);
      }),
    [api, words],
  );

test('a first visit: the question is shown, then answered, and no bit stands before the answer', async ({
  visitor,
}) => {
  await goTo(visitor, 'DE', both, kTag);
  await visitor.open('/delivery');
  await expect.poll(() => statuses(visitor)).toEqual(['cmpuishown']);
  const [asked] = await tcf(visitor);
  expect(asked).toMatchObject({
    success: true,
    gdprApplies: true,
    cmpId: 300,
    tcfPolicyVersion: 5,
    isServiceSpecific: true,
    publisherCC: 'GB',
  });
  expect(granted(asked.purpose.consents)).toEqual([]);
  expect(granted(asked.vendor.consents)).toEqual([]);
  expect(granted(asked.vendor.disclosedVendors)).toEqual([28, 301, 302, 303]);
  // Shown, and with nothing but special purposes.
  expect(granted(asked.vendor.legitimateInterests)).toEqual([303]);
  expect((await ask(visitor, '__tcfapi', 'ping', 2)).data).toMatchObject({
    displayStatus: 'visible',
    cmpLoaded: true,
    cmpStatus: 'loaded',
    gvlVersion: 141,
  });

  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await expect.poll(() => statuses(visitor)).toEqual(['cmpuishown', 'useractioncomplete']);
  const [, answered] = await tcf(visitor);
  expect(granted(answered.purpose.consents)).toEqual([1, 2, 3, 4, 7, 9]);
  expect(granted(answered.purpose.legitimateInterests)).toEqual([2, 7, 9]);
  expect(granted(answered.vendor.consents)).toEqual([28, 301, 302]);
  expect(granted(answered.vendor.legitimateInterests)).toEqual([28, 301, 303]);
  expect(answered.listenerId).toBe(asked.listenerId);
});

test('a later visit: the answer is there, a withdrawal is told at once', async ({ visitor }) => {
  await goTo(visitor, 'DE', both, kTag);
  await visitor.open('/delivery');
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await visitor.settled();
  await visitor.open('/returns');
  await expect.poll(() => statuses(visitor)).toEqual(['tcloaded']);
  await visitor.openChoices();
  await expect.poll(() => statuses(visitor)).toEqual(['tcloaded', 'cmpuishown']);
  await visitor.page.evaluate(() => globalThis.sayso.rejectAll());
  await expect.poll(() => statuses(visitor)).toEqual(['tcloaded', 'cmpuishown', 'useractioncomplete']);
  const last = (await tcf(visitor)).at(-1);
  expect(granted(last.purpose.consents)).toEqual([]);
  expect(granted(last.vendor.consents)).toEqual([]);
  await visitor.page.keyboard.press('Escape');
  await expect(visitor.sheet).toBeHidden();
  await expect
    .poll(async () => (await ask(visitor, '__tcfapi', 'ping', 2)).data.displayStatus)
    .toBe('hidden');
});

test('what is asked before the core is there is answered in its order, and who leaves hears no more', async ({
  visitor,
}) => {
  await goTo(
    visitor,
    'DE',
    both,
    `globalThis.heard = [];
     __tcfapi('ping', 2, ({ cmpStatus, gdprApplies }) => heard.push(['ping', cmpStatus, gdprApplies === undefined]));
     __tcfapi('addEventListener', 2, ({ listenerId, eventStatus }) => {
       heard.push(['first', eventStatus]);
       __tcfapi('removeEventListener', 2, (removed) => heard.push(['removed', removed]), listenerId);
       throw new Error('a tag that fails');
     });
     __tcfapi('addEventListener', 2, ({ eventStatus }) => heard.push(['second', eventStatus]));
     __tcfapi('getTCData', 2, ({ eventStatus, listenerId }) => heard.push(['data', eventStatus, listenerId === undefined]));
     __tcfapi('nonsense', 2, (data, success) => heard.push(['nonsense', data, success]));`,
  );
  await visitor.open('/delivery');
  const heard = () => visitor.page.evaluate(() => globalThis.heard);
  await expect.poll(async () => (await heard()).length).toBe(6);
  expect(await heard()).toEqual([
    ['ping', 'stub', true],
    ['nonsense', null, false],
    ['first', 'cmpuishown'],
    ['removed', true],
    ['second', 'cmpuishown'],
    ['data', 'cmpuishown', true],
  ]);
  await visitor.rejectAll();
  await expect.poll(async () => (await heard()).at(-1)).toEqual(['second', 'useractioncomplete']);
  expect(await heard()).toHaveLength(7);
  expect(visitor.errors.filter((text) => !/a tag that fails/.test(text))).toEqual([]);
  visitor.errors.length = 0;
});

test('frames ask by messages, as objects and as text, and are told of every change', async ({ visitor }) => {
  await goTo(visitor, 'DE', both);
  await visitor.page.route('**/frame.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<script>
        globalThis.heard = [];
        addEventListener('message', ({ data }) => {
          const isText = typeof data === 'string';
          const message = isText ? JSON.parse(data) : data;
          const { returnValue, success, callId } = message.__tcfapiReturn ?? message.__gppReturn ?? {};
          heard.push({ isText, callId, success, said: returnValue?.eventStatus ?? returnValue?.eventName ?? returnValue });
        });
        const send = (message) => parent.postMessage(message, '*');
        globalThis.hasLocators = ['__tcfapiLocator', '__gppLocator'].map((name) => Boolean(parent.frames[name]));
        send('no JSON at all');
        send({ __tcfapiCall: { command: 'addEventListener', version: 2, callId: 'objects' } });
        send(JSON.stringify({ __tcfapiCall: { command: 'addEventListener', version: 2, callId: 'text' } }));
        send({ __gppCall: { command: 'addEventListener', version: '1.1', callId: 7 } });
        send(JSON.stringify({ __gppCall: { command: 'hasSection', parameter: 'tcfeuv2', version: '1.1', callId: 8 } }));
      </script>`,
    }),
  );
  // The one page of the store whose policy lets frames in.
  await visitor.open(`/product/${filmed}`);
  await expect.poll(async () => (await ask(visitor, '__tcfapi', 'ping', 2)).data.cmpStatus).toBe('loaded');
  await visitor.page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = '/frame.html';
    frame.name = 'asking';
    document.body.append(frame);
  });
  /** What the frame, which is of the page's own origin, has found. */
  const inFrame = (name) => visitor.page.evaluate((of) => globalThis.frames.asking?.[of] ?? [], name);
  const from = async (callId) => (await inFrame('heard')).filter((each) => each.callId === callId);
  await expect.poll(async () => (await from(8)).length).toBe(1);
  expect(await inFrame('hasLocators')).toEqual([true, true]);
  expect(await from('objects')).toEqual([
    { isText: false, callId: 'objects', success: true, said: 'cmpuishown' },
  ]);
  expect(await from('text')).toEqual([{ isText: true, callId: 'text', success: true, said: 'cmpuishown' }]);
  expect((await from(7)).map(({ said }) => said)).toEqual(['listenerRegistered']);
  expect(await from(8)).toEqual([{ isText: true, callId: 8, success: true, said: true }]);

  await visitor.rejectAll();
  for (const callId of ['objects', 'text'])
    await expect.poll(async () => (await from(callId)).at(-1).said).toBe('useractioncomplete');
  await expect.poll(async () => (await from(7)).at(-1).said).toBe('signalStatus');
});

test('where the GDPR does not apply, that alone is said', async ({ visitor }) => {
  await goTo(visitor, 'US-CA', both, kTag);
  await visitor.open('/delivery');
  await expect.poll(async () => (await tcf(visitor)).length).toBe(1);
  const [told] = await tcf(visitor);
  expect(told).toMatchObject({ gdprApplies: false, cmpId: 300, tcfPolicyVersion: 5, success: true });
  expect(Object.keys(told)).not.toContain('tcString');
});

test('while the place is awaited nobody is told anything', async ({ visitor }) => {
  await serveSite(visitor, {
    change: (site) => {
      both(site);
      site.jurisdiction = { source: ['function'], fallback: 'strictest' };
    },
    before: 'globalThis.sayso = { jurisdiction: () => new Promise((known) => (globalThis.tell = known)) };',
    after: kTag,
  });
  await visitor.open('/delivery');
  const signal = async () => (await ask(visitor, '__gpp', 'ping')).data;
  await expect.poll(async () => (await signal()).cmpStatus).toBe('loaded');
  expect(await tcf(visitor)).toEqual([]);
  expect(await signal()).toMatchObject({ signalStatus: 'not ready', applicableSections: [0] });
  await visitor.page.evaluate(() => globalThis.tell('DE'));
  await expect.poll(() => statuses(visitor)).toEqual(['cmpuishown']);
  expect(await signal()).toMatchObject({ signalStatus: 'not ready', applicableSections: [2] });
});

const apis = (visitor) => visitor.page.evaluate(() => [typeof globalThis.__tcfapi, typeof globalThis.__gpp]);

test('without a registered CMP id there is no __tcfapi', async ({ visitor }) => {
  await goTo(visitor, 'DE', speak({ gpp: {} }));
  await visitor.open('/delivery');
  await expect.poll(async () => (await ask(visitor, '__gpp', 'ping')).data.cmpStatus).toBe('loaded');
  expect(await apis(visitor)).toEqual(['undefined', 'function']);
});

test('a site that speaks neither framework has nothing of them', async ({ visitor }) => {
  await goTo(visitor, 'DE');
  await visitor.open('/delivery');
  await expect(visitor.firstLayer).toBeVisible();
  expect(await apis(visitor)).toEqual(['undefined', 'undefined']);
  expect(await visitor.page.evaluate(() => document.querySelectorAll('iframe[name]').length)).toBe(0);
});

test('GPP in California: ready from the start, and an opt-out moves the signal step by step', async ({
  visitor,
}) => {
  await goTo(visitor, 'US-CA', both, kTag);
  await visitor.open('/delivery');
  await expect.poll(async () => (await gpp(visitor)).at(-1)?.data).toBe('ready');
  const { data: ping } = await ask(visitor, '__gpp', 'ping');
  expect(ping).toMatchObject({ sectionList: [8], applicableSections: [8], cmpId: 1, gppVersion: '1.1' });
  expect(ping.parsedSections.usca[0]).toMatchObject({ SaleOptOut: 2, SharingOptOut: 2 });
  expect(ping.parsedSections.usca[1]).toEqual({ SubsectionType: 1, Gpc: false });
  const before = (await gpp(visitor)).length;
  await visitor.page.evaluate(() => globalThis.sayso.rejectAll());
  await expect.poll(async () => (await gpp(visitor)).length).toBe(before + 3);
  const told = (await gpp(visitor)).slice(before);
  expect(told.map(({ eventName, data }) => [eventName, data])).toEqual([
    ['signalStatus', 'not ready'],
    ['sectionChange', 'usca'],
    ['signalStatus', 'ready'],
  ]);
  expect((await ask(visitor, '__gpp', 'getField', 'usca.SaleOptOut')).data).toBe(1);
  expect(await ask(visitor, '__gpp', 'getField', 'usca.Nope')).toEqual({ data: null, success: false });
  expect((await ask(visitor, '__gpp', 'hasSection', 'usnat')).data).toBe(false);
});

test.describe('with Global Privacy Control', () => {
  test.use({ gpc: true });
  test('GPP says so: opted out, and by the browser', async ({ visitor }) => {
    await goTo(visitor, 'US-CO', both, kTag);
    await visitor.open('/delivery');
    await expect.poll(async () => (await gpp(visitor)).at(-1)?.data).toBe('ready');
    const { usco } = (await ask(visitor, '__gpp', 'ping')).data.parsedSections;
    expect(usco[0]).toMatchObject({ SaleOptOut: 1, TargetedAdvertisingOptOut: 1 });
    expect(usco[1]).toEqual({ SubsectionType: 1, Gpc: true });
  });
});

test('GPP in Europe carries the TC string that __tcfapi has, ready once it was answered', async ({
  visitor,
}) => {
  await goTo(visitor, 'FR', both, kTag);
  await visitor.open('/delivery');
  await expect.poll(() => statuses(visitor)).toEqual(['cmpuishown']);
  const ping = async () => (await ask(visitor, '__gpp', 'ping')).data;
  expect(await ping()).toMatchObject({
    applicableSections: [2],
    signalStatus: 'not ready',
    cmpDisplayStatus: 'visible',
  });
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await expect.poll(async () => (await ping()).signalStatus).toBe('ready');
  const { gppString, cmpDisplayStatus } = await ping();
  expect(gppString.split('~')[1]).toBe((await tcf(visitor)).at(-1).tcString);
  expect(cmpDisplayStatus).toBe('hidden');
  expect(await ask(visitor, '__gpp', 'getSection', 'tcfeuv2')).toEqual({ data: null, success: false });
});

test('the vendor list is the site’s own copy', async ({ visitor }) => {
  await goTo(visitor, 'DE', both);
  const list = { vendorListVersion: 141, vendors: {} };
  await visitor.page.route('**/vendor-list.json', (route) => route.fulfill({ json: list }));
  await visitor.open('/delivery');
  await expect.poll(async () => (await ask(visitor, '__tcfapi', 'ping', 2)).data.cmpStatus).toBe('loaded');
  expect(await ask(visitor, '__tcfapi', 'getVendorList', 2)).toEqual({ data: list, success: true });
  expect(await ask(visitor, '__tcfapi', 'getVendorList', 2, 140)).toEqual({ data: null, success: false });
});

test('another CMP on the page is left alone', async ({ visitor }) => {
  await serveSite(visitor, {
    change: both,
    before: `document.currentScript.dataset.jurisdiction = 'DE';
      globalThis.theirs = () => {};
      globalThis.__tcfapi = theirs;`,
  });
  await visitor.open('/delivery');
  await expect.poll(async () => (await ask(visitor, '__gpp', 'ping')).data.cmpStatus).toBe('loaded');
  expect(await visitor.page.evaluate(() => globalThis.__tcfapi === globalThis.theirs)).toBe(true);
});

test('a core that does not start is told as an error, and nothing else is answered', async ({ visitor }) => {
  await goTo(visitor, 'DE', both);
  await visitor.page.route('**/say-so/consent.wasm', (route) => route.fulfill({ status: 503 }));
  await visitor.open('/delivery');
  await expect.poll(async () => (await ask(visitor, '__tcfapi', 'ping', 2)).data.cmpStatus).toBe('error');
  expect(await ask(visitor, '__tcfapi', 'addEventListener', 2)).toEqual({ data: null, success: false });
  expect((await ask(visitor, '__gpp', 'ping')).data.cmpStatus).toBe('error');
  visitor.errors.length = 0;
});
