// IAB's TCF as visitors choose about it: what they chose is kept beside the other choices, as the TC string of that moment.
import { readState, vendorsPlace, writeState } from './storage.js';
import { download, unwrap } from './wasm.js';

/** @import {TcfFacts} from '../integrations/types.js' */
/** @import {Session} from './session.js' */
/** @import {Exports, Framework, TcfSettings, VendorList} from './types.js' */

const { key } = vendorsPlace;

/** What the last choice left; '' where nothing was chosen there, and nothing of it holds then. */
export const readTc = () => readState(key);

/** The lists of described things, which come in other languages too. */
const kTexts = /** @type {const} */ ([
  'purposes',
  'specialPurposes',
  'features',
  'specialFeatures',
  'stacks',
  'dataCategories',
]);

/** @param {string} url */
const readJson = async (url) =>
  /** @type {Response} */ (await download(new URL(url, document.baseURI).href)).json();

/** The site's own copy of the list: its origin serves no browsers. @param {string} url @param {unknown} [version] */
export const loadVendorList = async (url, version) => {
  const list = await readJson(url);
  if (version && version !== 'LATEST' && Number(version) !== list.vendorListVersion)
    throw new Error(`the site serves version ${list.vendorListVersion}`);
  return list;
};

/**
 * The list with the texts of a language, where the site serves them. They are English otherwise.
 * @param {TcfSettings} settings @param {string} language
 * @returns {Promise<VendorList>}
 */
const loadIn = async ({ vendorList, translations = {} }, language) => {
  const [base] = language.split('-');
  const own = [language, base].find((each) => translations[each]);
  const [list, texts] = await Promise.all([
    loadVendorList(vendorList),
    // Without its translation the list is read in English: what it says does not depend on it.
    own ? readJson(translations[own]).catch(() => null) : null,
  ]);
  const named = Object.fromEntries(kTexts.map((name) => [name, texts?.[name] ?? list[name] ?? {}]));
  return { ...list, ...named, language: texts ? own : 'en' };
};

/**
 * Lets the session's choices be about the framework too, if visitors can look into its list.
 * @param {Session} session @param {Exports} exports @param {TcfFacts | undefined} facts
 * @returns {(model: Framework['model'] | undefined) => void} tells it what the string says now; nothing where it does not
 *   apply
 */
export const joinFramework = (session, exports, facts) => {
  const settings = session.config.built?.iab?.tcf;
  const { core, domain, built } = session;
  /** @type {Promise<VendorList> | undefined} */
  let loaded;
  const load = () =>
    (loaded ??= loadIn(/** @type {TcfSettings} */ (settings), built.language).catch((error) => {
      loaded = undefined;
      throw error;
    }));

  const keep = (/** @type {string} */ text) => {
    // An old string that stayed could say more than the visitor does now.
    if (!writeState(text, domain, key)) writeState('', domain, key);
  };
  core.choose = (state, environment, choices, { tcf, ...how }) => {
    const chosen = unwrap(
      exports.chooseIab(
        ...[state, JSON.stringify(environment), JSON.stringify(choices), JSON.stringify(how)],
        ...[readTc(), tcf ?? (choices.some(({ all }) => all) ? 'all' : '')],
      ),
    );
    if (chosen.tcString) keep(chosen.tcString);
    return chosen;
  };
  const { erase } = core;
  core.erase = (state, environment) => {
    keep('');
    return erase(state, environment);
  };
  // Its age is that of the choices, which are renewed now too.
  if (readTc()) keep(readTc());
  return (model) => {
    session.tcf = facts?.vendorList && settings && model ? { model, settings, load } : undefined;
  };
};
