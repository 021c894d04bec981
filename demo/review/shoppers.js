/** Single shoppers: what their list of ten is at each level, what of it they then bought, and why each item is in it. */
import { levels, orders } from './levels.js';
import { fillSection, make } from './make.js';

/** @import {Measure} from './measure.js' */
/** @typedef {{id: string, group: string, stated: string[], known: number, after: {id: string, title: string}[]}} Single */

const places = 10;
const state = { shopper: 0, level: 'history', order: 'alike' };

/** What the widget says of a purpose that the store does not have. */
const words = {
  'purpose.season.title': 'The season',
  'purpose.season.description': 'Puts what the time of year asks for first.',
  'signal.season': 'Season',
  'part.season': 'In the weeks before Christmas, Christmas things get a fixed amount.',
};

/**
 * The page's session, but for a shopper of the data: what is forgotten or told in the explanation is forgotten on a
 * copy. Nothing of who looks at this page is read or changed.
 * @param {any} session @param {any} request @param {Measure} measure @param {any} config
 */
const sessionOf = (session, request, measure, config) => {
  const copy = structuredClone(request);
  const asked = (/** @type {any} */ wanted) => ({
    ...copy,
    limit: wanted.limit,
    controls: { ...copy.controls, personalized: wanted.personalized !== false },
  });
  const tell = () => document.dispatchEvent(new CustomEvent('say-so-signals-change'));
  const isGranted = (/** @type {string} */ id) =>
    copy.state?.choices?.some((/** @type {any} */ choice) => choice.purpose === id && choice.granted) ??
    false;
  const purposes = config.purposes.map((/** @type {any} */ { id, required }) => ({
    id,
    granted: required || isGranted(id),
    basis: required ? 'required' : 'choice',
  }));
  const own = {
    config: {
      ...config,
      text: { en: { ...config.text.en, ...words }, de: { ...config.text.de, ...words } },
    },
    strings: undefined,
    decision: { ...session.decision, purposes, signals: [] },
    environment: () => copy.environment,
    isSignalGranted: () => false, // nothing new can be told for somebody else
    rank: (/** @type {any} */ wanted) => measure.rank(asked(wanted)),
    counterfactuals: (/** @type {string} */ item, /** @type {any} */ wanted) =>
      measure.counterfactuals(asked(wanted), item),
    replay: async () => JSON.stringify(copy),
    observe: (/** @type {string} */ signal, /** @type {string} */ of, /** @type {string} */ at) => {
      copy.signals.entries.push({ signal, of, at });
      tell();
    },
    eraseSignals: (/** @type {string} */ signal, /** @type {string[]} */ ...items) => {
      copy.signals.entries = copy.signals.entries.filter(
        (/** @type {any} */ entry) => entry.signal !== signal || (items.length && !items.includes(entry.of)),
      );
      tell();
    },
  };
  const derived = Object.create(session);
  for (const [name, value] of Object.entries(own))
    Object.defineProperty(derived, name, { value, writable: true });
  Object.defineProperty(derived, 'signals', { get: () => copy.signals.entries });
  Object.defineProperty(derived, 'profile', { get: () => copy.profile });
  return derived;
};

/**
 * @param {{measure: Measure, singles: Single[], config: object}} given
 */
export const showShoppers = ({ measure, singles, config }) => {
  // The one who bought most afterwards shows most.
  state.shopper = singles.reduce(
    (best, { after }, at) => (after.length > singles[best].after.length ? at : best),
    0,
  );
  const list = make('ol', { class: 'ten' });
  const about = make('p', { class: 'about-shopper' });
  const later = make('details', { class: 'later' });
  const why = make('div', { class: 'why' });
  let turn = 0;

  const explain = async (/** @type {any} */ request, /** @type {string} */ item) => {
    const { sayso } = /** @type {any} */ (globalThis);
    const session = await sayso.load();
    await session.load('elements.js');
    const element = /** @type {any} */ (document.createElement('say-so-why'));
    element.session = sessionOf(session, request, measure, config);
    element.item = item;
    why.replaceChildren(element);
    for (const button of list.querySelectorAll('button'))
      button.setAttribute('aria-pressed', String(button.dataset.item === item));
  };

  const redraw = async () => {
    const mine = ++turn;
    const shopper = singles[state.shopper];
    const { purposes } = /** @type {typeof levels[number]} */ (levels.find(({ id }) => id === state.level));
    const { controls } = /** @type {typeof orders[number]} */ (orders.find(({ id }) => id === state.order));
    const setting = { id: 'single', purposes: [...purposes], controls };
    const request = await measure.requestOf(setting, shopper.id);
    const slate = await measure.rank({ ...request, limit: places });
    if (mine !== turn) return;
    const bought = new Set(shopper.after.map(({ id }) => id));
    const hits = slate.items.filter((/** @type {any} */ { item }) => bought.has(item)).length;
    about.textContent =
      `Shopper ${shopper.id} (${shopper.group}) had bought ${shopper.known} different products, ` +
      `would have stated ${shopper.stated.join(', ')}, and then bought ${shopper.after.length} new ones. ` +
      `This list holds ${hits} of them.`;
    later.replaceChildren(
      make('summary', {}, `What shopper ${shopper.id} bought next`),
      make('ul', {}, ...shopper.after.map(({ title }) => make('li', {}, title))),
    );
    list.replaceChildren(
      ...slate.items.map((/** @type {any} */ { item }) =>
        make(
          'li',
          { class: bought.has(item) ? 'hit' : undefined },
          make(
            'button',
            {
              type: 'button',
              'data-item': item,
              'aria-pressed': 'false',
              onclick: () => explain(request, item),
            },
            make('span', {}, slate.mentions[item].title),
            ...(bought.has(item) ? [make('small', {}, 'bought later')] : []),
          ),
        ),
      ),
    );
    await explain(request, slate.items[0].item);
  };

  const choice = (
    /** @type {string} */ id,
    /** @type {string} */ label,
    /** @type {[string, string][]} */ options,
    /** @type {string} */ chosen,
    /** @type {(value: string) => void} */ take,
  ) => {
    const select = make(
      'select',
      {
        id,
        onchange: () => {
          take(select.value);
          redraw();
        },
      },
      ...options.map(([value, name]) => make('option', { value, selected: value === chosen }, name)),
    );
    return make('p', {}, make('label', { for: id }, label), select);
  };
  fillSection(
    'shoppers',
    make(
      'div',
      { class: 'choices' },
      choice(
        'shopper',
        'Shopper',
        singles.map(({ id, group, known }, at) => [String(at), `${id}, ${group}, ${known} products`]),
        String(state.shopper),
        (value) => (state.shopper = Number(value)),
      ),
      choice(
        'shopper-level',
        'May be used',
        levels.map(({ id, name }) => [id, name]),
        state.level,
        (value) => (state.level = value),
      ),
      choice(
        'shopper-order',
        'Order',
        orders.map(({ id, name }) => [id, name]),
        state.order,
        (value) => (state.order = value),
      ),
    ),
    about,
    make('div', { class: 'two' }, make('div', {}, list, later), why),
  );
  return redraw();
};
