/**
 * Drawings for feasts and seasons.
 */
import { tone } from './tone.js';

/** @import {Draw} from './paint.js' */

const { red, cream, cream2, fern, fern2, sky, blush, must, brass, ink, wood, wood2, brown, dim, lit } = tone;

const flame = 'M0-16c7 8 7 18 0 22-7-4-7-14 0-22z';

/** @type {Record<string, Draw>} */
export const party = {
  bunting: (p) => [
    p.l('M4 50q96 44 192 0', brass, 3),
    p.d('M12 54l34 14-12 44z', p.small),
    p.d('M49 69l36 6-14 44z', p.light === cream ? sky : p.light),
    p.d('M88 75l36-1-16 46z', p.accent2),
    p.d('M127 74l32-8-8 46z', p.small),
    p.d('M162 65l30-14-2 46z', must),
    p.l('M4 128q96 40 192 0', brass, 3),
    p.d('M14 132l32 12-12 36z', must),
    p.d('M50 145l34 4-14 36z', p.small),
    p.d('M88 149l34-1-16 38z', p.main === p.accent2 ? fern : p.dark),
    p.d('M126 147l32-8-9 38z', p.light === cream ? sky : p.light),
    p.d('M161 138l28-11-3 38z', p.accent2),
  ],
  balloons: (p) => [
    p.l('M66 112c10 30 24 46 34 74M134 104c-8 34-26 52-34 82M100 84c4 40-4 70 0 102', ink, 1.5),
    p.d('M66 30c26 0 38 20 38 42 0 24-20 42-38 42S28 96 28 72c0-22 12-42 38-42z', p.fill),
    p.d('M134 22c26 0 38 20 38 42 0 24-20 42-38 42S96 88 96 64c0-22 12-42 38-42z', p.accent2),
    p.d(
      'M100 6c22 0 34 18 34 38 0 22-18 40-34 40S66 66 66 44c0-20 12-38 34-38z',
      p.light === cream ? must : p.light,
    ),
    p.d('M44 52c4-8 10-12 16-12M114 42c4-8 10-12 16-12', 'none', {
      stroke: lit,
      'stroke-width': 6,
      'stroke-linecap': 'round',
    }),
    p.d('M60 114h12l-6-6zM128 106h12l-6-6z', p.dark),
  ],
  garland: (p) => [
    p.l('M6 44q94 76 188 0', brass, 3),
    ...[
      [18, 54],
      [50, 74],
      [84, 84],
      [118, 84],
      [152, 73],
      [184, 52],
    ].map((/** @type {any[]} */ [x, y], at) =>
      p.g(
        `translate(${x} ${y + 18}) scale(1.9)`,
        ...[p.emblem(0, 0, 1, ['heart', 'star', 'heart', 'star', 'heart', 'star'][at])],
      ),
    ),
    p.l('M14 120q86 66 172 0', brass, 3),
    ...[
      [30, 134],
      [66, 152],
      [100, 156],
      [136, 150],
      [170, 132],
    ].map((/** @type {any[]} */ [x, y], at) =>
      p.c(x, y + 10, 12, [p.main, p.accent2, must, p.light, p.dark][at]),
    ),
  ],
  paperChain: (p) => [
    p.g(
      'translate(8 8) scale(.92)',
      ...[
        [24, 60],
        [54, 84],
        [86, 98],
        [120, 98],
        [152, 84],
        [180, 60],
      ].map((/** @type {any[]} */ [x, y], at) =>
        p.e(x, y, 22, 14, 'none', {
          stroke: at % 2 ? p.light : p.fill,
          'stroke-width': 10,
          transform: `rotate(${[40, 30, 10, -10, -30, -40][at]} ${x} ${y})`,
        }),
      ),
      ...[
        [40, 132],
        [72, 152],
        [106, 158],
        [140, 150],
        [168, 130],
      ].map((/** @type {any[]} */ [x, y], at) =>
        p.e(x, y, 20, 13, 'none', {
          stroke: at % 2 ? p.accent2 : p.main,
          'stroke-width': 9,
          transform: `rotate(${[35, 20, 0, -20, -35][at]} ${x} ${y})`,
        }),
      ),
    ),
  ],
  honeycomb: (p) => [
    p.l('M100 6v30', brass, 2.5),
    p.c(100, 106, 70, p.main),
    ...[-52, -34, -16, 0, 16, 34, 52].map((x) =>
      p.d(`M100 36C${100 + x * 1.8} 60 ${100 + x * 1.8} 152 100 176`, 'none', {
        stroke: p.dark,
        'stroke-width': 2.5,
        opacity: 0.7,
      }),
    ),
    ...[60, 84, 108, 132, 154].map((y) =>
      p.l(
        `M${100 - Math.sqrt(4900 - (y - 106) ** 2)} ${y}q${Math.sqrt(4900 - (y - 106) ** 2)} 14 ${2 * Math.sqrt(4900 - (y - 106) ** 2)} 0`,
        p.light,
        2,
        { opacity: 0.6 },
      ),
    ),
    p.d('M140 50a70 70 0 0 1-40 126c36-30 48-84 40-126z', dim),
  ],
  cups: (p) => [
    p.shadow(66, 176),
    p.d('M90 48h86l-12 120a7 7 0 0 1-7 6h-48a7 7 0 0 1-7-6z', p.light),
    p.d('M24 56h92l-12 112a7 7 0 0 1-7 6H43a7 7 0 0 1-7-6z', p.fill),
    p.d('M94 56h22l-12 112a7 7 0 0 1-7 6H80c8-36 13-76 14-118z', dim),
    p.e(70, 56, 46, 7, cream),
    p.e(133, 48, 43, 6, cream2),
    p.pattern ? '' : p.emblem(66, 114, 2.6, 'star'),
  ],
  plates: (p) => [
    p.shadow(66, 176),
    p.c(112, 106, 68, p.dark),
    p.c(104, 102, 68, cream2),
    p.c(96, 98, 68, p.fill),
    p.c(96, 98, 46, 'none', { stroke: p.dark, 'stroke-width': 3, opacity: 0.5 }),
    p.pattern ? '' : p.emblem(96, 98, 3.6, 'cake'),
  ],
  partyBag: (p) => [
    p.shadow(48, 180),
    p.d('M58 44l10 8 10-8 11 8 11-8 11 8 11-8 10 8 10-8 4 126a8 8 0 0 1-8 8H62a8 8 0 0 1-8-8z', p.fill),
    p.d('M122 44l10 8 10-8 4 126a8 8 0 0 1-8 8h-22c8-40 10-90 6-134z', dim),
    p.c(98, 116, 30, cream),
    p.stamp(98, 116, 2.4, 'cake'),
  ],
  cone: (p) => [
    p.shadow(50, 180),
    p.d('M100 22l52 142c-26 14-78 14-104 0z', p.fill),
    p.d('M100 22l52 142c-10 6-24 9-38 10 8-50 2-104-14-152z', dim),
    p.l('M48 164c26 14 78 14 104 0', p.light, 7),
    p.c(100, 22, 12, p.accent2),
    p.pattern ? '' : p.emblem(96, 122, 2.4, 'star'),
  ],
  confetti: (p) => [
    p.shadow(34, 182),
    p.r(74, 92, 52, 88, 6, tone.glass),
    ...Array.from({ length: 26 }, (_, at) =>
      p.c(82 + ((at * 37) % 38), 104 + ((at * 53) % 68), 4.5, [p.main, cream, p.accent2, must][at % 4]),
    ),
    p.r(70, 82, 60, 14, 5, p.dark),
    ...Array.from({ length: 16 }, (_, at) =>
      p.r(24 + ((at * 47) % 150), 14 + ((at * 29) % 58), 9, 6, 1, [p.main, p.accent2, must, sky][at % 4], {
        transform: `rotate(${at * 40} ${24 + ((at * 47) % 150)} ${14 + ((at * 29) % 58)})`,
      }),
    ),
  ],
  doily: (p) => [
    ...[0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330].map((turn) =>
      p.c(100, 28, 20, p.main, { transform: `rotate(${turn} 100 100)` }),
    ),
    p.c(100, 100, 74, p.main),
    ...[0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330].map((turn) =>
      p.g(
        `rotate(${turn} 100 100)`,
        p.c(100, 26, 7, 'var(--p-ground)'),
        p.e(100, 54, 5, 11, 'var(--p-ground)'),
      ),
    ),
    p.c(100, 100, 34, 'none', { stroke: p.dark, 'stroke-width': 3, opacity: 0.5 }),
    p.emblem(100, 100, 2.2),
  ],
  flag: (p) => [
    p.r(28, 14, 8, 172, 4, wood),
    p.c(32, 14, 8, must),
    p.d('M36 34c40-16 60 16 136 0v88c-76 16-96-16-136 0z', p.fill),
    p.d('M120 42c16 1 32-2 52-8v88c-20 6-36 9-52 8 8-28 8-60 0-88z', dim),
  ],
  invites: (p) => [
    p.shadow(64, 172),
    p.r(48, 38, 110, 130, 4, cream2, { transform: 'rotate(6 103 103)' }),
    p.r(42, 34, 112, 132, 4, p.fill),
    p.r(54, 46, 88, 108, 3, cream),
    p.stamp(98, 84, 3, 'cake'),
    p.l('M68 124h60M76 138h44', p.dark, 4),
  ],
  birthdayCandles: (p) => [
    p.shadow(64, 178),
    p.d('M34 112h132v52c0 8-28 14-66 14s-66-6-66-14z', p.fill),
    p.d(
      'M34 112c0-8 28-14 66-14s66 6 66 14c0 14-10 22-16 22s-8-10-16-10-10 14-18 14-8-12-16-12-10 12-18 12-8-12-16-12-8 10-16 10-16-10-16-24z',
      cream,
    ),
    ...[
      [62, p.main],
      [88, must],
      [114, sky],
      [140, p.accent2],
    ]
      .map((/** @type {any[]} */ [x, colour]) => [
        p.r(x - 4, 62, 8, 44, 2, colour),
        p.l(`M${x - 4} 76l8-6M${x - 4} 90l8-6`, cream, 2.5),
        p.d(flame, must, { transform: `translate(${x} 50) scale(.7)` }),
      ])
      .flat(),
  ],
  bauble: (p) => [
    p.l('M100 6v26', brass, 3),
    p.r(86, 30, 28, 18, 4, must),
    p.c(100, 112, 66, p.fill),
    p.d('M138 58a66 66 0 0 1-38 120c36-26 46-82 38-120z', dim),
    p.pattern
      ? ''
      : p.d('M36 100c40 20 88 20 128 0 2 8 2 16 0 24-40 20-88 20-128 0-2-8-2-16 0-24z', p.light, {
          opacity: 0.9,
        }),
    p.pattern ? '' : p.emblem(98, 116, 2, 'snow'),
    p.d('M58 92c4-16 14-26 28-30', 'none', { stroke: lit, 'stroke-width': 8, 'stroke-linecap': 'round' }),
  ],
  tree: (p) => [
    p.shadow(50, 182),
    p.r(90, 156, 20, 24, 2, brown),
    p.d('M100 18l38 48h-18l34 44h-20l38 48H28l38-48H46l34-44H62z', p.isGreen ? fern : p.main),
    p.d('M100 18l38 48h-18l34 44h-20l38 48h-54c10-44 4-96-18-140z', dim),
    p.d('M0-10 2.9-3.5 10-3 4.6 1.7 6.3 8.8 0 5-6.3 8.8-4.6 1.7-10-3-2.9-3.500z', must, {
      transform: 'translate(100 18) scale(1.3)',
    }),
    ...[
      [86, 66, red],
      [116, 92, must],
      [80, 106, cream],
      [104, 128, red],
      [134, 140, cream],
      [66, 144, must],
    ].map((/** @type {any[]} */ [x, y, colour]) => p.c(x, y, 6.5, colour)),
  ],
  stocking: (p) => [
    p.l('M82 10c-16 2-16 20 0 22', brass, 4),
    p.d('M64 52h68v68c18 4 40 14 42 36 0 16-12 24-28 24-40 0-82-10-82-44z', p.fill),
    p.d('M116 52h16v68c18 4 40 14 42 36 0 16-12 24-28 24h-20c20-10 10-30-8-44-6-24-6-54-2-84z', dim),
    p.r(54, 26, 88, 34, 10, cream),
    p.d('M150 132c14 6 24 12 24 24 0 16-12 24-28 24h-4c14-12 16-30 8-48z', p.light),
    p.pattern ? '' : p.emblem(94, 100, 2.4, 'snow'),
  ],
  starHang: (p) => [
    p.l('M100 4v22', brass, 3),
    p.d('M100 24l23 50 55 6-41 37 11 54-48-27-48 27 11-54L22 80l55-6z', p.fill),
    p.d('M100 24l23 50 55 6-41 37 11 54-48-27z', dim),
    p.pattern ? '' : p.emblem(100, 104, 2.2, 'snow'),
  ],
  heartHang: (p) => [
    p.l('M100 6v36', brass, 3),
    p.d(
      'M100 176C52 142 24 112 24 80c0-24 18-40 40-40 16 0 28 9 36 24 8-15 20-24 36-24 22 0 40 16 40 40 0 32-28 62-76 96z',
      p.fill,
    ),
    p.d('M146 42c18 4 30 19 30 38 0 32-28 62-76 96 44-44 56-92 46-134z', dim),
    p.l('M48 76c2-10 10-16 20-16', lit, 7),
    p.pattern ? '' : p.emblem(100, 104, 2.6, 'flower'),
  ],
  hearts: (p) => [
    p.l('M100 4v20', brass, 3),
    ...[
      [100, 46, 2.5, p.fill],
      [100, 98, 2.9, p.light],
      [100, 154, 2.5, p.small],
    ].map((/** @type {any[]} */ [x, y, s, fill]) =>
      p.g(
        `translate(${x} ${y}) scale(${s})`,
        p.d(
          'M0 9C-7 4-10-1-10-5c0-4 3-5.5 5-5.5 2.5 0 4 1.5 5 4 1-2.5 2.5-4 5-4 2 0 5 1.5 5 5.5 0 4-3 9-10 14z',
          fill,
          { stroke: p.dark, 'stroke-width': 0.8 },
        ),
      ),
    ),
    p.l('M100 70v2M100 124v6', brass, 3),
  ],
  deer: (p) => [
    p.shadow(54, 180),
    p.l('M74 52C50 46 44 30 48 14M62 40 44 34M126 52c24-6 30-22 26-38M138 40l18-6', wood2, 6),
    p.d('M68 60h64c10 30 6 62-6 90-8 20-44 20-52 0-12-28-16-60-6-90z', p.isBrown ? wood : p.fill),
    p.d('M68 66 40 76c4 14 18 18 30 12zM132 66l28 10c-4 14-18 18-30 12z', p.isBrown ? wood2 : p.dark),
    p.c(84, 92, 6, ink),
    p.c(116, 92, 6, ink),
    p.c(100, 142, 16, red),
    p.e(95, 136, 5, 3, lit),
    p.d('M60 168c20-10 60-10 80 0l-6 12H66z', fern),
  ],
  snowman: (p) => [
    p.shadow(52, 184),
    p.c(100, 132, 50, cream),
    p.c(100, 70, 34, cream),
    p.d('M132 96a50 50 0 0 1-32 86c28-20 36-54 32-86zM124 46a34 34 0 0 1-24 58c18-14 26-36 24-58z', cream2),
    p.r(70, 36, 60, 8, 3, ink),
    p.r(78, 8, 44, 30, 3, ink),
    p.r(78, 28, 44, 8, 0, p.main),
    p.c(88, 66, 4, ink),
    p.c(112, 66, 4, ink),
    p.d('M98 76l26 6-26 4z', must),
    p.d(
      'M68 96c20 10 44 10 64 0l2 12c-8 4-16 6-24 7l8 32-14 4-8-36c-10 0-20-3-30-7z',
      p.main === cream ? red : p.main,
    ),
    p.c(100, 150, 4, ink),
  ],
  wreath: (p) => [
    p.l('M100 4v26', brass, 3),
    p.c(100, 108, 56, 'none', { stroke: p.main === cream ? wood : fern2, 'stroke-width': 22 }),
    ...[0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330].map((turn, at) =>
      p.g(
        `rotate(${turn} 100 108)`,
        p.d('M100 62c-12 0-20-8-22-20 14-2 24 6 22 20zM100 42c10 0 18 6 20 16-12 2-20-4-20-16z', fern),
        at % 2 ? p.c(100, 52, 6, p.main === cream || p.isGreen ? red : p.main) : '',
      ),
    ),
    p.d(
      'M100 164c-10-16-34-18-36-6-2 10 18 14 36 6zM100 164c10-16 34-18 36-6 2 10-18 14-36 6zM94 164l-14 24h12l8-18 8 18h12l-14-24z',
      p.main === cream || p.isGreen ? red : p.main,
    ),
  ],
  angel: (p) => [
    p.l('M100 4v12', brass, 3),
    p.e(100, 26, 22, 6, 'none', { stroke: must, 'stroke-width': 4 }),
    p.d('M92 92C60 50 20 46 18 78c-1 28 40 40 72 32zM108 92c32-42 72-46 74-14 1 28-40 40-72 32z', cream),
    p.d('M92 92C70 66 40 60 34 80c0 18 30 26 56 24zM108 92c22-26 52-32 58-12 0 18-30 26-56 24z', cream2),
    p.d('M100 78l46 98c-26 8-66 8-92 0z', p.fill),
    p.d('M100 78l46 98c-12 4-26 6-40 6 10-36 8-70-6-104z', dim),
    p.c(100, 58, 22, blush),
    p.d('M78 58c0-30 44-30 44 0-8-10-36-10-44 0z', wood2),
    p.emblem(98, 130, 1.8, 'heart'),
  ],
  bells: (p) => [
    p.l('M100 6v40', brass, 4),
    ...[
      [68, 100, 14],
      [132, 108, -12],
    ].map((/** @type {any[]} */ [x, y, turn]) =>
      p.g(
        `translate(${x} ${y}) rotate(${turn})`,
        p.d(
          'M0-58c30 0 28 40 34 64l12 20h-92l12-20c6-24 4-64 34-64z',
          p.pattern ? p.fill : p.isMetal ? p.body : p.main,
        ),
        p.d('M8-56c20 6 22 42 26 62l12 20H14c8-26 6-56-6-82z', dim),
        p.c(0, 34, 10, p.dark),
        p.r(-48, 20, 96, 9, 4, p.dark),
      ),
    ),
    p.d('M100 50C84 30 60 32 62 46c2 12 22 12 38 4zM100 50c16-20 40-18 38-4-2 12-22 12-38 4z', red),
  ],
  cracker: (p) => [
    p.g(
      'rotate(-22 100 100)',
      p.r(52, 72, 96, 56, 6, p.fill),
      p.r(52, 104, 96, 24, 6, dim),
      p.d(
        'M52 84 10 66l10 17-10 17 10 17-10 17 42-18zM148 84l42-18-10 17 10 17-10 17 10 17-42-18z',
        p.pattern ? p.small : p.main,
      ),
      p.r(46, 80, 10, 40, 4, must),
      p.r(144, 80, 10, 40, 4, must),
      p.emblem(100, 100, 2.2, 'tree'),
    ),
  ],
  candyCane: (p) => [
    p.shadow(40, 184),
    p.l('M84 178V76c0-48 64-48 64 0v10', cream, 22),
    p.l('M84 178V76c0-48 64-48 64 0v10', red, 22, { 'stroke-dasharray': '14 16', 'stroke-linecap': 'butt' }),
    p.d('M84 128c-16-18-40-16-38-2 2 12 24 12 38 2zM84 128c16-18 40-16 38-2-2 12-24 12-38 2z', fern),
    p.c(84, 128, 8, must),
  ],
  advent: (p) => [
    p.shadow(60, 182),
    p.d('M26 86 100 22l74 64z', p.dark),
    p.r(36, 84, 128, 94, 3, p.fill),
    ...[0, 1, 2]
      .map((row) =>
        [0, 1, 2, 3].map((column) => [
          p.r(46 + column * 29, 92 + row * 28, 22, 22, 3, (row + column) % 2 ? cream : must),
          p.c(57 + column * 29, 103 + row * 28, 4, (row + column) % 2 ? red : cream),
        ]),
      )
      .flat(2),
    p.emblem(100, 64, 1.5, 'star'),
  ],
  houses: (p) => [
    p.shadow(70, 180),
    ...[
      [20, 84, 56, p.main, 0],
      [72, 62, 58, p.light === cream ? cream2 : p.light, 0],
      [126, 90, 54, p.accent2, 0],
    ]
      .map((/** @type {any[]} */ [x, y, w, fill]) => [
        p.r(x, y, w, 178 - y, 2, fill),
        p.d(`M${x - 6} ${y}L${x + w / 2} ${y - 36}l${w / 2 + 6} 36z`, p.dark),
        p.r(x + 10, y + 16, 13, 17, 1, must),
        p.r(x + w - 23, y + 16, 13, 17, 1, must),
        p.r(x + w / 2 - 8, 148, 16, 30, 1, brown),
      ])
      .flat(),
    p.d('M10 178c30-8 150-8 180 0v6H10z', cream),
  ],
  robin: (p) => [
    p.shadow(44, 180),
    p.l('M86 150v26M114 150v26', ink, 4),
    p.d('M46 92c0-40 24-60 54-60s54 20 54 60c0 36-24 62-54 62s-54-26-54-62z', p.isBrown ? wood : p.fill),
    p.d('M62 92c0-18 18-30 38-30s38 12 38 30c0 28-16 50-38 50s-38-22-38-50z', red),
    p.d('M74 128c8 10 44 10 52 0-4 18-14 26-26 26s-22-8-26-26z', cream),
    p.c(80, 62, 5, ink),
    p.c(120, 62, 5, ink),
    p.d('M90 70h20l-10 16z', must),
    p.d('M46 92c-14 14-14 40 6 52 2-20 0-36-6-52zM154 92c14 14 14 40-6 52-2-20 0-36 6-52z', wood2),
  ],
  egg: (p) => [
    p.l('M100 4v22', brass, 3),
    p.d('M100 24c40 0 62 52 62 90 0 40-28 64-62 64s-62-24-62-64c0-38 22-90 62-90z', p.fill),
    p.d('M124 32c26 18 38 54 38 82 0 40-28 64-62 64 36-24 46-94 24-146z', dim),
    p.pattern
      ? ''
      : p.d(
          'M40 98c10-10 20 10 30 0s20 10 30 0 20 10 30 0 20 10 30 0c2 8 2 14 1 22-10 8-20-8-30 0s-20-8-30 0-20-8-30 0-20-8-30 0c-2-8-2-14-1-22z',
          p.light,
        ),
    p.l('M64 76c4-12 10-22 18-28', lit, 7),
    p.pattern ? '' : p.emblem(96, 148, 1.6, 'flower'),
  ],
  eggs: (p) => [
    p.shadow(70, 172),
    ...[
      [58, 84, -14, p.fill],
      [144, 86, 14, p.light],
      [100, 76, 0, p.accent2],
    ].map((/** @type {any[]} */ [x, y, turn, fill]) =>
      p.g(
        `translate(${x} ${y}) rotate(${turn})`,
        p.d('M0-46c22 0 34 30 34 50 0 24-16 38-34 38S-34 28-34 4c0-20 12-50 34-50z', fill),
        p.d('M12-42c14 10 22 30 22 46 0 24-16 38-34 38 20-16 24-52 12-84z', dim),
      ),
    ),
    p.d('M14 112h172c-4 38-30 60-86 60s-82-22-86-60z', wood),
    p.l(
      'M22 124l30-10M50 140l30-26M80 156l34-42M112 160l32-46M142 154l24-38M28 138l160-20M44 158l124-30',
      wood2,
      4,
    ),
  ],
  chick: (p) => [
    p.shadow(46, 180),
    p.l('M84 156v20M114 156v20', must, 5),
    p.c(100, 112, 52, p.main === cream ? must : p.main),
    p.c(100, 66, 36, p.main === cream ? must : p.main),
    p.d('M140 82a52 52 0 0 1-40 82c30-22 44-54 40-82z', dim),
    p.c(86, 62, 5, ink),
    p.c(114, 62, 5, ink),
    p.d('M90 72h20l-10 14z', red),
    p.d('M50 106c-16 10-16 30 0 38 6-14 6-26 0-38zM150 106c16 10 16 30 0 38-6-14-6-26 0-38z', p.dark),
    p.l('M100 30c-2-8 2-14 6-16M94 32c-6-6-6-12-4-16', p.dark, 3),
  ],
  bunny: (p) => [
    p.shadow(50, 182),
    p.d('M78 72C62 40 64 8 76 8s22 32 18 62zM122 72c16-32 14-64 2-64s-22 32-18 62z', p.fill),
    p.d('M80 62c-8-20-8-42-2-42s12 22 10 42zM120 62c8-20 8-42 2-42s-12 22-10 42z', blush),
    p.e(100, 142, 46, 40, p.fill),
    p.c(100, 90, 36, p.fill),
    p.d('M130 108c18 14 22 44 6 60-8 8-22 14-36 14 30-16 38-44 30-74z', dim),
    p.e(100, 150, 26, 26, cream, { opacity: 0.75 }),
    p.c(86, 86, 5, ink),
    p.c(114, 86, 5, ink),
    p.d('M92 98h16l-8 9z', p.main === blush ? red : blush),
    p.l('M100 107v6M74 102l-18-4M74 108l-18 4M126 102l18-4M126 108l18 4', ink, 2),
    p.d('M82 120c6-10 14-6 18 2 4-8 12-12 18-2 2 8-10 10-18 6-8 4-20 2-18-6z', p.dark),
  ],
  pumpkin: (p) => [
    p.shadow(60, 174),
    p.d('M94 58c0-14 4-22 14-28l8 6c-6 6-8 12-8 22z', fern2),
    p.e(64, 116, 42, 52, red, { opacity: 0.8 }),
    p.e(136, 116, 42, 52, red, { opacity: 0.8 }),
    p.e(100, 116, 46, 58, must),
    p.d('M78 100l16 14H70zM122 100l8 14h-24zM72 134c18 12 38 12 56 0-8 22-48 22-56 0z', ink),
  ],
  mask: (p) => [
    p.r(150, 84, 7, 100, 3, wood),
    p.d(
      'M20 70c30-20 60-4 80 4 20-8 50-24 80-4 4 34-10 60-40 62-18 0-30-14-40-24-10 10-22 24-40 24-30-2-44-28-40-62z',
      p.fill,
    ),
    p.e(62, 92, 18, 11, 'var(--p-ground)'),
    p.e(138, 92, 18, 11, 'var(--p-ground)'),
    p.d('M100 74c-10-24-34-40-30-60 18 6 30 32 30 60zM100 74c10-24 34-40 30-60-18 6-30 32-30 60z', p.accent2),
  ],
  ghost: (p) => [
    p.shadow(46, 184),
    p.d('M46 176V96c0-84 108-84 108 0v80l-18-12-18 12-18-12-18 12-18-12z', cream),
    p.d('M130 52c16 10 24 26 24 44v80l-18-12-14 10c12-40 14-86 8-122z', cream2),
    p.e(80, 90, 8, 12, ink),
    p.e(118, 90, 8, 12, ink),
    p.e(99, 122, 9, 12, ink),
  ],
};
