// The entry of consent.js where the site speaks IAB's frameworks: the same session, and what it says in theirs.
import { createIab, failIab } from '../integrations/iab.js';
import { report } from './errors.js';
import { Session } from './session.js';
import { download, unwrap } from './wasm.js';

/** @import {Speaker} from '../integrations/types.js' */
/** @import {Exports, Host} from './types.js' */

/** @param {Session} session @param {Exports} exports @returns {Speaker} */
const speakerOf = (session, exports) => ({
  facts: unwrap(exports.loadIab(JSON.stringify(session.config.built?.iab ?? {}))),
  say: () => unwrap(exports.sayIab(session.trustedState, JSON.stringify(session.environment()))),
});

/** The site's own copy of the list: its origin serves no browsers. @param {string} url */
const vendorListFrom = (url) => async (/** @type {unknown} */ version) => {
  const list = await /** @type {Response} */ (await download(url)).json();
  if (version && version !== 'LATEST' && Number(version) !== list.vendorListVersion)
    throw new Error(`the site serves version ${list.vendorListVersion}`);
  return list;
};

/** @param {Session} session */
const speak = (session) => {
  const speaker = speakerOf(session, session.core.exports);
  const url = speaker.facts.tcf?.vendorList;
  const iab = createIab({
    speaker,
    ...(url && { loadVendorList: vendorListFrom(new URL(url, document.baseURI).href) }),
  });
  const guarded = (/** @type {() => void} */ act) => {
    try {
      act();
    } catch (error) {
      report(error);
    }
  };
  document.addEventListener('say-so-decision-change', () => guarded(iab.settle));
  document.addEventListener('say-so-sheet-show', (event) => {
    const { tab } = /** @type {CustomEvent} */ (event).detail;
    guarded(() => iab.show(tab === 'choices'));
  });
  document.addEventListener('say-so-sheet-close', () => guarded(() => iab.show(false)));
  iab.settle();
};

/**
 * Starts the page's session.
 * @param {Host} host
 */
export const start = async (host) => {
  try {
    const session = await Session.start(host);
    speak(session);
    return session;
  } catch (error) {
    failIab();
    throw error;
  }
};
