/**
 * Small pictures, drawn within 10 units of their middle: what a mug, a sign or a card shows.
 */
import { tone } from './tone.js';

/** @import {Draw} from './paint.js' */

const {
  red,
  red2,
  cream,
  cream2,
  fern,
  fern2,
  slate,
  sky,
  sky2,
  blush,
  must,
  brass,
  ink,
  pink,
  brown,
  wood,
  teal,
  plum,
  orange,
  dim,
} = tone;

/** @type {Record<string, Draw>} */
export const emblems = {
  heart: (p) => [
    p.d(
      'M0 9C-7 4-10-1-10-5c0-4 3-5.5 5-5.5 2.5 0 4 1.5 5 4 1-2.5 2.5-4 5-4 2 0 5 1.5 5 5.5 0 4-3 9-10 14z',
      p.accent,
    ),
  ],
  star: (p) => [p.d('M0-10 2.9-3.5 10-3 4.6 1.7 6.3 8.8 0 5-6.3 8.8-4.6 1.7-10-3-2.9-3.500z', p.accent)],
  flower: (p) => [
    p.l('M0 2C0 6-1 8-2 10', fern2, 1.6),
    ...[0, 72, 144, 216, 288].map((turn) =>
      p.e(0, -5, 3.2, 4.4, p.accent, { transform: `rotate(${turn} 0 -1)` }),
    ),
    p.c(0, -1, 2.4, must),
    p.d('M-1 8c3-4 6-4 8-3-1 3-4 5-8 3z', fern),
  ],
  rose: (p) => [
    p.d('M-8 4c-3 3-3 5-1 6 3 0 5-2 6-4zM8 4c3 3 3 5 1 6-3 0-5-2-6-4z', fern),
    p.c(0, -1, 7.5, p.accent),
    p.l('M-5-1c0-5 9-6 9-1 0 4-6 4-6 0 0-2 3-2 3 0M-6 2c3 5 10 4 12-1', p.accent2, 1.3),
  ],
  daisy: (p) => [
    ...[0, 45, 90, 135, 180, 225, 270, 315].map((turn) =>
      p.e(0, -6, 2, 4, cream, { transform: `rotate(${turn})` }),
    ),
    p.c(0, 0, 3, must),
  ],
  bird: (p) => [
    p.d('M-9-3c1-4 4-6 7-6 4 0 6 3 7 6 1 3 3 4 6 4-3 3-6 3-8 2-1 3-4 5-7 4-4-1-6-5-5-10z', p.accent),
    p.d('M-2-1c4-1 7 1 8 4-4 1-8 0-8-4z', p.accent2),
    p.d('M-9-4-12-3-9-1z', must),
    p.c(-5.5, -5, 0.9, ink),
  ],
  butterfly: (p) => [
    p.d('M0-1C-3-9-11-9-10-3c0 3 4 4 10 4zM0-1C3-9 11-9 10-3c0 3-4 4-10 4z', p.accent),
    p.d('M0 1c-5 0-8 2-6 6 2 3 5 0 6-6zM0 1c5 0 8 2 6 6-2 3-5 0-6-6z', p.accent2),
    p.r(-0.8, -5, 1.6, 12, 0.8, ink),
    p.l('M0-5-2-9M0-5 2-9', ink, 0.8),
  ],
  owl: (p) => [
    p.d('M-8-9c2 2 4 2 8 2s6 0 8-2c1 4 1 10 0 13-2 5-5 6-8 6s-6-1-8-6c-1-3-1-9 0-13z', p.accent),
    p.e(0, 4, 4.5, 4.5, cream),
    p.c(-3.5, -2.5, 3.2, cream),
    p.c(3.5, -2.5, 3.2, cream),
    p.c(-3.2, -2.5, 1.4, ink),
    p.c(3.2, -2.5, 1.4, ink),
    p.d('M-1.3-.5h2.600L0 2z', must),
  ],
  cat: (p) => [
    p.d('M-9-9-7-1M9-9 7-1', p.accent),
    p.d('M-9-10-3-6h6l6-4c1 4 1 7 0 10-1 5-5 8-9 8s-8-3-9-8c-1-3-1-6 0-10z', p.accent),
    p.c(-3.5, -1, 1.2, ink),
    p.c(3.5, -1, 1.2, ink),
    p.d('M-1.2 1.500h2.400L0 3z', pink),
    p.l('M-5 3-9 2M-5 4.5-9 5M5 3 9 2M5 4.5 9 5M0 3v1.5', ink, 0.6),
  ],
  dog: (p) => [
    p.d('M-10-1c0-2 2-3 4-3h7c1-3 3-5 6-5l3 2c1 1 0 2-1 2l-2 1v8h-3V0h-7v4h-3V0c-3 1-4 0-4-1z', p.accent, {
      transform: 'translate(0 2)',
    }),
    p.c(6, -4.5, 0.8, ink),
    p.d('M3-6c-2 1-2 4-1 5 2-1 3-3 3-5z', p.accent2),
  ],
  rabbit: (p) => [
    p.e(-3, -7, 1.9, 5, p.accent, { transform: 'rotate(-8 -3 -7)' }),
    p.e(3, -7, 1.9, 5, p.accent, { transform: 'rotate(8 3 -7)' }),
    p.e(-3, -7, 0.8, 3.4, blush, { transform: 'rotate(-8 -3 -7)' }),
    p.e(3, -7, 0.8, 3.4, blush, { transform: 'rotate(8 3 -7)' }),
    p.e(0, 2.5, 7, 6.5, p.accent),
    p.c(-2.6, 1, 1, ink),
    p.c(2.6, 1, 1, ink),
    p.d('M-1.2 3.500h2.400L0 5z', pink),
  ],
  skull: (p) => [
    p.d('M0-9c-6 0-9 4-9 8 0 3 2 5 4 6v4H5V5c2-1 4-3 4-6 0-4-3-8-9-8z', p.accent === ink ? cream : p.accent),
    p.c(-3.5, -1, 2.3, ink),
    p.c(3.5, -1, 2.3, ink),
    p.d('M0 2 1.3 4.500h-2.600z', ink),
    p.l('M-2 6v3M0 6v3M2 6v3', ink, 0.7),
  ],
  apple: (p) => [
    p.d(
      'M0-5c3-3 9-2 9 4 0 5-3 10-6 10-1 0-2-.6-3-.6s-2 .6-3 .6c-3 0-6-5-6-10 0-6 6-7 9-4z',
      p.accent === cream ? red : p.accent,
    ),
    p.l('M0-5c0-2 .5-4 2-5', brown, 1.4),
    p.d('M1-7c1-3 4-3 6-2-1 2-4 3-6 2z', fern),
  ],
  strawberry: (p) => [
    p.d('M-8-3c0-4 4-5 8-5s8 1 8 5c0 5-4 10-8 13-4-3-8-8-8-13z', red),
    p.d('M-6-6-2-8-1-10h2l1 2 4 2-3 1-3-1-3 1z', fern),
    ...[
      [-4, -1],
      [0, 0],
      [4, -1],
      [-2, 4],
      [2, 4],
    ].map((/** @type {any[]} */ [x, y]) => p.e(x, y, 0.6, 1, cream)),
  ],
  cherry: (p) => [
    p.l('M-4 4C-4-3 0-7 5-9M4 5C5-1 5-5 5-9', fern2, 1.2),
    p.c(-4, 5, 4.2, red),
    p.c(5, 6, 4, red2),
    p.d('M5-9c-4-1-6 1-7 3 3 1 6 0 7-3z', fern),
  ],
  toadstool: (p) => [
    p.d('M-3 0h6l1 9c-2 1-6 1-8 0z', cream),
    p.d('M-10 1c0-7 5-10 10-10s10 3 10 10c-5 2-15 2-20 0z', red),
    p.c(-5, -3, 1.7, cream),
    p.c(1, -5.5, 1.9, cream),
    p.c(6, -1.5, 1.5, cream),
  ],
  rocket: (p) => [
    p.d('M0-11c4 3 5 8 4 14h-8c-1-6 0-11 4-14z', p.accent),
    p.d('M-4-1-8 5l4-1zM4-1 8 5 4 4z', p.accent2),
    p.c(0, -3, 2, sky),
    p.d('M-2.5 4h5L0 10z', must),
  ],
  doll: (p) => [
    p.d(
      'M0-10c4 0 5 3 5 5 0 1-.5 2-1 3 3 2 4 5 4 8 0 2-2 3-3 3h-10c-1 0-3-1-3-3 0-3 1-6 4-8-.5-1-1-2-1-3 0-2 1-5 5-5z',
      p.accent,
    ),
    p.c(0, -4.5, 3.3, blush),
    p.d('M-3.3-5c1-3 5-3 6.6 0-2-.8-5-.8-6.6 0z', brown),
    p.e(0, 4, 4, 4, cream),
    p.c(0, 4, 1.7, p.accent2),
  ],
  hen: (p) => [
    p.d('M-9-5c2-3 6-2 6 1 2 2 5 2 7-1l4-4c2 6 1 13-6 14h-4c-5-1-7-4-6-8z', p.accent),
    p.d('M-9-5c0-2 1-3 2-3s1 1 1 1 2 0 2 2z', red),
    p.d('M-9-4-12-3l3 1z', must),
    p.c(-6.5, -3.5, 0.7, ink),
    p.l('M-1 5v4M3 5v4', must, 1.1),
  ],
  dinosaur: (p) => [
    p.d('M-9-8c3-2 6-1 6 2v4c4-2 8 0 9 4l5 3-5-.5c0 2-1 2.5-1 4.500H3V6H-2v3h-3V4c-2-3-2-6-1-9l-3-.5z', fern),
    p.c(-6, -6.5, 0.8, ink),
    p.d('M-3-3-1-6 1-2l2-3 1.5 4z', must),
  ],
  cake: (p) => [
    p.d('M-7 1H7l-2 8H-5z', p.accent),
    p.l('M-3 2v6M0 2v6M3 2v6', p.accent2, 0.9),
    p.d('M-8 2c-1-3 1-4 2-4 0-3 3-4 4-4 1-2 4-2 5 0 2 0 4 1 3 4 2 0 3 2 2 4z', blush),
    p.c(0, -7.5, 2, red),
  ],
  crown: (p) => [
    p.d('M-9 6-10-5l5 4 5-7 5 7 5-4-1 11z', must),
    p.r(-9, 6, 18, 3, 1, brass),
    p.c(0, 2, 1.5, red),
    p.c(-5, 3, 1.1, sky),
    p.c(5, 3, 1.1, sky),
  ],
  tree: (p) => [
    p.r(-1.5, 6, 3, 4, 0, brown),
    p.d('M0-11 5-4H3l4 5H5l3.5 5.500h-17L-5 1h-2l4-5h-2z', fern),
    p.c(-1, -3, 1, red),
    p.c(3, 2, 1, must),
    p.c(-3, 4, 1, red),
  ],
  snow: (p) => [p.l('M0-9V9M-8-4.5 8 4.500M8-4.5-8 4.500M-2.5-7 0-5l2.5-2M-2.5 7 0 5l2.5 2', p.accent, 1.5)],
  leaf: (p) => [
    p.l('M0 10C0 4 0-4 0-9', fern2, 1.3),
    ...[-6, -1, 4].map((y) =>
      p.d(`M0 ${y + 2}c-3 0-6-1-7-5 4-1 7 1 7 5zM0 ${y + 2}c3 0 6-1 7-5-4-1-7 1-7 5z`, fern),
    ),
  ],
  cup: (p) => [
    p.d('M-8-4H6c0 7-3 10-7 10s-7-3-7-10z', p.accent),
    p.l('M6-2c4-1 4 5-1 5', p.accent, 1.5),
    p.e(-1, 7.5, 8, 1.5, p.accent2),
    p.l('M-3-6c-1-1 1-2 0-4M1-6c-1-1 1-2 0-4', p.accent2, 0.9),
  ],
  elephant: (p) => [
    p.d('M-9 8V0c0-5 4-7 8-7h2c5-1 8 2 8 6 0 3 0 5 1 7h-2c-1-2-2-4-2-6l-2 1v7H1V4h-5v4z', p.accent),
    p.d('M2-4c3 0 4 3 2 5-2 0-3-2-2-5z', p.accent2),
    p.c(6.5, -3, 0.7, ink),
  ],
  car: (p) => [
    p.d('M-11 4c0-4 1-5 4-5l2-4h7l4 4c4 0 5 1 5 5z', p.accent),
    p.d('M-4-1-3-4h3v3zM1-4h2l2 3H1z', sky),
    p.c(-6, 4.5, 2.5, ink),
    p.c(6, 4.5, 2.5, ink),
  ],
  robot: (p) => [
    p.r(-6, -8, 12, 7, 1.5, p.accent),
    p.r(-7, 0, 14, 8, 1.5, p.accent2),
    p.c(-2.5, -4.5, 1.3, cream),
    p.c(2.5, -4.5, 1.3, cream),
    p.l('M0-8v-3', ink, 1),
    p.c(0, 4, 1.8, must),
  ],
  crossbones: (p) => [
    p.l('M-8 6 8-6M-8-6 8 6', cream, 3),
    p.c(0, -1, 5, cream),
    p.c(-2, -1, 1.3, ink),
    p.c(2, -1, 1.3, ink),
  ],
  ladybird: (p) => [
    p.c(0, 1, 7.5, red),
    p.d('M-5-5c2-4 8-4 10 0z', ink),
    p.l('M0-5V8', ink, 1),
    ...[
      [-3.5, -1],
      [3.5, -1],
      [-3, 4],
      [3, 4],
    ].map((/** @type {any[]} */ [x, y]) => p.c(x, y, 1.3, ink)),
  ],
  fruit: (p) => [
    p.c(-4, 2, 5, orange),
    p.c(4, 3, 5, must),
    p.c(0, -4, 4.5, red),
    p.d('M0-8c2-3 5-3 6-2-1 3-4 3-6 2z', fern),
  ],
  deer: (p) => [
    p.l('M-3-5C-7-6-8-9-7-11M-5-8l-4 0M3-5c4-1 5-4 4-6M5-8h4', brown, 1.2),
    p.d('M-4-6H4c2 4 1 9-1 13-1 3-5 3-6 0-2-4-3-9-1-13z', p.accent === cream ? wood : p.accent),
    p.c(-1.8, -1, 0.9, ink),
    p.c(1.8, -1, 0.9, ink),
    p.e(0, 7, 2, 1.6, red),
  ],
  house: (p) => [
    p.d('M-10 0 0-9 10 0z', p.accent2),
    p.r(-7.5, 0, 15, 9, 0, p.accent),
    p.r(-2, 3, 4, 6, 0, ink, { opacity: 0.6 }),
    p.r(-6, 2, 3, 3, 0, sky),
    p.r(3, 2, 3, 3, 0, sky),
  ],
  jack: (p) => [
    p.r(-11, -7, 22, 14, 1, sky2),
    p.l('M-11-7 11 7M11-7-11 7', cream, 3, { 'stroke-linecap': 'butt' }),
    p.l('M-11-7 11 7M11-7-11 7', red, 1.2, { 'stroke-linecap': 'butt' }),
    p.l('M0-7V7M-11 0h22', cream, 5, { 'stroke-linecap': 'butt' }),
    p.l('M0-7V7M-11 0h22', red, 2.8, { 'stroke-linecap': 'butt' }),
  ],
  words: (p) => [p.l('M-9-5H9M-6 0H6M-8 5H8', p.accent, 2)],
  feather: (p) => [
    p.d('M-8 9C-8 0-2-9 8-10 9-2 3 5-6 6z', p.accent),
    p.l('M-9 10C-4 3 1-3 6-8', p.accent2, 1),
  ],
  space: (p) => [
    p.c(0, 1, 6.5, p.accent),
    p.e(0, 1, 11, 2.6, 'none', { stroke: must, 'stroke-width': 1.4, transform: 'rotate(-18)' }),
    p.c(-8, -8, 1, must),
    p.c(8, -7, 0.8, cream2),
  ],
  monkey: (p) => [
    p.c(-8, -1, 3, brown),
    p.c(8, -1, 3, brown),
    p.c(0, 0, 8, brown),
    p.e(0, 2.5, 5.5, 5, blush),
    p.c(-2.5, -2, 1.1, ink),
    p.c(2.5, -2, 1.1, ink),
    p.l('M-2.5 4c1.5 1.5 3.5 1.5 5 0', ink, 0.9),
  ],
  tent: (p) => [
    p.d('M0-10 9-3v2H-9v-2z', red),
    p.d('M-9-1H9l1 10h-20z', cream),
    p.d('M-4-1h-5l-1 10h5zM4-1h5l1 10H5z', red),
    p.d('M0-1l3 10h-6z', slate),
    p.d('M0-10v-3l4 1.500z', must),
  ],
  london: (p) => [
    p.r(-9, -7, 18, 14, 2, red),
    p.r(-7.5, -5, 15, 3.5, 0.6, sky),
    p.r(-7.5, 0, 15, 3.5, 0.6, sky),
    p.c(-5, 7, 2.3, ink),
    p.c(5, 7, 2.3, ink),
  ],
  shell: (p) => [
    p.d('M0 9C-8 6-10-1-7-6-5-9-2-8 0-9c2 1 5 0 7 3 3 5 1 12-7 15z', p.accent),
    p.l('M0 8V-8M0 8-5-6M0 8 5-6', p.accent2, 1),
  ],
  fairy: (p) => [
    p.d('M-1-2C-6-9-11-7-10-2c1 3 6 3 9 1zM1-2C6-9 11-7 10-2 9 1 4 1 1-1z', sky, { opacity: 0.8 }),
    p.c(0, -7, 2.8, blush),
    p.d('M0-4 5 7H-5z', plum),
    p.l('M3 1 8-4', brass, 0.9),
    p.c(8, -4, 1.5, must),
  ],
  sun: (p) => [
    p.c(0, 0, 5, must),
    p.l(
      'M0-10v2.500M0 7.500V10M-10 0h2.500M7.5 0H10M-7-7l1.8 1.800M7-7 5.2-5.200M-7 7l1.8-1.800M7 7 5.2 5.2',
      must,
      1.6,
    ),
  ],
  fish: (p) => [
    p.d('M-10 0c3-6 10-7 14-1l6-4v10L4 1C0 7-7 6-10 0z', teal),
    p.c(-5.5, -1, 0.9, ink),
    p.d('M-1-2c2 1 2 3 0 4z', dim),
  ],
};
