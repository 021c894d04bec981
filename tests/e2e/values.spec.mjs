// What a visitor states or does stays out of what other scripts are told: events say that something changed, and the tags'
// queue what is granted.
import { expect, test } from './lib/shop.mjs';
import { goTo } from './lib/site.mjs';

/** Notes every event of ours in full, and what every queue of the tags is given. */
const listen = (page) =>
  page.addInitScript(() => {
    globalThis.heard = [];
    const plain = (value) => {
      const seen = new Set();
      return JSON.stringify(value, (_, one) => {
        if (one instanceof Node || one instanceof Window) return undefined;
        if (typeof one === 'object' && one !== null) {
          if (seen.has(one)) return undefined;
          seen.add(one);
        }
        return one;
      });
    };
    const dispatch = EventTarget.prototype.dispatchEvent;
    EventTarget.prototype.dispatchEvent = function (event) {
      if (event.type.startsWith('say-so-')) globalThis.heard.push(`${event.type} ${plain(event.detail)}`);
      return dispatch.call(this, event);
    };
    const layer = [];
    globalThis.dataLayer = layer;
    const push = layer.push;
    layer.push = (...commands) => {
      for (const command of commands) globalThis.heard.push(`dataLayer ${plain([...command])}`);
      return push.apply(layer, commands);
    };
  });

test('neither events nor the data layer hold what was stated, looked at, forgotten or asked of a list', async ({
  visitor,
}) => {
  await goTo(visitor, 'FR', (site) => (site.consentMode = { waitForUpdate: 300 }));
  await listen(visitor.page);
  const heard = [];
  const keepHeard = async () => heard.push(...(await visitor.page.evaluate(() => globalThis.heard)));

  await visitor.open('/');
  await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
  await visitor.settled();
  await keepHeard();
  await visitor.open('/product/85099B');
  await expect.poll(async () => (await visitor.stored('say-so.signals')) ?? '').toContain('85099B');
  await keepHeard();

  await visitor.open('/');
  await visitor.waitForSlate();
  await visitor.openChoices();
  await visitor.sheet.getByRole('tab', { name: 'My profile' }).click();
  const asked = visitor.sheet.getByRole('region', { name: 'Which styles do you like best?' });
  await asked.getByRole('button', { name: 'Vintage', exact: true }).click();
  await expect.poll(() => visitor.stored('say-so.profile')).toContain('vintage');
  await visitor.page.keyboard.press('Escape');
  await visitor.slate.getByRole('radio', { name: 'Mixed' }).check();
  await visitor.slate.getByRole('button', { name: /^Why/ }).first().click();
  await expect(visitor.sheet).toBeVisible();
  await visitor.page.evaluate(async () => {
    const session = await globalThis.sayso.load();
    session.eraseAttribute('interest.style');
    session.eraseSignals('viewed', '85099B');
  });
  await keepHeard();

  const kinds = new Set(heard.map((line) => line.split(' ')[0]));
  for (const kind of [
    'say-so-decision-change',
    'say-so-profile-change',
    'say-so-signals-change',
    'dataLayer',
  ])
    expect([...kinds], 'was told').toContain(kind);
  for (const line of heard) expect(line).not.toMatch(/vintage|85099B|mixed/i);
  for (const line of heard.filter((one) => /^say-so-(profile|signals|settings)-change/.test(one)))
    expect(line.replace(/^\S+ /, '')).toMatch(/^(\{\}|null)$/);
});
