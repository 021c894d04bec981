// Whoever answers for our files: one whose bytes are not those that were built is refused like one that did not come,
// and the next try takes it once it is whole.
import { expect, test } from './lib/shop.mjs';
import { kBuilt, serveFiles } from './lib/site.mjs';
import { readFileSync } from 'node:fs';

const optional = ['history', 'stated', 'analytics', 'experiments', 'media', 'support', 'ads'];

const grantedOf = (visitor) =>
  visitor.page.evaluate((ids) => ids.filter((id) => globalThis.sayso.granted(id)), optional);
const faults = (visitor) => visitor.errors.filter((text) => text.includes('[say-so]'));

/** The file with bytes behind its own that change nothing but its hash, or what a script would be seen by. */
const changed = (name) => {
  const bytes = readFileSync(new URL(name, kBuilt));
  if (name.endsWith('.js')) return `${bytes};globalThis.hasRun = true;`;
  if (name.endsWith('.json')) return `${bytes}\n`;
  // A section of no meaning to the browser.
  return Buffer.concat([bytes, Buffer.from([0, 2, 1, 0x78])]);
};

const kFiles = {
  'files.js': '/delivery',
  'consent.js': '/delivery',
  'consent.wasm': '/delivery',
  'say-so.config.json': '/delivery',
  'elements.js': '/',
  'strings/en.json': '/',
  'explain.js': '/',
  'explain.wasm': '/',
};

for (const [file, path] of Object.entries(kFiles))
  test(`${file} with other bytes is refused, and taken again once it is whole`, async ({ visitor }) => {
    await serveFiles(visitor.page, { [file]: changed(file) });
    await visitor.open(path);
    await expect(visitor.firstLayer).toBeVisible();
    await expect.poll(() => faults(visitor).join('\n')).toContain(`cannot-load`);
    expect(faults(visitor)).toHaveLength(1);
    expect(faults(visitor)[0]).toContain(file);
    expect(await visitor.page.evaluate(() => 'hasRun' in globalThis)).toBe(false);
    expect(await grantedOf(visitor)).toEqual([]);

    // On the same page, without a reload.
    await visitor.page.unroute(`**/say-so/${file}`);
    await visitor.firstLayer.getByRole('button', { name: 'Reject all' }).click();
    await visitor.settled();
    await visitor.openChoices();
    await expect(visitor.sheet.getByRole('switch').first()).toBeVisible();
    expect(await visitor.page.evaluate(() => 'hasRun' in globalThis)).toBe(false);
    expect(await grantedOf(visitor)).toEqual([]);
  });
