// Every way in which a valid JSON text is altered to be hostile, and what may come of it.

const kMegabyte = 1 << 20;
const kMark = '\u0001here\u0001';
const kLarge = 50_000; // a text of more bytes is altered in few places

/** @typedef {{way: string, text: string, codes?: string[]}} Altered `codes`: the error that it must be, if any may not */

/** Paths of all values in it, at most some, from all over. @param {any} value @param {(value: any) => boolean} is */
const somePaths = (value, is, atMost = Infinity) => {
  /** @type {string[][]} */
  const found = [];
  const walk = (/** @type {any} */ one, /** @type {string[]} */ path) => {
    if (is(one)) found.push(path);
    if (one && typeof one === 'object')
      for (const [key, inner] of Object.entries(one)) walk(inner, [...path, key]);
  };
  walk(value, []);
  const step = Math.max(1, Math.ceil(found.length / atMost));
  return found.filter((_, at) => at % step === 0);
};

/** The text with `raw` in place of the value there. @param {any} value @param {string[]} path @param {string} raw */
const withRaw = (value, path, raw) => {
  const root = { root: structuredClone(value) };
  let holder = /** @type {any} */ (root);
  const steps = ['root', ...path];
  for (const step of steps.slice(0, -1)) holder = holder[step];
  holder[/** @type {string} */ (steps.at(-1))] = kMark;
  return JSON.stringify(root.root).replace(JSON.stringify(kMark), () => raw);
};

/** The text with a further member at the start of the object there. */
const withMember = (value, path, member) => {
  const inner = path.reduce((one, step) => one[step], value);
  const rest = JSON.stringify(inner).slice(1);
  return withRaw(value, path, `{${member}${rest === '}' ? '' : ','}${rest}`);
};

const kTexts = {
  emoji: '"\u{1f600}\u{1f468}\u200d\u{1f469}"',
  'bidi override': '"\u202eabc\u2066\u2067\u2068\u2069"',
  'escaped NUL and controls': '"a\\u0000\\u0007\\u001b"',
  'prototype as text': '"__proto__"',
  'a MiB of text': `"${'x'.repeat(kMegabyte)}"`,
};
const kBadTexts = {
  'lone surrogate': '"\\ud800"',
  'raw control character': '"a\u0001"',
  'other half': '"\\udc00a"',
};
const kNumbers = { '-0': '-0', '2^53+1': '9007199254740993', 'number as text': '"7"', 'below all': '-1e308' };
const kBadNumbers = { NaN: 'NaN', Infinity: 'Infinity', '-Infinity': '-Infinity', '1e999': '1e999' };
const kKeys = [
  '"__proto__":{"granted":true}',
  '"constructor":{"prototype":{"granted":true}}',
  '"prototype":{"granted":true}',
];

/** @param {string} text a valid one @param {number} [places] that are altered in one way @returns {Altered[]} */
export const alter = (text, places = text.length > kLarge ? 3 : 40) => {
  const value = JSON.parse(text);
  const pathsTo = (of, is) => somePaths(of, is, places);
  /** @type {Altered[]} */
  const all = [];
  const at = (way, is, raws, codes) => {
    for (const path of pathsTo(value, is))
      for (const [name, raw] of Object.entries(raws))
        all.push({ way: `${name} at /${path.join('/')}`, text: withRaw(value, path, raw), codes });
  };
  const isText = (one) => typeof one === 'string';
  const isNumber = (one) => typeof one === 'number';
  const { 'a MiB of text': large, ...texts } = kTexts;
  at('text', isText, texts);
  for (const path of pathsTo(value, isText).slice(0, 3))
    all.push({ way: `a MiB at /${path}`, text: withRaw(value, path, large) });
  at('text', isText, kBadTexts, ['bad-utf8', 'bad-json']);
  at('number', isNumber, kNumbers);
  at('number', isNumber, kBadNumbers, ['bad-json', 'bad-number']);
  at('field', (one) => one !== value, { null: 'null' });
  for (const path of pathsTo(value, (one) => one && typeof one === 'object' && !Array.isArray(one))) {
    for (const member of kKeys)
      all.push({ way: `${member} in /${path.join('/')}`, text: withMember(value, path, member) });
    const [key] = Object.keys(path.reduce((one, step) => one[step], value));
    if (key !== undefined)
      all.push({
        way: `a second ${key} in /${path.join('/')}`,
        text: withMember(value, path, `${JSON.stringify(key)}:1`),
        codes: ['duplicate-key'],
      });
  }
  all.push({
    way: 'a MiB of key',
    text: withMember(Array.isArray(value) ? (value[0] ?? {}) : value, [], `${kTexts['a MiB of text']}:1`),
  });
  for (let tenth = 1; tenth < 10; tenth++)
    all.push({
      way: `${tenth} tenths of it`,
      text: text.slice(0, Math.floor((text.length * tenth) / 10)),
      codes: ['bad-json'],
    });
  const deep = '['.repeat(10_000);
  return [
    ...all,
    { way: 'deep', text: deep + ']'.repeat(10_000), codes: ['too-deep', 'too-large'] },
    { way: 'deep and open', text: deep, codes: ['too-deep', 'too-large'] },
    { way: 'byte order mark', text: `\ufeff${text}` },
    { way: 'something behind it', text: `${text} x`, codes: ['bad-json'] },
    { way: 'a second value behind it', text: `${text}${text}`, codes: ['bad-json'] },
    { way: 'a control character before it', text: `\u0000${text}`, codes: ['bad-json', 'unknown-version'] },
    { way: 'empty', text: '' },
    { way: 'null', text: 'null' },
  ];
};

/** Whether any number of an answer could not be written (the core writes NaN as null). @param {any} value */
export const hasNoNumber = (value) =>
  somePaths(value, (one) => one && typeof one === 'object').some((path) => {
    const one = path.reduce((inner, step) => inner[step], value);
    return ['score', 'base', 'value', 'margin', 'weight', 'epsilon', 'mean'].some((key) => one[key] === null);
  });

/** Ids that a decision anywhere in an answer grants. @param {any} value @returns {string[]} */
export const grantsIn = (value) =>
  !value || typeof value !== 'object'
    ? []
    : Object.entries(value).flatMap(([kind, one]) =>
        ['purposes', 'services', 'signals'].includes(kind) && Array.isArray(one)
          ? one.filter((each) => each?.granted === true).map(({ id }) => `${kind} ${id}`)
          : grantsIn(one),
      );
