import { requiredOf } from './before-core.js';
import { findRow } from './plan.js';

/** @import {Built, Kit, SaySo} from '../engine/types.js' */
/** @import {Integration, Options, Settled} from '../integrations/types.js' */

/**
 * What holds now, as integrations are told. A choice counts once it has been decided on: by the core, or by a snapshot
 * of its decision. A snapshot that grants nothing optional looks like none, and says no more than is told without.
 * @param {Kit} kit @param {Set<string>} required
 */
const createSettled = ({ built, environment, hasChosen }, required) => {
  const optional = [...built.purposes.map(({ id }) => id), ...Object.keys(built.services)].filter(
    (id) => !required.has(id),
  );
  /** @returns {Settled} */
  return () => {
    const { sayso } = /** @type {{sayso: SaySo}} */ (/** @type {unknown} */ (globalThis));
    const now = environment();
    const { jurisdiction } = now;
    // Nobody knows what holds once the plan has run out: it asks.
    const isOptOut =
      !findRow(built.plan, now).isExpired && jurisdiction && built.optOut?.includes(jurisdiction);
    return {
      isGranted: sayso.granted,
      hasChoice: hasChosen() && (sayso.decision !== null || optional.some(sayso.granted)),
      jurisdiction,
      model: isOptOut ? 'opt-out' : 'opt-in',
    };
  };
};

/**
 * Makes an integration a part of the loader. Should a vendor's own code fail when it is called, the page hears of
 * it as of any script that fails; neither the loader nor the other integrations stop.
 * @param {(options: Options<any>) => Integration} create
 * @param {(built: Built) => object | undefined} [settingsOf]
 */
export const integrate =
  (create, settingsOf = () => undefined) =>
  (/** @type {Kit} */ kit) => {
    const required = requiredOf(kit.built);
    const integration = create({
      types: kit.built.consentTypes ?? {},
      settings: settingsOf(kit.built),
      isRequired: (id) => required.has(id),
    });
    const settled = createSettled(kit, required);
    return () => {
      try {
        integration.settle(settled());
      } catch (error) {
        reportError(error);
      }
    };
  };
