import { findRow } from './plan.js';
import { readSnapshot, refusesService } from './snapshot.js';

/** @import {Built, Environment, PlanRow} from '../engine/types.js' */

/**
 * What holds before the core has spoken.
 * @typedef {object} Standing
 * @property {Set<string>} granted purposes and services
 * @property {PlanRow | null} row the first layer to show, if any
 * @property {'now' | 'idle' | 'on need'} core when to fetch the core
 * @property {boolean} [isPlanExpired]
 * @property {string} [until] when this may change by time alone
 */

/** What always runs: the purposes that need no choice, and services that serve only those. @param {Built} built */
export const requiredOf = ({ purposes, services }) => {
  const required = new Set(purposes.flatMap(({ id, required: always }) => (always ? [id] : [])));
  return withServices(required, services);
};

/**
 * Adds the services whose purposes are all granted.
 * @param {Set<string>} purposes @param {Built['services']} services
 */
const withServices = (purposes, services) => {
  const granted = Object.keys(services).filter((id) => services[id].every((one) => purposes.has(one)));
  return new Set([...purposes, ...granted]);
};

/** Whether a source of the place has yet to answer. @param {Environment} environment */
const isAwaited = ({ jurisdiction, jurisdictionSource }) =>
  jurisdiction === null && jurisdictionSource !== 'fallback';

/**
 * Decides what little the loader may decide: by a snapshot that still holds, or by the plan on a first visit. In every
 * other case nothing optional is granted until the core has spoken.
 * @param {Built} built
 * @param {Environment} environment
 * @param {{state: string, snapshot: string | null, isChoiceWaiting: boolean, isKept: boolean, cookies: string}} stored
 *   `cookies`: as the document has them
 * @returns {Standing}
 */
export const decideBeforeCore = (
  built,
  environment,
  { state, snapshot, isChoiceWaiting, isKept, cookies },
) => {
  // Who refused a service by itself waits for the core to say which, even among the necessary.
  const required = requiredOf(refusesService(state) ? { ...built, services: {} } : built);
  if (isChoiceWaiting) return { granted: required, row: null, core: 'now' };
  if (state) {
    const known = readSnapshot(snapshot, { built, environment, state });
    // A place that is awaited says soon which rules hold.
    if (!known) return { granted: required, row: null, core: isAwaited(environment) ? 'on need' : 'now' };
    const row =
      known.prompt === 'none' ? null : { ...findRow(built.plan, environment), prompt: known.prompt };
    // Once a month the core renews the cookie, so that who comes back is not forgotten.
    const isFresh = known.at.slice(0, 7) === environment.now.slice(0, 7);
    // What was removed may come back: a server set it, or a tag that nobody marked.
    const isBack = known.clear.some((name) => `; ${cookies}`.includes(`; ${name.replace('*', '')}`));
    return {
      granted: new Set([...required, ...known.granted]),
      row,
      core: isFresh && !isBack ? 'on need' : 'idle',
      until: known.until,
    };
  }
  // The plan was made for an unknown age: of anyone younger than an adult the core decides.
  const { ageBand, jurisdiction } = environment;
  if (ageBand !== null && ageBand !== 'adult') return { granted: required, row: null, core: 'idle' };
  const { isExpired, ...row } = findRow(built.plan, environment);
  // What a policy allows by itself needs the jurisdiction known, and a place to keep a refusal.
  const byPolicy = jurisdiction === null || isExpired || !isKept ? [] : row.granted;
  return {
    granted: withServices(new Set([...required, ...byPolicy]), built.services),
    row: row.prompt === 'none' ? null : row,
    core: 'idle',
    isPlanExpired: isExpired,
    until: isExpired ? undefined : built.plan.validUntil,
  };
};
