/** What it costs: bytes of the built files, and times taken on this very device. */
import { bars } from './charts.js';
import { bytes, count } from './figures.js';
import { fillSection, make } from './make.js';
import { table } from './table.js';

/** @typedef {{when: 'first' | 'after' | 'ranked', file: string, bytes: number}} Cost */

const names = {
  first: 'Before the first paint, every page',
  after: 'Beside it: decides, and the elements',
  ranked: 'Where a page ranks: core, catalog of 3,121 products, model',
};

/** @param {Cost[]} costs @param {{lists: number, milliseconds: number}} ranked */
export const showCosts = (costs, { lists, milliseconds }) => {
  const groups = /** @type {(keyof typeof names)[]} */ (Object.keys(names)).map((when) => ({
    name: names[when],
    value: costs.filter((cost) => cost.when === when).reduce((sum, cost) => sum + cost.bytes, 0),
  }));
  const each = milliseconds / lists;
  fillSection(
    'costs',
    make(
      'dl',
      { class: 'tally' },
      ...[
        ['Servers', '0', 'any web server or CDN that delivers files'],
        [
          'One list, ranked and explained',
          `${each.toFixed(each < 1 ? 2 : 1)} ms`,
          `on this device, the mean of ${count(lists)} lists just made`,
        ],
        ['Sent about a person', '0 B', 'for ranking; nothing leaves the device'],
        ['Privacy budget spent (ε)', '0', 'at every level: what is not sent spends none'],
      ].map(([term, value, note]) =>
        make('div', {}, make('dt', {}, term), make('dd', {}, value, make('small', {}, note))),
      ),
    ),
    bars({
      label: `Bytes to download: ${groups.map(({ name, value }) => `${name}: ${bytes(value)}`).join('; ')}.`,
      bars: groups.map((group) => ({ ...group, shown: bytes(group.value) })),
    }),
    table({
      caption: 'Files of the store, as sent (brotli)',
      file: 'costs',
      columns: [{ title: 'File' }, { title: 'When', words: true }, { title: 'Bytes' }],
      rows: costs.map((cost) => [cost.file, names[cost.when], count(cost.bytes)]),
    }),
    make(
      'p',
      { class: 'key' },
      'A browser keeps all of it: a returning visit costs the first file, from its cache, and nothing else. The model grows with the catalog.',
    ),
  );
};
