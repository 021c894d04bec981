/**
 * Drawings for what is carried and worn.
 */
import { tone } from './tone.js';

/** @import {Draw} from './paint.js' */

const { red, cream, cream2, blush, must, brass, silver, silver2, wood, glass, dim, lit } = tone;

/** @type {Record<string, Draw>} */
export const wear = {
  bag: (p) => [
    p.shadow(66, 176),
    p.l('M70 74c0-34 9-50 30-50s30 16 30 50', p.dark, 6),
    p.d('M40 70h120l8 98a7 7 0 0 1-7 8H39a7 7 0 0 1-7-8z', p.fill),
    p.d('M134 70h26l8 98a7 7 0 0 1-7 8h-26c6-36 6-72-1-106z', dim),
    p.d('M40 70h120l1 12H39z', p.dark),
    p.l('M70 82V70M130 82V70', p.light, 3),
    p.pattern ? '' : p.emblem(98, 128, 4, 'flower'),
  ],
  lunchBag: (p) => [
    p.shadow(46, 174),
    p.l('M82 46c0-14 36-14 36 0', p.dark, 5),
    p.d('M58 74h84l6 92a7 7 0 0 1-7 8H59a7 7 0 0 1-7-8z', p.fill),
    p.d('M60 46h80a4 4 0 0 1 4 4l2 34H54l2-34a4 4 0 0 1 4-4z', p.small),
    p.d('M122 46h18a4 4 0 0 1 4 4l4 116a7 7 0 0 1-7 8h-20c6-44 8-90 1-128z', dim),
    p.d('M54 84h92v5H54z', p.dark, { opacity: 0.65 }),
    p.r(86, 74, 28, 18, 2, cream),
    p.l('M92 83h16', brass, 3),
    p.pattern ? '' : p.emblem(98, 132, 3.2, 'flower'),
  ],
  tote: (p) => [
    p.shadow(54, 180),
    p.l('M72 72V40c0-28 56-28 56 0v32', p.dark, 8),
    p.d('M42 64h116v106a10 10 0 0 1-10 10H52a10 10 0 0 1-10-10z', p.fill),
    p.d('M134 64h24v106a10 10 0 0 1-10 10h-20c8-38 10-78 6-116z', dim),
    p.l('M46 74h108', p.light, 2.5, { 'stroke-dasharray': '5 5', opacity: 0.8 }),
    p.pattern ? '' : p.emblem(98, 126, 4.4, 'heart'),
  ],
  handbag: (p) => [
    p.shadow(62, 172),
    p.l('M66 82c0-58 68-58 68 0', p.dark, 8),
    p.d('M46 80h108c8 0 12 4 14 12l8 64a14 14 0 0 1-14 16H38a14 14 0 0 1-14-16l8-64c2-8 6-12 14-12z', p.fill),
    p.d('M134 80h20c8 0 12 4 14 12l8 64a14 14 0 0 1-14 16h-28c8-30 8-62 0-92z', dim),
    p.r(40, 72, 120, 16, 8, brass),
    p.c(100, 72, 8, brass),
    p.pattern ? '' : p.emblem(98, 128, 3.4, 'flower'),
  ],
  purse: (p) => [
    p.shadow(54, 172),
    p.d('M40 80c-20 16-24 50-8 74 8 12 24 18 68 18s60-6 68-18c16-24 12-58-8-74z', p.fill),
    p.d('M140 80h20c20 16 24 50 8 74-8 12-22 17-52 18 26-22 34-58 24-92z', dim),
    p.d('M36 82c4-26 28-38 64-38s60 12 64 38z', 'none', { stroke: brass, 'stroke-width': 9 }),
    p.d('M40 80c6-20 28-30 60-30s54 10 60 30z', p.dark),
    p.c(92, 38, 9, brass),
    p.c(110, 38, 9, brass),
    p.pattern ? '' : p.emblem(98, 124, 3, 'heart'),
  ],
  wallet: (p) => [
    p.shadow(64, 166),
    p.r(28, 60, 144, 102, 10, p.dark),
    p.r(28, 56, 144, 96, 10, p.fill),
    p.r(28, 116, 144, 36, 8, dim),
    p.d('M172 86h-34a18 18 0 0 0 0 36h34z', p.dark),
    p.c(140, 104, 7, brass),
    p.l('M38 66h124', p.light, 2.5, { 'stroke-dasharray': '5 5', opacity: 0.7 }),
    p.pattern ? '' : p.emblem(80, 104, 2.8, 'heart'),
  ],
  washbag: (p) => [
    p.shadow(66, 168),
    p.d(
      'M44 70h112c12 0 20 8 22 20l4 56a18 18 0 0 1-18 20H36a18 18 0 0 1-18-20l4-56c2-12 10-20 22-20z',
      p.fill,
    ),
    p.d('M134 70h22c12 0 20 8 22 20l4 56a18 18 0 0 1-18 20h-34c10-32 12-66 4-96z', dim),
    p.l('M40 72h120', p.dark, 8),
    p.r(148, 66, 30, 12, 5, brass),
    p.pattern ? '' : p.emblem(96, 122, 3.2, 'flower'),
  ],
  suitcase: (p) => [
    p.shadow(70, 176),
    p.l('M78 58V40a8 8 0 0 1 8-8h28a8 8 0 0 1 8 8v18', p.dark, 7),
    p.r(26, 56, 148, 116, 12, p.fill),
    p.r(140, 56, 34, 116, 12, dim),
    p.r(48, 56, 12, 116, 0, p.dark),
    p.r(140, 56, 12, 116, 0, p.dark),
    p.r(44, 78, 20, 14, 3, brass),
    p.r(136, 78, 20, 14, 3, brass),
    p.pattern ? '' : p.emblem(100, 120, 3.2, 'london'),
  ],
  luggageTag: (p) => [
    p.l('M100 8c-22 18 18 26 0 44', p.dark, 7),
    p.d('M70 34h60l20 26v102a12 12 0 0 1-12 12H62a12 12 0 0 1-12-12V60z', p.fill),
    p.d('M124 34h6l20 26v102a12 12 0 0 1-12 12h-16c10-46 10-96 2-140z', dim),
    p.r(84, 46, 32, 10, 5, p.dark),
    p.r(66, 84, 68, 66, 5, cream),
    p.stamp(100, 106, 1.7, 'london'),
    p.l('M76 138h48', p.dark, 4),
  ],
  passport: (p) => [
    p.shadow(50, 180),
    p.r(54, 28, 100, 148, 6, cream),
    p.r(46, 24, 102, 150, 8, p.fill),
    p.r(46, 24, 16, 150, 6, p.dark),
    p.pattern ? p.r(76, 62, 56, 72, 4, cream) : '',
    p.pattern ? p.stamp(104, 90, 2.2, 'crown') : p.emblem(104, 90, 2.2, 'crown'),
    p.l('M84 124h40', p.pattern ? p.dark : p.light, 5),
  ],
  backpack: (p) => [
    p.shadow(52, 180),
    p.l('M84 36c0-22 32-22 32 0', p.dark, 7),
    p.d('M44 88c0-40 24-56 56-56s56 16 56 56v76a14 14 0 0 1-14 14H58a14 14 0 0 1-14-14z', p.fill),
    p.d('M128 38c18 8 28 24 28 50v76a14 14 0 0 1-14 14h-18c10-46 14-100 4-140z', dim),
    p.r(58, 104, 84, 58, 12, p.dark),
    p.r(64, 110, 72, 46, 9, p.pattern ? p.small : p.light),
    p.r(92, 92, 16, 28, 4, brass),
    p.emblem(100, 138, 1.6),
  ],
  umbrella: (p) => [
    p.l('M100 20v132c0 30-34 30-34 6', wood, 7),
    p.d(
      'M12 104C14 50 56 24 100 24s86 26 88 80c-14-14-30-14-44 0-14-14-30-14-44 0-14-14-30-14-44 0-14-14-30-14-44 0z',
      p.fill,
    ),
    p.d('M100 24c30 16 44 46 44 80 14-14 30-14 44 0-2-54-44-80-88-80z', dim),
    p.l('M100 24C74 44 58 70 56 104M100 24c26 20 42 46 44 80M100 24v80', p.dark, 2, { opacity: 0.6 }),
    p.l('M100 12v12', brass, 5),
  ],
  sleepMask: (p) => [
    p.l('M26 96C6 90 6 120 22 124M174 96c20-6 20 24 4 28', p.dark, 5),
    p.d(
      'M24 84c20-20 56-20 76-6 20-14 56-14 76 6 8 30-8 58-36 58-18 0-30-14-40-22-10 8-22 22-40 22-28 0-44-28-36-58z',
      p.fill,
    ),
    p.l('M48 104c8 12 26 12 34 0M118 104c8 12 26 12 34 0', p.pattern ? p.dark : p.light, 4),
  ],
  necklace: (p) => [
    p.d('M36 20c-14 90 20 132 64 132s78-42 64-132', 'none', { stroke: p.body, 'stroke-width': 3 }),
    ...[
      [37, 60],
      [46, 92],
      [62, 118],
      [82, 136],
      [118, 136],
      [138, 118],
      [154, 92],
      [163, 60],
    ]
      .map((/** @type {any[]} */ [x, y], at) => [
        p.c(x, y, 7 + (at % 2) * 2, at % 2 ? p.main : p.light),
        p.c(x - 2, y - 2, 2, lit),
      ])
      .flat(),
    p.l('M100 150v8', p.body, 3),
    p.d('M100 156l16 16-16 18-16-18z', p.main),
    p.d('M100 156l16 16-16 18z', p.dark),
  ],
  pendant: (p) => [
    p.d('M30 14c0 60 40 90 70 110 30-20 70-50 70-110', 'none', { stroke: p.body, 'stroke-width': 3 }),
    p.c(100, 122, 6, 'none', { stroke: p.body, 'stroke-width': 4 }),
    p.g(
      'translate(100 154) scale(3.2)',
      p.d(
        'M0 9C-7 4-10-1-10-5c0-4 3-5.5 5-5.5 2.5 0 4 1.5 5 4 1-2.5 2.5-4 5-4 2 0 5 1.5 5 5.5 0 4-3 9-10 14z',
        p.main,
      ),
      p.d('M0 9C7 4 10-1 10-5c0-3-1.5-5-3.5-5.500C8-4 5 3 0 9z', p.dark),
      p.l('M-7-4c0-2 1-3 2.5-3', lit, 1.4),
    ),
  ],
  bracelet: (p) => [
    p.shadow(70, 158),
    p.e(100, 104, 72, 44, 'none', { stroke: p.body, 'stroke-width': 5 }),
    ...Array.from({ length: 18 }, (_, at) => {
      const turn = (at / 18) * 2 * Math.PI;
      const [x, y] = [Math.round(100 + 72 * Math.cos(turn)), Math.round(104 + 44 * Math.sin(turn))];
      return [p.c(x, y, 10, [p.main, p.light, p.dark][at % 3]), p.c(x - 3, y - 3, 3, lit)];
    }).flat(),
  ],
  bangle: (p) => [
    p.shadow(66, 166),
    p.e(100, 104, 72, 54, p.dark),
    p.e(100, 98, 72, 54, p.pattern ? p.fill : p.main),
    p.e(100, 96, 52, 36, 'var(--p-ground)'),
    p.d('M48 96c4 24 26 38 52 38s48-14 52-38c2 30-22 46-52 46s-54-16-52-46z', p.dark),
    p.l('M40 80c8-18 26-28 44-32', lit, 5),
  ],
  earrings: (p) => [
    ...[60, 140]
      .map((x) => [
        p.l(`M${x} 52c-14-2-14-30 4-28 8 2 8 14 0 16`, p.body, 4),
        p.c(x, 62, 10, p.light),
        p.l(`M${x} 72v12`, p.body, 3),
        p.d(`M${x} 84c14 24 26 40 26 58a26 26 0 0 1-52 0c0-18 12-34 26-58z`, p.main),
        p.d(`M${x} 84c14 24 26 40 26 58a26 26 0 0 1-22 26c8-24 6-56-4-84z`, p.dark),
        p.l(`M${x - 12} 142c0-8 4-14 8-20`, lit, 5),
      ])
      .flat(),
  ],
  hoops: (p) => [
    ...[58, 142]
      .map((x) => [
        p.l(`M${x} 46c-12-2-12-26 4-24`, p.body, 4),
        p.c(x, 104, 40, 'none', { stroke: p.body, 'stroke-width': 6 }),
        p.c(x, 64, 6, p.main),
        ...[40, 65, 90, 115, 140].map((turn) =>
          p.c(
            Math.round(x + 40 * Math.cos((turn * Math.PI) / 180)),
            Math.round(104 + 40 * Math.sin((turn * Math.PI) / 180)),
            7,
            turn % 2 ? p.light : p.main,
          ),
        ),
      ])
      .flat(),
  ],
  ring: (p) => [
    p.shadow(46, 178),
    p.c(100, 124, 50, 'none', { stroke: p.isGold ? must : silver, 'stroke-width': 12 }),
    p.d('M58 150a50 50 0 0 0 84 0l10 6a62 62 0 0 1-104 0z', p.isGold ? brass : silver2),
    p.d('M70 40h60l20 22-50 50-50-50z', p.main),
    p.d('M70 40l30 72 30-72 20 22-50 50-50-50z', p.dark, { opacity: 0.6 }),
    p.d('M70 40h60l-30 22z', lit),
  ],
  brooch: (p) => [
    p.shadow(40, 176),
    ...[0, 45, 90, 135, 180, 225, 270, 315].map((turn) =>
      p.e(100, 56, 18, 34, turn % 90 ? p.light : p.fill, { transform: `rotate(${turn} 100 98)` }),
    ),
    p.c(100, 98, 24, p.dark),
    p.c(100, 98, 14, must),
    p.c(95, 93, 4, lit),
  ],
  hairClip: (p) => [
    p.shadow(64, 156),
    p.g(
      'rotate(-14 100 100)',
      p.r(20, 106, 160, 18, 9, p.bodyDark),
      p.r(20, 96, 160, 16, 8, p.body),
      p.g(
        'translate(70 88) scale(3.4)',
        ...[0, 72, 144, 216, 288].map((turn) => p.e(0, -7, 5, 7, p.main, { transform: `rotate(${turn})` })),
        p.c(0, 0, 4, must),
      ),
      p.g(
        'translate(136 92) scale(2.2)',
        ...[0, 72, 144, 216, 288].map((turn) => p.e(0, -7, 5, 7, p.light, { transform: `rotate(${turn})` })),
        p.c(0, 0, 4, p.dark),
      ),
    ),
  ],
  hairBand: (p) => [
    p.d('M34 166C14 20 186 20 166 166', 'none', {
      stroke: p.dark,
      'stroke-width': 18,
      'stroke-linecap': 'round',
    }),
    p.d('M34 166C14 20 186 20 166 166', 'none', {
      stroke: p.main,
      'stroke-width': 12,
      'stroke-linecap': 'round',
    }),
    p.d(
      'M134 60C118 34 92 36 94 54c2 14 26 18 40 6zM134 60c10-28 38-28 40-12 2 16-22 22-40 12z',
      p.pattern ? p.small : p.light,
    ),
    p.c(134, 60, 9, p.dark),
  ],
  tiara: (p) => [
    p.d('M20 150c50-24 110-24 160 0l-4 14c-50-20-102-20-152 0z', p.body),
    p.l('M28 146 44 84l30 46 26-86 26 86 30-46 16 62', p.body, 6),
    ...[
      [44, 80, 7],
      [100, 40, 10],
      [156, 80, 7],
      [74, 132, 6],
      [126, 132, 6],
      [100, 106, 9],
    ]
      .map((/** @type {any[]} */ [x, y, r]) => [p.c(x, y, r, p.main), p.c(x - 2, y - 2, r / 3, lit)])
      .flat(),
  ],
  charm: (p) => [
    p.l('M100 44v20', silver2, 4),
    p.c(100, 28, 18, 'none', { stroke: silver, 'stroke-width': 7 }),
    ...[
      [76, 96],
      [124, 92],
      [100, 140],
    ]
      .map((/** @type {any[]} */ [x, y], at) => [
        p.l(`M100 62 ${x} ${y - 20}`, silver2, 3),
        p.emblem(x, y, 2.4, ['heart', 'star', 'flower'][at]),
      ])
      .flat(),
    p.c(86, 70, 6, p.main),
    p.c(116, 72, 6, p.light),
  ],
  beads: (p) => [
    p.shadow(60, 172),
    p.d('M44 60h112v102a10 10 0 0 1-10 10H54a10 10 0 0 1-10-10z', glass),
    ...Array.from({ length: 22 }, (_, at) =>
      p.c(
        58 + ((at * 41) % 86),
        84 + ((at * 31) % 76),
        9,
        [p.main, p.light, p.dark, p.accent2, must][at % 5],
      ),
    ),
    p.r(38, 44, 124, 20, 6, p.dark),
    p.d('M52 70h8v90h-8z', lit),
  ],
  scarf: (p) => [
    p.shadow(50, 182),
    p.d('M56 30c30 18 58 18 88 0 12 14 12 34 0 46-30 16-58 16-88 0-12-12-12-32 0-46z', p.fill),
    p.d('M108 80h40l12 88h-40z', p.fill),
    p.d('M132 80h16l12 88h-20z', dim),
    p.d('M58 74l28 12-8 78H42z', p.fill),
    p.l('M120 170v12M132 170v12M144 170v12M156 170v12M46 166v12M58 166v12M70 166v12', p.dark, 4),
  ],
  hat: (p) => [
    p.shadow(70, 162),
    p.e(100, 138, 86, 24, p.dark),
    p.e(100, 132, 86, 24, p.fill),
    p.d('M52 130c-4-60 18-84 48-84s52 24 48 84c-24 14-72 14-96 0z', p.fill),
    p.d('M51 112c28 14 70 14 98 0l-1 18c-24 14-72 14-96 0z', p.light === cream ? red : p.light),
  ],
  slippers: (p) => [
    p.shadow(72, 170),
    ...[
      [54, 0],
      [136, 6],
    ].map((/** @type {any[]} */ [x, y]) =>
      p.g(
        `translate(${x} ${y})`,
        p.e(0, 112, 34, 60, cream2),
        p.d('M-34 112c0-60 68-60 68 0 0 16-68 16-68 0z', p.fill),
        p.c(0, 84, 9, p.light),
      ),
    ),
  ],
  poncho: (p) => [
    p.shadow(60, 182),
    p.d('M76 40c0-30 48-30 48 0 4 6 6 12 8 16l44 112c-40 16-112 16-152 0L68 56c2-4 4-10 8-16z', p.fill),
    p.d('M124 40c4 6 6 12 8 16l44 112c-14 6-32 9-50 11 8-50 8-100-2-139z', dim),
    p.d('M82 46c0-22 36-22 36 0 0 10-8 18-18 18s-18-8-18-18z', blush),
    p.c(100, 92, 4, p.light),
    p.c(100, 116, 4, p.light),
  ],
  bib: (p) => [
    p.d('M60 30c0 40 80 40 80 0 40 20 44 80 20 118-20 30-100 30-120 0-24-38-20-98 20-118z', p.fill),
    p.d('M60 30c0 40 80 40 80 0', 'none', { stroke: p.dark, 'stroke-width': 6 }),
    p.l('M60 30 44 14M140 30l16-16', p.dark, 5),
    p.pattern ? p.c(100, 120, 30, cream) : '',
    p.pattern ? p.stamp(100, 120, 2.6, 'rabbit') : p.emblem(100, 120, 2.6, 'rabbit'),
  ],
  glasses: (p) => [
    p.shadow(70, 150),
    p.l('M34 96C20 80 14 66 12 54M166 96c14-16 20-30 22-42', p.dark, 6),
    p.c(62, 110, 32, p.main, { opacity: 0.55 }),
    p.c(138, 110, 32, p.main, { opacity: 0.55 }),
    p.c(62, 110, 32, 'none', { stroke: p.dark, 'stroke-width': 8 }),
    p.c(138, 110, 32, 'none', { stroke: p.dark, 'stroke-width': 8 }),
    p.l('M94 104c4-6 8-6 12 0', p.dark, 7),
    p.l('M46 104c2-8 8-12 14-12M122 104c2-8 8-12 14-12', lit, 5),
  ],
  badges: (p) => [
    p.shadow(60, 174),
    ...[
      [66, 70, p.fill],
      [138, 66, p.light],
      [72, 140, p.accent2],
      [142, 138, p.small],
    ]
      .map((/** @type {any[]} */ [x, y, fill], at) => [
        p.c(x + 2, y + 3, 32, dim),
        p.c(x, y, 32, fill),
        p.emblem(x, y, 2, ['star', 'heart', 'flower', 'star'][at]),
        p.l(`M${x - 20} ${y - 12}c4-8 10-10 16-12`, lit, 4),
      ])
      .flat(),
  ],
  warmer: (p) => [
    p.shadow(54, 168),
    p.g(
      'translate(100 102) scale(7)',
      p.d(
        'M0 9C-7 4-10-1-10-5c0-4 3-5.5 5-5.5 2.5 0 4 1.5 5 4 1-2.5 2.5-4 5-4 2 0 5 1.5 5 5.5 0 4-3 9-10 14z',
        p.main,
      ),
    ),
    p.d('M0 9C7 4 10-1 10-5c0-3-1.5-5-3.5-5.5C8-4 5 3 0 9z', dim, {
      transform: 'translate(100 102) scale(7)',
    }),
    p.l('M52 66c2-14 10-20 22-20', lit, 8),
    p.pattern ? p.emblem(98, 100, 3) : p.c(100, 100, 13, silver),
    p.pattern ? '' : p.c(100, 100, 9, silver2),
  ],
};
