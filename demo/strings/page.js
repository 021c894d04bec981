/**
 * Reads the pasted string with the package's own reader, on the device, and shows what it says in words.
 */
import { explainGpp } from './gpp.js';
import { list, make } from './make.js';
import { explainTc } from './tc.js';
import { wordsFor } from './words.js';

const words = wordsFor(document.documentElement.lang);
const form = /** @type {HTMLFormElement} */ (document.getElementById('reader'));
const field = /** @type {HTMLTextAreaElement} */ (document.getElementById('string'));
const reading = /** @type {HTMLElement} */ (document.getElementById('reading'));

/**
 * @typedef {{value: any, flags: {code: string, at?: string}[]}} Read
 * @typedef {{decodeTc: (text: string) => Read, decodeGpp: (text: string) => Read}} Reader
 */

/** @type {Promise<Reader> | undefined} */
let loading;
const loadReader = () => {
  // The package is a site's own files, as for any embedder.
  const file = '/say-so/iab.js';
  loading ??= import(file).then(({ createReader }) => createReader());
  loading.catch(() => (loading = undefined));
  return loading;
};

/** @param {Read['flags']} flags @param {(code: string) => string} say */
const doubts = (flags, say) =>
  flags.length
    ? [make('h3', words.doubts), list(flags.map(({ code, at }) => (at ? `${say(code)} (${at})` : say(code))))]
    : [];

/** @param {Reader} reader @param {string} text */
const explain = (reader, text) => {
  const isGpp = text.startsWith('D');
  const { value, flags } = isGpp ? reader.decodeGpp(text) : reader.decodeTc(text);
  const flagWord = (/** @type {string} */ code) => words.flags[code] ?? code;
  if (!isGpp) return [...explainTc(value, words), ...doubts(flags, flagWord)];
  const tcString = value.sections.tcfeuv2;
  const inside = tcString ? reader.decodeTc(tcString) : undefined;
  return [
    ...explainGpp(value, words),
    ...(inside
      ? [
          make('h2', words.sectionNames.tcfeuv2),
          ...explainTc(inside.value, words),
          ...doubts(inside.flags, flagWord),
        ]
      : []),
    ...doubts(flags, flagWord),
  ];
};

/** @param {any} error */
const refusal = ({ code, message, at }) => [
  make('h2', words.refused),
  make('p', words.refusedText),
  make('p', make('code', `${code}: ${message}${at ? ` (${at})` : ''}`)),
];

const show = async () => {
  const text = field.value.trim();
  if (!text) return reading.replaceChildren(make('p', words.empty));
  reading.setAttribute('aria-busy', 'true');
  try {
    reading.replaceChildren(...explain(await loadReader(), text));
  } catch (error) {
    reading.replaceChildren(...refusal(error));
  } finally {
    reading.removeAttribute('aria-busy');
  }
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  show();
});
for (const button of form.querySelectorAll('[data-example]'))
  button.addEventListener('click', () => {
    field.value = button.getAttribute('data-example') ?? '';
    show();
  });
