// Each of our files, broken in each way in which files break on their way: what was refused stays refused, nothing optional
// runs, the consumer can still choose, and the console says once what is wrong. In the gate each file breaks in one way, in
// the long run (SAY_SO_FULL) in all.
import { expect, test } from './lib/shop.mjs';

const optional = ['history', 'stated', 'analytics', 'experiments', 'media', 'support', 'ads'];
const kPlain = { contentType: 'text/plain', body: 'not what you asked for' };

/** What comes in place of a file. */
const breaks = {
  'is not there (404)': (route) => route.fulfill({ status: 404, ...kPlain }),
  'is refused by its server (500)': (route) => route.fulfill({ status: 500, ...kPlain }),
  'is an error page that says 200': (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Sorry</title>' }),
  'was cut': async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    const { 'content-type': contentType } = response.headers();
    await route.fulfill({ contentType, body: body.subarray(0, body.length / 2) });
  },
  'is empty': (route) => route.fulfill({ body: '', contentType: 'application/octet-stream' }),
  'does not come, as offline': (route) => route.abort('internetdisconnected'),
};

/** Our files: who needs them, and what a visitor does who needs them. @type {Record<string, (visitor: any) => Promise<unknown>>} */
const files = {
  'say-so.config.json': (visitor) => visitor.open('/delivery'),
  'consent.js': (visitor) => visitor.open('/delivery'),
  'consent.wasm': (visitor) => visitor.open('/delivery'),
  'elements.js': (visitor) => visitor.open('/'),
  'strings/en.json': (visitor) => visitor.open('/'),
  'explain.js': (visitor) => visitor.open('/'),
  'catalog.json': (visitor) => visitor.open('/'),
  'model.json': (visitor) => visitor.open('/'),
};

const faults = (visitor) => visitor.errors.filter((text) => text.startsWith('[say-so]'));
const grantedOf = (visitor) =>
  visitor.page.evaluate((ids) => ids.filter((id) => globalThis.sayso.granted(id)), optional);

const ways = Object.entries(breaks);
const isWhole = process.env.SAY_SO_FULL === '1';

for (const [index, [file, use]] of Object.entries(files).entries())
  for (const [what, spoil] of isWhole ? ways : [ways[index % ways.length]])
    test(`${file} ${what}: refused stays refused, and the consumer can choose`, async ({ visitor }) => {
      const { page } = visitor;
      await page.route(`**/say-so/${file}`, spoil);
      await use(visitor);
      await expect(visitor.firstLayer).toBeVisible();
      await expect(page.getByRole('contentinfo')).toBeVisible();
      expect(await grantedOf(visitor)).toEqual([]);
      await visitor.firstLayer.getByRole('button', { name: 'Reject all' }).click();
      await expect(visitor.firstLayer).toBeHidden();
      // A choice without a core waits; with one it is stored. Either way the next page asks nothing and runs nothing.
      await expect
        .poll(() =>
          page.evaluate(
            () => localStorage.getItem('say-so.pending') ?? localStorage.getItem('say-so.snapshot'),
          ),
        )
        .not.toBeNull();
      await expect.poll(() => faults(visitor).length).toBeGreaterThan(0);
      expect(faults(visitor)[0]).toMatch(/^\[say-so\] [a-z-]+: /);
      expect(faults(visitor)[0]).not.toMatch(/ unexpected:/);
      await visitor.open('/returns');
      await expect(visitor.firstLayer).toBeHidden();
      expect(await grantedOf(visitor)).toEqual([]);
      expect(visitor.requested(/stand-ins/)).toEqual([]);

      // Who wants to change something gets to the choices, or else to the notice, which says how.
      await page.getByRole('contentinfo').getByRole('link', { name: 'Privacy choices' }).click();
      const choices = visitor.sheet.getByRole('switch').first();
      const retry = visitor.sheet.getByRole('button', { name: 'Try again' });
      await expect
        .poll(
          async () =>
            new URL(page.url()).pathname === '/privacy' ||
            (await choices.isVisible()) ||
            (await retry.isVisible()),
        )
        .toBe(true);

      // Whole again, the next page is as if nothing had been.
      await page.unroute(`**/say-so/${file}`);
      visitor.errors.length = 0;
      await visitor.open('/delivery');
      await visitor.openChoices();
      await expect(choices).toBeVisible();
      expect(await grantedOf(visitor)).toEqual([]);
      expect(faults(visitor)).toEqual([]);
    });
