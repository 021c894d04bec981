// The fixtures of the end-to-end specs: the demo store on a free port, and a visitor in a fresh browser profile.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test as base } from '@playwright/test';
import { serve } from '../../../demo/server.mjs';
import { engines } from './engines.mjs';
import { unaccounted } from './leaving.mjs';
import { whyUntestable } from './untestable.mjs';
import { expect } from './webkit/expect.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One visitor: a page, what its console said, and every request it made. */
class Visitor {
  constructor(page, url) {
    this.page = page;
    this.url = url;
    /** Console errors, page errors and refusals of the content security policy. */
    this.errors = [];
    this.requests = [];
    // WebKit is driven by other means, and tells in its own way.
    if (page.watch) page.watch(this);
    else this.watch(page);
  }

  watch(page) {
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

  /** Looks at products, and comes back to the home page. Gives its list. @param {...string} products */
  async lookAt(...products) {
    for (const product of products) {
      await this.open(`/product/${product}`);
      await expect.poll(async () => (await this.stored('say-so.signals')) ?? '').toContain(product);
      // A page that is left while it loads says so in WebKit.
      await this.page.evaluate(async () => void (await (await globalThis.sayso.load()).words()));
    }
    await this.open('/');
    return this.waitForSlate();
  }

  /** Accepts all on the home page, and looks at products. Gives the list that follows. @param {...string} products */
  async visitWithHistory(...products) {
    await this.open('/');
    await this.firstLayer.getByRole('button', { name: 'Accept all' }).click();
    await this.settled();
    // Left while its list loads, a page on a busy machine says so in Firefox.
    await this.waitForSlate();
    return this.lookAt(...products);
  }

  async openChoices() {
    await this.page.getByRole('contentinfo').getByRole('link', { name: 'Privacy choices' }).click();
    await expect(this.sheet).toBeVisible();
  }

  get sheet() {
    return this.page.locator('say-so-sheet').getByRole('dialog');
  }

  /** What axe finds wrong. @param {...string} without rules that say nothing about this page */
  async axe(...without) {
    if (!(await this.page.evaluate(() => 'axe' in globalThis))) await this.page.evaluate(axeSource);
    return this.page.evaluate(async (left) => {
      const rules = Object.fromEntries(left.map((rule) => [rule, { enabled: false }]));
      return (await globalThis.axe.run({ rules })).violations.map(
        (found) => `${found.id}: ${found.nodes.map((node) => node.target.flat(9).join(' ')).join(' | ')}`,
      );
    }, without);
  }
}

export const test = base.extend({
  media: [{}, { option: true }],
  gpc: [false, { option: true }],
  viewport: [{ width: 1280, height: 800 }, { option: true }],
  engine: ['chromium', { option: true, scope: 'worker' }],
  server: [
    async ({}, use) => {
      // Specs change the script on its way; strict-page.spec.mjs has the tag as it is.
      const shop = await serve({ port: 0, vouches: false });
      await use(shop.url.replace(/\/$/, ''));
      await shop.close();
    },
    { scope: 'worker' },
  ],
  browsers: [
    async ({ engine }, use) => {
      const browsers = await engines[engine].start();
      await use(browsers);
      await browsers.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  /** The shop's address as this engine's visitors reach it. */
  store: [async ({ browsers, server }, use) => use(await browsers.addressOf(server)), { scope: 'worker' }],
  profile: async ({ browsers, engine, store: _, media, viewport, gpc }, use, info) => {
    const why = whyUntestable(engine, info);
    info.skip(why !== undefined, why);
    const profile = await browsers.newProfile({ media, viewport });
    /** @type {import('./leaving.mjs').Sent[]} */
    const sent = [];
    profile.on?.('request', (request) =>
      sent.push({
        method: request.method(),
        url: request.url(),
        type: request.resourceType(),
        body: request.postData(),
      }),
    );
    if (gpc) {
      await profile.addInitScript(() => {
        Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });
      });
    }
    await use(profile);
    await profile.close();
    expect(unaccounted(sent, info.file), 'requests that docs/privacy.md does not list').toEqual([]);
  },
  visitor: async ({ profile, store }, use) => {
    const visitor = new Visitor(await profile.newPage(), store);
    await use(visitor);
  },
});

export { expect, Visitor };
