// The whole widget on pages as strict as docs/strict-pages.md has them, with and without isolation of the origin, under a
// tag that vouches for its script: nothing is refused by a policy, and nothing is said about one.
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../demo/server.mjs';
import { manyVendors, tcfSettings } from './lib/iab/many-vendors.mjs';
import { expect, test as base } from './lib/shop.mjs';
import { buildSite } from './lib/site.mjs';

const kPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types say-so-html say-so-script; base-uri 'none'";
const kFraming = kPolicy.replace("connect-src 'self';", "$& frame-src 'self';");

const kIsolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const types = { js: 'text/javascript', json: 'application/json', wasm: 'application/wasm' };

const kVendors = manyVendors(1000);

/** Stands before two stores: tells them apart, isolates, and has files of another site in the place of theirs. */
class Front {
  constructor(stores) {
    this.stores = stores;
    this.set({});
    this.server = createServer((request, response) => this.#answer(request, response));
  }

  /** @param {{store?: 'plain' | 'asking', isolated?: boolean, files?: Record<string, Buffer>, nonce?: string}} how */
  set({ store = 'plain', isolated = false, files = {}, nonce = '' }) {
    Object.assign(this, { store, isolated, files, nonce });
    /** What the pages said in their headers, by path. @type {Record<string, string>} */
    this.policies = {};
  }

  async #answer(request, response) {
    const { pathname } = new URL(request.url, 'http://front.invalid');
    const name = pathname.replace('/say-so/', '');
    const isolation = this.isolated ? kIsolation : {};
    if (Object.hasOwn(this.files, name)) {
      response.writeHead(200, { 'Content-Type': types[name.split('.').at(-1)], ...isolation });
      return response.end(this.files[name]);
    }
    const { cookie = '', 'content-type': type = '' } = request.headers;
    const isPost = request.method === 'POST';
    const answer = await fetch(this.stores[this.store] + request.url, {
      method: request.method,
      headers: { cookie, ...(isPost && { 'content-type': type }) },
      redirect: 'manual',
      ...(isPost && { body: request, duplex: 'half' }),
    });
    const headers = { ...Object.fromEntries(answer.headers), ...isolation };
    for (const hop of ['content-encoding', 'content-length', 'transfer-encoding', 'connection', 'keep-alive'])
      delete headers[hop];
    let body = Buffer.from(await answer.arrayBuffer());
    if (headers['content-type']?.startsWith('text/html')) {
      // In the place of the page's own origin: what has the nonce may run, and what that loads.
      if (this.nonce) {
        const policy = headers['content-security-policy'];
        headers['content-security-policy'] = policy.replace(
          "script-src 'self'",
          `script-src 'nonce-${this.nonce}'`,
        );
        body = Buffer.from(String(body).replaceAll('<script', `<script nonce="${this.nonce}"`));
      }
      this.policies[pathname] = headers['content-security-policy'].replace("; form-action 'self'", '');
      // The tag vouches for the store's own script, not for that of the other site.
      if (Object.keys(this.files).length)
        body = Buffer.from(String(body).replace(/ integrity="[^"]*" crossorigin/, ''));
    }
    response.writeHead(answer.status, headers).end(body);
  }
}

const test = base.extend({
  front: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'say-so-strict-'));
      const reports = join(folder, 'reports.jsonl');
      writeFileSync(reports, '');
      const [plain, asking] = [await serve({ port: 0 }), await serve({ port: 0, reports })];
      const front = new Front({ plain: plain.url, asking: asking.url });
      front.server.listen(0, '127.0.0.1');
      await once(front.server, 'listening');
      await use(front);
      front.server.close();
      front.server.closeAllConnections();
      await Promise.all([plain.close(), asking.close()]);
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ front }, use) => use(`http://127.0.0.1:${front.server.address().port}`),
    { scope: 'worker' },
  ],
});

/** What a policy refused is kept over the pages of a tab. */
const watch = ({ page }) =>
  page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      const before = sessionStorage.getItem('violations') ?? '';
      sessionStorage.setItem('violations', `${before}${violatedDirective} ${blockedURI} ${sourceFile}\n`);
    });
  });

const expectNothingRefused = async (visitor) => {
  expect(await visitor.page.evaluate(() => sessionStorage.getItem('violations') ?? '')).toBe('');
  expect(visitor.errors).toEqual([]);
};

const press = async (visitor, control) => {
  await control.focus();
  await visitor.page.keyboard.press('Enter');
};
const tab = (visitor, name) => visitor.sheet.getByRole('tab', { name }).click();

/** What visitors do, each in a tab of their own. @type {Record<string, {store?: 'asking', framing?: string, files?: () => Record<string, Buffer>, go: (visitor: any) => Promise<void>}>} */
const flows = {
  'accepts, looks into reasons to the last number, and erases everything': {
    async go(visitor) {
      await visitor.visitWithHistory('85099B');
      await press(visitor, visitor.slate.getByRole('button', { name: /^Why\?/ }).first());
      await press(visitor, visitor.sheet.getByRole('button', { name: 'All the numbers' }));
      await expect(visitor.sheet.locator('[part=changes]')).toContainText('Without this');
      await visitor.page.keyboard.press('Escape');
      await visitor.openChoices();
      await tab(visitor, 'Activity');
      await visitor.sheet.getByRole('button', { name: 'Erase everything' }).click();
      await visitor.sheet.getByRole('button', { name: 'Erase now' }).click();
      await expect(visitor.sheet.getByText(/Erased from this device/)).toBeFocused();
    },
  },
  'chooses, saves, withdraws, and states a profile': {
    async go(visitor) {
      await visitor.open('/');
      await press(visitor, visitor.firstLayer.getByRole('button', { name: /^Choose/ }));
      const counting = visitor.sheet.getByRole('switch', { name: 'Counting visits' });
      await counting.check();
      await visitor.sheet.getByRole('button', { name: 'Save choices' }).click();
      await visitor.settled();
      await expect.poll(() => visitor.page.evaluate(() => globalThis.sayso.granted('analytics'))).toBe(true);
      await tab(visitor, 'My profile');
      const wrap = visitor.sheet.getByRole('radiogroup', { name: 'Do you need gift wrap?' });
      await wrap.getByRole('radio', { name: 'Yes' }).check();
      await expect.poll(async () => (await visitor.stored('say-so.profile')) ?? '').toContain('wrap');
      await visitor.sheet.getByRole('button', { name: 'Erase my profile' }).click();
      await tab(visitor, 'Choices');
      await counting.uncheck();
      await visitor.sheet.getByRole('button', { name: 'Save choices' }).click();
      await expect.poll(() => visitor.page.evaluate(() => globalThis.sayso.granted('analytics'))).toBe(false);
    },
  },
  'takes the profile along and reads it again, and saves an explanation': {
    async go(visitor) {
      const saved = async (button) => {
        const waiting = visitor.page.waitForEvent('download');
        await press(visitor, button);
        return (await waiting).path();
      };
      await visitor.open('/');
      await visitor.rejectAll();
      await visitor.waitForSlate();
      await visitor.openChoices();
      await tab(visitor, 'My profile');
      const wrap = visitor.sheet.getByRole('radiogroup', { name: 'Do you need gift wrap?' });
      await wrap.getByRole('radio', { name: 'Yes' }).check();
      await expect.poll(async () => (await visitor.stored('say-so.profile')) ?? '').toContain('wrap');
      const file = await saved(visitor.sheet.getByRole('button', { name: 'Export' }));
      await visitor.sheet.getByRole('button', { name: 'Erase my profile' }).click();
      await visitor.sheet
        .locator('say-so-profile input[type=file]')
        .setInputFiles({ name: 'profile.json', mimeType: 'application/json', buffer: readFileSync(file) });
      await visitor.sheet.locator('[part=import]').getByRole('button', { name: 'Add 1 answer' }).click();
      await expect.poll(async () => (await visitor.stored('say-so.profile')) ?? '').toContain('wrap');
      await visitor.page.keyboard.press('Escape');
      await press(visitor, visitor.slate.getByRole('button', { name: /^Why\?/ }).first());
      await press(visitor, visitor.sheet.getByRole('button', { name: 'All the numbers' }));
      await saved(visitor.sheet.getByRole('button', { name: 'Save this explanation' }));
    },
  },
  'refuses, and is asked where it is needed': {
    async go(visitor) {
      await visitor.open('/');
      await visitor.rejectAll();
      await visitor.waitForSlate();
      await visitor.page.evaluate(() => {
        const into = document.querySelector('main');
        void globalThis.sayso.ask('history', { title: 'Find it again?', into });
      });
      await visitor.page.locator('say-so-ask').getByRole('switch', { name: 'Find it again?' }).check();
      await expect.poll(() => visitor.page.evaluate(() => globalThis.sayso.granted('history'))).toBe(true);
    },
  },
  'plays a held film once': {
    framing: '/product/22423',
    async go(visitor) {
      await visitor.open('/product/22423');
      await visitor.rejectAll();
      await press(visitor, visitor.page.locator('say-so-embed').getByRole('button', { name: /once/ }));
      await expect(visitor.page.locator('.film iframe')).toHaveAttribute('src', '/stand-ins/film.html');
      await expect(visitor.page.locator('say-so-embed')).toHaveCount(0);
    },
  },
  'answers for statistics': {
    store: 'asking',
    async go(visitor) {
      await visitor.open('/delivery');
      await visitor.openChoices();
      await visitor.sheet.getByRole('switch', { name: 'Statistics of many' }).check();
      await visitor.sheet.getByRole('button', { name: 'Save choices' }).click();
      await visitor.settled();
      await tab(visitor, 'Activity');
      const fold = visitor.sheet.locator('[data-asked]');
      await fold.getByText('Help with statistics').click();
      const question = fold.locator('[data-question="trust.transparency"]');
      await question.locator('input[value="6"]').evaluate((input) => input.click());
      await question.getByRole('button', { name: 'Send', exact: true }).click();
      await expect(question).toContainText('Sent. This is answered; next time from');
    },
  },
  'accepts where IAB’s frameworks are spoken, with the control in the corner': {
    files: () =>
      buildSite((site) => {
        site.page = { reopen: 'corner', integrations: { gpp: {} } };
      }),
    async go(visitor) {
      await visitor.open('/');
      await visitor.firstLayer.getByRole('button', { name: 'Accept all' }).click();
      await visitor.settled();
      const said = () =>
        visitor.page.evaluate(
          () => new Promise((told) => globalThis.__gpp('ping', ({ cmpStatus }) => told(cmpStatus))),
        );
      await expect.poll(said).toBe('loaded');
      await press(visitor, visitor.page.locator('say-so-reopen').getByRole('button'));
      await expect(visitor.sheet.getByRole('switch').first()).toBeVisible();
    },
  },
};

/** A list of partners, as a site under IAB's TCF has it. */
flows['chooses among the partners of the TCF'] = {
  files: () => ({
    ...buildSite((site) => {
      site.page = { ...site.page, integrations: { tcf: tcfSettings } };
    }, kVendors),
    '/vendor-list.json': Buffer.from(JSON.stringify(kVendors)),
  }),
  async go(visitor) {
    await visitor.open('/delivery');
    await press(visitor, visitor.firstLayer.getByRole('button', { name: 'Choose' }));
    await visitor.sheet.getByText('Purposes and partners, one by one').click();
    const search = visitor.sheet.getByRole('searchbox', { name: 'Find a partner' });
    await expect(search).toBeVisible();
    await search.fill('a');
    await visitor.sheet.locator('#vendors').getByRole('switch').first().check();
    await visitor.sheet.getByRole('button', { name: 'Save choices' }).click();
    await expect(visitor.sheet.getByText('Your choices are saved.')).toBeAttached();
  },
};

for (const isolated of [false, true])
  for (const [what, { store, framing, files, go }] of Object.entries(flows))
    test(`${isolated ? 'isolated' : 'strict'}: who ${what} meets no refusal`, async ({ front, visitor }) => {
      test.slow();
      front.set({ store, isolated, files: files?.() });
      await watch(visitor);
      await go(visitor);
      await expectNothingRefused(visitor);
      for (const [path, policy] of Object.entries(front.policies))
        expect(`${path}: ${policy}`).toBe(`${path}: ${path === framing ? kFraming : kPolicy}`);
      expect(await visitor.page.evaluate(() => globalThis.crossOriginIsolated)).toBe(isolated);
    });

test('a nonce in the place of the origin is enough', async ({ front, visitor }) => {
  test.slow();
  front.set({ nonce: 'cjRuZDBt' });
  await watch(visitor);
  await flows['accepts, looks into reasons to the last number, and erases everything'].go(visitor);
  await expectNothingRefused(visitor);
  for (const policy of Object.values(front.policies))
    expect(policy).toBe(kPolicy.replace("script-src 'self'", "script-src 'nonce-cjRuZDBt'"));
});

test('a violation would be seen', async ({ front, visitor }) => {
  front.set({});
  await watch(visitor);
  await visitor.open('/delivery');
  await visitor.page.evaluate(() => {
    const style = document.createElement('style');
    style.textContent = 'p { color: red }';
    document.head.append(style);
  });
  await expect
    .poll(() => visitor.page.evaluate(() => sessionStorage.getItem('violations') ?? ''))
    .toContain('style-src');
});
