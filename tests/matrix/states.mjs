// Every state of the widget, and how a visitor gets there. `surface` is the element that the state is about.
import { readFileSync } from 'node:fs';
import { expect } from '../e2e/lib/shop.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const site = read('demo/site.json');

/** The words of a language by key, the site's own before ours. */
const wordsOf = (language) => ({ ...read(`web/strings/${language}.json`), ...site.text[language] });

/** A visitor who reads one language and calls things by the keys of their words. */
export class Guest {
  constructor(visitor, language) {
    this.visitor = visitor;
    this.page = visitor.page;
    this.words = wordsOf(language);
    this.language = language;
  }

  /** Opens a page of the shop as seen from a place, known to the shop or not. */
  async open(path, place = 'DE') {
    const { visitor, page, language } = this;
    await page.context().addCookies([{ name: 'ff-lang', value: language, url: visitor.url }]);
    const tag = `/say-so/say-so.${language}.js"`;
    await page.route(`${visitor.url}${path}`, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(tag, `${tag} data-jurisdiction="${place}"`);
      await route.fulfill({ response, body });
    });
    await visitor.open(path);
  }

  button(scope, key) {
    const name = this.words[key];
    if (typeof name !== 'string') throw new Error(`there is no word ${key}`);
    return scope.getByRole('button', { name, exact: true });
  }

  async chooseAll(key) {
    await this.button(this.visitor.firstLayer, `firstLayer.${key}`).click();
    await this.visitor.settled();
  }

  /** Opens the sheet at a tab. */
  async openSheet(tab = 'choices') {
    await this.page.evaluate((name) => globalThis.sayso.open(name).then(() => undefined), tab);
    await expect(this.visitor.sheet).toBeVisible();
  }

  toggle(purpose) {
    return this.visitor.sheet.getByRole('switch', { name: this.words[`purpose.${purpose}.title`] });
  }

  /** Tells a colour in the profile. */
  async tell() {
    await this.openSheet('profile');
    await this.visitor.sheet.getByRole('checkbox').first().check();
    await expect.poll(() => this.visitor.stored('say-so.profile')).not.toBeNull();
  }

  async look(code) {
    // Firefox and WebKit tell the page that is left that its last requests failed.
    await this.page.waitForLoadState('networkidle');
    await this.open(`/product/${code}`);
    await expect.poll(async () => (await this.visitor.stored('say-so.signals')) ?? '').toContain(code);
    await this.page.waitForLoadState('networkidle');
  }
}

const layer = (place, gpc = false) => ({
  surface: 'say-so-first-layer',
  gpc,
  async reach(guest) {
    await guest.open('/', place);
    await expect(guest.visitor.firstLayer).toBeVisible();
    await guest.visitor.waitForSlate();
  },
});

const personal = async (guest) => {
  await guest.open('/');
  await guest.chooseAll('accept-all');
  await guest.look('85099B');
  await guest.open('/');
  await guest.visitor.waitForSlate();
  await expect(guest.visitor.slate.locator('[part=card]').first()).toBeVisible();
};

export const states = {
  'first layer, asks (Germany)': layer('DE'),
  'first layer, asks (Italy)': layer('IT'),
  'first layer, tells (Washington)': layer('US-WA'),
  'first layer, opt-out (California)': layer('US-CA'),
  'first layer, opt-out honoured (California, GPC)': layer('US-CA', true),
  'preference centre, mixed choices': {
    surface: 'say-so-sheet',
    async reach(guest) {
      await guest.open('/');
      await guest.chooseAll('accept-all');
      await guest.openSheet();
      for (const purpose of ['ads', 'media']) await guest.toggle(purpose).setChecked(false);
      await guest.button(guest.visitor.sheet, 'consent.save').click();
      await expect(guest.visitor.sheet.getByText(guest.words['consent.saved'])).toHaveCount(1);
      await guest.toggle('analytics').setChecked(false);
    },
  },
  'preference centre, opt-out honoured (California, GPC)': {
    surface: 'say-so-sheet',
    gpc: true,
    async reach(guest) {
      await guest.open('/', 'US-CA');
      await guest.visitor.waitForSlate();
      await guest.openSheet();
      await expect(guest.visitor.sheet.getByRole('switch').first()).toBeVisible();
    },
  },
  'film, held in its place': {
    surface: 'say-so-embed',
    async reach(guest) {
      await guest.open('/product/22423');
      await guest.chooseAll('reject-all');
      await expect(guest.page.locator('say-so-embed').getByRole('button')).toHaveCount(2);
    },
  },
  'question, asked where it is needed': {
    surface: 'say-so-ask',
    async reach(guest) {
      await guest.open('/', 'US-WA');
      await guest.button(guest.visitor.firstLayer, 'firstLayer.optOut.close').click();
      await guest.page.evaluate(() => {
        const into = document.querySelector('main');
        globalThis.sayso.ask('history', { into, without: '…' }).catch(() => {});
      });
      await expect(guest.page.locator('say-so-ask').getByRole('button')).toHaveCount(2);
    },
  },
  'profile, empty': {
    surface: 'say-so-sheet',
    async reach(guest) {
      await guest.open('/');
      await guest.chooseAll('reject-all');
      await guest.openSheet('profile');
      await expect(guest.visitor.sheet.getByRole('checkbox').first()).toBeVisible();
    },
  },
  'profile, filled': {
    surface: 'say-so-sheet',
    async reach(guest) {
      await guest.open('/');
      await guest.chooseAll('accept-all');
      await guest.tell();
      await guest.visitor.sheet.getByRole('checkbox').nth(2).check();
      await expect(guest.button(guest.visitor.sheet, 'profile.eraseAll')).toBeVisible();
    },
  },
  'slate, personal': { surface: 'say-so-slate', reach: personal },
  'slate, not personalized': {
    surface: 'say-so-slate',
    async reach(guest) {
      await guest.open('/');
      await guest.chooseAll('reject-all');
      await guest.visitor.waitForSlate();
    },
  },
  'slate, all controls open, nothing fits': {
    surface: 'say-so-slate',
    async reach(guest) {
      await personal(guest);
      const { slate } = guest.visitor;
      const adjust = guest.button(slate, 'slate.adjust');
      if (await adjust.isVisible()) await adjust.click();
      const field = slate.getByRole('spinbutton').first();
      // As a hand does it: what a script fills in is no change to every engine.
      await field.focus();
      for (const key of ['9', '9', '9', '9', '9', 'Enter']) await guest.visitor.page.keyboard.press(key);
      await expect(guest.button(slate, 'slate.anyPrice')).toBeVisible();
    },
  },
  'slate, its model is broken': {
    surface: 'say-so-slate',
    fault: /^\[say-so\] bad-json/,
    async reach(guest) {
      await guest.page.route('**/say-so/model.json', (route) =>
        route.fulfill({ body: '{"schema":', contentType: 'application/json' }),
      );
      await guest.open('/');
      await guest.chooseAll('reject-all');
      await expect.poll(() => guest.visitor.errors.join()).toMatch(/bad-json/);
    },
  },
  'reasons, with all the numbers': {
    surface: 'say-so-sheet',
    async reach(guest) {
      await personal(guest);
      const why = guest.words['slate.whyItem'].split('{')[0].trim();
      await guest.visitor.slate.getByRole('button', { name: why }).first().click();
      await guest.button(guest.visitor.sheet, 'why.allNumbers').click();
      await expect(guest.visitor.sheet.getByRole('table')).toBeVisible();
    },
  },
  'reasons, hidden on a shared device': {
    surface: 'say-so-sheet',
    async reach(guest) {
      await personal(guest);
      await guest.openSheet('why');
      await guest.button(guest.visitor.sheet, 'hidden.hide').click();
      await expect(guest.button(guest.visitor.sheet, 'hidden.show')).toBeVisible();
    },
  },
  'activity, with the rights': {
    surface: 'say-so-sheet',
    async reach(guest) {
      await personal(guest);
      await guest.openSheet('activity');
      const rights = guest.visitor.sheet.locator('details');
      await rights.locator('summary').click();
      await expect(rights.getByRole('link').first()).toBeVisible();
    },
  },
  'storage is blocked': {
    surface: 'say-so-sheet',
    fault: /^\[say-so\] cannot-store/,
    async reach(guest) {
      await guest.page.addInitScript(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      });
      await guest.open('/');
      await guest.openSheet();
      await guest.button(guest.visitor.sheet, 'consent.acceptAll').click();
      await expect.poll(() => guest.visitor.errors.join()).toMatch(/cannot-store/);
    },
  },
};
