// A choice holds in every tab of the origin at once, whoever of them has the core, and survives a race of two.
import { expect, test, Visitor } from './lib/shop.mjs';
import { readBuilt, serveFiles, vouchedFor } from './lib/site.mjs';

const granted = (visitor, id) => visitor.page.evaluate((name) => globalThis.sayso.granted(name), id);

/** Another tab of the same visitor, with nothing but what `quieten` leaves it. */
const openTab = async (visitor, path, quieten) => {
  const tab = new Visitor(await visitor.page.context().newPage(), visitor.url);
  if (quieten) await tab.page.addInitScript(quieten);
  await tab.open(path);
  return tab;
};

const withoutChannel = () => delete globalThis.BroadcastChannel;

const deaf = () => {
  delete globalThis.BroadcastChannel;
  const listen = globalThis.addEventListener;
  globalThis.addEventListener = (type, ...rest) => {
    if (type !== 'storage') listen.call(globalThis, type, ...rest);
  };
};

const acceptAll = async (visitor) => {
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await visitor.settled();
};

const withdrawAll = (visitor) =>
  visitor.page.evaluate(() => globalThis.sayso.rejectAll('choices').then(() => undefined));

test('a refusal in one tab closes the first layer of the others', async ({ visitor }) => {
  await visitor.open('/');
  const other = await openTab(visitor, '/delivery');
  await expect(visitor.firstLayer).toBeVisible();
  await expect(other.firstLayer).toBeVisible();
  await visitor.rejectAll();
  await expect(other.firstLayer).toBeHidden();
  expect(await granted(other, 'analytics')).toBe(false);
  expect(other.errors).toEqual([]);
});

test('a grant in one tab releases the tags of the others, a withdrawal reaches them too', async ({
  visitor,
}) => {
  await visitor.open('/delivery');
  const other = await openTab(visitor, '/product/85123A');
  await acceptAll(visitor);
  await expect.poll(() => granted(other, 'analytics')).toBe(true);
  await expect.poll(() => other.requested(/stand-ins\/plaincount/)).toHaveLength(1);
  await withdrawAll(visitor);
  await expect.poll(() => granted(other, 'analytics')).toBe(false);
  await expect
    .poll(async () => (await other.decision()).purposes.filter((one) => one.granted))
    .toHaveLength(1);
});

for (const [what, quieten] of [
  ['with a channel', undefined],
  ['by storage events alone', withoutChannel],
]) {
  test(`a tab in which only the loader runs follows, ${what}`, async ({ visitor }) => {
    await visitor.open('/delivery');
    await acceptAll(visitor);
    const other = await openTab(visitor, '/returns', quieten);
    expect(await granted(other, 'analytics')).toBe(true);
    expect(other.requested(/\.wasm$/)).toEqual([]);
    await withdrawAll(visitor);
    await expect.poll(() => granted(other, 'analytics')).toBe(false);
    expect(other.errors).toEqual([]);
  });
}

for (const [what, comeBack] of [
  ['comes back into sight', () => document.dispatchEvent(new Event('visibilitychange'))],
  [
    'comes back from the back/forward cache',
    () => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
  ],
]) {
  test(`a tab that heard nothing looks again when it ${what}`, async ({ visitor }) => {
    await visitor.open('/delivery');
    await acceptAll(visitor);
    const other = await openTab(visitor, '/returns', deaf);
    await withdrawAll(visitor);
    expect(await granted(other, 'analytics')).toBe(true);
    await other.page.evaluate(comeBack);
    await expect.poll(() => granted(other, 'analytics')).toBe(false);
  });
}

test('a tab whose page comes back still hears the others', async ({ visitor }) => {
  await visitor.open('/delivery');
  await acceptAll(visitor);
  const other = await openTab(visitor, '/returns');
  await other.page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  await withdrawAll(visitor);
  await expect.poll(() => granted(other, 'analytics')).toBe(false);
});

test('two tabs that choose at once leave both records in one chain, and every tab agrees', async ({
  visitor,
}) => {
  await visitor.open('/delivery');
  await acceptAll(visitor);
  const other = await openTab(visitor, '/returns');
  const turnOff = (tab, purpose) =>
    tab.page.evaluate(async (id) => {
      await globalThis.sayso.choose([{ purpose: id, granted: false }], {
        control: 'switch',
        surface: 'choices',
      });
    }, purpose);
  await Promise.all([turnOff(visitor, 'analytics'), turnOff(other, 'ads')]);
  for (const tab of [visitor, other])
    for (const id of ['analytics', 'ads']) await expect.poll(() => granted(tab, id)).toBe(false);
  expect(await granted(visitor, 'media')).toBe(true);
  const found = await visitor.page.evaluate(async () => {
    const session = await globalThis.sayso.load();
    const ledger = session.exportLedger();
    const { isIntact, entries } = session.timeline();
    return { records: ledger.records.length, heads: ledger.heads.length, isIntact, entries: entries.length };
  });
  expect(found).toEqual({ records: 3, heads: 1, isIntact: true, entries: 3 });
});

/** Five tabs, all with the question on them. */
const openFive = async (visitor, quieten) => {
  test.slow();
  if (quieten) await visitor.page.addInitScript(quieten);
  await visitor.open('/delivery');
  const tabs = [visitor];
  for (const path of ['/returns', '/product/85123A', '/delivery', '/'])
    tabs.push(await openTab(visitor, path, quieten));
  for (const tab of tabs) await expect(tab.firstLayer).toBeVisible();
  return tabs;
};

test('of five tabs one is answered: the question goes in all, and the answer holds in all', async ({
  visitor,
}) => {
  const tabs = await openFive(visitor);
  await acceptAll(tabs[3]);
  for (const tab of tabs) {
    await expect(tab.firstLayer).toBeHidden();
    await expect.poll(() => granted(tab, 'analytics')).toBe(true);
  }
  await withdrawAll(tabs[1]);
  for (const tab of tabs) {
    await expect.poll(() => granted(tab, 'analytics')).toBe(false);
    await expect(tab.firstLayer).toBeHidden();
    expect(tab.errors).toEqual([]);
  }
});

for (const [what, quieten] of [
  ['come to one state, with every choice in one log', undefined],
  // Pages without a secure context have no locks: of so many the log may miss a record, the state no refusal.
  ['without locks come to one state', () => Object.defineProperty(navigator, 'locks', { value: undefined })],
])
  test(`five tabs that choose at once ${what}`, async ({ visitor }) => {
    const tabs = await openFive(visitor, quieten);
    await acceptAll(visitor);
    for (const tab of tabs) await expect.poll(() => granted(tab, 'ads')).toBe(true);
    const refused = ['analytics', 'ads', 'media', 'support', 'experiments'];
    await Promise.all(
      tabs.map((tab, index) =>
        tab.page.evaluate(async (id) => {
          const how = { control: 'switch', surface: 'choices' };
          await globalThis.sayso.choose([{ purpose: id, granted: false }], how);
        }, refused[index]),
      ),
    );
    for (const tab of tabs) {
      for (const id of refused) await expect.poll(() => granted(tab, id)).toBe(false);
      expect(await granted(tab, 'stated')).toBe(true);
    }
    const seen = (tab) =>
      tab.page.evaluate(async () => {
        const session = await globalThis.sayso.load();
        const { isIntact, entries } = session.timeline();
        return { isIntact, records: entries.length, state: session.stateText };
      });
    // Some browsers show late what another tab wrote.
    const differing = async () => {
      const all = await Promise.all(tabs.map(seen));
      const isWhole = ({ isIntact, records }) => isIntact && (quieten || records === 6);
      return all.filter((one) => !isWhole(one) || one.state !== all[0].state);
    };
    await expect.poll(differing).toEqual([]);
  });

test('a refusal that its own tab cannot apply is applied by another, and asks nobody again', async ({
  visitor,
}) => {
  await visitor.page.route('**/*.wasm', (route) => route.abort());
  await visitor.open('/delivery');
  const other = await openTab(visitor, '/returns');
  await expect(other.firstLayer).toBeVisible();
  await other.decision();
  await visitor.firstLayer.getByRole('button', { name: 'Reject all' }).click();
  await expect(other.firstLayer).toBeHidden();
  await other.settled();
  expect(await granted(other, 'analytics')).toBe(false);
  await expect(visitor.firstLayer).toBeHidden();
});

test('with a cookie domain a choice holds on every host below it, and nowhere else', async ({
  profile,
  store,
}) => {
  const { port } = new URL(store);
  const config = JSON.parse(readBuilt('say-so.config.json'));
  config.site.cookieDomain = 'shop.localhost';
  const on = async (host) => {
    const visitor = new Visitor(await profile.newPage(), `http://${host}:${port}`);
    await serveFiles(visitor.page, vouchedFor('say-so.config.json', JSON.stringify(config)));
    await visitor.open('/delivery');
    return visitor;
  };
  const [here, there, stranger] = [
    await on('www.shop.localhost'),
    await on('blog.shop.localhost'),
    await on('other.localhost'),
  ];
  await acceptAll(here);
  // No storage is shared: what tells is the look at the cookie when the visitor comes back.
  await there.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(() => granted(there, 'analytics')).toBe(true);
  await expect(there.firstLayer).toBeHidden();
  await withdrawAll(there);
  await here.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(() => granted(here, 'analytics')).toBe(false);
  await stranger.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(stranger.firstLayer).toBeVisible();
  await stranger.rejectAll();
  expect(stranger.errors.join('\n')).toMatch(/cookie-domain/);
  const kept = (await profile.cookies()).filter(({ name }) => name === 'say-so').map(({ domain }) => domain);
  expect(kept.sort()).toEqual(['.shop.localhost', 'other.localhost']);
});
