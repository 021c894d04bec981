// The review for those who decide: a mix of visitors, single shoppers, consent screens, and a trial.
import { openMeasured, openReview, rowsOf } from './lib/review-page.mjs';
import { saySo } from './lib/review-sample.mjs';
import { expect, test } from './lib/shop.mjs';

const patience = { timeout: 120_000 };

test('a mix of visitors is reckoned as it is set, by keyboard', async ({ visitor }) => {
  test.setTimeout(240_000);
  await openReview(visitor);
  await expect(visitor.page.locator('#mix-all')).toBeVisible(patience);
  const whole = async () =>
    Object.fromEntries(
      (await rowsOf(visitor, 'The expected whole')).map(([name, ...values]) => [name, values]),
    );
  const before = await whole();
  await visitor.page.locator('#mix-all').focus();
  await visitor.page.keyboard.press('End');
  // The other three take 40 of 100: no more than the rest can be given.
  await expect(visitor.page.locator('#mix-rest')).toHaveText('0 grant nothing');
  expect(await visitor.page.locator('#mix-all').evaluate((slider) => slider.value)).toBe('60');
  for (const id of ['stated', 'season', 'history']) {
    await visitor.page.locator(`#mix-${id}`).focus();
    await visitor.page.keyboard.press('Home');
  }
  await visitor.page.locator('#mix-all').focus();
  await visitor.page.keyboard.press('Home');
  await expect(visitor.page.locator('#mix-rest')).toHaveText('100 grant nothing');
  const [nobody, mix] = (await whole()).Relevance;
  expect(mix.startsWith(nobody)).toBe(true);
  expect(before.Relevance[1]).not.toBe(mix);
});

test('a shopper’s list is explained by the widget, on a copy', async ({ visitor }) => {
  test.setTimeout(240_000);
  await openReview(visitor);
  const why = visitor.page.locator('say-so-why');
  await expect(why.locator('[part=sentence]')).toBeVisible(patience);
  const kept = await visitor.storedKeys();
  await why
    .getByRole('button', { name: /^Forget/ })
    .first()
    .click();
  await expect(why.locator('[part=effect]')).toBeVisible();
  expect(await visitor.storedKeys()).toEqual(kept);
  expect(await visitor.stored('say-so.signals')).toBeNull();
  await visitor.page.locator('#shopper-level').focus();
  await visitor.page.keyboard.type('Nothing');
  // The worker answers between two measurements.
  await expect(why.locator('[part=factors]')).toHaveCount(0, patience);
  expect(visitor.errors).toEqual([]);
});

/** Puts a number into a field as somebody without a mouse does. @param {any} visitor @param {string} id */
const type = async ({ page }, id, number) => {
  await page.locator(`#trial-${id}`).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(String(number));
};

test('a trial is reckoned by keyboard, as on the command line', async ({ visitor }) => {
  test.setTimeout(240_000);
  await openMeasured(visitor);
  const answers = visitor.page.locator('#trial .answer');
  await expect(answers.first()).toContainText('Each group needs');
  const plan = { base: 0.025, lift: -0.05, visitorsPerDay: 700, share: 0.5, power: 0.9 };
  const counts = { control: { visitors: 8000, bought: 200 }, treated: { visitors: 8100, bought: 190 } };
  const [planned, judged] = saySo(
    ['audit', 'trial'],
    [plan, counts].map((question) => JSON.stringify(question)),
  ).map((line) => JSON.parse(line).value);
  const fields = {
    base: 2.5,
    lift: -5,
    day: 700,
    share: 50,
    power: 90,
    n1: 8000,
    b1: 200,
    n2: 8100,
    b2: 190,
  };
  for (const [id, number] of Object.entries(fields)) await type(visitor, id, number);
  const whole = (number) => number.toLocaleString('en-GB');
  await expect(answers.first()).toContainText(
    `Each group needs ${whole(planned.visitors)} visitors, both together ${whole(planned.total)}: ${whole(planned.days)} days.`,
  );
  const points = (share) => (100 * share).toFixed(2);
  const [low, high] = judged.difference.interval.map(points);
  await expect(answers.nth(1)).toContainText(
    `a difference of ${points(judged.difference.value)} percentage points, 95 % interval ${low} to ${high}`,
  );
  await expect(answers.nth(1)).toContainText(`(p = ${judged.p.toFixed(3)})`);
  await type(visitor, 'b1', 9000);
  await expect(answers.nth(1)).toContainText('That cannot be');
});

test('the consent screens are those of every place and language, and choose nothing for who looks', async ({
  visitor,
}) => {
  test.setTimeout(240_000);
  await openReview(visitor);
  const choices = async () => JSON.parse(await visitor.stored('say-so.snapshot')).state;
  const kept = await choices();
  const rows = await visitor.page.evaluate(async () => {
    const config = await (await fetch('/say-so/say-so.config.json')).json();
    return config.built.plan.rows;
  });
  await expect
    .poll(async () => (await rowsOf(visitor, 'What is asked first, by place')).length)
    .toBeGreaterThan(0);
  const named = (await rowsOf(visitor, 'What is asked first, by place')).map(([, code]) => code || '*');
  expect([...new Set(named)].sort()).toEqual([...new Set(rows.flatMap(({ codes }) => codes))].sort());

  /** What each frame says first: its language and its buttons. */
  const screens = () =>
    visitor.page.evaluate(() =>
      [...document.querySelectorAll('.frames iframe')].map((frame) => {
        frame.loading = 'eager';
        const page = frame.contentDocument;
        const layer = page?.querySelector('say-so-first-layer')?.shadowRoot;
        return [
          frame.src,
          page?.documentElement?.lang,
          ...[...(layer?.querySelectorAll('button') ?? [])].map((button) => button.textContent.trim()),
        ];
      }),
    );
  const looks = rows.map(({ prompt, controls, links, status, granted }) =>
    JSON.stringify([prompt, controls, links, status, granted]),
  );
  for (const [language, lang, accept] of [
    ['English', 'en-GB', 'Accept all'],
    ['Deutsch', 'de', 'Alle annehmen'],
  ]) {
    await visitor.page.getByRole('button', { name: language }).first().click();
    await expect
      .poll(
        async () => (await screens()).every((screen) => screen[1] === lang && screen.length > 3),
        patience,
      )
      .toBe(true);
    const shown = await screens();
    expect(shown.length).toBe(new Set(looks).size);
    for (const [src, , ...buttons] of shown) {
      const place = new URL(src).searchParams.get('place') ?? '*';
      const { prompt } = rows.find(({ codes }) => codes.includes(place));
      expect(buttons.includes(accept), `${place}: ${buttons}`).toBe(prompt === 'ask');
    }
  }
  await visitor.page.evaluate(() => {
    const [frame] = document.querySelectorAll('.frames iframe');
    const layer = frame.contentDocument.querySelector('say-so-first-layer').shadowRoot;
    [...layer.querySelectorAll('button')].find((button) => /annehmen/.test(button.textContent)).click();
  });
  await expect.poll(async () => (await screens())[0].length).toBe(2);
  expect(await choices()).toBe(kept);
});
