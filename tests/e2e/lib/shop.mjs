// The fixtures of the end-to-end specs: the demo store on a free port, and a visitor in a fresh browser profile.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test as base, chromium, expect } from '@playwright/test';
import { serve } from '../../../demo/server.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const kChromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** One visitor: a page, what its console said, and every request it made. */
class Visitor {
  constructor(page, url) {
    this.page = page;
    this.url = url;
    /** Console errors, page errors and refusals of the content security policy. */
    this.errors = [];
    this.requests = [];
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    page.on('pageerror', (error) => this.errors.push(`page: ${error.message}`));
    page.on('request', (request) => this.requests.push(request.url()));
  }

  open(path) {
    return this.page.goto(this.url + path);
  }

  /** Paths requested so far that match, in order. */
  requested(pattern) {
    return this.requests.map((url) => new URL(url).pathname).filter((path) => pattern.test(path));
  }

  offOrigin() {
    return this.requests.filter((url) => !url.startsWith(this.url) && !url.startsWith('data:'));
  }

  get firstLayer() {
    return this.page.locator('say-so-first-layer').getByRole('dialog');
  }

  get slate() {
    return this.page.locator('say-so-slate').first();
  }

  /** The item ids of the first slate as painted, in order; [] while the fallback stands. */
  shown() {
    return this.slate.evaluate((slate) =>
      [...(slate.shadowRoot?.querySelectorAll('[data-item]') ?? [])].map((card) => card.dataset.item),
    );
  }

  async waitForSlate() {
    await expect.poll(async () => (await this.shown()).length).toBeGreaterThan(0);
    return this.shown();
  }

  /** The slate as the core gives it: every rationale, to the last digit. */
  rank(request = { limit: 8 }) {
    return this.page.evaluate(async (wanted) => {
      const session = await globalThis.sayso.load();
      return JSON.stringify(await session.rank(wanted));
    }, request);
  }

  stored(key) {
    return this.page.evaluate((name) => localStorage.getItem(name), key);
  }

  storedKeys() {
    return this.page.evaluate(() => Object.keys(localStorage).sort());
  }

  decision() {
    return this.page.evaluate(async () => (await globalThis.sayso.load()).decision);
  }

  async rejectAll() {
    await this.firstLayer.getByRole('button', { name: 'Reject all' }).click();
    await this.settled();
  }

  /** Waits until the choices made so far have been decided and stored. */
  async settled() {
    await expect.poll(() => this.stored('say-so.snapshot')).not.toBeNull();
    await expect.poll(() => this.stored('say-so.pending')).toBeNull();
  }

  async openChoices() {
    await this.page.getByRole('contentinfo').getByRole('link', { name: 'Privacy choices' }).click();
    await expect(this.sheet).toBeVisible();
  }

  get sheet() {
    return this.page.locator('say-so-sheet').getByRole('dialog');
  }

  async axe() {
    await this.page.evaluate(axeSource);
    return this.page.evaluate(async () =>
      (await globalThis.axe.run()).violations.map(
        (found) => `${found.id}: ${found.nodes.map((node) => node.target.flat(9).join(' ')).join(' | ')}`,
      ),
    );
  }
}

export const test = base.extend({
  media: [{}, { option: true }],
  gpc: [false, { option: true }],
  viewport: [{ width: 1280, height: 800 }, { option: true }],
  store: [
    async ({}, use) => {
      const server = await serve({ port: 0 });
      await use(server.url.replace(/\/$/, ''));
      await server.close();
    },
    { scope: 'worker' },
  ],
  chromium: [
    async ({}, use) => {
      const browser = await chromium.launch({
        executablePath: '/usr/bin/chromium',
        args: kChromiumArguments,
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  profile: async ({ chromium: browser, media, viewport, gpc }, use) => {
    const context = await browser.newContext({ viewport, locale: 'en-GB', ...media });
    if (gpc) {
      await context.addInitScript(() => {
        Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });
      });
    }
    await use(context);
    await context.close();
  },
  visitor: async ({ profile, store }, use) => {
    const visitor = new Visitor(await profile.newPage(), store);
    await use(visitor);
  },
});

export { expect, Visitor };
