// The page that reads a pasted consent string, in words.
import { expect, test } from './lib/shop.mjs';

const read = async (visitor, text) => {
  await visitor.page.evaluate((pasted) => {
    document.querySelector('#string').value = pasted;
  }, text);
  await visitor.page.getByRole('button', { name: 'Read it' }).click();
};
const said = (visitor) => visitor.page.locator('#reading');
/** What the tables say, by the head of each row. */
const rows = (visitor) =>
  visitor.page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('#reading tbody tr')].map(({ cells }) => {
        const [head, ...values] = [...cells].map((cell) => cell.textContent);
        return [head, values.join(' ')];
      }),
    ),
  );

test('the examples are explained, on the device', async ({ visitor }) => {
  await visitor.open('/strings');
  await visitor.rejectAll();
  visitor.requests.length = 0;
  await visitor.page.getByRole('button', { name: 'Example from Europe' }).click();
  await expect(said(visitor)).toContainText('A TC string (Europe, TCF version 2)');
  await expect(said(visitor)).toContainText('for a publisher from this country: United Kingdom');
  expect(await rows(visitor)).toMatchObject({
    '4. Use profiles to select personalised advertising': 'yes no',
    '5. Create profiles to personalise content': 'no no',
    '7. Measure advertising performance': 'yes yes',
  });
  await expect(said(visitor)).toContainText('Shown to the visitor: 5');
  await expect(said(visitor)).toContainText('Purpose 7 needs consent, for 1 vendor: 28');
  await visitor.page.getByRole('button', { name: 'Example from California' }).click();
  await expect(visitor.page.getByRole('heading', { name: 'California' })).toBeVisible();
  expect(await rows(visitor)).toMatchObject({
    'Sale Opt Out': 'opted out',
    'Global Privacy Control': 'the browser sent it: no sale, no sharing',
  });
  expect(visitor.offOrigin()).toEqual([]);
  expect(visitor.errors).toEqual([]);
  expect(await visitor.axe()).toEqual([]);
});

test('what is doubtful is said, what is malformed is refused with its place', async ({ visitor }) => {
  await visitor.open('/strings');
  await visitor.rejectAll();
  await read(visitor, 'CQqBGQAQqBGQAEsACBENB4EoAPLAAELAAAYgAeOBgABAAABAQAcICAACACEgBAAKAA4A');
  await expect(said(visitor)).toContainText('It does not say which vendors were shown.');
  await read(visitor, 'CQqBGQ');
  await expect(visitor.page.getByRole('heading', { name: 'This cannot be read' })).toBeVisible();
  await expect(said(visitor)).toContainText('truncated');
  await expect(said(visitor)).toContainText('segment 0 bit');
  await read(visitor, '<img src=x onerror=alert(1)>');
  await expect(visitor.page.getByRole('heading', { name: 'This cannot be read' })).toBeVisible();
  expect(await visitor.page.locator('#reading img').count()).toBe(0);
  await read(visitor, ' ');
  await expect(said(visitor)).toContainText('Paste a string first.');
});
