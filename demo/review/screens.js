/** The consent screens side by side, from the plan that the build wrote: places that are asked the same share a frame. */
import { fillSection, make } from './make.js';
import { table } from './table.js';

/**
 * A row of the plan: what is asked first in some places.
 * @typedef {{codes: string[], row: string, gpc: boolean[], prompt: string, controls: string[], granted: string[], status: string | null, links: string[]}} Row
 */

const regions = new Intl.DisplayNames('en-GB', { type: 'region' });
/** What the platform has no names for. @type {Record<string, string>} */
const states = {
  'US-AL': 'Alabama',
  'US-AK': 'Alaska',
  'US-AZ': 'Arizona',
  'US-AR': 'Arkansas',
  'US-CA': 'California',
  'US-CO': 'Colorado',
  'US-CT': 'Connecticut',
  'US-DE': 'Delaware',
  'US-DC': 'Washington, D.C.',
  'US-FL': 'Florida',
  'US-GA': 'Georgia',
  'US-HI': 'Hawaii',
  'US-ID': 'Idaho',
  'US-IL': 'Illinois',
  'US-IN': 'Indiana',
  'US-IA': 'Iowa',
  'US-KS': 'Kansas',
  'US-KY': 'Kentucky',
  'US-LA': 'Louisiana',
  'US-ME': 'Maine',
  'US-MD': 'Maryland',
  'US-MA': 'Massachusetts',
  'US-MI': 'Michigan',
  'US-MN': 'Minnesota',
  'US-MS': 'Mississippi',
  'US-MO': 'Missouri',
  'US-MT': 'Montana',
  'US-NE': 'Nebraska',
  'US-NV': 'Nevada',
  'US-NH': 'New Hampshire',
  'US-NJ': 'New Jersey',
  'US-NM': 'New Mexico',
  'US-NY': 'New York',
  'US-NC': 'North Carolina',
  'US-ND': 'North Dakota',
  'US-OH': 'Ohio',
  'US-OK': 'Oklahoma',
  'US-OR': 'Oregon',
  'US-PA': 'Pennsylvania',
  'US-RI': 'Rhode Island',
  'US-SC': 'South Carolina',
  'US-SD': 'South Dakota',
  'US-TN': 'Tennessee',
  'US-TX': 'Texas',
  'US-UT': 'Utah',
  'US-VT': 'Vermont',
  'US-VA': 'Virginia',
  'US-WA': 'Washington',
  'US-WV': 'West Virginia',
  'US-WI': 'Wisconsin',
  'US-WY': 'Wyoming',
  'CA-QC': 'Quebec',
};

/** @param {string} code */
const nameOf = (code) => {
  if (code === '*') return 'Unknown or anywhere else';
  if (states[code]) return states[code];
  if (code.includes('-')) return code;
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
};

/** What a visitor sees at first depends on this alone. @param {Row} row */
const lookOf = ({ prompt, controls, links, status, granted }) =>
  JSON.stringify([prompt, controls, links, status, granted]);

/** @param {Row[]} rows */
const groupsOf = (rows) => {
  /** @type {Map<string, {row: Row, gpc: boolean, codes: string[]}>} */
  const groups = new Map();
  for (const row of rows) {
    const look = lookOf(row);
    const isSignal = !row.gpc.includes(false);
    const group = groups.get(look) ?? { row, gpc: isSignal, codes: [] };
    group.codes.push(...row.codes);
    groups.set(look, group);
  }
  return [...groups.values()];
};

const most = 4;
/** @param {string[]} codes */
const placesText = (codes) => {
  const names = codes.map(nameOf);
  return names.length > most
    ? `${names.slice(0, most).join(', ')} and ${names.length - most} more`
    : names.join(', ');
};

/** @param {Row} row */
const rule = ({ prompt, granted, status }) => {
  const before =
    granted.length > 1
      ? `${granted.length - 1} optional purposes run until refused`
      : 'nothing optional runs before a yes';
  const kind = { ask: 'Asks first', notice: 'Tells, and lets refuse' }[prompt] ?? 'Shows nothing';
  return `${kind}; ${before}${status === 'gpc-honoured' ? '; the browser’s signal is honoured' : ''}.`;
};

/** Every place by itself, with and without the browser's signal where that changes something. @param {Row[]} rows */
const places = (rows) => {
  const lines = rows
    .flatMap((row) =>
      row.codes.map((code) => [
        nameOf(code),
        code === '*' ? '' : code,
        row.gpc.length > 1 ? 'either way' : row.gpc[0] ? 'sent' : 'not sent',
        rule(row),
      ]),
    )
    .sort(([a], [b]) => a.localeCompare(b, 'en'));
  return make(
    'details',
    {},
    make('summary', {}, 'Every place, as a table'),
    table({
      caption: 'What is asked first, by place',
      file: 'places',
      columns: ['Place', 'Code', 'Global Privacy Control', 'What a first visit meets'].map((title) => ({
        title,
        words: true,
      })),
      rows: lines,
    }),
  );
};

/** @param {Row[]} rows */
export const showScreens = (rows) => {
  const frames = make('ul', { class: 'frames' });
  const redraw = (/** @type {string} */ language) =>
    frames.replaceChildren(
      ...groupsOf(rows).map(({ row, gpc, codes }) => {
        const [code] = codes;
        const query = new URLSearchParams({
          language,
          ...(code !== '*' && { place: code }),
          ...(gpc && { gpc: '1' }),
        });
        const places = `${placesText(codes)}${gpc ? ', with Global Privacy Control' : ''}`;
        return make(
          'li',
          {},
          make('h3', { title: codes.map(nameOf).join(', ') }, places),
          make('p', {}, rule(row)),
          make('iframe', {
            src: `/review/screen?${query}`,
            title: `First layer: ${places}`,
            loading: 'lazy',
          }),
        );
      }),
    );
  const languages = /** @type {const} */ ([
    ['en', 'English'],
    ['de', 'Deutsch'],
  ]);
  const pair = make(
    'div',
    { class: 'pair', role: 'group', 'aria-label': 'Language of the screens' },
    ...languages.map(([language, name]) =>
      make(
        'button',
        {
          type: 'button',
          lang: language,
          'aria-pressed': String(language === 'en'),
          onclick: ({ currentTarget }) => {
            for (const button of pair.children)
              button.setAttribute('aria-pressed', String(button === currentTarget));
            redraw(language);
          },
        },
        name,
      ),
    ),
  );
  fillSection('screens', pair, frames, places(rows));
  redraw('en');
};
