// Our own first layer, preference centre and pages against the rules of docs/lint.md that only a page can show.
// That each check finds what it is for: lint-checks.spec.mjs.
import { readFileSync } from 'node:fs';
import { expect, test } from './lib/shop.mjs';
import { goTo as putIn } from './lib/site.mjs';
import { factsOf } from './lib/lint/facts.mjs';
import { lintAtSizes, lintSurface } from './lib/lint/surface.mjs';
import {
  answer,
  lintBeforeChoice,
  lintClosing,
  lintDeadEnd,
  lintHonored,
  lintLawLink,
  lintNagging,
  lintOptOut,
  lintPartners,
  lintSteps,
  lintTiming,
  lintWayBack,
  stopTime,
} from './lib/lint/traces.mjs';

const site = JSON.parse(readFileSync(new URL('../../demo/site.json', import.meta.url), 'utf8'));
const kOptional = site.purposes.filter(({ required }) => !required).map(({ id }) => id);
const kPages = ['/', '/product/85123A', '/search?q=mug', '/privacy'];

/** Puts the visitor somewhere, and the shop into a language. */
const settle = async (visitor, { place = '', language = '' }) => {
  const cookies = { 'ff-view-as': place, 'ff-lang': language };
  for (const [name, value] of Object.entries(cookies))
    if (value) await visitor.page.context().addCookies([{ name, value, url: visitor.url }]);
};

/** The ways to the shop that the checks take. A visitor who has chosen becomes new again before `open`. */
const wayTo = (visitor, path = '/delivery') => {
  const { page } = visitor;
  const goTo = (to) => async () => {
    await visitor.open(to);
    await page.waitForFunction(() => 'sayso' in globalThis);
  };
  // Not before the core has taken in what was chosen a page ago: it would be written again.
  const forget = () =>
    page.evaluate(async () => {
      await globalThis.sayso.load();
      localStorage.clear();
      document.cookie = 'say-so=; Max-Age=0; Path=/';
    });
  return {
    page,
    open: async () => {
      await goTo(path)();
      await forget();
      await goTo(path)();
      await expect.poll(() => factsOf(page)).not.toBeNull();
    },
    pages: kPages.map(goTo),
    isAccepted: () =>
      page.evaluate(
        (ids) =>
          /"granted":true/.test(localStorage.getItem('say-so.pending') ?? '') ||
          ids.some((id) => globalThis.sayso.granted(id)),
        kOptional,
      ),
    accept: () =>
      page.evaluate(async () => {
        const how = { control: 'accept-all', surface: 'page', steps: 1 };
        await (await globalThis.sayso.load()).choose([{ all: true, granted: true }], how);
      }),
  };
};

/** What the policy of the place allows until it is refused: the names of those switches. */
const allowedOn = async (visitor, language) => {
  const { purposes } = await visitor.decision();
  const ids = purposes.filter((each) => each.granted && each.basis === 'policy-default').map(({ id }) => id);
  const services = site.services.filter((service) => service.purposes.every((id) => ids.includes(id)));
  return [
    ...ids.map((id) => site.text[language][`purpose.${id}.title`]),
    ...services.map(({ name }) => name),
  ];
};

const openCentre = async (visitor) => {
  await wayTo(visitor).open();
  await answer(visitor.page, 'settings');
  await expect(visitor.sheet.getByRole('switch').first()).toBeVisible();
};

for (const language of ['en', 'de']) {
  for (const place of ['', 'DE', 'FR', 'US-CA']) {
    test(`the first layer and the centre keep the rules: ${language}, ${place || 'place unknown'}`, async ({
      visitor,
    }) => {
      await settle(visitor, { place, language });
      await wayTo(visitor).open();
      expect.soft(await lintSurface(visitor.page)).toEqual([]);
      await answer(visitor.page, 'settings');
      await expect(visitor.sheet.getByRole('switch').first()).toBeVisible();
      expect
        .soft(await lintSurface(visitor.page, { mayBeOn: await allowedOn(visitor, language) }))
        .toEqual([]);
    });
  }
}

test('the first layer that has an X keeps the rules, too', async ({ visitor }) => {
  await putIn(visitor, 'IT');
  await wayTo(visitor).open();
  expect.soft(await lintSurface(visitor.page)).toEqual([]);
  expect.soft(await lintAtSizes(visitor.page)).toEqual([]);
});

for (const colorScheme of ['light', 'dark']) {
  test.describe(colorScheme, () => {
    test.use({ media: { colorScheme } });
    test('both answers are in sight on a small screen and at 200 % zoom, and can be read', async ({
      visitor,
    }) => {
      await wayTo(visitor).open();
      expect.soft(await lintSurface(visitor.page)).toEqual([]);
      expect.soft(await lintAtSizes(visitor.page)).toEqual([]);
    });
    test('the centre can be read', async ({ visitor }) => {
      await openCentre(visitor);
      expect(await lintSurface(visitor.page)).toEqual([]);
    });
  });
}

test('refusing takes no more presses, asks for nothing and waits for nothing', async ({ visitor }) => {
  await stopTime(visitor.page);
  const way = wayTo(visitor);
  expect.soft(await lintSteps(way)).toEqual([]);
  expect.soft(await lintOptOut(way)).toEqual([]);
  expect.soft(await lintDeadEnd(way)).toEqual([]);
  expect.soft(await lintTiming(way)).toEqual([]);
});

for (const place of ['DE', 'IT'])
  test(`closing, Escape, scrolling and going on are no yes: ${place}`, async ({ visitor }) => {
    await putIn(visitor, place);
    expect(await lintClosing(wayTo(visitor))).toEqual([]);
  });

test('who has refused is not asked again, and the refusal is kept as long as a consent', async ({
  visitor,
}) => {
  const way = wayTo(visitor);
  const keptFor = async (kind) => {
    await way.open();
    await answer(visitor.page, kind);
    await visitor.settled();
    const { expires } = (await visitor.page.context().cookies()).find(({ name }) => name === 'say-so');
    return Math.round(expires - Date.now() / 1000);
  };
  const lifetimes = { consent: await keptFor('accept'), refusal: (await keptFor('reject')) + 60 };
  expect(await lintNagging({ ...way, lifetimes })).toEqual([]);
});

test('every page leads back to the choices, where one press withdraws', async ({ visitor }) => {
  expect(await lintWayBack(wayTo(visitor))).toEqual([]);
});

test('as many partners are listed as are told', async ({ visitor }) => {
  const listed = () =>
    visitor.page.evaluate(() => {
      const sheet = document.querySelector('say-so-sheet')?.shadowRoot;
      const links = sheet?.querySelector('say-so-consent')?.shadowRoot?.querySelectorAll('[part=services] a');
      return new Set([...(links ?? [])].map(({ href }) => href)).size;
    });
  expect(await lintPartners({ ...wayTo(visitor), label: /See the \d+ partners/, listed })).toEqual([]);
});

test('California: the link of the law is on the page, and works when nothing asks', async ({ visitor }) => {
  await settle(visitor, { place: 'US-CA' });
  const way = wayTo(visitor);
  const open = async () => {
    await way.open();
    await answer(visitor.page, 'reject');
    await visitor.settled();
  };
  expect(await lintLawLink({ ...way, open, code: 'your-privacy-choices' })).toEqual([]);
});

test.describe('with Global Privacy Control in California', () => {
  test.use({ gpc: true });
  test('the signal is honoured, told, and not asked to be undone', async ({ visitor }) => {
    await settle(visitor, { place: 'US-CA' });
    const way = wayTo(visitor);
    const isAccepted = () => visitor.page.evaluate(() => globalThis.sayso.granted('ads'));
    const words = { honored: /Opt-out request honored/, saleOff: /Sale and sharing: off/ };
    expect.soft(await lintHonored({ ...way, ...words, isAccepted })).toEqual([]);
    // The centre as well.
    await answer(visitor.page, 'settings');
    await expect(visitor.sheet.getByRole('switch').first()).toBeVisible();
    const { text } = await factsOf(visitor.page);
    for (const said of Object.values(words)) expect.soft(text).toMatch(said);
  });
});

test('before a choice nothing is asked of others and nothing is kept', async ({ visitor }) => {
  for (const path of kPages) await visitor.open(path);
  await visitor.open('/');
  await visitor.waitForSlate();
  expect(
    lintBeforeChoice({
      origin: visitor.url,
      requests: visitor.requests,
      cookies: (await visitor.page.context().cookies()).map(({ name }) => name),
      keys: await visitor.storedKeys(),
    }),
  ).toEqual([]);
});
