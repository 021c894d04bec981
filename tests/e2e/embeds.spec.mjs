// Placeholders for what is held: what they say, what they do, and that nothing moves.
import { expect, test } from './lib/shop.mjs';
import { kVendor, tryPage } from './lib/try-page.mjs';

const film = (attributes = '') =>
  `<iframe title="A film" width="560" height="320" data-say-so="viewreel" data-say-so-kind="film" ${attributes}
    data-src="${kVendor}/film.html"></iframe>`;
const map = `<iframe title="A map" width="400" height="300" data-say-so="wayfold" data-say-so-kind="map"
    data-src="${kVendor}/map.html"></iframe>`;

const embed = (page, name) => page.locator('say-so-embed').filter({ hasText: name });
const press = (page, name, button) => embed(page, name).getByRole('button', { name: button }).click();
const placeOf = (page) =>
  page.locator('p#after').evaluate((element) => Math.round(element.getBoundingClientRect().top));

test('a held film says whose it is, and keeps its place', async ({ visitor }) => {
  const { page } = visitor;
  const asked = await tryPage(visitor, { body: `${film()}<p id="after">After.</p>` });
  await expect(embed(page, 'ViewReel')).toContainText('This film comes from ViewReel');
  await expect(embed(page, 'ViewReel')).toContainText('2 cookies, for up to 6 months');
  const [frame, placeholder] = await Promise.all(
    ['iframe', 'say-so-embed'].map((name) => page.locator(name).boundingBox()),
  );
  for (const side of ['x', 'y', 'width', 'height'])
    expect(Math.abs(placeholder[side] - frame[side])).toBeLessThan(1);
  const before = await placeOf(page);
  await press(page, 'ViewReel', 'Play once');
  await expect.poll(() => asked).toEqual(['/film.html']);
  await expect(page.locator('say-so-embed')).toHaveCount(0);
  expect(await placeOf(page)).toBe(before);
});

test('once is for this page alone, and is not stored', async ({ visitor }) => {
  const { page } = visitor;
  const asked = await tryPage(visitor, { body: film() + film('id="second"') });
  await embed(page, 'ViewReel').first().getByRole('button', { name: 'Play once' }).click();
  await expect.poll(() => asked).toEqual(['/film.html']);
  await expect(page.locator('say-so-embed')).toHaveCount(1);
  expect(await visitor.storedKeys()).toEqual([]);
  await page.reload();
  await expect(page.locator('say-so-embed')).toHaveCount(2);
  expect(asked).toEqual(['/film.html']);
});

test('always is about this service and not its neighbour, and keeping off is remembered', async ({
  visitor,
}) => {
  const { page } = visitor;
  const asked = await tryPage(visitor, { body: film() + map });
  await press(page, 'Wayfold', 'Keep off');
  await expect(embed(page, 'Wayfold')).toContainText('You keep Wayfold Maps off');
  await press(page, 'ViewReel', 'Always play');
  await expect.poll(() => asked).toEqual(['/film.html']);
  await visitor.settled();
  await page.reload();
  await expect.poll(() => asked).toEqual(['/film.html', '/film.html']);
  await expect(page.locator('say-so-embed')).toHaveCount(1);
  const { services } = await visitor.decision();
  expect(
    services.filter(({ id }) => ['viewreel', 'wayfold'].includes(id)).map(({ granted }) => granted),
  ).toEqual([true, false]);
});

test('a film that the page adds later is held, too, and all of it works by keyboard', async ({ visitor }) => {
  const { page } = visitor;
  const asked = await tryPage(visitor, {});
  await page.evaluate((markup) => {
    const place = document.createElement('div');
    place.innerHTML = markup;
    document.body.append(place);
  }, film());
  await embed(page, 'ViewReel').getByRole('button', { name: 'Play once' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => asked).toEqual(['/film.html']);
  expect(visitor.errors).toEqual([]);
});

test('a post waits with its own script, and comes once by its own answer', async ({ visitor }) => {
  const { page } = visitor;
  const asked = await tryPage(visitor, {
    body: `<div data-say-so-embed="counter" data-say-so-kind="post"><blockquote>Said somebody.</blockquote>
      <script type="text/plain" data-say-so="counter" src="${kVendor}/post.js"></script></div>`,
  });
  await expect(page.getByText('Said somebody.')).toBeVisible();
  await press(page, 'Counter', 'Load once');
  await expect.poll(() => asked).toEqual(['/post.js']);
  await expect(page.locator('say-so-embed')).toHaveCount(0);
});

test('axe finds nothing in a placeholder, and a frame too small for words has none', async ({ visitor }) => {
  const { page } = visitor;
  await tryPage(visitor, {
    body: `<h2>One</h2>${film()}
      <iframe title="x" width="1" height="1" data-say-so="counter" data-src="${kVendor}/pixel.html"></iframe>`,
  });
  await expect(embed(page, 'ViewReel')).toBeVisible();
  await expect(page.locator('say-so-embed:not([hidden])')).toHaveCount(1);
  expect(await visitor.axe()).toEqual([]);
});
