// The consent core as the shell sees it: values in, values out, SaySoError on a refusal.
import create from '../../build/wasm/consent.mjs';
import { startOurs, unwrap } from './wasm.js';

/** @import {Where} from './wasm.js' */
/** @import {Chosen, Config, Decision, Environment, How, Ledger, Plan, Snapshot, State, Wish} from './types.js' */

/**
 * @param {Where & {configText: string | Promise<string>, bytes?: BufferSource}} options `bytes`: the module itself
 */
export const createConsent = async (options) => {
  const [core, configText] = await Promise.all([
    startOurs(create, 'consent.wasm', options),
    options.configText,
  ]);
  const { meaning } = unwrap(core.loadConfig(configText));
  const text = JSON.stringify;
  return {
    exports: core,
    configText,
    /** The core has read the same text strictly. @type {Config} */
    config: JSON.parse(configText),
    /** @type {string} */
    meaning,
    /** @param {string} state compact text; '' for none @param {Environment} environment @returns {Decision} */
    evaluate: (state, environment) => unwrap(core.evaluate(state, text(environment))),
    /**
     * @param {string} state @param {Environment} environment @param {Wish[]} choices @param {How} how
     * @returns {Chosen}
     */
    choose: (state, environment, choices, how) =>
      unwrap(core.choose(state, text(environment), text(choices), text(how))),
    /** @param {string} state @param {Environment} environment @returns {Snapshot} */
    snapshot: (state, environment) => unwrap(core.snapshot(state, text(environment))),
    /** @param {string} state @returns {State} */
    decodeState: (state) => unwrap(core.decodeState(state)),
    /** @param {Plan} plan @param {string} now */
    verifyPlan: (plan, now) => unwrap(core.verifyPlan(text(plan), now)),
    /** @param {unknown} ledger records, or `{records, heads}` @returns {{heads: string[]}} */
    verifyLedger: (ledger) => unwrap(core.verifyLedger(text(ledger))),
    /** Of two states made from one past, the later choice about each thing. @param {string} a @param {string} b @returns {string} */
    merge: (a, b) => unwrap(core.merge(a, b)).stateText,
    /** @param {unknown[]} a records @param {unknown[]} b @returns {Ledger} */
    mergeLedgers: (a, b) => unwrap(core.mergeLedgers(text(a), text(b))),
    /** What stays once everything is erased. @param {string} state @param {Environment} environment @returns {{stateText: string, refusals: number}} */
    erase: (state, environment) => unwrap(core.erase(state, text(environment))),
  };
};
