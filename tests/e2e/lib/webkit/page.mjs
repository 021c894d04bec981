// A page and a profile with as much of Playwright's interface as the specs use, so that one spec runs in three engines.
import { readFileSync } from 'node:fs';
import { pause } from './driver.mjs';
import { Locator } from './locator.mjs';

const kKeys = {
  Tab: '\ue004',
  Enter: '\ue007',
  Escape: '\ue00c',
  Space: ' ',
  Shift: '\ue008',
  Control: '\ue009',
  ArrowLeft: '\ue012',
  ArrowUp: '\ue013',
  ArrowRight: '\ue014',
  ArrowDown: '\ue015',
  Home: '\ue011',
  End: '\ue010',
  Delete: '\ue017',
  Backspace: '\ue003',
};

const down = (value) => ({ type: 'keyDown', value });
const up = (value) => ({ type: 'keyUp', value });

export class Page {
  constructor(context, { window, number }) {
    Object.assign(this, { profile: context, window, mark: `${context.mark}.${number}`, number });
    this.keyboard = { press: (keys) => this.press(keys), type: (text) => this.type(text) };
    /** @type {string[]} kept between readings, because specs empty it */
    this.requests = [];
    this.taken = 0;
  }

  context() {
    return this.profile;
  }

  command(method, path, body) {
    return this.profile.session.in(this.window, method, path, body);
  }

  /** What the shell has written about this page. */
  log() {
    return readFileSync(this.profile.session.log, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .filter(({ page }) => page === this.number);
  }

  /** Lets a visitor read errors and requests as it does with Playwright. */
  watch(visitor) {
    const prefixes = { error: 'page: ', csp: 'csp: ', console: '' };
    Object.defineProperties(visitor, {
      errors: {
        get: () => this.log().flatMap(({ type, text }) => (type in prefixes ? [prefixes[type] + text] : [])),
      },
      requests: {
        get: () => {
          const all = this.log().filter(({ type }) => type === 'request');
          for (const { text } of all.slice(this.taken)) this.requests.push(text);
          this.taken = all.length;
          return this.requests;
        },
      },
    });
  }

  goto(url) {
    return this.command('POST', '/url', { url });
  }

  reload() {
    return this.command('POST', '/refresh', {});
  }

  url() {
    return this.command('GET', '/url');
  }

  /** Works under a strict content security policy too. */
  evaluate(body, ...given) {
    const script = typeof body === 'function' ? `return (${body})(...arguments)` : body;
    return this.command('POST', '/execute/sync', { script, args: given });
  }

  addInitScript(body) {
    this.profile.proxy.page(this.mark).scripts.push(`(${body})();`);
  }

  async route(glob, handler) {
    this.profile.proxy.route(this.mark, glob, handler);
  }

  async unroute(glob) {
    this.profile.proxy.unroute(this.mark, glob);
  }

  async unrouteAll() {
    this.profile.proxy.unrouteAll(this.mark);
  }

  async until(what, isTrue) {
    const end = Date.now() + 20_000;
    while (!(await isTrue())) {
      if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
      await pause(50);
    }
  }

  waitForURL(glob) {
    const ending = glob.replace('**', '');
    return this.until(glob, async () => new URL(await this.url()).pathname.endsWith(ending));
  }

  /** Only downloads are told of. @param {'download'} event */
  async waitForEvent(event) {
    const told = () => this.log().filter(({ type }) => type === event);
    const { length } = told();
    await this.until(event, async () => told().length > length);
    const { path, name } = told()[length];
    return { path: async () => path, suggestedFilename: () => name };
  }

  /** The network is idle when half a second brought no request. */
  async waitForLoadState() {
    let last = -1;
    await this.until('a quiet network', async () => {
      const { length } = this.log().filter(({ type }) => type === 'request');
      if (length === last) return true;
      last = length;
      await pause(500);
      return false;
    });
  }

  waitForFunction(body, given) {
    return this.until(String(body), () => this.evaluate(body, given));
  }

  async press(combination) {
    const keys = combination.split('+').map((key) => kKeys[key] ?? key);
    await this.keys([...keys.map(down), ...keys.reverse().map(up)]);
  }

  type(text) {
    return this.keys([...text].flatMap((letter) => [down(letter), up(letter)]));
  }

  keys(actions) {
    return this.command('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  async setViewportSize({ width, height }) {
    await this.command('POST', '/window/rect', { width, height });
    const fits = (side) => innerWidth === side.width && innerHeight === side.height;
    await this.until('the size', () => this.evaluate(fits, { width, height }));
  }

  /** Right after a resize a frame may be black or unpainted: shoots until two in a row are the same. */
  async screenshot() {
    let last = null;
    for (let tries = 0; tries < 20; ++tries) {
      await this.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1)))),
      );
      const shot = Buffer.from(await this.command('GET', '/screenshot'), 'base64');
      if (last?.equals(shot)) return shot;
      last = shot;
    }
    return last;
  }

  async close() {
    await this.command('DELETE', '/window');
    this.profile.session.current = null;
  }

  locator(css) {
    return new Locator(this).locator(css);
  }

  getByRole(role, wish) {
    return new Locator(this).getByRole(role, wish);
  }

  getByText(text, wish) {
    return new Locator(this).getByText(text, wish);
  }
}

/** A profile: its cookies, its storage, and its pages. */
export class Profile {
  constructor(session, { mark, proxy }) {
    Object.assign(this, { session, mark, proxy, pages: [], scripts: [] });
  }

  async newPage() {
    const number = this.pages.length + 1;
    const window =
      number === 1
        ? await this.session.command('GET', '/window')
        : (await this.session.command('POST', '/window/new', { type: 'window' })).handle;
    const page = new Page(this, { window, number });
    this.pages.push(page);
    for (const script of this.scripts) page.addInitScript(script);
    return page;
  }

  async addInitScript(body) {
    this.scripts.push(body);
  }

  /** Of every host that is open: WebDriver tells those of one page. */
  async cookies() {
    const known = new Map();
    for (const page of this.pages)
      for (const one of await page.command('GET', '/cookie'))
        known.set(`${one.name} ${one.domain}`, { ...one, expires: one.expiry ?? -1 });
    return [...known.values()];
  }

  /** WebDriver sets cookies on the page that is open, so a new visitor stops at an empty one first. */
  async addCookies(cookies) {
    const [page] = this.pages;
    for (const { name, value, url, expires: expiry } of cookies) {
      if (!(await page.url()).startsWith(url)) await page.goto(`${url}/.blank`);
      if (value) await page.command('POST', '/cookie', { cookie: { name, value, expiry, path: '/' } });
      // An empty value is refused; to the shop it is as good as none.
      else await page.command('DELETE', `/cookie/${name}`);
    }
  }

  close() {
    return this.session.close();
  }
}
