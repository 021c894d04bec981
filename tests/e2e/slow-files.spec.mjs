// Files that take their time: the question stands and is answered meanwhile, what was answered waits for the core, also
// where the page is left before it came, and nothing optional runs until then.
import { expect, test } from './lib/shop.mjs';

const optional = ['history', 'stated', 'analytics', 'experiments', 'media', 'support', 'ads'];

/** Files that a choice needs, and files that only lists and panels need. */
const kFiles = {
  '/delivery': ['files.js', 'say-so.config.json', 'consent.js', 'consent.wasm'],
  '/': ['elements.js', 'strings/en.json', 'explain.js', 'explain.wasm', 'catalog.json', 'model.json'],
};

const grantedOf = (visitor) =>
  visitor.page.evaluate((ids) => ids.filter((id) => globalThis.sayso.granted(id)), optional);

/** A script that does not come keeps a page from having loaded. */
const goTo = (visitor, path) => visitor.page.goto(visitor.url + path, { waitUntil: 'domcontentloaded' });

/** Keeps a file waiting until it is let go. */
const hold = async (page, file) => {
  let letGo = () => {};
  const held = new Promise((resolve) => (letGo = resolve));
  await page.route(`**/say-so/${file}`, async (route) => {
    await held;
    // The page that asked may be gone.
    await route.continue().catch(() => {});
  });
  return letGo;
};

for (const [path, files] of Object.entries(kFiles))
  for (const file of files) {
    test(`while ${file} is on its way, a refusal is taken and holds`, async ({ visitor }) => {
      const letGo = await hold(visitor.page, file);
      await goTo(visitor, path);
      await expect(visitor.firstLayer).toBeVisible();
      expect(await grantedOf(visitor)).toEqual([]);
      await visitor.firstLayer.getByRole('button', { name: 'Reject all' }).click();
      await expect(visitor.firstLayer).toBeHidden();
      expect(await grantedOf(visitor)).toEqual([]);
      letGo();
      await visitor.settled();
      expect(await grantedOf(visitor)).toEqual([]);
      await visitor.open('/returns');
      await expect(visitor.firstLayer).toBeHidden();
      expect(visitor.errors).toEqual([]);
    });
  }

for (const file of kFiles['/delivery'])
  test(`while ${file} is on its way, a yes waits, also for a page that was left`, async ({ visitor }) => {
    const letGo = await hold(visitor.page, file);
    await goTo(visitor, '/delivery');
    await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
    await expect(visitor.firstLayer).toBeHidden();
    expect(await grantedOf(visitor)).toEqual([]);
    expect(visitor.requested(/plaincount/)).toEqual([]);
    await goTo(visitor, '/returns');
    expect(await grantedOf(visitor)).toEqual([]);
    letGo();
    await visitor.settled();
    await expect.poll(() => grantedOf(visitor)).toEqual(optional);
    await expect.poll(() => visitor.requested(/plaincount/)).not.toEqual([]);
    expect(visitor.errors).toEqual([]);
  });
