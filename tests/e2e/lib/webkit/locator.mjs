// As much of Playwright's Locator as the specs use. Roles and names are the engine's own: what its accessibility tree
// says, not what a library works out.
import { pause } from './driver.mjs';

const kElement = 'element-6066-11e4-a52e-4f735466cecf';
const kPatience = 25_000;

/** Elements that may have a role, so that not every element of the page is asked. */
const kCandidates = {
  button: 'button,summary,input[type=submit],input[type=button]',
  checkbox: 'input[type=checkbox]',
  contentinfo: 'footer',
  dialog: 'dialog',
  group: 'fieldset,details',
  heading: 'h1,h2,h3,h4,h5,h6',
  link: 'a[href]',
  main: 'main',
  navigation: 'nav',
  radio: 'input[type=radio]',
  region: 'section',
  row: 'tr',
  searchbox: 'input[type=search]',
  slider: 'input[type=range]',
  spinbutton: 'input[type=number]',
  table: 'table',
  textbox: 'input,textarea',
  combobox: 'select',
  list: 'ul,ol',
  listitem: 'li',
};

/** What WebKitGTK calls some of these. */
const kOtherwise = { spinbutton: 'textbox' };

/** From here on, elements whose words do not have those of the name are not asked: each question is a request. */
const kMany = 20;

// What follows runs in the page, so each function stands alone. WebKitWebDriver knows elements only as arguments of
// their own, not inside of others.

const queryInPage = ({ css, seen }, ...roots) => {
  const deep = (root, selector) => {
    const found = [];
    const walk = (node) => {
      for (const element of node.querySelectorAll('*')) {
        if (element.matches(selector)) found.push(element);
        if (element.shadowRoot) walk(element.shadowRoot);
      }
    };
    if (root.shadowRoot) walk(root.shadowRoot);
    walk(root);
    return found;
  };
  const parts = /[>~+,]/.test(css) ? [css] : css.split(/\s+(?![^[]*\])/);
  let found = roots.length ? roots : [document];
  for (const part of parts) found = [...new Set(found.flatMap((root) => deep(root, part)))];
  return seen
    ? found.filter((element) => element.checkVisibility?.({ visibilityProperty: true }) ?? true)
    : found;
};

const textInPage = ({ text, pattern, exact }, ...roots) => {
  const plain = (value) => value.replace(/\s+/g, ' ').trim();
  const fits = (element) => {
    const own = plain(element.textContent);
    if (pattern) return new RegExp(...pattern).test(own);
    return exact ? own === text : own.toLowerCase().includes(text.toLowerCase());
  };
  const found = [];
  const walk = (node) => {
    let isInside = false;
    for (const child of node.children ?? []) isInside = walk(child) || isInside;
    if (node.shadowRoot) for (const child of node.shadowRoot.children) isInside = walk(child) || isInside;
    if (isInside) return true;
    if (node.nodeType !== 1 || /^(SCRIPT|STYLE)$/.test(node.tagName) || !fits(node)) return false;
    return found.push(node) > 0;
  };
  for (const root of roots.length ? roots : [document]) walk(root);
  return found;
};

/** Elements that may have a name, by the words of everything that can give one. */
const mayBeNamedInPage = (name, ...elements) => {
  const words = name.toLowerCase().split(/\s+/);
  const named = (node) => [
    node.textContent,
    ...['aria-label', 'title', 'alt', 'placeholder', 'value'].map((one) => node.getAttribute(one) ?? ''),
  ];
  return elements.filter((element) => {
    const ids = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/);
    const labels = ids.map((id) => element.getRootNode().getElementById(id)).filter(Boolean);
    const sources = [element, ...element.querySelectorAll('*'), ...(element.labels ?? []), ...labels];
    const said = sources.flatMap(named).join(' ').toLowerCase();
    return words.every((word) => said.includes(word));
  });
};

const withTextInPage = ({ hasText, pattern }, ...elements) =>
  elements.filter(({ textContent }) => {
    const own = textContent.replace(/\s+/g, ' ').trim();
    return pattern
      ? new RegExp(...pattern).test(own)
      : own.toLowerCase().includes(hasText.replace(/\s+/g, ' ').trim().toLowerCase());
  });

const setFilesInPage = (element, files) => {
  const all = new DataTransfer();
  for (const { name, mimeType, base64 } of files) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    all.items.add(new File([bytes], name, { type: mimeType }));
  }
  element.files = all.files;
  element.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
};

const isVisibleInPage = (element) => {
  if (!(element.checkVisibility?.({ visibilityProperty: true }) ?? true)) return false;
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0;
};

/** WebKitWebDriver scrolls to what is outside of the window, and not from under what stands still before it. */
const uncoverInPage = (element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  let hit = document.elementFromPoint(left + width / 2, top + height / 2);
  while (hit?.shadowRoot) {
    const inner = hit.shadowRoot.elementFromPoint(left + width / 2, top + height / 2);
    if (!inner || inner === hit) break;
    hit = inner;
  }
  while (hit && hit !== element) hit = hit.parentNode ?? hit.host;
  if (!hit) element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
};

const isCheckedInPage = (element) =>
  'checked' in element ? element.checked : element.getAttribute('aria-checked') === 'true';

const normal = (text) => text.replace(/\s+/g, ' ').trim();

const isNamed = (label, { name, exact }) => {
  if (name === undefined) return true;
  if (name instanceof RegExp) return name.test(label);
  return exact ? normal(label) === name : normal(label).toLowerCase().includes(name.toLowerCase());
};

export class Locator {
  constructor(page, steps = []) {
    this.pageOf = page;
    this.steps = steps;
  }

  page() {
    return this.pageOf;
  }

  with(step) {
    return new Locator(this.pageOf, [...this.steps, step]);
  }

  locator(css) {
    return this.with({ css });
  }

  getByRole(role, wish = {}) {
    return this.with({ role, wish });
  }

  getByText(text, { exact = false } = {}) {
    return this.with(
      text instanceof RegExp ? { text: '', pattern: [text.source, text.flags] } : { text, exact },
    );
  }

  filter({ hasText }) {
    return this.with(
      hasText instanceof RegExp ? { hasText: '', pattern: [hasText.source, hasText.flags] } : { hasText },
    );
  }

  nth(index) {
    return this.with({ index });
  }

  first() {
    return this.nth(0);
  }

  last() {
    return this.nth(-1);
  }

  /** References to the elements there now. */
  async elements() {
    const { pageOf: page } = this;
    let roots = [];
    for (const [index, step] of this.steps.entries()) {
      if (index > 0 && !roots.length) return [];
      if (step.css) roots = await page.evaluate(queryInPage, step, ...roots);
      else if (step.text !== undefined) roots = await page.evaluate(textInPage, step, ...roots);
      else if (step.role) roots = await this.withRole(roots, step);
      else if (step.hasText !== undefined) roots = await page.evaluate(withTextInPage, step, ...roots);
      else roots = roots.slice(step.index, step.index === -1 ? undefined : step.index + 1);
    }
    return roots;
  }

  async withRole(roots, { role, wish }) {
    const css = [kCandidates[role], `[role=${role}]`].filter(Boolean).join(',');
    const found = [];
    let candidates = await this.pageOf.evaluate(queryInPage, { css, seen: true }, ...roots);
    if (candidates.length > kMany && typeof wish.name === 'string')
      candidates = await this.pageOf.evaluate(mayBeNamedInPage, wish.name, ...candidates);
    for (const element of candidates) {
      const path = `/element/${element[kElement]}`;
      const given = await this.pageOf.command('GET', `${path}/computedrole`);
      if (given !== role && given !== kOtherwise[role]) continue;
      if (isNamed(await this.pageOf.command('GET', `${path}/computedlabel`), wish)) found.push(element);
    }
    return found;
  }

  /** Tries until it works or the time is up: elements come, move and are replaced. */
  async retry(what, attempt) {
    const end = Date.now() + kPatience;
    for (;;) {
      const outcome = await attempt().then(
        (value) => ({ value }),
        (error) => ({ error }),
      );
      if (!outcome.error) return outcome.value;
      if (Date.now() > end) throw new Error(`${what} ${this}: ${outcome.error.message}`);
      await pause(30);
    }
  }

  async one() {
    const found = await this.elements();
    if (!found.length) throw new Error('there is none');
    if (found.length > 1) throw new Error(`there are ${found.length}`);
    return found[0];
  }

  async seen() {
    const element = await this.one();
    if (!(await this.pageOf.evaluate(isVisibleInPage, element))) throw new Error('it cannot be seen');
    return element;
  }

  click() {
    return this.retry('click', async () => this.clickOn(await this.seen()));
  }

  async clickOn(element) {
    await this.pageOf.evaluate(uncoverInPage, element);
    await this.pageOf.command('POST', `/element/${element[kElement]}/click`, {});
  }

  focus() {
    return this.evaluate((element) => element.focus());
  }

  /** As a hand does it: what was there is marked, and typed over. */
  fill(text) {
    return this.retry('fill', async () => {
      const element = await this.seen();
      const mark = (field) => {
        field.focus();
        field.select();
      };
      await this.pageOf.evaluate(mark, element);
      if (text) await this.pageOf.type(text);
      else await this.pageOf.press('Delete');
      const value = await this.pageOf.evaluate((field) => field.value, element);
      if (value !== text) throw new Error(`it holds ${value}`);
    });
  }

  /** As Playwright does it: no dialog opens. @param {...{name: string, mimeType: string, buffer: Buffer}} files */
  setInputFiles(...files) {
    const given = files.map(({ name, mimeType, buffer }) => ({
      name,
      mimeType,
      base64: buffer.toString('base64'),
    }));
    return this.evaluate(setFilesInPage, given);
  }

  setChecked(wanted) {
    return this.retry('set', async () => {
      const element = await this.one();
      const read = () => this.pageOf.evaluate(isCheckedInPage, element);
      if ((await read()) === wanted) return;
      await this.clickOn(element);
      if ((await read()) !== wanted) throw new Error('it did not change');
    });
  }

  check() {
    return this.setChecked(true);
  }

  uncheck() {
    return this.setChecked(false);
  }

  evaluate(body, given) {
    return this.retry('evaluate', async () => this.pageOf.evaluate(body, await this.one(), given));
  }

  async evaluateAll(body) {
    const all = `(...elements) => (${body})(elements)`;
    return this.pageOf.evaluate(`return (${all})(...arguments)`, ...(await this.elements()));
  }

  async all() {
    return (await this.elements()).map((_, index) => this.nth(index));
  }

  async count() {
    return (await this.elements()).length;
  }

  async isVisible() {
    const [element] = await this.elements();
    return element ? this.pageOf.evaluate(isVisibleInPage, element) : false;
  }

  isChecked() {
    return this.evaluate(isCheckedInPage);
  }

  textContent() {
    return this.evaluate((element) => element.textContent);
  }

  innerText() {
    return this.evaluate((element) => element.innerText);
  }

  getAttribute(name) {
    return this.evaluate((element, which) => element.getAttribute(which), name);
  }

  async label() {
    return this.pageOf.command('GET', `/element/${(await this.one())[kElement]}/computedlabel`);
  }

  toString() {
    const text = (step) =>
      step.css ?? (step.role ? `${step.role} ${step.wish.name ?? ''}` : JSON.stringify(step));
    return this.steps.map(text).join(' >> ');
  }
}
