// The public tokens and their defaults, as web/styles/tokens.css has them, and the pairs of light-dark().

/** The index after the bracket that is open at `at`. @param {string} text @param {number} at */
const closingOf = (text, at) => {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i;
  }
  throw new Error(`a bracket does not end: ${text.slice(at, at + 40)}`);
};

/** The text inside each `name(…)`, with where it begins and ends. @param {string} text @param {string} name */
function* calls(text, name) {
  for (let at = text.indexOf(`${name}(`); at >= 0; at = text.indexOf(`${name}(`, at + 1)) {
    const open = at + name.length;
    const end = closingOf(text, open);
    yield { inside: text.slice(open + 1, end), begin: at, end: end + 1 };
  }
}

/** Where the first comma stands that is in no bracket. @param {string} text */
const firstComma = (text) => {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')') depth--;
    else if (text[i] === ',' && !depth) return i;
  }
  return -1;
};

const folded = (/** @type {string} */ text) =>
  text.replace(/\s+/g, ' ').replace(/\( | (?=\))/g, (s) => s.trim());

/**
 * The default of each public token, by its name without the prefix; `inherit` where a page's own holds.
 * @param {string} css a sheet that reads them
 * @returns {Map<string, string>}
 */
export const readDefaults = (css) => {
  const plain = css.replace(/\/\*[^]*?\*\//g, '');
  const rem = /--_rem: ([^;]+);/.exec(plain)?.[1];
  const found = new Map();
  for (const { inside } of calls(plain, 'var')) {
    if (!inside.trim().startsWith('--say-so-')) continue;
    const comma = firstComma(inside);
    const name = inside.slice(0, comma).trim().slice('--say-so-'.length);
    const value = folded(inside.slice(comma + 1).trim()).replace('var(--_rem)', rem ?? '');
    if (!found.has(name)) found.set(name, value);
  }
  return found;
};

/**
 * A value with each light-dark() as the one of the two.
 * @param {string} value @param {'light' | 'dark'} scheme
 */
export const inScheme = (value, scheme) => {
  let text = '';
  let from = 0;
  for (const { inside, begin, end } of calls(value, 'light-dark')) {
    const comma = firstComma(inside);
    const one = scheme === 'light' ? inside.slice(0, comma) : inside.slice(comma + 1);
    text += value.slice(from, begin) + one.trim();
    from = end;
  }
  return text + value.slice(from);
};

/** The custom properties of a theme's source, in order. @param {string} css @returns {[string, string][]} */
export const readTheme = (css) =>
  [...css.replace(/\/\*[^]*?\*\//g, '').matchAll(/(--say-so-[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [
    name,
    folded(value.trim()),
  ]);
