// What the visitor sees and chooses, as IAB's frameworks tell it.
import { createGppApi } from './gpp-api.js';
import { createTcfApi } from './tcf-api.js';

/** @import {GppNow, Said, Speaker, TcfNow} from './types.js' */

/** Whether a place on the page is free, or held by our stub; another CMP keeps its own. @param {any} api */
const isFree = (api) => !api || api.isSaySo === true;

/**
 * Follows the page: call `settle` when a decision was made, `show` when the choices are shown or hidden.
 * @param {{speaker: Speaker, page?: any, loadVendorList?: (version: unknown) => Promise<object>}} options
 */
export const createIab = ({ speaker, page = globalThis, loadVendorList }) => {
  const { facts } = speaker;
  const tcf = facts.tcf && isFree(page.__tcfapi) && createTcfApi({ facts: facts.tcf, page, loadVendorList });
  const gpp = facts.gpp && isFree(page.__gpp) && createGppApi({ facts: facts.gpp, page });
  let areChoicesOpen = false;
  /** Whether the visitor was asked, or opened the choices, on this page. */
  let wasShown = false;
  /** What was told last. */
  let told = '';

  /** @param {Said} said @param {boolean} isVisible @param {boolean} isNews @returns {TcfNow['eventStatus']} */
  const eventOf = ({ isAsked }, isVisible, isNews) => {
    // A choice made where the choices stay open is complete all the same.
    if (isAsked || (isVisible && !isNews)) return 'cmpuishown';
    return wasShown ? 'useractioncomplete' : 'tcloaded';
  };

  const tellAll = (/** @type {boolean} */ isNews) => {
    const said = speaker.say();
    const isVisible = areChoicesOpen || said.isAsked;
    const eventStatus = eventOf(said, isVisible, isNews);
    wasShown ||= isVisible;
    const text = JSON.stringify([said, isVisible, eventStatus]);
    if (text === told) return;
    told = text;
    if (tcf && said.tcf) {
      const { gdprApplies, tc } = said.tcf;
      tcf.update({ gdprApplies, eventStatus, isVisible, tc });
    }
    if (gpp && said.gpp) {
      const [applicable] = said.gpp.applicableSections;
      // 0: nobody knows yet what applies.
      const isReady = applicable !== 0 && eventStatus !== 'cmpuishown';
      gpp.update(said.gpp, { isVisible, isReady });
    }
  };

  return {
    settle: () => tellAll(true),
    /** @param {boolean} isOpen */
    show(isOpen) {
      if (isOpen === areChoicesOpen) return;
      areChoicesOpen = isOpen;
      tellAll(false);
    },
  };
};

/**
 * Says of a core that did not start that nothing is to be had from it.
 * @param {any} [page]
 */
export const failIab = (page = globalThis) => {
  const nobody = { cmpId: 0, cmpVersion: 0, tcfPolicyVersion: 0, gvlVersion: 0, supportedAPIs: [] };
  if (page.__tcfapi?.isSaySo) createTcfApi({ facts: nobody, page }).fail();
  if (page.__gpp?.isSaySo) createGppApi({ facts: nobody, page }).fail();
};
