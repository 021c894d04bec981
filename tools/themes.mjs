// The ready themes: what dist/themes holds, each made of one source with light-dark(), and held to the lint.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { path, run, say, StepFailed } from './lib.mjs';
import { inScheme, readDefaults, readTheme } from './theme_tokens.mjs';

const kFolder = 'web/styles/themes';

/** The default, written out for browsers without light-dark(), and to begin a theme from. */
const fern = () => ({
  about: 'Fern: what the widget looks like where no theme is set.',
  tokens: [...readDefaults(readFileSync(path('web/styles/tokens.css'), 'utf8'))].map(
    ([name, value]) => /** @type {[string, string]} */ ([`--say-so-${name}`, value]),
  ),
});

/** @param {string} file */
const themeOf = (file) => {
  const css = readFileSync(path(kFolder, file), 'utf8');
  return { about: /\/\*\s*([^]*?)\s*\*\//.exec(css)?.[1] ?? '', tokens: readTheme(css) };
};

/** A block of declarations. @param {string} selector @param {[string, string][]} tokens @param {string} indent */
const block = (selector, tokens, indent = '') =>
  `${indent}${selector} {\n${tokens.map(([name, value]) => `${indent}  ${name}: ${value};\n`).join('')}${indent}}\n`;

/**
 * A theme for every browser: each pair by itself in two blocks, then as one where light-dark() is known, which follows
 * the page's own scheme.
 * @param {{about: string, tokens: [string, string][]}} theme
 */
export const writeTheme = ({ about, tokens }) => {
  const pairs = tokens.filter(([, value]) => value.includes('light-dark('));
  /** @param {'light' | 'dark'} scheme @param {[string, string][]} some @returns {[string, string][]} */
  const only = (scheme, some) => some.map(([name, value]) => [name, inScheme(value, scheme)]);
  return `/* Say-So. ${about} */
${block(':root', only('light', tokens))}
@media (prefers-color-scheme: dark) {
${block(':root', only('dark', pairs), '  ')}}

@supports (color: light-dark(red, red)) {
${block(':root', pairs, '  ')}}
`;
};

/** Writes dist/themes; gives the files. */
export const writeThemes = () => {
  mkdirSync(path('dist/themes'), { recursive: true });
  const sources = readdirSync(path(kFolder)).filter((file) => file.endsWith('.css'));
  const themes = new Map(sources.map((file) => [basename(file, '.css'), themeOf(file)])).set('fern', fern());
  return [...themes].map(([name, theme]) => {
    const file = `dist/themes/${name}.css`;
    writeFileSync(path(file), writeTheme(theme));
    return file;
  });
};

/** Ends the build where a style sheet makes choosing harder to see, to read or to do. @param {string[]} files */
export const lintThemes = async (files) => {
  say(`holding ${files.length} style sheets to the lint`);
  const words = ['audit', 'theme', ...files];
  const { code, output } = await run(path('build/native/say-so'), words, { allowFailure: true });
  if (code === 0) return;
  for (const line of output.trim().split('\n')) {
    const { value, error } = JSON.parse(line);
    if (error) console.error(`${error.at} ${error.code}: ${error.message}`);
    for (const { rule, code: found, severity, at, message } of value?.findings ?? [])
      if (severity === 'error') console.error(`${value.file}:${at} ${rule} ${found}: ${message}`);
  }
  throw new StepFailed('a theme breaks the rules of docs/lint.md');
};
