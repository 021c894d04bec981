// Writes the table of contrasts into docs/themes.md, as the lint measures the ready themes.
// node tools/write_theme_contrast.mjs
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { path } from './lib.mjs';
import { writeThemes } from './themes.mjs';

/** @typedef {{front: string, back: string, needs: number, light: number, dark: number}} Pair */

const kNames = ['fern', 'ink', 'plum', 'harbour'];
const kDocs = 'docs/themes.md';
const kBegin = '<!-- Written by tools/write_theme_contrast.mjs -->\n';

/** To one digit, and never up. @param {number} ratio */
const text = (ratio) => (Math.floor(ratio * 10 + 1e-9) / 10).toFixed(1);

/** @returns {string} */
const table = () => {
  writeThemes();
  const words = ['audit', 'theme', ...kNames.map((name) => path(`dist/themes/${name}.css`))];
  const lines = execFileSync(path('build/native/say-so'), words, { encoding: 'utf8' }).trim().split('\n');
  /** @type {Pair[][]} */
  const themes = lines.map((line) => JSON.parse(line).value.contrast);
  const head = ['pair', 'needs', ...kNames.flatMap((name) => [`${name} light`, `${name} dark`])];
  const rows = themes[0].map(({ front, back, needs }, index) => [
    `${front} on ${back}`,
    needs,
    ...themes.flatMap((theme) => [text(theme[index].light), text(theme[index].dark)]),
  ]);
  const line = (/** @type {(string | number)[]} */ cells) => `| ${cells.join(' | ')} |\n`;
  return line(head) + `|${'---|'.repeat(head.length)}\n` + rows.map(line).join('');
};

/** The page with its table as it is now. */
export const themesDoc = () => {
  const [before, after] = readFileSync(path(kDocs), 'utf8').split(kBegin);
  return before + kBegin + table() + after.replace(/^(\|.*\n)*/, '');
};

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(path(kDocs), themesDoc());
