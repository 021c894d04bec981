// The three browsers as Debian has them. A profile is a fresh visitor: `newPage`, `cookies`, `addCookies`,
// `addInitScript`, `close`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, firefox } from '@playwright/test';
import { tellDownloads } from './firefox-downloads.mjs';
import { Driver } from './webkit/driver.mjs';
import { Profile } from './webkit/page.mjs';
import { Proxy } from './webkit/proxy.mjs';

const kChromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Firefox takes the visitor's preferences when it starts, and ignores what Playwright emulates. */
const preferencesOf = ({ colorScheme, contrast, forcedColors, reducedMotion }) => ({
  // The panel of what was downloaded would take the focus from the page.
  'browser.download.alwaysOpenPanel': false,
  ...(colorScheme
    ? { 'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1 }
    : {}),
  ...(contrast === 'more' ? { 'ui.useAccessibilityTheme': 1 } : {}),
  ...(forcedColors === 'active' ? { 'browser.display.document_color_use': 2 } : {}),
  ...(reducedMotion === 'reduce' ? { 'ui.prefersReducedMotion': 1 } : {}),
});

class Chromium {
  static async start() {
    const engine = new Chromium();
    engine.browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: kChromiumArguments,
    });
    return engine;
  }

  get version() {
    return this.browser.version();
  }

  newProfile({ viewport, media }) {
    return this.browser.newContext({ viewport, locale: 'en-GB', ...media });
  }

  addressOf(shop) {
    return shop;
  }

  stop() {
    return this.browser.close();
  }
}

/** Stock Firefox over WebDriver BiDi: one browser for each set of the visitor's preferences. */
class Firefox {
  static async start() {
    const engine = new Firefox();
    engine.browsers = new Map();
    engine.downloads = mkdtempSync(join(tmpdir(), 'say-so-firefox-'));
    await engine.browserFor({});
    return engine;
  }

  async browserFor(media) {
    const firefoxUserPrefs = preferencesOf(media);
    const key = JSON.stringify(firefoxUserPrefs);
    if (!this.browsers.has(key)) {
      const browser = await firefox.launch({
        channel: 'moz-firefox',
        executablePath: '/usr/bin/firefox-esr',
        firefoxUserPrefs,
        downloadsPath: this.downloads,
      });
      this.browsers.set(key, browser);
    }
    return this.browsers.get(key);
  }

  get version() {
    return [...this.browsers.values()][0].version();
  }

  async newProfile({ viewport, media }) {
    const profile = await (await this.browserFor(media)).newContext({ viewport, locale: 'en-GB' });
    profile.on('page', (page) => tellDownloads(page, this.downloads));
    return profile;
  }

  addressOf(shop) {
    return shop;
  }

  async stop() {
    for (const browser of this.browsers.values()) await browser.close();
    rmSync(this.downloads, { recursive: true, force: true });
  }
}

/** WebKitGTK over WebDriver, with a proxy before the shop for what WebDriver cannot do. */
class WebKit {
  static async start() {
    const engine = new WebKit();
    engine.driver = await Driver.start();
    engine.sessions = 0;
    return engine;
  }

  async addressOf(shop) {
    this.proxy ??= await Proxy.start(shop);
    return this.proxy.url;
  }

  async newProfile({ viewport, media }) {
    const mark = String(++this.sessions);
    const session = await this.driver.open({ mark, viewport, media });
    this.version = session.version;
    return new Profile(session, { mark, proxy: this.proxy });
  }

  async stop() {
    await this.proxy?.stop();
    await this.driver.stop();
  }
}

/** @type {Record<string, {start: () => Promise<any>}>} */
export const engines = { chromium: Chromium, firefox: Firefox, webkit: WebKit };
