// What the states are crossed with, and which combinations each engine sees.
export const languages = ['en', 'de'];

export const widths = [320, 1280];

/** What the visitor's system asks for, as Playwright names it, with the query that must then hold. */
export const themes = {
  light: { media: { colorScheme: 'light' }, query: '(prefers-color-scheme: light)' },
  dark: { media: { colorScheme: 'dark' }, query: '(prefers-color-scheme: dark)' },
  'forced colours': { media: { forcedColors: 'active' }, query: '(forced-colors: active)' },
  'more contrast': { media: { contrast: 'more' }, query: '(prefers-contrast: more)' },
  'reduced motion': { media: { reducedMotion: 'reduce' }, query: '(prefers-reduced-motion: reduce)' },
};

/**
 * Each state in each theme once, so that each value also meets each width and each language.
 * @param {string[]} stateNames
 * @param {string[]} themeNames
 */
export const pairwise = (stateNames, themeNames) =>
  stateNames.flatMap((state, row) =>
    themeNames.map((theme, column) => ({
      state,
      theme,
      width: widths[(row + column) % 2],
      language: languages[((row >> 1) + column + (column >> 1)) % 2],
    })),
  );
