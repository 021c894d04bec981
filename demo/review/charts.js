/**
 * Charts as SVG in the page's own styles, on d3's scales and shapes. A table with the same figures stands beside each, so
 * the drawing itself is one picture with one sentence.
 */
import { scaleLinear, scaleLog, scalePoint } from 'd3-scale';
import { area, line } from 'd3-shape';
import { make, svg } from './make.js';
import { figure } from './figures.js';

/** @import {Estimate} from './figures.js' */
/** @typedef {import('./make.js').Attributes} Attributes */
/** @typedef {{label: string, estimate: Estimate}} Point */

const left = 46;
const right = 14;
const ticks = 4;

/** @param {number} x @param {number} y @param {string} words @param {Attributes} [attributes] */
const text = (x, y, words, attributes = {}) => svg('text', { x, y, ...attributes }, words);

const narrow = 480;

/** A title, on a phone without what stands in brackets. @param {string} title @param {number} width */
const brief = (title, width) => (width < narrow ? title.replace(/ \(.*\)$/, '') : title);

/**
 * A chart that is drawn again whenever its room changes.
 * @param {string} label what it shows, in one sentence
 * @param {(width: number) => {height: number, parts: Element[]}} draw
 */
const chart = (label, draw) => {
  const holder = make('div', { class: 'chart' });
  let drawn = 0;
  const redraw = (/** @type {number} */ width) => {
    if (!width || Math.abs(width - drawn) < 1) return;
    drawn = width;
    const { height, parts } = draw(width);
    holder.replaceChildren(
      svg(
        'svg',
        { role: 'img', 'aria-label': label, width, height, viewBox: `0 0 ${width} ${height}` },
        ...parts,
      ),
    );
  };
  // In the next frame: what is drawn while rooms are observed may change rooms.
  new ResizeObserver(([{ contentRect }]) => {
    requestAnimationFrame(() => redraw(Math.floor(contentRect.width)));
  }).observe(holder);
  return holder;
};

/**
 * Title, grid lines and numbers of one panel whose axis starts at zero.
 * @param {{title: string, y: import('d3-scale').ScaleLinear<number, number>, width: number, top: number, digits?: number}} panel
 */
const frame = ({ title, y, width, top, digits = 2 }) => [
  text(0, top - 12, brief(title, width), { class: 'strong' }),
  ...y
    .ticks(ticks)
    .flatMap((tick) => [
      svg('line', { class: tick === 0 ? 'axis' : 'gridl', x1: left, x2: width, y1: y(tick), y2: y(tick) }),
      text(left - 8, y(tick) + 4, tick.toFixed(digits), { 'text-anchor': 'end' }),
    ]),
];

/** @param {number} x @param {(value: number) => number} y @param {Estimate} estimate @param {string} [kind] */
const interval = (x, y, { mean, error }, kind = 'dot') => [
  svg('line', { class: 'err', x1: x, x2: x, y1: y(mean - error), y2: y(mean + error) }),
  svg('circle', { class: kind, cx: x, cy: y(mean), r: 5 }),
];

/** Words of a few to a line. @param {string} words @param {number} room in letters */
const folded = (words, room) => {
  /** @type {string[]} */
  const lines = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};

/**
 * One or more panels over the same few names, each with its interval.
 * @param {{label: string, names: string[], panels: {title: string, height: number, digits?: number, values: Estimate[], show: (value: number) => string, kind?: string, also?: {value: number, text: string}}[]}} given
 */
export const ladder = ({ label, names, panels }) =>
  chart(label, (width) => {
    const x = scalePoint(names, [left, width - right]).padding(0.5);
    const room = Math.max(5, Math.floor((width - left) / names.length / 6.6));
    /** @type {Element[]} */
    const parts = [];
    let top = 30;
    for (const { title, height, digits, values, show, kind, also } of panels) {
      const most = Math.max(...values.map(({ mean, error }) => mean + error), also?.value ?? 0);
      const least = Math.min(0, ...values.map(({ mean, error }) => mean - error));
      // Room for the number above the highest one.
      const above = ((most - least) * 26) / (height - 26);
      const y = scaleLinear([least, most + above], [top + height, top]).nice(ticks);
      parts.push(...frame({ title, y, width, top, digits }));
      if (also)
        parts.push(
          svg('line', { class: 'line2', x1: left, x2: width, y1: y(also.value), y2: y(also.value) }),
          text(width, y(also.value) - 6, also.text, { 'text-anchor': 'end' }),
        );
      values.forEach((estimate, at) => {
        const place = x(names[at]) ?? 0;
        parts.push(
          ...interval(place, y, estimate, kind),
          text(place, y(estimate.mean + estimate.error) - 8, show(estimate.mean), {
            class: 'strong',
            'text-anchor': 'middle',
          }),
        );
      });
      names.forEach((name, at) => {
        folded(name, room).forEach((words, row) =>
          parts.push(
            text(x(names[at]) ?? 0, top + height + 18 + 16 * row, words, { 'text-anchor': 'middle' }),
          ),
        );
      });
      const rows = Math.max(...names.map((name) => folded(name, room).length));
      top += height + 18 + 16 * rows + 30;
    }
    return { height: top - 36, parts };
  });

/**
 * What one thing costs of another: each line joins the same level in several orders of the list.
 * @param {{label: string, x: string, y: string, lines: {name: string, points: {name: string, x: number, y: number}[]}[]}} given
 */
export const frontier = ({ label, x: xTitle, y: yTitle, lines }) =>
  chart(label, (width) => {
    const top = 30;
    const height = 240;
    const side = width > 700 ? 64 : right;
    const points = lines.flatMap((each) => each.points);
    // Between points alone nothing is lost: where they stand is read, not how long something is.
    const x = scaleLinear(
      [Math.floor(5 * Math.min(...points.map((point) => point.x))) / 5, 1],
      [left, width - side],
    );
    const y = scaleLinear([0, Math.max(...points.map((point) => point.y)) * 1.12], [top + height, top]).nice(
      ticks,
    );
    const path = line(
      (/** @type {{x: number, y: number}} */ point) => x(point.x),
      (point) => y(point.y),
    );
    const parts = [
      ...frame({ title: yTitle, y, width, top }),
      ...x
        .ticks(5)
        .map((tick) => text(x(tick), top + height + 18, tick.toFixed(1), { 'text-anchor': 'middle' })),
      text((left + width) / 2, top + height + 40, brief(xTitle, width), {
        'text-anchor': 'middle',
        class: 'strong',
      }),
    ];
    lines.forEach(({ name, points: its }, at) => {
      const first = its[0];
      parts.push(
        svg('path', { class: `line l${at}`, d: path(its) ?? '' }),
        ...its.map((point) => mark(x(point.x), y(point.y), at)),
        width < narrow
          ? text(x(first.x), y(first.y) - 12, name, {
              class: 'strong',
              'text-anchor': x(first.x) > width / 2 ? 'end' : 'start',
            })
          : text(x(first.x) - 10, y(first.y) + 4, name, { class: 'strong', 'text-anchor': 'end' }),
      );
      // Where there is room, the orders of the best line are named.
      if (at === lines.length - 1 && width > 700)
        parts.push(
          ...its.map((point, order) =>
            text(x(point.x), y(point.y) + (order % 2 ? -12 : 22), point.name, { 'text-anchor': 'middle' }),
          ),
        );
    });
    return { height: top + height + 48, parts };
  });

/** A shape for each line, so that no colour is needed. @param {number} x @param {number} y @param {number} at */
const mark = (x, y, at) => {
  const shapes = [
    'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z',
    'M-5 -5H5V5H-5Z',
    'M0 -6L6 5H-6Z',
    'M0 -6.500L6.500 0L0 6.500L-6.500 0Z',
    'M0 6L6 -5H-6Z',
  ];
  return svg('path', {
    class: `mark l${at}`,
    d: shapes[at % shapes.length],
    transform: `translate(${x} ${y})`,
  });
};

/**
 * A figure over how many products are remembered: none, 1 to 100 on a log scale, all; the breaks are drawn.
 * @param {{label: string, title: string, digits?: number, height: number, none: Estimate, all: Estimate, points: {x: number, estimate: Estimate}[], show?: (value: number) => string, kind?: string, under?: string}} given
 */
export const curve = ({
  label,
  title,
  digits,
  height,
  none,
  all,
  points,
  show = figure,
  kind = 'dot',
  under,
}) =>
  chart(label, (width) => {
    const top = 30;
    const side = width < narrow ? 44 : 70;
    const known = [none, ...points.map(({ estimate }) => estimate), all];
    const most = Math.max(...known.map(({ mean, error }) => mean + error));
    const y = scaleLinear([0, (most * height) / (height - 26)], [top + height, top]).nice(ticks);
    const x = scaleLog([1, points.at(-1)?.x ?? 100], [left + side, width - right - side]);
    const bottom = top + height;
    const noneAt = left + 24;
    const allAt = width - right - 12;
    const band = area(
      (/** @type {{x: number, estimate: Estimate}} */ point) => x(point.x),
      ({ estimate: { mean, error } }) => y(mean - error),
      ({ estimate: { mean, error } }) => y(mean + error),
    );
    const path = line(
      (/** @type {{x: number, estimate: Estimate}} */ point) => x(point.x),
      ({ estimate }) => y(estimate.mean),
    );
    const brake = (/** @type {number} */ at) =>
      svg('path', { class: 'break', d: `M${at - 6} ${bottom + 5}l5 -10M${at + 1} ${bottom + 5}l5 -10` });
    const value = (/** @type {number} */ at, /** @type {Estimate} */ estimate) =>
      text(at, y(estimate.mean + estimate.error) - 8, show(estimate.mean), {
        class: 'strong',
        'text-anchor': 'middle',
      });
    const parts = [
      ...frame({ title, y, width, top, digits }),
      svg('path', { class: 'band', d: band(points) ?? '' }),
      svg('path', { class: kind === 'dot' ? 'line' : 'line2', d: path(points) ?? '' }),
      ...points.map(({ x: at, estimate }) =>
        svg('circle', { class: kind, cx: x(at), cy: y(estimate.mean), r: 4.5 }),
      ),
      ...interval(noneAt, y, none, kind),
      ...interval(allAt, y, all, kind),
      value(noneAt, none),
      value(allAt, all),
      value(
        x(10),
        /** @type {{estimate: Estimate}} */ (points.find((point) => point.x === 10) ?? points[0]).estimate,
      ),
      brake((noneAt + x(1)) / 2),
      brake((allAt + x(points.at(-1)?.x ?? 100)) / 2),
      text(noneAt, bottom + 18, 'none', { 'text-anchor': 'middle' }),
      text(allAt, bottom + 18, 'all', { 'text-anchor': 'middle' }),
      ...points
        .filter((point) => width >= narrow || [1, 3, 10, 100].includes(point.x))
        .map((point) => text(x(point.x), bottom + 18, String(point.x), { 'text-anchor': 'middle' })),
      ...(under
        ? [text((left + width) / 2, bottom + 40, brief(under, width), { 'text-anchor': 'middle' })]
        : []),
    ];
    return { height: bottom + (under ? 48 : 26), parts };
  });

/**
 * Bars of parts of one whole, each with its share; told apart by texture too.
 * @param {{label: string, bars: {name: string, value: number, shown: string}[], most?: number}} given
 */
export const bars = ({ label, bars: given, most = Math.max(...given.map(({ value }) => value)) }) =>
  chart(label, (width) => {
    const row = 46;
    const x = scaleLinear([0, most || 1], [0, width - 70]);
    return {
      height: row * given.length + 4,
      parts: given.flatMap(({ name, value, shown }, at) => [
        text(0, row * at + 14, name),
        svg('rect', {
          class: `bar b${at}`,
          x: 0,
          y: row * at + 20,
          width: Math.max(1, x(value)),
          height: 14,
        }),
        text(x(value) + 8, row * at + 32, shown, { class: 'strong' }),
      ]),
    };
  });
