// Somebody who has a keyboard and nothing else, and how many keys they need.
import { expect } from './webkit/expect.mjs';

const kMost = 120;

/** What has the focus, through every shadow root: its role and its name as a screen reader would begin. */
const focused = () => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  if (!element) return '';
  const label = element.labels?.[0]?.textContent ?? '';
  return (element.getAttribute('aria-label') || label || element.textContent || '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
};

export class Keys {
  /** @param {import('@playwright/test').Page} page */
  constructor(page) {
    this.page = page;
    this.count = 0;
  }

  focused() {
    return this.page.evaluate(focused);
  }

  /** @param {...string} keys */
  async press(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      this.count++;
    }
  }

  /** Goes on by Tab until what is named has the focus. @param {RegExp} name */
  async reach(name, key = 'Tab') {
    const passed = [];
    while (!name.test(await this.focused())) {
      await this.press(key);
      passed.push(await this.focused());
      expect(passed.length, `${name} after ${passed.slice(-12).join(' · ')}`).toBeLessThan(kMost);
    }
  }

  /** @param {RegExp} name @param {string} [key] */
  async use(name, key = 'Enter') {
    await this.reach(name);
    await this.press(key);
  }
}
