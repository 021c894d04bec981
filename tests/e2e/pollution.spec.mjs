// Keys that a script could take for those of every object: in files and in storage they reach no prototype, and grant nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './lib/shop.mjs';
import { serveFiles, vouchedFor } from './lib/site.mjs';

const root = join(import.meta.dirname, '../..');
const kKeys = ['"__proto__":{"polluted":"yes"}', '"constructor":{"prototype":{"polluted":"yes"}}'];

/** JSON with such a key in each of its objects. @param {string} text @param {string} key */
const pollute = (text, key) =>
  text.replaceAll(/\{(?=\s*("|\}))/g, (_, next) => `{${key}${next === '"' ? ',' : ''}`);

const isPolluted = (visitor) =>
  visitor.page.evaluate(() => 'polluted' in {} || 'polluted' in [] || 'polluted' in (() => {}));
const optional = async (visitor) =>
  await visitor.page.evaluate(() =>
    ['history', 'stated', 'analytics', 'ads'].filter((id) => globalThis.sayso.granted(id)),
  );

for (const file of ['say-so.config.json', 'catalog.json', 'model.json'])
  test(`keys of prototypes in ${file} reach none`, async ({ visitor }) => {
    const text = readFileSync(join(root, 'demo/dist/say-so', file), 'utf8');
    for (const key of kKeys) {
      const polluted = pollute(text, key);
      await serveFiles(
        visitor.page,
        file === 'say-so.config.json' ? vouchedFor(file, polluted) : { [file]: polluted },
      );
      await visitor.open('/');
      await visitor.firstLayer.getByRole('button', { name: 'Reject all' }).click();
      await expect(visitor.firstLayer).toBeHidden();
      await expect
        .poll(() => visitor.requested(new RegExp(file.replace('.', '\\.'))).length)
        .toBeGreaterThan(0);
      await expect(visitor.slate.getByRole('link').first()).toBeVisible();
      expect(await isPolluted(visitor)).toBe(false);
      expect(await optional(visitor)).toEqual([]);
      await visitor.page.evaluate(() => localStorage.clear());
      await visitor.page.context().clearCookies();
      await visitor.page.unroute(`**/say-so/${file}`);
    }
  });

test('keys of prototypes in storage reach none, and make no grant', async ({ visitor }) => {
  await visitor.visitWithHistory('85099B');
  await visitor.openChoices();
  await visitor.sheet.getByRole('switch', { name: 'What I look at and buy here' }).uncheck();
  await visitor.sheet.getByRole('button', { name: 'Save choices' }).click();
  await visitor.settled();
  for (const key of kKeys) {
    await visitor.page.evaluate((given) => {
      const spoil = (text) => text.replaceAll('{"', `{${given},"`);
      for (const area of [localStorage, sessionStorage])
        for (const name of Object.keys(area)) area.setItem(name, spoil(area.getItem(name)));
      for (const name of ['outbox', 'pending', 'profile', 'refused', 'signals'])
        if (!localStorage.getItem(`say-so.${name}`)) localStorage.setItem(`say-so.${name}`, `{${given}}`);
    }, key);
    await visitor.open('/delivery');
    await visitor.openChoices();
    for (const tab of ['My profile', 'Activity', 'Choices'])
      await visitor.sheet.getByRole('tab', { name: tab }).click();
    expect(await isPolluted(visitor)).toBe(false);
    expect(await optional(visitor)).not.toContain('history');
  }
});
