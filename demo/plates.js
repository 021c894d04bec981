/**
 * Draws a picture for any product of the shop, from its name, category and tags alone. Pure: the same product gives
 * the same drawing, as markup on the server and as nodes in the browser. The data have no photographs.
 */
import { garden } from './plates/garden.js';
import { home } from './plates/home.js';
import { kitchen } from './plates/kitchen.js';
import { createPaint } from './plates/paint.js';
import { paper } from './plates/paper.js';
import { party } from './plates/party.js';
import { play } from './plates/play.js';
import { categoryDrawings, drawingRules, emblemRules, patternRules } from './plates/rules.js';
import { schemes, tone } from './plates/tone.js';
import { wear } from './plates/wear.js';

/** @import {Draw, H} from './plates/paint.js' */

/**
 * What a drawing needs to know, as the shop and the widget's slate call it. The data's tags are words of the name, and
 * a slate does not bring them: the name alone decides, so that both draw the same.
 * @typedef {object} Drawable
 * @property {string} [code]
 * @property {string} [id]
 * @property {string} [name]
 * @property {string} [title]
 * @property {string} category
 */

/** @type {Record<string, Draw>} */
export const drawings = { ...kitchen, ...home, ...garden, ...paper, ...party, ...wear, ...play };

/** Two backgrounds for each category; the product's code takes one. */
/** @type {Record<string, string>} */
const tints = {
  'Kitchen & dining': 'bd',
  'Stationery & cards': 'ea',
  'Clocks & storage': 'da',
  'Candles & scent': 'fc',
  'Wall & signs': 'ad',
  'Bags & travel': 'ca',
  'Home accents': 'eb',
  'Jewellery & hair': 'ec',
  'Tea & coffee': 'bf',
  Christmas: 'bd',
  'Hanging & decorations': 'dc',
  'Soft furnishing': 'ae',
  'Garden & outdoor': 'bf',
  'Party & bunting': 'fd',
  'Baking & cake': 'ca',
  'Kids & toys': 'df',
  'Gift wrap & ribbon': 'fe',
  'Craft & sewing': 'ec',
  'Easter & spring': 'fb',
  Lighting: 'ad',
  'Bath & body': 'db',
};

/** What a product is coloured when its name says nothing. */
const usual = ['red', 'green', 'blue', 'yellow', 'pink', 'turquoise', 'sky', 'purple', 'blush', 'orange'];

/** What has a colour of its own, unless its name gives another. */
/** @type {Record<string, keyof typeof schemes>} */
const natural = {
  chick: 'yellow',
  hen: 'brown',
  bunny: 'blush',
  teddy: 'brown',
  owl: 'brown',
  tree: 'green',
  wreath: 'green',
  toadstool: 'red',
  pumpkin: 'orange',
  basket: 'wood',
  dinosaur: 'green',
  lovebirds: 'white',
  angel: 'white',
  doily: 'white',
  seeds: 'green',
  marker: 'green',
  tape: 'blush',
  cakestand: 'white',
  tins: 'red',
};

/** The cloth a thing usually has, where its name says nothing. */
/** @type {Record<string, string>} */
const usualPattern = {
  jam: 'gingham',
  basket: 'gingham',
  bunting: 'polka',
  throw: 'gingham',
  cakeCases: 'stripe',
};

/** Patterns that would only repeat the shape they are on. */
/** @type {Record<string, RegExp>} */
const ownShape = {
  hearts: /^(hearts|heartHang|heartHolder|heartBox|slateHeart|warmer)$/,
  stars: /^starHang$/,
  'of:rabbit': /^bunny$/,
  'of:bird': /^(bird|lovebirds|birdhouse|robin|hen|chick)$/,
  'of:owl': /^owl$/,
  'of:butterfly': /^butterfly$/,
  'of:toadstool': /^(toadstool|nightLight)$/,
  'of:doll': /^(doll|babushka)$/,
  'of:dinosaur': /^dinosaur$/,
  'of:rocket': /^(rocket|robot)$/,
  'of:car': /^car$/,
  'of:cake': /^(cupcakes|cakeCases|lowStand|birthdayCandles|tins|cakestand)$/,
};

/** Colours in names that carry no tag. */
/** @type {[RegExp, string][]} */
const colourWords = [
  [/\bmint|eau de nile|aqua\b/, 'turquoise'],
  [/\blavender|lilac|amethyst|violet|plum|grape/, 'purple'],
  [/\bchocolate|choc\b|coffee|mocha|bronze|amber/, 'brown'],
  [/\bpeach|apricot|coral/, 'blush'],
  [/\bvanilla|lemon|banana|butter|honey/, 'yellow'],
  [/\bnatural|clear|crystal|diamante|frosted|zinc|steel/, 'silver'],
  [/\bolive|emerald|jade|lime|fern\b/, 'green'],
  [/\bruby|cherry|strawberry|christmas|poppy/, 'red'],
  [/\bdenim|navy|sapphire|ocean|sea\b/, 'blue'],
  [/\bsky\b/, 'sky'],
  [/\bslate\b|smok/, 'slate'],
  [/\bskulls?\b|pirate/, 'black'],
  [/\bspace ?boy/, 'sky'],
  [/\bdolly girl/, 'pink'],
  [/\bcircus/, 'red'],
  [/\bwoodland/, 'green'],
];

/** @type {Record<string, [string, string, string]>} a material's colour, its shade, its lighter side */
const materials = {
  wood: [tone.wood, tone.wood2, tone.cream2],
  metal: [tone.silver, tone.silver2, tone.cream],
  zinc: [tone.silver, tone.silver2, tone.cream],
  wicker: [tone.wood, tone.wood2, tone.cream2],
  slate: [tone.slate, tone.ink, tone.silver],
  enamel: [tone.cream, tone.cream2, tone.cream],
  porcelain: [tone.cream, tone.cream2, tone.cream],
};

/**
 * A number from a text, for choices that must look accidental and never change (FNV-1a).
 * @param {string} text
 */
const hash = (text) => {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return (value ^ (value >>> 13)) >>> 0;
};

/**
 * @template T
 * @param {[RegExp, T][]} rules
 * @param {string} text
 */
const firstMatch = (rules, text) => rules.find(([pattern]) => pattern.test(text))?.[1];

/** Names of schemes that in a product's name mean something else: a material, a pale pink, the sky. */
const notColours = new Set(['wood', 'slate', 'sky', 'blush']);

/** @type {[RegExp, string][]} */
const materialWords = [
  [/\bslate\b/, 'slate'],
  [/\bwicker|rattan/, 'wicker'],
  [/\bglass\b/, 'glass'],
  [/\bcrystal\b/, 'crystal'],
  [/\bzinc\b/, 'zinc'],
  [/\benamel\b/, 'enamel'],
  [/\bporcelain\b/, 'porcelain'],
  [/\bwood(en)?\b/, 'wood'],
  [/\bmetal\b/, 'metal'],
];

/** @param {Drawable} product */
const describe = (product) => {
  const name = (product.name ?? product.title ?? '').toLowerCase();
  const words = name.match(/[a-z]+/g) ?? [];
  const key = product.code ?? product.id ?? name;
  return {
    name,
    colours: [...new Set(words.filter((word) => Object.hasOwn(schemes, word) && !notColours.has(word)))],
    material: firstMatch(materialWords, name) ?? '',
    key,
    number: hash(`${key} ${name}`),
    category: product.category,
  };
};

/** @typedef {ReturnType<typeof describe>} Described */

/** @param {Described} product */
const drawingNameOf = ({ name, number, category }) => {
  const named = firstMatch(drawingRules, name);
  if (named) return named;
  const choices = categoryDrawings[category] ?? ['giftBox'];
  return choices[number % choices.length];
};

/** @param {Described} product @param {string} drawing @returns {(keyof typeof schemes)[]} */
const colourNames = ({ name, colours, material, number }, drawing) => {
  const word = firstMatch(colourWords, name);
  const own = colours.length ? colours : word ? [word] : [];
  if (!own.length && (material === 'metal' || material === 'zinc')) own.push('silver');
  if (!own.length && (material === 'wood' || material === 'wicker')) own.push('wood');
  if (!own.length && material === 'slate') own.push('slate');
  if (!own.length) own.push(natural[drawing] ?? usual[number % usual.length]);
  return /** @type {(keyof typeof schemes)[]} */ (own);
};

/** @param {Described} product @param {string} drawing */
const patternOf = ({ name, material }, drawing) => {
  if (material === 'wicker') return 'weave';
  const found = firstMatch(patternRules, name);
  return (found && !ownShape[found]?.test(drawing) ? found : usualPattern[drawing]) ?? null;
};

/** @param {Described} product @param {string} drawing */
const lookOf = (product, drawing) => {
  const { name, number } = product;
  const [first, second] = colourNames(product, drawing);
  const [main, dark, light] = schemes[first];
  const other = /** @type {keyof typeof schemes} */ (second ?? usual[(number >>> 8) % usual.length]);
  const apart = schemes[other][0] === main ? 'yellow' : other;
  const pale = main === tone.cream || main === tone.silver;
  const accent = schemes[pale ? (apart === 'sky' ? 'blue' : apart) : apart];
  return {
    main,
    dark,
    light: second ? schemes[second][0] : light,
    accent: pale ? accent[0] : tone.cream,
    accent2: accent[0] === main ? tone.must : pale ? accent[1] : accent[0],
    pattern: patternOf(product, drawing),
    emblem: firstMatch(emblemRules, name) ?? null,
  };
};

/**
 * @param {Drawable} product
 * @returns {string} the class of the product's background, `a` to `f`
 */
export const tintOf = (product) => {
  const { number, colours } = describe(product);
  const [first, second] = tints[product.category] ?? 'ab';
  const taken = number % 5 < 3 ? first : second;
  const isPale = ['white', 'cream', 'ivory'].includes(colours[0]);
  if (isPale && (taken === 'a' || taken === 'f'))
    return taken === first ? second.replace('a', 'd') : first.replace('a', 'd');
  return taken;
};

/**
 * @param {Drawable} product
 * @returns {string} which drawing the product gets
 */
export const drawingOf = (product) => drawingNameOf(describe(product));

/** @param {Described} product @param {string} drawing what is written on letters and blocks */
const lettering = ({ name }, drawing) => {
  if (drawing === 'blockLetters')
    return (/\b(home|love|noel|bath|peace|joy|hope|xmas|baby)\b/.exec(name)?.[1] ?? 'HOME').toUpperCase();
  if (drawing === 'sign') return /\b(?:sign|number) (?:no )?(\d)\b/.exec(name)?.[1] ?? '';
  const [, own] =
    /(?:letter|number|alphabet|font|tile)[^a-z0-9]+([a-z0-9])\b/.exec(name) ??
    /"([a-z0-9])"/.exec(name) ??
    / (\d)$/.exec(name) ??
    [];
  return (own ?? name.replace(/[^a-z]/g, '')[0] ?? 'a').toUpperCase();
};

/**
 * Draws a product.
 * @param {Drawable} product
 * @param {H} h makes one SVG element: markup or a node
 * @param {string} [scope] tells two drawings of one product on one page apart
 */
export const plate = (product, h, scope = '') => {
  const described = describe(product);
  const name = drawingNameOf(described);
  const look = lookOf(described, name);
  const { colours, material } = described;
  // Painted wood and metal show their paint.
  const bare = colours.length && material !== 'slate' && material !== 'wicker' ? '' : material;
  const [body, bodyDark, bodyLight] = materials[bare] ?? [look.main, look.dark, look.light];
  const paint = createPaint(h, look, `p-${described.key.replace(/[^\w-]/g, '')}${scope && `-${scope}`}`);
  const marks = drawings[name](
    Object.assign(paint, {
      body,
      bodyDark,
      bodyLight,
      isGlass: material === 'glass' || material === 'crystal',
      isMetal: material === 'metal' || material === 'zinc',
      isMirror: described.name.includes('mirror'),
      isGreen: look.main === tone.fern || !colours.length,
      isBrown: !colours.length,
      isGold: colours.includes('gold'),
    }),
    lettering(described, name),
  );
  return h(
    'svg',
    { viewBox: '0 0 200 200', 'aria-hidden': 'true', focusable: 'false' },
    paint.patterns.length ? h('defs', {}, ...paint.patterns) : '',
    ...marks,
  );
};
