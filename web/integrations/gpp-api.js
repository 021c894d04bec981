// IAB Tech Lab's Global Privacy Platform: `__gpp`, version 1.1. Shapes and order of events: "Global Privacy Platform: CMP API
// specification" 1.1.
import { kGppVersion } from './gpp-stub.js';
import { createListeners, tell } from './listeners.js';

/** @import {GppFacts, GppNow} from './types.js' */

/** The reference's own first id. */
const kFirstListener = 1000;
const kEmpty = 'DBAA'; // no sections
const kTcf = 2;

/**
 * Takes the place of the stub, and answers.
 * @param {{facts: GppFacts, page?: any}} options
 */
export const createGppApi = ({ facts, page = globalThis }) => {
  const listeners = createListeners(kFirstListener);
  /** @type {GppNow} */
  let now = { gppString: kEmpty, applicableSections: [], sectionList: [], parsedSections: {} };
  let cmpStatus = 'loading';
  let cmpDisplayStatus = 'hidden';
  let signalStatus = 'not ready';

  const ping = () => ({
    gppVersion: kGppVersion,
    cmpStatus,
    cmpDisplayStatus,
    signalStatus,
    supportedAPIs: [...facts.supportedAPIs],
    cmpId: facts.cmpId,
    // A copy each: what one caller changes, the others do not see.
    ...structuredClone(now),
  });
  /** @param {string} eventName @param {number} listenerId @param {unknown} data */
  const event = (eventName, listenerId, data) => ({ eventName, listenerId, data, pingData: ping() });
  /** @param {string} eventName @param {unknown} data */
  const tellAll = (eventName, data) =>
    listeners.each(({ id, callback }) => tell(callback, event(eventName, id, data), true));

  /** @param {unknown} name */
  const sectionOf = (name) =>
    typeof name === 'string' && Object.hasOwn(now.parsedSections, name) ? now.parsedSections[name] : null;
  /** @param {unknown} path "usnat.SaleOptOut" */
  const fieldOf = (path) => {
    const [name, field] = String(path).split('.');
    const part = sectionOf(name)?.find((each) => Object.hasOwn(each, field));
    return part ? part[field] : null;
  };
  /** What was asked for, or that there is no such thing. @param {Function} callback @param {unknown} value */
  const answer = (callback, value) => tell(callback, structuredClone(value), value !== null);

  /** @type {Record<string, (callback: Function, parameter: any) => void>} */
  const commands = {
    ping: (callback) => tell(callback, ping(), true),
    addEventListener(callback) {
      const { id } = listeners.add(callback);
      tell(callback, event('listenerRegistered', id, true), true);
    },
    removeEventListener: (callback, id) => tell(callback, listeners.remove(id), true),
    // A TC string is there without its fields: they are `__tcfapi`'s to tell.
    hasSection: (callback, name) =>
      tell(
        callback,
        sectionOf(name) !== null || (name === 'tcfeuv2' && now.sectionList.includes(kTcf)),
        true,
      ),
    getSection: (callback, name) => answer(callback, sectionOf(name)),
    getField: (callback, path) => answer(callback, fieldOf(path)),
  };

  const api = (/** @type {any[]} */ ...[command, callback, parameter]) => {
    if (typeof callback !== 'function') return;
    const act = Object.hasOwn(commands, command) ? commands[command] : undefined;
    if (!act || (cmpStatus === 'error' && command !== 'ping')) return tell(callback, null, false);
    act(callback, parameter);
  };

  const queue = page.__gpp?.() ?? [];
  const waiting = page.__gpp?.('events') ?? [];
  page.__gpp = api;
  // Who listened to the stub keeps the id it was given.
  for (const { id, callback } of waiting) listeners.add(callback, id);
  for (const words of queue) api(...words);

  /** @param {string} status */
  const showSignal = (status) => {
    if (status === signalStatus) return;
    signalStatus = status;
    tellAll('signalStatus', status);
  };

  return {
    /**
     * Tells everybody what holds now, step by step: no signal counts while anything moves.
     * @param {GppNow} next @param {{isVisible: boolean, isReady: boolean}} status
     */
    update(next, { isVisible, isReady }) {
      const changed = Object.keys({ ...now.parsedSections, ...next.parsedSections }).filter(
        (name) => JSON.stringify(now.parsedSections[name]) !== JSON.stringify(next.parsedSections[name]),
      );
      const display = isVisible ? 'visible' : 'hidden';
      if (next.gppString !== now.gppString || !isReady || display !== cmpDisplayStatus)
        showSignal('not ready');
      const isFirst = cmpStatus !== 'loaded';
      now = next;
      if (isFirst) {
        cmpStatus = 'loaded';
        tellAll('cmpStatus', cmpStatus);
      }
      if (display !== cmpDisplayStatus) {
        cmpDisplayStatus = display;
        tellAll('cmpDisplayStatus', display);
      }
      for (const name of changed) tellAll('sectionChange', name);
      if (isReady) showSignal('ready');
    },
    /** From here on nothing but `ping` is answered. */
    fail() {
      cmpStatus = 'error';
      tellAll('cmpStatus', cmpStatus);
    },
  };
};
