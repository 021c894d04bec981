// What the law of a place wants at hand is on the page, works, and is no more than that.
import { expect, test } from './lib/shop.mjs';
import { goTo } from './lib/site.mjs';

const names = (visitor) =>
  visitor.firstLayer.evaluate((layer) =>
    [...layer.querySelectorAll('button, a')].map((one) => one.ariaLabel || one.textContent.trim()),
  );
const button = (visitor, name) => visitor.firstLayer.getByRole('button', { name });
const granted = (visitor, id) => visitor.page.evaluate((one) => globalThis.sayso.granted(one), id);
const basisOf = async (visitor, id) =>
  (await visitor.decision()).purposes.find((purpose) => purpose.id === id).basis;

const exempt = (site) => {
  for (const service of site.services)
    if (service.purposes.includes('analytics'))
      service.exempt = {
        kind: 'audience-measurement',
        solePurpose: true,
        notShared: true,
        informed: true,
        objection: true,
        ownStatistics: true,
        aggregate: true,
      };
};

test('Italy: the X closes, refuses everything, and is not seen again', async ({ visitor }) => {
  await goTo(visitor, 'IT');
  await visitor.open('/delivery');
  await expect(button(visitor, 'Close and reject all')).toBeVisible();
  expect(await visitor.axe()).toEqual([]);
  await button(visitor, 'Close and reject all').click();
  await expect(visitor.firstLayer).toBeHidden();
  await visitor.settled();
  const { purposes } = await visitor.decision();
  for (const { id, granted: isGranted, basis } of purposes)
    if (id !== 'necessary') expect([id, isGranted, basis]).toEqual([id, false, 'choice']);
  await visitor.open('/returns');
  await expect(visitor.firstLayer).toBeHidden();
});

test('elsewhere in the EU no X stands for an answer', async ({ visitor }) => {
  await goTo(visitor, 'DE');
  await visitor.open('/delivery');
  await expect(button(visitor, 'Reject all')).toBeVisible();
  expect(await names(visitor)).toEqual([
    'Accept all',
    'Reject all',
    'Choose',
    'See the 7 partners',
    'Privacy notice',
  ]);
});

test('California: a notice that asks for no yes, with its own way to the choices and to the notice', async ({
  visitor,
}) => {
  await goTo(visitor, 'US-CA');
  await visitor.open('/delivery');
  await expect(button(visitor, 'Your Privacy Choices')).toBeVisible();
  expect(await names(visitor)).toEqual([
    'Opt out',
    'Your Privacy Choices',
    'Close',
    'What we collect',
    'Privacy notice',
  ]);
  await visitor.firstLayer.getByRole('link', { name: 'What we collect' }).click();
  const target = () =>
    visitor.page.evaluate(() => document.querySelector(location.hash || 'none')?.textContent ?? '');
  await expect.poll(target).toBe('What data are used for');
});

test('California: "Do Not Sell or Share" turns that off alone, and the centre then says it is honoured', async ({
  visitor,
}) => {
  await goTo(visitor, 'US-CA');
  await visitor.open('/delivery');
  await visitor.decision();
  expect(await granted(visitor, 'ads')).toBe(true);
  await button(visitor, 'Your Privacy Choices').click();
  await visitor.sheet.getByRole('button', { name: 'Do Not Sell or Share My Personal Information' }).click();
  await expect(visitor.sheet.getByText('Opt-out request honored')).toBeVisible();
  await expect(visitor.sheet.getByText('Sale and sharing: off').first()).toBeVisible();
  expect(await granted(visitor, 'ads')).toBe(false);
  expect(await granted(visitor, 'analytics')).toBe(true);
  expect(await basisOf(visitor, 'ads')).toBe('choice');
  // Nothing of sensitive data is said by a shop that has none.
  await expect(visitor.sheet.getByText('Sensitive Personal Information')).toBeHidden();
});

test('California: back to selling takes a switch and a save; "Accept all" alone does not do it', async ({
  visitor,
}) => {
  await goTo(visitor, 'US-CA');
  await visitor.open('/delivery');
  await button(visitor, 'Your Privacy Choices').click();
  await visitor.sheet.getByRole('button', { name: 'Do Not Sell or Share My Personal Information' }).click();
  await expect(visitor.sheet.getByText('Opt-out request honored')).toBeVisible();
  await visitor.sheet.getByRole('button', { name: 'Accept all' }).click();
  await expect.poll(() => granted(visitor, 'history')).toBe(true);
  expect(await granted(visitor, 'ads')).toBe(false);
  await visitor.sheet.getByRole('switch', { name: 'Our adverts on other sites' }).setChecked(true);
  expect(await granted(visitor, 'ads')).toBe(false);
  await visitor.sheet.getByRole('button', { name: 'Save choices' }).click();
  await expect.poll(() => granted(visitor, 'ads')).toBe(true);
  expect(visitor.errors).toEqual([]);
});

test('closing a notice answers nothing and writes no choice', async ({ visitor }) => {
  await goTo(visitor, 'US-CO');
  await visitor.open('/delivery');
  await button(visitor, 'Close').click();
  await expect(visitor.firstLayer).toBeHidden();
  await visitor.decision();
  expect(await granted(visitor, 'analytics')).toBe(true);
  expect(await visitor.storedKeys()).toEqual([]);
  expect((await visitor.page.context().cookies()).map(({ name }) => name)).not.toContain('say-so');
});

test('Colorado: opting out in the notice turns everything off at once', async ({ visitor }) => {
  await goTo(visitor, 'US-CO');
  await visitor.open('/delivery');
  await expect(button(visitor, 'Your Opt-Out Rights')).toBeVisible();
  await button(visitor, 'Opt out').first().click();
  await visitor.settled();
  const { purposes } = await visitor.decision();
  expect(purposes.filter((one) => one.granted).map(({ id }) => id)).toEqual(['necessary']);
});

test('India: how to complain is at hand in the question and in the choices', async ({ visitor }) => {
  await goTo(visitor, 'IN');
  await visitor.open('/delivery');
  await expect(visitor.firstLayer.getByRole('link', { name: 'How to complain' })).toBeVisible();
  await button(visitor, 'Choose').click();
  const link = visitor.sheet.getByRole('link', { name: 'How to complain' });
  await expect(link).toBeVisible();
  expect(await link.getAttribute('href')).toBe('/privacy#complaint');
});

test.describe('with Global Privacy Control', () => {
  test.use({ gpc: true });

  test('California: the choices say that the request was honoured', async ({ visitor }) => {
    await goTo(visitor, 'US-CA');
    await visitor.open('/delivery');
    await button(visitor, 'Your Privacy Choices').click();
    await expect(visitor.sheet.getByText('Opt-out request honored')).toBeVisible();
    await expect(visitor.sheet.getByText('Global Privacy Control').first()).toBeVisible();
    expect(await visitor.axe()).toEqual([]);
  });

  test('where no law wants it shown, none is claimed', async ({ visitor }) => {
    await goTo(visitor, 'DE');
    await visitor.open('/delivery');
    await button(visitor, 'Choose').click();
    await expect(visitor.sheet.getByRole('button', { name: 'Save choices' })).toBeVisible();
    await expect(visitor.sheet.getByText('Opt-out request honored')).toBeHidden();
  });
});

test('what the law lets run without asking is not asked for, runs, and can be objected to', async ({
  visitor,
}) => {
  await goTo(visitor, 'FR', exempt);
  await visitor.open('/delivery');
  await expect(button(visitor, 'Choose')).toBeVisible();
  const text = await visitor.firstLayer.evaluate((layer) => layer.querySelector('[part=text]').textContent);
  const [question, told] = text.split('The law here');
  expect(question).not.toMatch(/count visits/);
  expect(told).toMatch(/lets us count visits without asking\. You can say no to that too\./);
  await expect.poll(() => visitor.requested(/stand-ins\/plaincount/)).toHaveLength(1);

  await button(visitor, 'Choose').click();
  await expect(visitor.sheet.getByText('allowed here without asking', { exact: false })).toBeVisible();
  await visitor.sheet.getByRole('switch', { name: 'Counting visits' }).setChecked(false);
  await visitor.sheet.getByRole('button', { name: 'Save choices' }).click();
  await visitor.settled();
  expect(await granted(visitor, 'analytics')).toBe(false);
  expect(await basisOf(visitor, 'analytics')).toBe('choice');
  await visitor.open('/returns');
  await visitor.decision();
  expect(visitor.requested(/stand-ins\/plaincount/)).toHaveLength(1);
});

test('where the same needs a yes, it is asked for', async ({ visitor }) => {
  await goTo(visitor, 'DE', exempt);
  await visitor.open('/delivery');
  await expect(visitor.firstLayer.getByText('count visits', { exact: false })).toBeVisible();
  expect(await granted(visitor, 'analytics')).toBe(false);
});

for (const place of ['IT', 'FR', 'US-CA', 'US-TX', 'US-UT', 'US-WA', 'CH', 'IN'])
  test(`${place}: five controls at most, each in sight on a phone and large enough to hit`, async ({
    visitor,
  }) => {
    await visitor.page.setViewportSize({ width: 390, height: 844 });
    await goTo(visitor, place, exempt);
    await visitor.open('/delivery');
    await expect(visitor.firstLayer).toBeVisible();
    const boxes = await visitor.firstLayer.evaluate((layer) =>
      [...layer.querySelectorAll('button, a')].map((one) => {
        const { top, bottom, left, right } = one.getBoundingClientRect();
        return { name: one.textContent, top, bottom, left, right };
      }),
    );
    expect(boxes.length).toBeLessThanOrEqual(5);
    for (const { name, top, bottom, left, right } of boxes) {
      expect([name, top >= 0 && left >= 0 && bottom <= 844 && right <= 390]).toEqual([name, true]);
      expect([name, bottom - top >= 24]).toEqual([name, true]);
    }
  });
