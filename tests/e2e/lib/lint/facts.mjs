// What a visitor could see of a page and of the surface on it that asks for a choice, as plain values.

/**
 * One control as it is shown.
 * @typedef {object} Control
 * @property {string} name what it says
 * @property {string} tag
 * @property {string} type
 * @property {number} container number of the element that holds it
 * @property {boolean} isFocusable
 * @property {boolean} isDisabled
 * @property {boolean} isInView wholly, without scrolling
 * @property {boolean} isCovered by something else
 * @property {boolean} isClipped its text does not fit
 * @property {Record<string, string>} look what should be alike in two answers
 * @property {number} height
 * @property {number} contrast of its text
 * @property {number} standsOut contrast of its surface with what is behind
 * @property {number} opacity
 * @property {string} cursor
 * @property {string} filter
 * @property {boolean} isToggle
 * @property {boolean} isOn
 * @property {string} role
 * @property {string} word what a toggle says beside it
 * @property {boolean} isNative a toggle drawn by the browser, which tells its state by a shape
 */

/**
 * @typedef {object} Facts
 * @property {Control[]} controls of the surface, in the order of the keyboard
 * @property {string} text
 * @property {string} language of the surface
 * @property {string} pageLanguage
 * @property {number} coverage share of the window that is covered, with what dims the page
 * @property {boolean} locksScroll
 * @property {string | null} focus name of what has the focus; null where that is not in the surface
 * @property {number} fields to be filled in
 */

/**
 * Runs in the page. It must be whole in itself: it is sent there as text.
 * @param {['facts' | 'page' | 'press', string?]} asked what, and for `press` the name of the control
 */
const inPage = ([command, given]) => {
  /** Elements as they are drawn: shadow trees and slots in their places. @returns {Element[]} */
  const childrenOf = (/** @type {any} */ element) => {
    if (element.shadowRoot) return [...element.shadowRoot.children];
    const slotted = element.localName === 'slot' ? element.assignedElements() : [];
    return slotted.length ? slotted : [...element.children];
  };
  const parentOf = (/** @type {any} */ element) =>
    element.assignedSlot ?? element.parentElement ?? element.getRootNode().host ?? null;
  /** @returns {any[]} */
  const below = (/** @type {Element} */ element) => [element, ...childrenOf(element).flatMap(below)];

  const isShown = (/** @type {Element} */ element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && getComputedStyle(element).visibility === 'visible';
  };
  /** What can be read, in the order in which it is drawn. @returns {string} */
  const textOf = (/** @type {any} */ node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || getComputedStyle(node).display === 'none') return '';
    const slotted = node.localName === 'slot' ? node.assignedNodes() : [];
    const inside = slotted.length ? slotted : (node.shadowRoot ?? node).childNodes;
    return [...inside].map(textOf).join(' ');
  };
  const tidy = (/** @type {string} */ text) => text.replace(/\s+/g, ' ').trim();
  const nameOf = (/** @type {any} */ element) => {
    const by = element.getAttribute('aria-labelledby');
    const named = by && element.getRootNode().getElementById(by.split(' ')[0])?.textContent;
    const label = element.labels?.[0]?.textContent;
    return tidy(element.getAttribute('aria-label') || named || element.textContent || label || '');
  };

  const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  /** Any colour of CSS as red, green, blue and alpha. */
  const colorOf = (/** @type {string} */ text) => {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = '#000';
    pixel.fillStyle = text;
    pixel.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pixel.getImageData(0, 0, 1, 1).data;
    return { rgb: [red, green, blue], alpha: alpha / 255 };
  };
  const over = (top, bottom) => top.rgb.map((part, i) => part * top.alpha + bottom[i] * (1 - top.alpha));
  /** What is seen behind the text of an element. */
  const groundOf = (/** @type {any} */ element) => {
    const layers = [];
    for (let each = element; each; each = parentOf(each)) {
      layers.push(colorOf(getComputedStyle(each).backgroundColor));
      if (layers.at(-1).alpha === 1) break;
    }
    return layers.reverse().reduce((ground, layer) => over(layer, ground), [255, 255, 255]);
  };
  const luminance = (/** @type {number[]} */ rgb) => {
    const [red, green, blue] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, two) => {
    const [dark, light] = [luminance(one), luminance(two)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  /** The element and what it stands in; what is in the top layer stands in nothing of the page. */
  function* around(/** @type {any} */ element) {
    for (let each = element; each; each = each.matches(':modal, :popover-open') ? null : parentOf(each))
      yield each;
  }
  const opacityOf = (/** @type {any} */ element) => {
    let opacity = 1;
    for (const each of around(element)) opacity *= Number(getComputedStyle(each).opacity);
    return opacity;
  };

  const isWithin = (inner, outer) =>
    inner.left >= outer.left - 1 &&
    inner.top >= outer.top - 1 &&
    inner.right <= outer.right + 1 &&
    inner.bottom <= outer.bottom + 1;
  const hitAt = (x, y) => {
    let hit = document.elementFromPoint(x, y);
    while (hit?.shadowRoot) {
      const inner = hit.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    return hit;
  };
  const isCovered = (/** @type {Element} */ element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    for (let hit = hitAt(left + width / 2, top + height / 2); hit; hit = parentOf(hit))
      if (hit === element) return false;
    return true;
  };
  const isClipped = (/** @type {Element} */ element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const box = element.getBoundingClientRect();
    return [...range.getClientRects()].some((rect) => rect.width > 0 && !isWithin(rect, box));
  };
  const isInView = (/** @type {Element} */ element) => {
    const rect = element.getBoundingClientRect();
    if (!isWithin(rect, { left: 0, top: 0, right: innerWidth, bottom: innerHeight })) return false;
    for (const outer of around(element)) {
      const { overflowX, overflowY } = getComputedStyle(outer);
      const isPage = outer === document.body || outer === document.documentElement;
      if (outer !== element && !isPage && (overflowX !== 'visible' || overflowY !== 'visible'))
        if (!isWithin(rect, outer.getBoundingClientRect())) return false;
    }
    return true;
  };

  const containers = [];
  const numberOf = (/** @type {Element} */ element) => {
    if (!containers.includes(element)) containers.push(element);
    return containers.indexOf(element);
  };
  const factsOf = (/** @type {any} */ element) => {
    const style = getComputedStyle(element);
    const ground = groundOf(element);
    const role = element.getAttribute('role') ?? '';
    const isBox = element.localName === 'input' && /^(checkbox|radio)$/.test(element.type);
    const isDisabled = element.disabled === true || element.getAttribute('aria-disabled') === 'true';
    return {
      name: nameOf(element),
      tag: element.localName,
      type: element.type ?? '',
      role,
      container: numberOf(parentOf(element)),
      isFocusable: element.tabIndex >= 0 && !element.disabled,
      isDisabled,
      isInView: isInView(element),
      isCovered: isCovered(element),
      isClipped: isClipped(element),
      look: {
        font: style.fontFamily,
        size: style.fontSize,
        weight: style.fontWeight,
        slant: style.fontStyle,
        capitals: style.textTransform,
        underline: style.textDecorationLine,
        color: style.color,
        background: `${style.backgroundColor} ${style.backgroundImage}`,
        border: `${style.borderTopWidth} ${style.borderTopStyle} ${style.borderTopColor}`,
        corner: style.borderTopLeftRadius,
        shadow: style.boxShadow,
        least: style.minInlineSize,
      },
      height: element.getBoundingClientRect().height,
      contrast: contrast(over(colorOf(style.color), ground), ground),
      standsOut: contrast(ground, groundOf(parentOf(element))),
      opacity: opacityOf(element),
      cursor: style.cursor,
      filter: style.filter,
      isToggle: isBox || role === 'switch' || role === 'checkbox',
      isOn: isBox ? element.checked : element.getAttribute('aria-checked') === 'true',
      isTold: isBox || element.hasAttribute('aria-checked'),
      isNative: isBox && style.appearance !== 'none',
      word: tidy(element.closest('label')?.textContent ?? '').replace(nameOf(element), ''),
    };
  };

  const kControls = 'button, a[href], input, select, textarea, [role=button], [role=switch], [role=checkbox]';
  const controlsIn = (/** @type {Element} */ root) =>
    below(root).filter((each) => each.matches(kControls) && each.type !== 'hidden' && isShown(each));
  /** The surface that asks: a dialog that is open, else what names itself one. */
  const surface = () => {
    const all = below(document.documentElement).filter(isShown);
    return (
      all.find((each) => each.localName === 'dialog' && each.open) ??
      all.find((each) => /^(alert)?dialog$/.test(each.getAttribute('role') ?? ''))
    );
  };

  if (command === 'page') return controlsIn(document.documentElement).map((each) => ({ name: nameOf(each) }));
  if (command === 'press') {
    const root = surface() ?? document.documentElement;
    const inSurface = controlsIn(root).find((each) => nameOf(each) === given);
    const found = inSurface ?? controlsIn(document.documentElement).find((each) => nameOf(each) === given);
    found?.click();
    return found !== undefined;
  }

  // What is still on its way in is seen as it will be.
  for (const each of below(document.documentElement).flatMap((element) => element.getAnimations()))
    if (each.effect?.getComputedTiming().endTime !== Infinity) each.finish();
  const root = surface();
  if (!root) return null;
  const isBackdrop = (/** @type {any} */ each) => {
    const { position, backgroundColor } = getComputedStyle(each);
    return position === 'fixed' && colorOf(backgroundColor).alpha > 0.2;
  };
  const areaOf = (/** @type {Element} */ each) => {
    const { left, top, right, bottom } = each.getBoundingClientRect();
    const width = Math.min(right, innerWidth) - Math.max(left, 0);
    const height = Math.min(bottom, innerHeight) - Math.max(top, 0);
    return (Math.max(width, 0) * Math.max(height, 0)) / (innerWidth * innerHeight);
  };
  const covering = [
    root,
    ...below(document.documentElement).filter((each) => isShown(each) && isBackdrop(each)),
  ];
  const isModal = root.localName === 'dialog' && root.matches(':modal');
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  const languageOf = (/** @type {any} */ element) => {
    for (let each = element; each; each = parentOf(each)) if (each.lang) return each.lang;
    return '';
  };
  const controls = controlsIn(root);
  const first = controls.filter((each) => each.tabIndex > 0).sort((a, b) => a.tabIndex - b.tabIndex);
  const ordered = [...first, ...controls.filter((each) => each.tabIndex <= 0)];
  return {
    controls: ordered.map(factsOf),
    text: tidy(textOf(root)),
    language: languageOf(root),
    pageLanguage: document.documentElement.lang,
    coverage: isModal ? 1 : Math.max(...covering.map(areaOf)),
    locksScroll:
      isModal ||
      [document.documentElement, document.body].some((each) => getComputedStyle(each).overflowY === 'hidden'),
    focus: below(root).includes(active) ? nameOf(active) : null,
    fields: controls.filter(
      (each) => /^(textarea|select)$/.test(each.localName) || /^(text|email|password|tel)$/.test(each.type),
    ).length,
  };
};

/** The surface that asks, or null while none is open. @param {any} page @returns {Promise<Facts | null>} */
export const factsOf = (page) => page.evaluate(inPage, ['facts']);

/** The names of all controls of the page. @param {any} page @returns {Promise<string[]>} */
export const namesOn = async (page) => (await page.evaluate(inPage, ['page'])).map(({ name }) => name);

/** Presses the control of that name, the surface's first; tells whether there was one. @param {any} page @param {string} name */
export const press = (page, name) => page.evaluate(inPage, ['press', name]);
