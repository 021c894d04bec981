// A place that the page's own code finds out: until it answers the strictest rules hold, then those of the place.
import { expect, test } from './lib/shop.mjs';
import { serveSite } from './lib/site.mjs';

/** The page's code answers when `placeIs` is called. */
const awaitPlace = (visitor) =>
  serveSite(visitor, {
    change: (site) => (site.jurisdiction.source = ['function']),
    before: `globalThis.sayso = { jurisdiction: () => new Promise((done) => (globalThis.placeIs = done)) };
      globalThis.decisions = [];
      document.addEventListener('say-so-decision-change', ({ detail: { decision } }) =>
        decisions.push(decision.jurisdiction))`,
  });

const answer = (visitor, place) => visitor.page.evaluate((code) => globalThis.placeIs(code), place);
const decisions = (visitor) => visitor.page.evaluate(() => globalThis.decisions);
const granted = (visitor, id) => visitor.page.evaluate((one) => globalThis.sayso.granted(one), id);
const button = (visitor, name) => visitor.firstLayer.getByRole('button', { name });

/** Holds the core back until it is let go. */
const holdCore = async (visitor) => {
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  await visitor.page.route('**/consent.wasm', async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
};

for (const [when, hasCore] of [
  ['the core is there', true],
  ['only the loader is', false],
])
  test(`the strictest layer shows first and becomes that of the place, when ${when}`, async ({ visitor }) => {
    await awaitPlace(visitor);
    const letGo = await holdCore(visitor);
    if (hasCore) letGo();
    await visitor.open('/delivery');
    await expect(button(visitor, 'Accept all')).toBeVisible();
    expect(await granted(visitor, 'analytics')).toBe(false);
    if (hasCore) await visitor.decision();
    await answer(visitor, 'US-CO');
    await expect(button(visitor, 'Your Opt-Out Rights')).toBeVisible();
    await expect(button(visitor, 'Accept all')).toBeHidden();
    letGo();
    await visitor.decision();
    expect(await granted(visitor, 'analytics')).toBe(true);
    const told = await decisions(visitor);
    expect(told.at(-1)).toBe('US-CO');
    if (hasCore) expect(told[0]).toBe(null);
    expect(visitor.errors).toEqual([]);
  });

test('an answer that is none leaves the strictest', async ({ visitor }) => {
  await awaitPlace(visitor);
  await visitor.open('/delivery');
  await visitor.decision();
  await answer(visitor, 'nowhere');
  await expect.poll(() => decisions(visitor)).toHaveLength(2);
  await expect(button(visitor, 'Accept all')).toBeVisible();
  expect(await granted(visitor, 'analytics')).toBe(false);
});

for (const place of ['US-CA', 'FR', 'GB'])
  test(`who has refused is granted nothing and not asked, before ${place} is known and after`, async ({
    visitor,
  }) => {
    await awaitPlace(visitor);
    await visitor.open('/delivery');
    await button(visitor, 'Reject all').click();
    await visitor.settled();
    await visitor.open('/returns');
    await expect(visitor.firstLayer).toBeHidden();
    expect(await granted(visitor, 'analytics')).toBe(false);
    await answer(visitor, place);
    const decision = await visitor.decision();
    expect(decision.jurisdiction).toBe(place);
    expect(decision.purposes.filter((one) => one.granted).map(({ id }) => id)).toEqual(['necessary']);
    await expect(visitor.firstLayer).toBeHidden();
    expect(visitor.requested(/stand-ins/)).toEqual([]);
  });

test('a choice made before the place is known holds after it', async ({ visitor }) => {
  await awaitPlace(visitor);
  const letGo = await holdCore(visitor);
  await visitor.open('/delivery');
  await button(visitor, 'Reject all').click();
  await answer(visitor, 'US-CA');
  await expect(visitor.firstLayer).toBeHidden();
  letGo();
  await visitor.settled();
  expect((await visitor.decision()).jurisdiction).toBe('US-CA');
  expect(await granted(visitor, 'ads')).toBe(false);
  await expect(visitor.firstLayer).toBeHidden();
});

test('who comes back needs no core once the place is known again', async ({ visitor }) => {
  await awaitPlace(visitor);
  await visitor.open('/delivery');
  await answer(visitor, 'DE');
  await button(visitor, 'Accept all').click();
  await visitor.settled();
  visitor.requests.length = 0;
  await visitor.open('/returns');
  expect(await granted(visitor, 'analytics')).toBe(false);
  await answer(visitor, 'DE');
  await expect.poll(() => granted(visitor, 'analytics')).toBe(true);
  expect(visitor.requested(/\.wasm$/)).toEqual([]);
});
