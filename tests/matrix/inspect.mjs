// What must hold in every state, whatever the theme, the size and the engine.

import { expect } from '../e2e/lib/shop.mjs';

/** Shadow roots in which the widget lives. Both functions run in the page, so each stands alone. */
const measure = ({ surface, isFirstLayer }) => {
  const problems = [];
  const name = (element) =>
    `${element.localName}${element.id ? `#${element.id}` : ''}${element.part?.length ? `[part=${element.part}]` : ''}` +
    ` “${(element.getAttribute('aria-label') ?? element.textContent).replace(/\s+/g, ' ').trim().slice(0, 30)}”`;
  const page = document.scrollingElement;
  if (page.scrollWidth > innerWidth)
    problems.push(`the page is ${page.scrollWidth} px wide in ${innerWidth} px`);

  const isClipped = (element) => {
    // Text for screen readers alone lies in one clipped pixel; what scrolls by itself may be wider inside.
    for (let up = element; up; up = up.assignedSlot ?? up.parentElement ?? up.getRootNode().host) {
      const style = getComputedStyle(up);
      if (style.clipPath !== 'none' || style.clip !== 'auto') return true;
      if (up !== element && /auto|scroll|hidden|clip/.test(style.overflowX)) return true;
    }
    return false;
  };
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      if (!(element.checkVisibility?.({ visibilityProperty: true }) ?? true)) continue;
      const { left, right, width } = element.getBoundingClientRect();
      if (width && (left < -1 || right > innerWidth + 1) && !isClipped(element))
        problems.push(`${name(element)} reaches from ${Math.round(left)} to ${Math.round(right)} px`);
      const { overflowX, textOverflow } = getComputedStyle(element);
      const cuts = /hidden|clip/.test(overflowX) && textOverflow !== 'ellipsis';
      // What a label covers shows nothing of its own.
      if (
        cuts &&
        !element.matches('.covered') &&
        element.clientWidth > 1 &&
        element.scrollWidth > element.clientWidth + 1
      )
        problems.push(`${name(element)} cuts ${element.scrollWidth - element.clientWidth} px off`);
    }
  };
  const hosts = document.querySelectorAll(surface);
  if (!hosts.length) problems.push(`no ${surface}`);
  for (const host of hosts) if (host.shadowRoot) walk(host.shadowRoot);

  if (isFirstLayer) {
    const looks = [...hosts[0].shadowRoot.querySelectorAll('[part=action]')].map((button) => {
      const { width, height } = button.getBoundingClientRect();
      const { color, backgroundColor, fontSize, fontWeight, borderTopColor } = getComputedStyle(button);
      if (height < 44) problems.push(`${name(button)} is ${height} px high`);
      return JSON.stringify([
        Math.round(width),
        Math.round(height),
        color,
        backgroundColor,
        fontSize,
        fontWeight,
        borderTopColor,
      ]);
    });
    if (looks.length < 2) problems.push(`${looks.length} actions`);
    if (new Set(looks).size > 1) problems.push(`the actions differ: ${looks.join(' ')}`);
  }
  return problems;
};

/** Whether nothing moves any more, so that colours and places are the final ones. */
const isStill = () => {
  const roots = [document];
  for (const root of roots)
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
  return roots
    .flatMap((root) => root.getAnimations?.() ?? [])
    .filter(
      ({ playState, effect }) => playState === 'running' && effect.getComputedTiming().endTime !== Infinity,
    )
    .every(({ effect }) => !effect.target?.checkVisibility()); // what is folded away waits until it is seen
};

/** Puts the focus on the first control of the surface; gives the number of controls that Tab must reach. */
const startTabbing = (surface) => {
  const controls = [];
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      const isControl = element.matches('button,a[href],input,select,textarea,summary,[tabindex]');
      const isSeen = element.checkVisibility?.({ visibilityProperty: true }) ?? true;
      const isOtherRadio = element.type === 'radio' && !element.checked;
      if (isControl && isSeen && !isOtherRadio && element.tabIndex >= 0 && !element.matches(':disabled'))
        controls.push(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  for (const host of document.querySelectorAll(surface)) {
    if (host.shadowRoot) walk(host.shadowRoot);
    walk(host);
  }
  globalThis.sayTab = { left: new Set(controls) };
  controls[0]?.focus();
  return controls.length;
};

/** Notes the control that has the focus; gives what was not reached so far. */
const noteTab = () => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  const { left } = globalThis.sayTab;
  left.delete(element);
  return [...left].map((control) => `${control.localName} ${control.textContent.trim().slice(0, 30)}`);
};

/**
 * All that is wrong with what the page shows now; [] when nothing is.
 * @param {import('../e2e/lib/shop.mjs').Visitor} visitor
 * @param {{surface: string, query?: string}} what
 */
export const inspect = async (visitor, { surface, query }) => {
  const { page } = visitor;
  await expect.poll(() => page.evaluate(isStill)).toBe(true);
  const problems = await page.evaluate(measure, { surface, isFirstLayer: surface === 'say-so-first-layer' });
  if (query && !(await page.evaluate((text) => matchMedia(text).matches, query)))
    problems.push(`${query} does not hold`);
  // Forced colours are the system's own, and axe reads those that the page would have.
  const isForced = await page.evaluate(() => matchMedia('(forced-colors: active)').matches);
  problems.push(...(await visitor.axe(...(isForced ? ['color-contrast'] : []))));
  return problems;
};

/** The controls of a surface that Tab does not reach from its first one. */
export const findUnreached = async ({ page }, surface) => {
  const controls = await page.evaluate(startTabbing, surface);
  if (!controls) return [`no control in ${surface}`];
  let left = await page.evaluate(noteTab);
  // Some engines stop at the page's frame and at what scrolls, too.
  for (let presses = 0; left.length && presses < controls + 10; ++presses) {
    await page.keyboard.press('Tab');
    left = await page.evaluate(noteTab);
  }
  return left.map((control) => `Tab does not reach ${control}`);
};
