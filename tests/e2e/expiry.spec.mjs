// A page that stays open and in sight decides again by itself when a consent runs out: nobody has to touch it.
import { expect, test } from './lib/shop.mjs';

const granted = (visitor, id) => visitor.page.evaluate((one) => globalThis.sayso.granted(one), id);

/** A clock that the test moves: `pass(days)` also runs the long timers that fall due. */
const useClock = () => {
  const RealDate = Date;
  const later = globalThis.setTimeout.bind(globalThis);
  let ahead = Number(sessionStorage.getItem('test-ahead'));
  let timers = [];
  const now = () => RealDate.now() + ahead;
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length ? given : [now()]));
    }
    static now() {
      return now();
    }
  };
  const kLong = 60_000;
  globalThis.setTimeout = (body, delay = 0, ...given) => {
    if (delay < kLong) return later(body, delay, ...given);
    const timer = { at: now() + delay, run: () => body(...given), id: later(() => {}, 0) };
    timers.push(timer);
    return timer.id;
  };
  const clear = globalThis.clearTimeout.bind(globalThis);
  globalThis.clearTimeout = (id) => {
    timers = timers.filter((timer) => timer.id !== id);
    clear(id);
  };
  globalThis.pass = (days) => {
    const end = now() + days * 86_400_000;
    for (;;) {
      const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      timers = timers.filter((timer) => timer !== next);
      ahead += Math.max(0, next.at - now());
      next.run();
    }
    ahead += Math.max(0, end - now());
    sessionStorage.setItem('test-ahead', String(ahead));
  };
};

const pass = (visitor, days) => visitor.page.evaluate((number) => globalThis.pass(number), days);

const accept = async (visitor) => {
  await visitor.page.addInitScript(useClock);
  await visitor.open('/delivery');
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await visitor.settled();
  expect(await granted(visitor, 'analytics')).toBe(true);
};

test('with the core on the page: the grant ends, the page hears of it and asks', async ({ visitor }) => {
  await accept(visitor);
  await visitor.page.evaluate(() => {
    globalThis.bases = [];
    document.addEventListener('say-so-decision-change', ({ detail }) =>
      globalThis.bases.push(detail.decision.purposes.find(({ id }) => id === 'analytics').basis),
    );
  });
  await pass(visitor, 150);
  expect(await granted(visitor, 'analytics')).toBe(true);
  await expect(visitor.firstLayer).toBeHidden();
  await pass(visitor, 40);
  expect(await granted(visitor, 'analytics')).toBe(false);
  expect(await visitor.page.evaluate(() => globalThis.bases)).toContain('expired');
  await expect(visitor.firstLayer.getByRole('button', { name: 'Reject all' })).toBeVisible();
});

test('with the loader alone: the grant ends at its moment, and the core is fetched to ask', async ({
  visitor,
}) => {
  await accept(visitor);
  visitor.requests.length = 0;
  await visitor.open('/returns');
  expect(await granted(visitor, 'analytics')).toBe(true);
  await pass(visitor, 150);
  expect(visitor.requested(/\.wasm$/)).toEqual([]);
  await pass(visitor, 40);
  expect(await granted(visitor, 'analytics')).toBe(false);
  await expect(visitor.firstLayer.getByRole('button', { name: 'Reject all' })).toBeVisible();
  expect(visitor.requested(/consent\.wasm$/)).toHaveLength(1);
});

test('a tag that comes after the end is not released', async ({ visitor }) => {
  await accept(visitor);
  await expect.poll(() => visitor.requested(/stand-ins\/plaincount/)).toHaveLength(1);
  await pass(visitor, 190);
  await visitor.page.evaluate(() => {
    const tag = document.createElement('script');
    tag.type = 'text/plain';
    tag.dataset.saySo = 'analytics';
    tag.dataset.src = '/assets/stand-ins/plaincount.js?late';
    document.body.append(tag);
  });
  await visitor.decision();
  expect(visitor.requested(/stand-ins\/plaincount/)).toHaveLength(1);
});

test('a page that was asleep past the end decides when it comes back into sight', async ({ visitor }) => {
  await accept(visitor);
  await visitor.page.evaluate(() => {
    // The machine slept: the clock went on, the timers did not.
    const { now } = Date;
    Date.now = () => now() + 190 * 86_400_000;
    const Slept = Date;
    globalThis.Date = class extends Slept {
      constructor(...given) {
        super(...(given.length ? given : [Slept.now()]));
      }
    };
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect.poll(() => granted(visitor, 'analytics')).toBe(false);
});
