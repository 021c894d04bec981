// Each place where something is kept, spoilt in every way in which what is kept spoils: what was refused stays refused, what
// is left is used or told, the page works, and choosing anew mends it.
import { expect, test } from './lib/shop.mjs';

const kPlaces = ['snapshot', 'ledger', 'profile', 'signals', 'pending', 'refused', 'quiet'];

const kWays = {
  'was cut': (text) => text.slice(0, Math.max(1, text.length / 2)),
  'is empty': () => '',
  'is no JSON': () => '\u0000\u202e{"',
  'is JSON of another kind': () => '[[],{"__proto__":{"granted":true}},null,1e999]',
  'is of a newer version': (text) => text.replace(/say-so-(\w+)\/1/, 'say-so-$1/99'),
  'has a byte turned': (text) => text.replace(/[a-z](?=[^a-z]*$)/, '~'),
  'is long past its limit': () => `"${'x'.repeat(1_000_000)}"`,
};

const choose = (visitor, choices) =>
  visitor.page.evaluate(
    (wanted) => globalThis.sayso.choose(wanted, { control: 'switch', surface: 'choices' }).then(() => {}),
    choices,
  );

for (const place of kPlaces)
  test(`what is kept as ${place}, spoilt in ${Object.keys(kWays).length} ways, revives no refusal`, async ({
    visitor,
  }) => {
    test.setTimeout(90_000);
    await visitor.visitWithHistory('85099B', '20725');
    await choose(visitor, [{ purpose: 'analytics', granted: false }]);
    await visitor.settled();
    const key = `say-so.${place}`;
    const kept = (await visitor.stored(key)) ?? '[{"choices":[{"all":true,"granted":true}]}]';
    for (const [what, spoil] of Object.entries(kWays)) {
      await visitor.page.evaluate(([name, text]) => localStorage.setItem(name, text), [key, spoil(kept)]);
      visitor.requests.length = 0;
      await visitor.open('/delivery');
      const decision = await visitor.decision();
      const granted = decision.purposes.filter((one) => one.granted).map(({ id }) => id);
      expect(granted, what).not.toContain('analytics');
      expect(await visitor.page.evaluate(() => globalThis.sayso.granted('analytics')), what).toBe(false);
      expect(visitor.requested(/plaincount/), what).toEqual([]);
      await visitor.openChoices();
      await expect(visitor.sheet.getByRole('button', { name: 'Reject all' }), what).toBeVisible();
      // A code that can be looked up, or nothing: never a fault of ours that the page sees.
      for (const text of visitor.errors) expect(text, what).toMatch(/^\[say-so\] [a-z-]+: /);
      visitor.errors.length = 0;
    }
    await visitor.sheet.getByRole('button', { name: 'Reject all' }).click();
    const decided = async () => (await visitor.decision()).purposes.filter((one) => one.granted);
    await expect.poll(async () => (await decided()).map(({ id }) => id)).toEqual(['necessary']);
    expect(await visitor.page.evaluate(() => Object.prototype.granted)).toBeUndefined();
  });
