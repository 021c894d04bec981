/**
 * The paint box: named colours as the shop's tokens, and the few shapes that every drawing is made of. Colours are
 * `var(--p-…)`, so a drawing follows the page into the dark.
 */
import { emblems } from './emblems.js';
import { tileOf } from './patterns.js';
import { tone } from './tone.js';

/**
 * Makes an SVG element: markup on the server, a node in the browser.
 * @typedef {(tag: string, attributes: Record<string, string | number>, ...children: any[]) => any} H
 */

/** @typedef {{main: string, dark: string, light: string, accent: string, accent2: string, pattern: string | null, emblem: string | null}} Look */

/**
 * @param {H} h
 * @param {Look} look
 * @param {string} id unique in the page: what this drawing's patterns are called
 */
export const createPaint = (h, look, id) => {
  /** @type {any[]} */
  const patterns = [];

  /** @param {'fill' | 'small'} size */
  const patternUrl = (size) => {
    if (!look.pattern) return look.main;
    const name = `${id}-${size}`;
    const tile = tileOf(shapes, look, size === 'small' ? 0.62 : 1);
    if (!tile) return look.main;
    patterns.push(
      h(
        'pattern',
        {
          id: name,
          width: tile.size,
          height: tile.size,
          patternUnits: 'userSpaceOnUse',
          ...(tile.turn ? { patternTransform: `rotate(${tile.turn})` } : {}),
        },
        ...tile.marks,
      ),
    );
    return `url(#${name})`;
  };

  const shapes = {
    ...look,
    /** @param {string} path @param {string} [fill] @param {Record<string, string | number>} [more] */
    d: (path, fill = look.main, more = {}) => h('path', { d: path, fill, ...more }),
    /** A line. @param {string} path @param {string} [stroke] @param {number} [width] @param {Record<string, string | number>} [more] */
    l: (path, stroke = look.dark, width = 3, more = {}) =>
      h('path', { d: path, fill: 'none', stroke, 'stroke-width': width, 'stroke-linecap': 'round', ...more }),
    /** @param {number} cx @param {number} cy @param {number} r @param {string} [fill] @param {Record<string, string | number>} [more] */
    c: (cx, cy, r, fill = look.main, more = {}) => h('circle', { cx, cy, r, fill, ...more }),
    /** @param {number} cx @param {number} cy @param {number} rx @param {number} ry @param {string} [fill] @param {Record<string, string | number>} [more] */
    e: (cx, cy, rx, ry, fill = look.main, more = {}) => h('ellipse', { cx, cy, rx, ry, fill, ...more }),
    /** @param {number} x @param {number} y @param {number} width @param {number} height @param {number} rx @param {string} [fill] @param {Record<string, string | number>} [more] */
    r: (x, y, width, height, rx, fill = look.main, more = {}) =>
      h('rect', { x, y, width, height, rx, fill, ...more }),
    /** @param {string} transform @param {any[]} children */
    g: (transform, ...children) => h('g', { transform }, ...children),
    /** One or more characters. @param {number} x @param {number} y @param {number} size @param {string} text @param {string} fill */
    text: (x, y, size, text, fill) =>
      h(
        'text',
        { x, y, 'font-size': size, 'font-family': 'Georgia, serif', 'text-anchor': 'middle', fill },
        text,
      ),
    /** What the thing stands on. @param {number} [rx] @param {number} [cy] @param {number} [cx] */
    shadow: (rx = 56, cy = 178, cx = 100) => h('ellipse', { cx, cy, rx, ry: 6, fill: tone.shade }),
    /** The product's own small picture. @param {number} x @param {number} y @param {number} scale @param {string} [otherwise] drawn when the product names none */
    emblem: (x, y, scale, otherwise) => {
      const draw = emblems[look.emblem ?? otherwise ?? ''];
      return draw
        ? h('g', { transform: `translate(${x} ${y}) scale(${scale})` }, ...draw(/** @type {any} */ (shapes)))
        : '';
    },
    /** The surface in the product's pattern; the same colour plain when it has none. */
    get fill() {
      return (urls.fill ??= patternUrl('fill'));
    },
    get small() {
      return (urls.small ??= patternUrl('small'));
    },
    /** The same picture on a pale ground. @param {number} x @param {number} y @param {number} scale @param {string} [otherwise] */
    stamp: (x, y, scale, otherwise) => {
      const draw = emblems[look.emblem ?? otherwise ?? ''];
      const [accent, accent2] =
        look.main === tone.cream ? [look.accent, look.accent2] : [look.main, look.dark];
      const inked = Object.create(shapes, { accent: { value: accent }, accent2: { value: accent2 } });
      return draw ? h('g', { transform: `translate(${x} ${y}) scale(${scale})` }, ...draw(inked)) : '';
    },
    patterns,
  };
  /** @type {{fill?: string, small?: string}} */
  const urls = {};
  return shapes;
};

/** What a product's material adds to its look. */
/** @typedef {{body: string, bodyDark: string, bodyLight: string, isGlass: boolean, isMetal: boolean, isMirror: boolean, isGreen: boolean, isBrown: boolean, isGold: boolean}} Body */
/** @typedef {ReturnType<typeof createPaint> & Body} Paint */
/** @typedef {(p: Paint, lettering?: string) => any[]} Draw */
