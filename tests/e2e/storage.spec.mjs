// Refusal survives: whatever a browser, an extension or a server does to what is stored, nothing refused is granted,
// and where a choice cannot be kept everything optional is off.
import { renewConsent } from '../../dist/server.js';
import { expect, test, Visitor } from './lib/shop.mjs';
import { goTo } from './lib/site.mjs';

const optional = ['history', 'stated', 'analytics', 'experiments', 'media', 'support', 'ads'];

const grantedOf = (visitor) =>
  visitor.page.evaluate((ids) => ids.filter((id) => globalThis.sayso.granted(id)), optional);

/** What is granted once the core has spoken. */
const decidedOf = async (visitor) => {
  const decision = await visitor.decision();
  const decided = decision.purposes.filter((one) => one.granted).map(({ id }) => id);
  expect(await grantedOf(visitor)).toEqual(decided.filter((id) => id !== 'necessary'));
  return decided;
};

const button = (visitor, name) => visitor.firstLayer.getByRole('button', { name });

const acceptAll = async (visitor) => {
  await button(visitor, 'Accept all').click();
  await visitor.settled();
};

/** All granted but analytics. */
const refuseAnalytics = async (visitor) => {
  await visitor.open('/delivery');
  await acceptAll(visitor);
  await visitor.page.evaluate(async () => {
    const how = { control: 'switch', surface: 'choices' };
    await globalThis.sayso.choose([{ purpose: 'analytics', granted: false }], how);
  });
  expect(await grantedOf(visitor)).toEqual(optional.filter((id) => id !== 'analytics'));
};

const faults = (visitor) => visitor.errors.filter((text) => text.startsWith('[say-so]'));

const browsers = {
  'localStorage is blocked': () => {
    Object.defineProperty(globalThis, 'localStorage', {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  },
  'cookies are blocked': () => {
    Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set() {} });
  },
  'storage is full': () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  },
  'storage forgets what it takes': () => {
    Storage.prototype.setItem = () => {};
  },
};

for (const [what, spoil] of Object.entries(browsers)) {
  test(`where ${what}, accepting grants nothing and refusing ends the asking`, async ({ visitor }) => {
    await visitor.page.addInitScript(spoil);
    await visitor.open('/delivery');
    await button(visitor, 'Accept all').click();
    await expect.poll(() => faults(visitor).join('\n')).toMatch(/cannot-store/);
    expect(await decidedOf(visitor)).toEqual(['necessary']);
    expect(visitor.requested(/stand-ins/)).toEqual([]);
    await visitor.page.evaluate(() => globalThis.sayso.rejectAll('choices').then(() => undefined));
    await expect(visitor.firstLayer).toBeHidden();
    expect(await decidedOf(visitor)).toEqual(['necessary']);
    expect(faults(visitor)).toHaveLength(1);
  });
}

for (const [what, spoil] of Object.entries(browsers))
  for (const place of ['US-CO', 'CH'])
    test(`${place}: where ${what}, a refusal ends what ran by law, on this page and on the next`, async ({
      visitor,
    }) => {
      await goTo(visitor, place);
      await visitor.page.addInitScript(spoil);
      await visitor.open('/delivery');
      await visitor.page.evaluate(() => globalThis.sayso.rejectAll('choices').then(() => undefined));
      expect(await decidedOf(visitor)).toEqual(['necessary']);
      visitor.requests.length = 0;
      await visitor.open('/returns');
      expect(await grantedOf(visitor)).toEqual([]);
      expect(await decidedOf(visitor)).toEqual(['necessary']);
      expect(visitor.requested(/stand-ins/)).toEqual([]);
    });

test('where the browser keeps nothing at all, nothing runs by law either', async ({ visitor }) => {
  await goTo(visitor, 'US-CO');
  await visitor.page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'cookieEnabled', { get: () => false });
    Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set() {} });
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
  });
  for (const path of ['/delivery', '/returns']) {
    await visitor.open(path);
    expect(await grantedOf(visitor)).toEqual([]);
    expect(await decidedOf(visitor)).toEqual(['necessary']);
    await visitor.page.evaluate(() => globalThis.sayso.rejectAll('choices').then(() => undefined));
    expect(await decidedOf(visitor)).toEqual(['necessary']);
  }
  expect(visitor.requested(/stand-ins/)).toEqual([]);
});

test('a withdrawal that the cookie will not take holds on this page and on the next', async ({ visitor }) => {
  await visitor.open('/delivery');
  await acceptAll(visitor);
  // The jar is closed: what it holds, a grant, can be read and not changed.
  const lock = () => {
    const { get } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
    Object.defineProperty(Document.prototype, 'cookie', { get, set() {} });
  };
  await visitor.page.addInitScript(lock);
  await visitor.page.evaluate(lock);
  await visitor.page.evaluate(() => globalThis.sayso.rejectAll('choices').then(() => undefined));
  expect(await decidedOf(visitor)).toEqual(['necessary']);
  await visitor.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  expect(await decidedOf(visitor)).toEqual(['necessary']);
  await visitor.open('/returns');
  expect(await grantedOf(visitor)).toEqual([]);
  expect(await decidedOf(visitor)).toEqual(['necessary']);
});

const tampering = {
  'the cookie was cut': (text) => text.slice(0, -9),
  'a refusal in the cookie was turned': (text) => text.replace(/(!\w+:)0:/, '$11:'),
  'the cookie is of another version': (text) => `2${text.slice(1)}`,
};

for (const [what, touch] of Object.entries(tampering)) {
  test(`where ${what}, nothing optional is granted and it asks`, async ({ visitor }) => {
    await refuseAnalytics(visitor);
    const context = visitor.page.context();
    const cookie = (await context.cookies()).find(({ name }) => name === 'say-so');
    const value = touch(cookie.value);
    expect(value).not.toBe(cookie.value);
    await context.addCookies([{ name: 'say-so', value, url: visitor.url }]);
    await visitor.open('/returns');
    expect(await grantedOf(visitor)).toEqual([]);
    expect(await decidedOf(visitor)).toEqual(['necessary']);
    await expect(visitor.firstLayer).toBeVisible();
    expect(faults(visitor)).toHaveLength(1);
    // A new choice about one thing revives nothing else.
    await visitor.page.evaluate(async () => {
      const how = { control: 'switch', surface: 'choices' };
      await globalThis.sayso.choose([{ purpose: 'media', granted: true }], how);
    });
    expect(await decidedOf(visitor)).toEqual(['necessary', 'media']);
  });
}

test('a snapshot that was made to grant what the cookie refuses is not believed', async ({ visitor }) => {
  await refuseAnalytics(visitor);
  await visitor.page.evaluate(() => {
    const snapshot = JSON.parse(localStorage.getItem('say-so.snapshot'));
    snapshot.granted.push('analytics');
    snapshot.services.push('plaincount');
    localStorage.setItem('say-so.snapshot', JSON.stringify(snapshot));
  });
  await visitor.page.route('**/*.wasm', (route) => route.abort());
  await visitor.open('/returns');
  expect(await grantedOf(visitor)).toEqual([]);
  await visitor.page.unroute('**/*.wasm');
  await visitor.open('/delivery');
  expect(await decidedOf(visitor)).toEqual(['necessary', ...optional.filter((id) => id !== 'analytics')]);
});

for (const [what, change] of [
  ['policy data', { policyData: '2031-01' }],
  ['place', { jurisdiction: 'DE' }],
  ['meaning', { meaning: `sha256:${'0'.repeat(64)}` }],
]) {
  test(`a snapshot of another ${what} grants nothing by itself`, async ({ visitor }) => {
    await refuseAnalytics(visitor);
    await visitor.page.evaluate((changed) => {
      const snapshot = JSON.parse(localStorage.getItem('say-so.snapshot'));
      localStorage.setItem('say-so.snapshot', JSON.stringify({ ...snapshot, ...changed }));
    }, change);
    // Before the core has come, nobody knows.
    await visitor.page.route('**/*.wasm', (route) => route.abort());
    await visitor.open('/returns');
    expect(await grantedOf(visitor)).toEqual([]);
    await expect(visitor.firstLayer).toBeHidden();
    await visitor.page.unroute('**/*.wasm');
    await visitor.open('/delivery');
    expect(await decidedOf(visitor)).toEqual(['necessary', ...optional.filter((id) => id !== 'analytics')]);
  });
}

test('a refusal holds in every place the visitor goes on to', async ({ visitor }) => {
  await visitor.open('/delivery');
  await visitor.rejectAll();
  for (const place of ['US-CA', 'DE', '']) {
    await visitor.page.context().addCookies([{ name: 'ff-view-as', value: place, url: visitor.url }]);
    await visitor.open('/returns');
    expect(await grantedOf(visitor)).toEqual([]);
    expect(await decidedOf(visitor)).toEqual(['necessary']);
    await expect(visitor.firstLayer).toBeHidden();
  }
});

const changes = {
  'whose policy now lets analytics run': (site) => {
    site.policies = { 'EU-DE': { rules: { analytics: 'on' }, override: { reason: 'counsel of 2026' } } };
  },
  'whose policy became an opt-out': (site) => {
    site.policies = { 'EU-DE': { model: 'opt-out', override: { reason: 'counsel of 2026' } } };
  },
  'whose analytics changed its meaning': (site) => {
    site.purposes.find(({ id }) => id === 'analytics').retention = 'P30D';
  },
  'whose analytics acts under one more service': (site) => {
    site.services.push({ id: 'newcomer', name: 'Newcomer', purposes: ['analytics'] });
  },
};

for (const [what, change] of Object.entries(changes))
  test(`a refusal holds on a site ${what}`, async ({ visitor }) => {
    await goTo(visitor, 'DE');
    await refuseAnalytics(visitor);
    await visitor.page.unroute('**/say-so.en.js');
    await visitor.page.unroute('**/say-so.config.json');
    await goTo(visitor, 'DE', change);
    await visitor.open('/returns');
    expect(await grantedOf(visitor)).not.toContain('analytics');
    const { purposes } = await visitor.decision();
    expect(purposes.find(({ id }) => id === 'analytics')).toMatchObject({ granted: false, basis: 'choice' });
    expect(await grantedOf(visitor)).not.toContain('analytics');
    visitor.requests.length = 0;
    await visitor.open('/delivery');
    await visitor.decision();
    expect(visitor.requested(/stand-ins\/plaincount/)).toEqual([]);
  });

/** Takes away what a script stored, as some browsers do after a week; what a server set stays. */
const forgetScripts = async (visitor, setCookie) => {
  await visitor.page.evaluate(() => {
    localStorage.clear();
    document.cookie = 'say-so=; Max-Age=0; Path=/';
  });
  if (!setCookie) return;
  const [, value] = /^say-so=([^;]*)/.exec(setCookie);
  await visitor.page.context().addCookies([{ name: 'say-so', value, url: visitor.url }]);
};

test('a refusal that the server renewed outlives what scripts had stored', async ({ visitor }) => {
  await refuseAnalytics(visitor);
  const cookies = await visitor.page.context().cookies();
  const header = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  await forgetScripts(visitor, renewConsent(header, { isSecure: false }));
  await visitor.open('/returns');
  await expect(visitor.firstLayer).toBeHidden();
  expect(await grantedOf(visitor)).not.toContain('analytics');
  expect(await decidedOf(visitor)).toEqual(['necessary', ...optional.filter((id) => id !== 'analytics')]);
});

test('where no server renewed it, all is asked anew and nothing granted', async ({ visitor }) => {
  await refuseAnalytics(visitor);
  await forgetScripts(visitor);
  await visitor.open('/returns');
  await expect(button(visitor, 'Reject all')).toBeVisible();
  expect(await grantedOf(visitor)).toEqual([]);
  expect(await decidedOf(visitor)).toEqual(['necessary']);
});

test('who comes back in another month has the cookie renewed, also where no core was needed', async ({
  visitor,
}) => {
  await visitor.open('/delivery');
  await visitor.rejectAll();
  const context = visitor.page.context();
  const cookie = async () => (await context.cookies()).find(({ name }) => name === 'say-so');
  const soon = Math.round(Date.now() / 1000) + 86_400;
  const { value } = await cookie();
  await context.addCookies([{ name: 'say-so', value, url: visitor.url, expires: soon }]);
  await visitor.page.evaluate(() => {
    const snapshot = JSON.parse(localStorage.getItem('say-so.snapshot'));
    localStorage.setItem('say-so.snapshot', JSON.stringify({ ...snapshot, at: '2026-01-22T12:00:00Z' }));
  });
  await visitor.open('/returns');
  const daysLeft = async () => Math.round(((await cookie()).expires - Date.now() / 1000) / 86_400);
  await expect.poll(daysLeft).toBe(393);
  expect((await cookie()).value).toBe(value);
});

test('a tab that crashes after a withdrawal leaves the withdrawal to the next', async ({ visitor }) => {
  await visitor.open('/delivery');
  await acceptAll(visitor);
  await visitor.page.evaluate(() => globalThis.sayso.rejectAll('choices').then(() => undefined));
  const crashed = new Promise((resolve) => visitor.page.once('crash', resolve));
  visitor.page.goto('chrome://crash').catch(() => {});
  await crashed;
  const next = new Visitor(await visitor.page.context().newPage(), visitor.url);
  await next.open('/returns');
  expect(await grantedOf(next)).toEqual([]);
  expect(await decidedOf(next)).toEqual(['necessary']);
  await expect(next.firstLayer).toBeHidden();
});

test('a tab that crashes with a choice on its way grants nothing to the next', async ({ visitor }) => {
  await visitor.page.route('**/consent.wasm', () => {});
  await visitor.open('/delivery');
  await button(visitor, 'Reject all').click();
  const crashed = new Promise((resolve) => visitor.page.once('crash', resolve));
  visitor.page.goto('chrome://crash').catch(() => {});
  await crashed;
  const next = new Visitor(await visitor.page.context().newPage(), visitor.url);
  await next.open('/returns');
  expect(await decidedOf(next)).toEqual(['necessary']);
});

test('storage that the browser cleared is made anew from the cookie that the server renewed', async ({
  visitor,
}) => {
  await refuseAnalytics(visitor);
  await visitor.page.evaluate(() => localStorage.clear());
  await visitor.open('/returns');
  await expect(visitor.firstLayer).toBeHidden();
  expect(await decidedOf(visitor)).toEqual(['necessary', ...optional.filter((id) => id !== 'analytics')]);
  await visitor.settled();
});

for (const file of ['say-so.config.json', 'consent.wasm', 'consent.js']) {
  test(`with ${file} gone, who has refused stays refused, and can still withdraw`, async ({ visitor }) => {
    await refuseAnalytics(visitor);
    await visitor.page.route(`**/say-so/${file}`, (route) => route.fulfill({ status: 404, body: '' }));
    await visitor.open('/returns');
    // The snapshot still holds, and the withdrawal is kept for when the core is back.
    expect(await grantedOf(visitor)).not.toContain('analytics');
    await visitor.page.evaluate(() => void globalThis.sayso.rejectAll('choices').catch(() => {}));
    expect(await grantedOf(visitor)).toEqual([]);
    await expect.poll(() => faults(visitor).join('\n')).toMatch(/cannot-load|bad-wasm|bad-json/);
    await visitor.open('/delivery');
    expect(await grantedOf(visitor)).toEqual([]);
    await visitor.page.unroute(`**/say-so/${file}`);
    await visitor.open('/returns');
    expect(await decidedOf(visitor)).toEqual(['necessary']);
  });

  test(`with ${file} gone, the preference centre opens and the consumer can refuse in it`, async ({
    visitor,
  }) => {
    await visitor.page.route(`**/say-so/${file}`, (route) => route.fulfill({ status: 404, body: '' }));
    await visitor.open('/delivery');
    await button(visitor, 'Choose').click();
    await expect(visitor.sheet).toBeVisible();
    await visitor.sheet.getByRole('button', { name: 'Reject all' }).click();
    await expect.poll(() => visitor.stored('say-so.pending')).toMatch(/reject-all/);
    await visitor.page.unroute(`**/say-so/${file}`);
    await visitor.open('/returns');
    await visitor.settled();
    expect(await decidedOf(visitor)).toEqual(['necessary']);
    await expect(visitor.firstLayer).toBeHidden();
  });
}

test('with the elements gone, "Choose" leads to the privacy notice', async ({ visitor }) => {
  await visitor.page.route('**/say-so/elements.js', (route) => route.fulfill({ status: 404, body: '' }));
  await visitor.open('/delivery');
  await button(visitor, 'Choose').click();
  await visitor.page.waitForURL('**/privacy');
  await expect(button(visitor, 'Reject all')).toBeVisible();
});

test('a page that is closed right after the click has kept the refusal', async ({ visitor }) => {
  await visitor.open('/delivery');
  await expect(button(visitor, 'Reject all')).toBeVisible();
  await visitor.page.evaluate(() => {
    const layer = document.querySelector('say-so-first-layer').shadowRoot;
    [...layer.querySelectorAll('button')].find((one) => one.textContent === 'Reject all').click();
    location.assign('/returns');
  });
  await visitor.page.waitForURL('**/returns');
  await visitor.settled();
  await expect(visitor.firstLayer).toBeHidden();
  expect(await decidedOf(visitor)).toEqual(['necessary']);
});

test('erasing everything leaves the refusals, to the day, and nothing else', async ({ visitor }) => {
  await refuseAnalytics(visitor);
  const erased = await visitor.page.evaluate(async () => {
    const session = await globalThis.sayso.load();
    await session.setAttribute('interest.category', ['Garden']);
    session.observe('viewed', '85123A');
    const found = await session.eraseAll();
    return { found, state: session.state };
  });
  expect(erased.found).toMatchObject({ records: 2, attributes: 1, refusals: 1, isComplete: true });
  expect(erased.state.choices.map(({ purpose, granted }) => [purpose, granted])).toEqual([
    ['analytics', false],
  ]);
  expect(erased.state.choices[0].at).toMatch(/T00:00:00Z$/);
  expect(await visitor.storedKeys()).toEqual([]);
  await visitor.open('/returns');
  expect(await decidedOf(visitor)).toEqual(['necessary']);
  expect(await visitor.storedKeys()).toEqual([]);
});
