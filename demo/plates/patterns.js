/**
 * Repeating surfaces: one tile each, in the product's colours.
 */
import { emblems } from './emblems.js';
import { tone } from './tone.js';

/** @import {Paint} from './paint.js' */
/** @typedef {{size: number, turn?: number, marks: any[]}} Tile */

const { cream, fern, must, red, sky2, ink, plum, brass } = tone;

/**
 * Small pictures that would vanish on cloth of their own colour.
 * @type {Record<string, string>}
 */
const ownColour = { strawberry: red, cherry: red, apple: red, toadstool: red, london: red, dinosaur: fern };

/** Patterns whose tile is a small picture on plain cloth; a look's `pattern` names them `of:rabbit`. */
const pictureScale = 0.72;

/** @type {Record<string, (p: any, base: string, mark: string, accent: string) => Tile>} */
const tiles = {
  dots: (p, base, mark) => ({
    size: 22,
    marks: [p.r(0, 0, 22, 22, 0, base), p.c(5.5, 5.5, 4, mark), p.c(16.5, 16.5, 4, mark)],
  }),
  polka: (p, base, mark) => ({
    size: 15,
    marks: [p.r(0, 0, 15, 15, 0, base), p.c(3.8, 3.8, 2.1, mark), p.c(11.3, 11.3, 2.1, mark)],
  }),
  gingham: (p, base) => ({
    size: 12,
    marks: [
      p.r(0, 0, 12, 12, 0, cream),
      p.r(0, 0, 6, 12, 0, base, { opacity: 0.55 }),
      p.r(0, 0, 12, 6, 0, base, { opacity: 0.55 }),
    ],
  }),
  stripe: (p, base, mark) => ({ size: 12, marks: [p.r(0, 0, 12, 12, 0, mark), p.r(0, 0, 6, 12, 0, base)] }),
  pinstripe: (p, base, mark) => ({
    size: 9,
    marks: [p.r(0, 0, 9, 9, 0, base), p.r(0, 0, 1.6, 9, 0, mark, { opacity: 0.8 })],
  }),
  candy: (p, base, mark) => ({
    size: 14,
    turn: 35,
    marks: [p.r(0, 0, 14, 14, 0, mark), p.r(0, 0, 7, 14, 0, base)],
  }),
  hearts: (p, base, mark) => ({
    size: 24,
    marks: [
      p.r(0, 0, 24, 24, 0, base),
      ...[
        [6, 6],
        [18, 18],
      ].map((/** @type {any[]} */ [x, y]) =>
        p.d(`M${x} ${y + 4}c-3-2-5-4-5-6s3-3.5 5-1c2-2.5 5-1 5 1s-2 4-5 6z`, mark),
      ),
    ],
  }),
  stars: (p, base, mark) => ({
    size: 26,
    marks: [
      p.r(0, 0, 26, 26, 0, base),
      ...[
        [7, 7],
        [20, 20],
      ].map((/** @type {any[]} */ [x, y]) =>
        p.d('M0-5 1.5-1.7 5-1.5 2.3.9 3.2 4.4 0 2.5-3.2 4.4-2.3.9-5-1.5-1.5-1.700z', mark, {
          transform: `translate(${x} ${y})`,
        }),
      ),
    ],
  }),
  floral: (p, base, mark, accent) => ({
    size: 32,
    marks: [
      p.r(0, 0, 32, 32, 0, base),
      ...[
        [8, 9, mark],
        [24, 25, accent],
      ].flatMap((/** @type {any[]} */ [x, y, colour]) => [
        p.d(`M${x} ${y}c4 3 8 3 10 1-2-3-6-4-10-1z`, fern),
        ...[0, 72, 144, 216, 288].map((turn) =>
          p.e(x, Number(y) - 3.4, 2.4, 3.2, colour, { transform: `rotate(${turn} ${x} ${y})` }),
        ),
        p.c(Number(x), Number(y), 1.9, must),
      ]),
      p.c(24, 7, 1.6, accent),
      p.c(7, 25, 1.6, mark),
    ],
  }),
  roses: (p, base, mark, accent) => ({
    size: 34,
    marks: [
      p.r(0, 0, 34, 34, 0, base),
      ...[
        [9, 10],
        [26, 27],
      ].flatMap((/** @type {any[]} */ [x, y]) => [
        p.d(`M${x - 7} ${y + 2}c-3 2-3 4 0 5 2-1 4-2 4-4zM${x + 7} ${y + 2}c3 2 3 4 0 5-2-1-4-2-4-4z`, fern),
        p.c(x, y, 6, accent),
        p.l(`M${x - 4} ${y}c0-4 7-4 7 0 0 3-5 3-5 0M${x - 4} ${y + 3}c3 3 7 2 8-2`, mark, 1.1),
      ]),
    ],
  }),
  daisies: (p, base) => ({
    size: 28,
    marks: [
      p.r(0, 0, 28, 28, 0, base),
      ...[
        [8, 8],
        [22, 22],
      ].flatMap((/** @type {any[]} */ [x, y]) => [
        ...[0, 60, 120, 180, 240, 300].map((turn) =>
          p.e(x, y - 4, 1.8, 3, cream, { transform: `rotate(${turn} ${x} ${y})` }),
        ),
        p.c(x, y, 2.1, must),
      ]),
    ],
  }),
  paisley: (p, base, mark, accent) => ({
    size: 30,
    marks: [
      p.r(0, 0, 30, 30, 0, base),
      ...[
        [4, 4, 0],
        [19, 19, 180],
      ].flatMap((/** @type {any[]} */ [x, y, turn]) => [
        p.d('M5 0c5 0 6 6 3 9-3 2-8 1-8-3 0-3 3-6 5-6z', mark, {
          transform: `translate(${x} ${y}) rotate(${turn} 4 5)`,
        }),
        p.d('M4.5 3.500c2 0 2.5 2 1.5 3.5-1 1-3.5.5-3.5-1s1-2.5 2-2.500z', accent, {
          transform: `translate(${x} ${y}) rotate(${turn} 4 5)`,
        }),
      ]),
      p.c(21, 7, 1.4, accent),
      p.c(7, 22, 1.4, accent),
    ],
  }),
  leaves: (p, base, mark) => ({
    size: 24,
    marks: [
      p.r(0, 0, 24, 24, 0, base),
      p.d('M4 12C4 6 8 3 11 3c0 5-3 8-7 9zM14 22c0-6 4-9 7-9 0 5-3 8-7 9z', mark),
      p.d('M20 4c-3 0-5 2-5 5 3 0 5-2 5-5zM9 15c-3 0-5 2-5 5 3 0 5-2 5-5z', fern, { opacity: 0.7 }),
    ],
  }),
  lace: (p, base, mark) => ({
    size: 16,
    marks: [
      p.r(0, 0, 16, 16, 0, base),
      p.c(8, 8, 5, 'none', { stroke: mark, 'stroke-width': 1.3 }),
      p.c(8, 8, 1.6, mark),
      p.c(0, 0, 2.3, mark),
      p.c(16, 0, 2.3, mark),
      p.c(0, 16, 2.3, mark),
      p.c(16, 16, 2.3, mark),
    ],
  }),
  jack: (p) => ({
    size: 64,
    marks: [
      p.r(0, 0, 64, 64, 0, sky2),
      p.l('M0 0 64 64M64 0 0 64', cream, 9),
      p.l('M0 0 64 64M64 0 0 64', red, 3.5),
      p.l('M32 0v64M0 32h64', cream, 17, { 'stroke-linecap': 'butt' }),
      p.l('M32 0v64M0 32h64', red, 9.5, { 'stroke-linecap': 'butt' }),
    ],
  }),
  knit: (p, base, mark) => ({
    size: 12,
    marks: [p.r(0, 0, 12, 12, 0, base), p.l('M0 4l3 4 3-4 3 4 3-4', mark, 1.3, { opacity: 0.6 })],
  }),
  weave: (p, base, mark) => ({
    size: 12,
    marks: [p.r(0, 0, 12, 12, 0, base), p.r(0, 0, 6, 5, 1.5, mark), p.r(6, 6, 6, 5, 1.5, mark)],
  }),
  snow: (p, base, mark) => ({
    size: 26,
    marks: [
      p.r(0, 0, 26, 26, 0, base),
      ...[
        [7, 7],
        [20, 20],
      ].map((/** @type {any[]} */ [x, y]) =>
        p.l(`M${x} ${y - 5}v10M${x - 4.3} ${y - 2.5}l8.6 5M${x + 4.3} ${y - 2.5}l-8.6 5`, mark, 1.3),
      ),
      p.c(20, 6, 1.3, mark),
      p.c(6, 20, 1.3, mark),
    ],
  }),
  camouflage: (p) => ({
    size: 40,
    marks: [
      p.r(0, 0, 40, 40, 0, fern),
      p.d('M4 6c6-6 14 2 10 8S0 14 4 6zM24 24c8-4 14 4 8 9s-14-3-8-9z', ink, { opacity: 0.55 }),
      p.d('M24 4c8-2 12 6 5 9s-11-7-5-9zM4 26c6-4 12 2 8 7s-13-2-8-7z', brass),
    ],
  }),
  hoops: (p, base, mark) => ({
    size: 26,
    marks: [
      p.r(0, 0, 26, 26, 0, base),
      p.c(8, 8, 5, 'none', { stroke: mark, 'stroke-width': 2 }),
      p.c(21, 21, 5, 'none', { stroke: plum, 'stroke-width': 2 }),
    ],
  }),
};

/**
 * @param {any} p the paint whose shapes to use
 * @param {{pattern: string | null, main: string, light: string, accent: string}} look
 * @param {number} scale
 * @returns {Tile | null}
 */
export const tileOf = (p, look, scale) => {
  const name = look.pattern ?? '';
  /** @type {Tile | null} */
  let tile = null;
  if (name.startsWith('of:')) {
    const draw = emblems[name.slice(3)];
    const base = ownColour[name.slice(3)] === look.main ? cream : look.main;
    if (draw)
      tile = {
        size: 40,
        marks: [
          p.r(0, 0, 40, 40, 0, base),
          p.g(`translate(10 10) scale(${pictureScale})`, ...draw(p)),
          p.g(`translate(30 30) scale(${pictureScale})`, ...draw(p)),
        ],
      };
  } else if (tiles[name]) tile = tiles[name](p, look.main, look.light, look.accent);
  if (!tile || scale === 1) return tile;
  return { ...tile, size: tile.size * scale, marks: [p.g(`scale(${scale})`, ...tile.marks)] };
};
