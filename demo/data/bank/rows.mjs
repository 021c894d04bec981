// The contacts as rows of numbers: a column of 0 and 1 for each code, what was known before the call alone.
// Columns "marital=single" and so on are how `say-so audit fairness` finds groups.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const kYesOrNo = ['default', 'housing', 'loan', 'y'];

/** @param {string} name */
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * Writes train.csv and test.csv.
 * @param {string} folder
 */
export const writeRows = (folder) => {
  /** @type {Record<string, string[]>} */
  const codes = JSON.parse(readFileSync(here('codes.json'), 'utf8'));
  const [titles, ...rows] = readFileSync(here('contacts.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const columns = titles.flatMap((title, at) => {
    if (title === 'test') return [];
    if (!codes[title] || kYesOrNo.includes(title))
      return [{ title, of: (/** @type {string[]} */ row) => row[at] }];
    return codes[title].map((name, code) => ({
      title: `${title}=${name}`,
      of: (/** @type {string[]} */ row) => (row[at] === String(code) ? '1' : '0'),
    }));
  });
  mkdirSync(folder, { recursive: true });
  for (const [name, flag] of [
    ['train', '0'],
    ['test', '1'],
  ]) {
    const lines = rows
      .filter((row) => row[titles.indexOf('test')] === flag)
      .map((row) => columns.map((column) => column.of(row)).join(','));
    const head = columns.map((column) => column.title).join(',');
    writeFileSync(`${folder}/${name}.csv`, `${[head, ...lines].join('\n')}\n`);
  }
};
