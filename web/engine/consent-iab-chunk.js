// The entry of consent.js where the site speaks IAB's frameworks: the same session, and what it says in theirs.
import { createIab, failIab } from '../integrations/iab.js';
import { report } from './errors.js';
import { joinFramework, loadVendorList, readTc } from './framework.js';
import { Session } from './session.js';
import { unwrap } from './wasm.js';

/** @import {Speaker} from '../integrations/types.js' */
/** @import {Exports, Host} from './types.js' */

/** @param {Session} session @param {Exports} exports @returns {Speaker} */
const speakerOf = (session, exports) => {
  const facts = unwrap(exports.loadIab(JSON.stringify(session.config.built?.iab ?? {})));
  const follow = joinFramework(session, exports, facts.tcf);
  return {
    facts,
    say: () => {
      const said = unwrap(
        exports.sayIab(session.trustedState, JSON.stringify(session.environment()), readTc()),
      );
      follow(said.tcf?.tc?.model);
      return said;
    },
  };
};

/** @param {Session} session */
const speak = (session) => {
  const speaker = speakerOf(session, session.core.exports);
  const url = speaker.facts.tcf?.vendorList;
  const iab = createIab({
    speaker,
    ...(url && { loadVendorList: (/** @type {unknown} */ version) => loadVendorList(url, version) }),
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
