import { plusMinus } from './figures.js';
import { make } from './make.js';

/** @typedef {{title: string, words?: boolean}} Column `words` stand at the start, numbers at the end */
/** @typedef {{caption: string, file: string, columns: Column[], rows: string[][], strong?: number}} Sheet */

/** Figures with an interval fill two columns, and minus is a minus that programs know. @param {Sheet} sheet */
const plain = ({ columns, rows }) => {
  const isSplit = columns.map((_, at) => rows.some((row) => row[at].includes(plusMinus)));
  const number = (/** @type {string} */ text) => text.replace(/^−(?=\d)/, '-');
  return [columns.map(({ title }) => title), ...rows].map((row, line) =>
    row.flatMap((cell, at) => {
      if (!isSplit[at]) return number(cell);
      return line ? cell.split(plusMinus).map(number) : [cell, `${cell}, ±`];
    }),
  );
};

/** A field as RFC 4180 writes it. A leading sign of a formula would be run by some programs. @param {string} text */
const field = (text) => {
  const safe = /^[=+@]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** @param {Column} column */
const kindOf = ({ words }) => (words ? 'w' : 'n');

/** @param {Sheet} sheet */
export const csvOf = (sheet) =>
  plain(sheet)
    .map((row) => `${row.map(field).join(',')}\r\n`)
    .join('');

/** @param {Sheet} sheet */
const download = (sheet) => {
  const url = URL.createObjectURL(new Blob([csvOf(sheet)], { type: 'text/csv' }));
  const link = make('a', { href: url, download: `${sheet.file}.csv` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};

/**
 * A table that scrolls by itself where it is wider than the page, and can be taken along as CSV. The first cell of a row
 * is its head.
 * @param {Sheet} sheet
 */
export const table = (sheet) => {
  const { caption, columns, rows, strong } = sheet;
  const body = rows.map(([first, ...rest], at) =>
    make(
      'tr',
      at === strong ? { class: 'on' } : {},
      make('th', { scope: 'row' }, first),
      ...rest.map((cell, column) => make('td', { class: kindOf(columns[column + 1]) }, cell)),
    ),
  );
  return make(
    'div',
    { class: 'sheet' },
    make(
      'div',
      { class: 'scrolls', role: 'region', tabindex: 0, 'aria-label': `${caption}, as a table` },
      make(
        'table',
        { class: 'tbl' },
        make('caption', {}, caption),
        make(
          'thead',
          {},
          make(
            'tr',
            {},
            ...columns.map((column, at) =>
              make('th', { scope: 'col', class: at ? kindOf(column) : undefined }, column.title),
            ),
          ),
        ),
        make('tbody', {}, ...body),
      ),
    ),
    make(
      'button',
      {
        type: 'button',
        class: 'quiet',
        'aria-label': `Download “${caption}” as CSV`,
        onclick: () => download(sheet),
      },
      'Download as CSV',
    ),
  );
};
