/**
 * Drawings for paper, pens and wrapping.
 */
import { tone } from './tone.js';

/** @import {Draw} from './paint.js' */

const {
  red,
  cream,
  cream2,
  fern,
  sky,
  slate,
  blush,
  must,
  brass,
  ink,
  silver,
  silver2,
  wood,
  wood2,
  plum,
  dim,
  lit,
} = tone;

/** @type {Record<string, Draw>} */
export const paper = {
  notebook: (p) => [
    p.shadow(58, 182),
    p.r(48, 26, 112, 150, 6, cream2),
    p.r(44, 24, 112, 150, 6, cream),
    p.r(40, 22, 112, 150, 6, p.fill),
    p.r(40, 22, 20, 150, 6, p.dark),
    p.r(76, 56, 60, 44, 3, cream),
    p.stamp(106, 78, 1.9, 'words'),
    p.l('M144 22v150', dim, 8, { 'stroke-linecap': 'butt' }),
  ],
  sketchbook: (p) => [
    p.shadow(62, 178),
    p.r(38, 40, 124, 134, 5, p.fill),
    p.d('M136 40h21a5 5 0 0 1 5 5v124a5 5 0 0 1-5 5h-21z', dim),
    ...[54, 74, 94, 114, 134].map((x) => p.l(`M${x} 28v22`, silver2, 5)),
    p.pattern ? p.r(64, 84, 72, 52, 4, cream) : '',
    p.pattern ? p.stamp(100, 111, 2, 'bird') : p.emblem(100, 111, 3.6, 'bird'),
  ],
  album: (p) => [
    p.shadow(66, 174),
    p.r(34, 40, 136, 128, 6, cream),
    p.r(28, 36, 136, 128, 8, p.fill),
    p.r(28, 36, 24, 128, 6, p.dark),
    p.r(72, 66, 74, 60, 3, cream),
    p.r(79, 73, 60, 46, 1, sky),
    p.d('M79 108l18-18 14 12 10-8 18 14v11H79z', fern),
    p.c(124, 84, 6, must),
  ],
  pencils: (p) => [
    p.shadow(44, 182),
    ...[
      [66, 66, red],
      [84, 50, must],
      [102, 60, sky],
      [120, 44, fern],
      [136, 64, p.dark],
    ]
      .map((/** @type {any[]} */ [x, y, colour]) => [
        p.r(x - 8, y, 16, 70, 0, colour),
        p.r(x, y, 8, 70, 0, dim),
        p.d(`M${x - 8} ${y}l8-22 8 22z`, wood),
        p.d(`M${x - 3} ${y - 14}l3-8 3 8z`, colour),
      ])
      .flat(),
    p.r(52, 104, 96, 74, 8, p.fill),
    p.d('M126 104h14a8 8 0 0 1 8 8v58a8 8 0 0 1-8 8h-18c6-24 6-50 4-74z', dim),
    p.e(100, 104, 48, 6, p.dark),
    p.pattern ? '' : p.emblem(96, 142, 2, 'star'),
  ],
  pencilTube: (p) => [
    p.shadow(62, 172),
    p.g(
      'rotate(-18 100 100)',
      p.r(24, 64, 124, 40, 8, p.fill),
      p.r(24, 84, 124, 20, 8, dim),
      p.e(24, 84, 7, 20, p.dark),
      p.r(138, 64, 40, 40, 6, p.dark),
    ),
    ...[
      [52, red],
      [76, must],
      [100, fern],
      [124, sky],
    ].map((/** @type {any[]} */ [x, colour], at) =>
      p.g(
        `rotate(-18 ${x} 150)`,
        p.r(x - 20, 138 + at * 4, 66, 9, 1, colour),
        p.d(`M${x + 46} ${138 + at * 4}l16 4.5-16 4.5z`, wood),
      ),
    ),
  ],
  pencil: (p) => [
    p.shadow(56, 170),
    p.g(
      'rotate(-36 100 100)',
      p.r(10, 84, 16, 32, 6, blush),
      p.r(24, 84, 14, 32, 0, silver),
      p.r(38, 84, 108, 32, 0, p.fill),
      p.r(38, 104, 108, 12, 0, dim),
      p.d('M146 84l44 16-44 16z', wood),
      p.d('M176 95l14 5-14 5z', ink),
    ),
  ],
  pen: (p) => [
    p.shadow(56, 172),
    p.g(
      'rotate(-36 100 100)',
      p.r(18, 88, 122, 24, 12, p.fill),
      p.r(18, 100, 122, 12, 6, dim),
      p.d('M140 88l30 12-30 12z', silver),
      p.r(30, 82, 54, 7, 3, silver2),
      p.d('M168 98l12 2-12 2z', ink),
    ),
    p.emblem(56, 62, 2.4),
  ],
  quill: (p) => [
    p.shadow(50, 180),
    p.d('M176 14C120 18 78 56 64 112l10 10c56-6 96-50 102-108z', p.main),
    p.d('M176 14c-44 30-78 66-108 112l6 6 8-10c46-12 90-52 94-108z', p.dark),
    p.l('M172 18C120 60 78 112 52 172', cream, 4),
    p.d('M52 162l12 4-16 16z', ink),
    p.d('M24 150h52l8 30H16z', slate),
  ],
  card: (p) => [
    p.shadow(66, 176),
    p.r(66, 72, 112, 84, 3, cream2, { transform: 'rotate(7 122 114)' }),
    p.d('M66 72l56 46 56-46', 'none', {
      stroke: p.dark,
      'stroke-width': 3,
      transform: 'rotate(7 122 114)',
      opacity: 0.6,
    }),
    p.r(32, 30, 98, 134, 3, dim, { transform: 'rotate(-4 81 97) translate(4 3)' }),
    p.g(
      'rotate(-4 81 97)',
      p.r(32, 30, 98, 134, 3, p.pattern ? p.fill : cream),
      p.pattern ? p.r(48, 54, 66, 66, 33, cream) : p.r(40, 38, 82, 118, 2, p.main, { opacity: 0.28 }),
      p.stamp(81, 88, p.pattern ? 2.2 : 3.4, 'heart'),
      p.l('M54 138h54', p.dark, 4),
    ),
  ],
  playingCards: (p) => [
    p.shadow(60, 178),
    p.r(54, 42, 88, 126, 8, p.fill, { transform: 'rotate(-16 98 105)' }),
    p.r(54, 42, 88, 126, 8, cream2, { transform: 'rotate(-3 98 105)' }),
    p.g(
      'rotate(10 104 105)',
      p.r(60, 40, 88, 126, 8, cream),
      p.r(60, 40, 88, 126, 8, 'none', { stroke: dim, 'stroke-width': 2 }),
      p.stamp(104, 102, 3, 'heart'),
      p.d(
        'M70 60c-3-2-4-3-4-5 0-3 3-3 4-1 1-2 4-2 4 1 0 2-1 3-4 5zM138 146c-3-2-4-3-4-5 0-3 3-3 4-1 1-2 4-2 4 1 0 2-1 3-4 5z',
        red,
      ),
    ),
  ],
  stickers: (p) => [
    p.shadow(60, 178),
    p.r(40, 24, 120, 150, 5, cream2, { transform: 'rotate(4 100 100)' }),
    p.r(40, 24, 120, 150, 5, cream),
    ...[
      [72, 56, p.main],
      [128, 56, p.accent2],
      [72, 104, must],
      [128, 104, fern],
      [72, 150, sky],
      [128, 150, p.dark],
    ].map((/** @type {any[]} */ [x, y, colour]) => p.c(x, y, 20, colour, { opacity: 0.35 })),
    ...[
      [72, 56],
      [128, 56],
      [72, 104],
      [128, 104],
      [72, 150],
      [128, 150],
    ].map((/** @type {any[]} */ [x, y], at) =>
      p.stamp(x, y, 1.5, ['star', 'heart', 'flower', 'butterfly', 'bird', 'cake'][at]),
    ),
    p.d('M160 150l-24 24h24z', dim),
  ],
  magnets: (p) => [
    p.shadow(62, 176),
    ...[
      [62, 62],
      [138, 62],
      [62, 138],
      [138, 138],
    ]
      .map((/** @type {any[]} */ [x, y], at) => [
        p.c(x + 2, y + 3, 34, dim),
        p.c(x, y, 34, at % 3 ? (p.pattern ? p.small : p.light) : p.fill),
        p.c(x, y, 34, 'none', { stroke: p.dark, 'stroke-width': 3 }),
        p.pattern && !(at % 3) ? '' : p.emblem(x, y, 2, ['heart', 'flower', 'star', 'bird'][at]),
      ])
      .flat(),
  ],
  rubber: (p) => [
    p.shadow(60, 166),
    p.g(
      'rotate(-14 100 110)',
      p.r(34, 74, 132, 70, 12, cream),
      p.d('M34 86a12 12 0 0 1 12-12h70v70H46a12 12 0 0 1-12-12z', p.fill),
      p.r(34, 122, 132, 22, 10, dim),
      p.emblem(76, 108, 2.4, 'dinosaur'),
    ),
    p.c(46, 162, 4, p.main),
    p.c(60, 168, 3, p.main),
  ],
  ruler: (p) => [
    p.g(
      'rotate(-30 100 100)',
      p.r(4, 78, 192, 44, 5, p.pattern ? p.fill : p.body),
      p.l(
        'M16 78v14M32 78v9M48 78v14M64 78v9M80 78v14M96 78v9M112 78v14M128 78v9M144 78v14M160 78v9M176 78v14',
        ink,
        2.5,
      ),
      p.emblem(60, 106, 1),
      p.emblem(130, 106, 1),
    ),
  ],
  calendar: (p) => [
    p.shadow(58, 178),
    p.r(36, 34, 128, 140, 6, cream),
    p.r(36, 34, 128, 46, 6, p.fill),
    ...[60, 86, 114, 140].map((x) => p.l(`M${x} 24v20`, silver2, 6)),
    ...[0, 1, 2, 3]
      .map((row) =>
        [0, 1, 2, 3, 4].map((column) =>
          p.r(48 + column * 22, 90 + row * 20, 15, 13, 2, (row * 5 + column) % 7 === 3 ? p.main : cream2),
        ),
      )
      .flat(),
  ],
  stamp: (p) => [
    p.shadow(56, 172),
    p.d('M80 40a20 20 0 1 1 40 0c0 22-10 28-8 52H88c2-24-8-30-8-52z', wood),
    p.r(50, 90, 100, 40, 6, wood2),
    p.r(50, 124, 100, 16, 2, p.main),
    p.e(100, 164, 50, 6, p.main, { opacity: 0.4 }),
    p.emblem(100, 108, 1.4, 'star'),
  ],
  crayons: (p) => [
    p.shadow(52, 180),
    ...[
      [62, red],
      [80, must],
      [98, fern],
      [116, sky],
      [134, plum],
    ]
      .map((/** @type {any[]} */ [x, colour], at) => [
        p.r(x - 8, 50 + (at % 2) * 8, 16, 70, 2, colour),
        p.d(`M${x - 6} ${50 + (at % 2) * 8}l3-14h6l3 14z`, colour),
      ])
      .flat(),
    p.r(46, 82, 104, 96, 4, p.fill),
    p.d('M46 82c20 26 84 26 104 0v10c-20 26-84 26-104 0z', p.dark),
    p.r(66, 122, 64, 38, 3, cream),
    p.stamp(98, 141, 1.6, 'elephant'),
  ],
  chalk: (p) => [
    p.shadow(66, 168),
    ...[
      [36, 60, p.main],
      [58, 92, cream],
      [50, 124, sky],
    ]
      .map((/** @type {any[]} */ [x, y, colour]) => [
        p.r(x, y, 104, 24, 10, colour),
        p.r(x, y + 12, 104, 12, 6, dim),
        p.e(x + 104, y + 12, 6, 12, lit),
      ])
      .flat(),
  ],
  clips: (p) => [
    p.l('M6 60q94 34 188 0', brass, 3),
    ...[
      [40, p.main],
      [80, must],
      [120, fern],
      [160, p.dark],
    ]
      .map((/** @type {any[]} */ [x, colour], at) => [
        p.d(`M${x - 9} ${62 + (at % 3) * 3}h18l5 70h-28z`, wood),
        p.d(`M${x} ${62 + (at % 3) * 3}h9l5 70h-14z`, wood2),
        p.l(`M${x - 12} ${92 + (at % 3) * 3}h24`, silver2, 5),
        p.c(x, 78 + (at % 3) * 3, 9, colour),
      ])
      .flat(),
  ],
  wrap: (p) => [
    p.shadow(66, 176),
    p.g(
      'rotate(-28 100 100)',
      p.r(10, 62, 160, 34, 10, p.light),
      p.r(10, 82, 160, 14, 8, dim),
      p.e(170, 79, 8, 17, cream2),
      p.r(24, 98, 160, 44, 12, p.fill),
      p.r(24, 124, 160, 18, 10, dim),
      p.e(184, 120, 10, 22, cream),
      p.e(184, 120, 5, 12, cream2),
    ),
  ],
  ribbonReel: (p) => [
    p.shadow(60, 176),
    p.d('M148 140c20 10 30 22 44 20v18c-22 2-40-10-54-20z', p.fill),
    p.c(96, 104, 68, p.dark),
    p.c(96, 104, 60, p.fill),
    p.c(96, 104, 60, 'none', { stroke: dim, 'stroke-width': 10 }),
    p.c(96, 104, 26, cream),
    p.c(96, 104, 10, p.dark),
    p.l('M70 104h8M114 104h8', p.dark, 3),
  ],
  ribbons: (p) => [
    p.shadow(68, 172),
    ...[
      [40, p.main],
      [70, p.light],
      [100, p.accent2],
      [130, p.dark],
      [160, p.accent],
    ]
      .map((/** @type {any[]} */ [x, colour]) => [
        p.r(x - 13, 60, 26, 108, 11, colour),
        p.r(x, 60, 13, 108, 8, dim),
        p.e(x, 64, 13, 6, cream2),
        p.c(x, 64, 3, ink),
      ])
      .flat(),
  ],
  tag: (p) => [
    p.l('M100 10c-14 16 10 22 0 38', brass, 3),
    p.d('M100 26l44 40v98a12 12 0 0 1-12 12H68a12 12 0 0 1-12-12V66z', p.fill),
    p.d('M100 26l44 40v98a12 12 0 0 1-12 12h-20c10-50 8-104-12-150z', dim),
    p.c(100, 58, 9, 'var(--p-ground)'),
    p.c(100, 58, 11, 'none', { stroke: p.dark, 'stroke-width': 4 }),
    p.pattern ? p.r(70, 92, 60, 60, 4, cream) : '',
    p.pattern ? p.stamp(100, 122, 2.4, 'heart') : p.emblem(100, 122, 2.4, 'heart'),
  ],
  giftBox: (p) => [
    p.shadow(64, 176),
    p.r(38, 88, 124, 86, 5, p.fill),
    p.r(138, 88, 24, 86, 4, dim),
    p.r(30, 66, 140, 30, 5, p.fill),
    p.r(30, 88, 140, 8, 0, dim),
    p.r(88, 66, 24, 108, 0, p.pattern ? cream : p.light),
    p.d(
      'M100 66C84 36 54 30 50 46c-4 14 24 20 50 20zM100 66c16-30 46-36 50-20 4 14-24 20-50 20z',
      p.pattern ? cream : p.light,
    ),
    p.d('M100 66C90 48 70 42 66 50c-2 8 16 14 34 16zM100 66c10-18 30-24 34-16 2 8-16 14-34 16z', dim),
    p.r(90, 56, 20, 16, 5, p.dark),
  ],
  giftBag: (p) => [
    p.shadow(54, 178),
    p.l('M76 60c0-44 48-44 48 0', p.dark, 5),
    p.d('M46 58h108l6 110a8 8 0 0 1-8 8H48a8 8 0 0 1-8-8z', p.fill),
    p.d('M128 58h26l6 110a8 8 0 0 1-8 8h-24c6-36 6-78 0-118z', dim),
    p.d('M46 58h108l.6 12H45.4z', p.dark),
    p.pattern ? '' : p.emblem(96, 122, 4, 'star'),
    p.d('M142 72l18 10-6 22-20-10z', cream),
  ],
  tape: (p) => [
    p.shadow(66, 174),
    ...[
      [70, 86, p.main, p.dark],
      [128, 96, p.accent2, p.accent],
      [96, 130, must, brass],
    ]
      .map((/** @type {any[]} */ [x, y, colour, shade], at) => [
        p.c(x, y, 40, at ? colour : p.fill),
        p.c(x, y, 40, 'none', { stroke: shade, 'stroke-width': 4 }),
        p.c(x, y, 22, 'var(--p-ground)'),
        p.c(x, y, 22, 'none', { stroke: wood, 'stroke-width': 5 }),
      ])
      .flat(),
  ],
  letterRack: (p) => [
    p.shadow(64, 174),
    p.r(48, 40, 96, 66, 2, cream, { transform: 'rotate(-5 96 73)' }),
    p.d('M46 44l48 34 46-42', 'none', { stroke: cream2, 'stroke-width': 3 }),
    p.r(60, 56, 92, 60, 2, sky, { transform: 'rotate(4 106 86)' }),
    p.d('M30 86c30-10 110-10 140 0v74a10 10 0 0 1-10 10H40a10 10 0 0 1-10-10z', p.pattern ? p.fill : p.body),
    p.d('M146 82c10 1 18 2 24 4v74a10 10 0 0 1-10 10h-22c8-28 10-58 8-88z', dim),
    p.emblem(96, 130, 2.6, 'heart'),
  ],
  blocks: (p) => [
    p.shadow(68, 172),
    ...[
      [34, 104, p.fill, 'A'],
      [104, 104, p.light, 'B'],
      [68, 38, p.accent2, 'C'],
    ]
      .map((/** @type {any[]} */ [x, y, fill, sign]) => [
        p.r(x, y, 64, 64, 6, fill),
        p.r(x + 8, y + 8, 48, 48, 4, cream),
        p.text(x + 32, y + 46, 40, sign, p.main === cream ? red : p.main),
      ])
      .flat(),
  ],
  envelope: (p) => [
    p.shadow(66, 164),
    p.r(28, 56, 144, 100, 5, p.pattern ? p.fill : cream),
    p.d('M28 60l72 56 72-56v-2a4 4 0 0 0-4-2H32a4 4 0 0 0-4 2z', p.dark, { opacity: p.pattern ? 1 : 0.35 }),
    p.l('M28 152l52-48M172 152l-52-48', p.dark, 2.5, { opacity: 0.5 }),
    p.c(100, 112, 16, red),
    p.stamp(100, 112, 1),
  ],
  postcards: (p) => [
    p.shadow(66, 168),
    p.r(40, 52, 126, 88, 3, p.light, { transform: 'rotate(8 103 96)' }),
    p.r(36, 60, 126, 88, 3, p.dark, { transform: 'rotate(-6 99 104)' }),
    p.r(36, 58, 128, 90, 3, cream),
    p.r(42, 64, 60, 78, 0, p.pattern ? p.small : sky),
    p.pattern ? '' : p.stamp(72, 102, 2.4, 'london'),
    p.r(138, 66, 18, 22, 0, red),
    p.l('M112 104h44M112 116h44M112 128h34', ink, 2, { opacity: 0.5 }),
  ],
  jigsaw: (p) => [
    p.shadow(66, 178),
    p.r(34, 34, 136, 136, 8, dim, { transform: 'translate(4 5)' }),
    p.r(32, 32, 136, 136, 8, p.pattern ? p.fill : p.main),
    p.pattern ? '' : p.emblem(100, 100, 5, 'rabbit'),
    p.l(
      'M32 78h20c-6-14 20-14 14 0h40c-6 14 20 14 14 0h48M32 124h34c-6 14 20 14 14 0h36c-6-14 20-14 14 0h38',
      cream,
      3,
    ),
    p.l(
      'M78 32v20c14-6 14 20 0 14v44c-14-6-14 20 0 14v44M122 32v30c-14-6-14 20 0 14v36c14-6 14 20 0 14v42',
      cream,
      3,
    ),
  ],
  game: (p) => [
    p.shadow(68, 172),
    p.r(28, 50, 144, 108, 6, p.fill),
    p.r(28, 140, 144, 20, 4, p.dark),
    p.r(44, 64, 112, 62, 4, cream),
    ...[0, 1, 2, 3, 4, 5].map((x) =>
      p.r(50 + x * 17, x % 2 ? 70 : 87, 17, 17, 0, p.main === cream ? red : p.main),
    ),
    ...[0, 1, 2, 3, 4, 5].map((x) => p.r(50 + x * 17, 104, 17, 17, 0, x % 2 ? fern : must)),
    p.r(118, 128, 26, 26, 5, cream, { transform: 'rotate(14 131 141)' }),
    p.c(126, 136, 2.5, ink),
    p.c(136, 146, 2.5, ink),
    p.c(131, 141, 2.5, ink),
  ],
};
