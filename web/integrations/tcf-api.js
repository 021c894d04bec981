// IAB Europe's CMP API: `__tcfapi`, version 2. Shapes and order of events: IAB Tech Lab, "Consent Management Platform API",
// 2.2 with the amendment of February 2026 (vendor.disclosedVendors).
import { createListeners, tell } from './listeners.js';
import { tcDataOf } from './tc-data.js';
import { kApiVersion } from './tcf-stub.js';

/** @import {TcfFacts, TcfNow} from './types.js' */

const kVersion = 2;

/**
 * Takes the place of the stub, and answers. Nobody is called back while it is not known whether the GDPR applies.
 * @param {{facts: TcfFacts, page?: any, loadVendorList?: (version: unknown) => Promise<object>}} options
 */
export const createTcfApi = ({ facts, page = globalThis, loadVendorList }) => {
  const { cmpId, cmpVersion, tcfPolicyVersion, gvlVersion } = facts;
  const listeners = createListeners(0);
  /** @type {TcfNow | undefined} */
  let now;
  let cmpStatus = 'loading';
  /** Of the last string, if there was one: a place where none applies has no other. */
  let versions = { tcfPolicyVersion, gvlVersion };

  const ping = () => ({
    cmpId,
    cmpVersion,
    gdprApplies: now?.gdprApplies,
    ...versions,
    cmpLoaded: cmpStatus !== 'error',
    cmpStatus,
    displayStatus: now?.isVisible ? 'visible' : now?.gdprApplies === false ? 'disabled' : 'hidden',
    apiVersion: kApiVersion,
  });

  /** @param {number} [listenerId] */
  const dataFor = (listenerId) => {
    const { gdprApplies, eventStatus, tc } = /** @type {TcfNow} */ (now);
    return {
      cmpId,
      cmpVersion,
      gdprApplies,
      tcfPolicyVersion: versions.tcfPolicyVersion,
      ...(listenerId !== undefined && { listenerId }),
      eventStatus,
      cmpStatus,
      ...(tc && tcDataOf(tc.model, tc.tcString)),
    };
  };
  const isKnown = () => now?.gdprApplies !== undefined;

  /** @type {Record<string, (callback: Function, parameter: any) => void>} */
  const commands = {
    ping: (callback) => tell(callback, ping(), true),
    addEventListener(callback) {
      const { id } = listeners.add(callback);
      if (isKnown()) tell(callback, dataFor(id), true);
    },
    removeEventListener: (callback, id) => tell(callback, listeners.remove(id), true),
    // Deprecated since 2.2; who still asks gets what holds once it is known.
    getTCData(callback) {
      if (isKnown()) return tell(callback, dataFor(), true);
      const { id } = listeners.add(
        (/** @type {any} */ { listenerId, ...data }, /** @type {boolean} */ success) => {
          listeners.remove(listenerId);
          tell(callback, data, success);
        },
      );
      return id;
    },
    getVendorList(callback, version) {
      if (!loadVendorList) return tell(callback, null, false);
      loadVendorList(version).then(
        (list) => tell(callback, list, true),
        () => tell(callback, null, false),
      );
    },
  };

  const api = (/** @type {any[]} */ ...[command, version, callback, parameter]) => {
    if (typeof callback !== 'function') return;
    const act = Object.hasOwn(commands, command) ? commands[command] : undefined;
    if (!act || (version && version !== kVersion) || (cmpStatus === 'error' && command !== 'ping'))
      return tell(callback, null, false);
    act(callback, parameter);
  };

  const queue = page.__tcfapi?.() ?? [];
  page.__tcfapi = api;
  for (const words of queue) api(...words);

  return {
    /** Tells everybody what holds now. @param {TcfNow} next */
    update(next) {
      now = next;
      if (next.tc) {
        const { policyVersion, vendorListVersion } = next.tc.model;
        versions = { tcfPolicyVersion: policyVersion, gvlVersion: vendorListVersion };
      }
      cmpStatus = 'loaded';
      if (isKnown()) listeners.each(({ id, callback }) => tell(callback, dataFor(id), true));
    },
    /** From here on nothing but `ping` is answered. */
    fail() {
      cmpStatus = 'error';
    },
  };
};
