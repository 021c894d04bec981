// Playwright's matchers know only its own locators; these are the ones that the specs use, for ours.
import { expect as base } from '@playwright/test';
import { pause } from './driver.mjs';
import { Locator } from './locator.mjs';

const fits = (text, wanted) =>
  wanted instanceof RegExp ? wanted.test(text) : text.replace(/\s+/g, ' ').trim() === wanted;

const isFocused = (element) => {
  const root = element.getRootNode();
  return root.activeElement === element;
};

/** Also not when an ancestor cuts it away. */
const isInViewport = (element) =>
  new Promise((resolve) => {
    const tell = ([{ isIntersecting }], observer) => {
      observer.disconnect();
      resolve(isIntersecting);
    };
    new IntersectionObserver(tell).observe(element);
  });

/** What each matcher asks of a locator; [holds, what was seen]. */
const questions = {
  toBeVisible: async (locator) => [await locator.isVisible()],
  toBeAttached: async (locator) => [(await locator.count()) > 0],
  toBeInViewport: async (locator) => [await locator.evaluate(isInViewport)],
  toBeHidden: async (locator) => [!(await locator.isVisible())],
  toBeFocused: async (locator) => [
    await locator.pageOf.evaluate(isFocused, await locator.one()).catch(() => false),
  ],
  toBeChecked: async (locator) => [await locator.isChecked()],
  toBeEnabled: async (locator) => [await locator.evaluate((element) => !element.matches(':disabled'))],
  toBeDisabled: async (locator) => [await locator.evaluate((element) => element.matches(':disabled'))],
  toHaveCount: async (locator, wanted) => {
    const count = await locator.count();
    return [count === wanted, count];
  },
  toHaveText: async (locator, wanted) => {
    if (!Array.isArray(wanted)) {
      const text = await locator.textContent();
      return [fits(text, wanted), text];
    }
    const texts = await locator.evaluateAll((all) => all.map(({ textContent }) => textContent));
    return [
      texts.length === wanted.length && texts.every((text, index) => fits(text, wanted[index])),
      texts.join(),
    ];
  },
  toContainText: async (locator, wanted) => {
    const text = await locator.textContent();
    return [wanted instanceof RegExp ? wanted.test(text) : text.includes(wanted), text];
  },
  toHaveAttribute: async (locator, name, wanted) => {
    const value = await locator.getAttribute(name);
    return [wanted === undefined ? value !== null : value !== null && fits(value, wanted), value];
  },
  toHaveValue: async (locator, wanted) => {
    const value = await locator.evaluate((element) => element.value);
    return [fits(value, wanted), value];
  },
  toHaveAccessibleName: async (locator, wanted) => {
    const label = await locator.label();
    return [fits(label, wanted), label];
  },
};

const kPatience = 25_000;

const settle = async (isNot, name, locator, wanted) => {
  const end = Date.now() + kPatience;
  for (;;) {
    const [holds, found] = await questions[name](locator, ...wanted);
    if (holds !== isNot) return;
    if (Date.now() > end)
      throw new Error(`${locator}: ${isNot ? 'not ' : ''}${name} ${wanted.join()}; found ${found ?? !holds}`);
    await pause(50);
  }
};

const matchersOf = (locator, isNot) =>
  Object.fromEntries(
    Object.keys(questions).map((name) => [name, (...wanted) => settle(isNot, name, locator, wanted)]),
  );

const ours = (received, ...rest) =>
  received instanceof Locator
    ? { ...matchersOf(received, false), not: matchersOf(received, true) }
    : base(received, ...rest);

export const expect = Object.assign(ours, { poll: base.poll, soft: base.soft });
