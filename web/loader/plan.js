/** @import {Environment, Plan, PlanRow} from '../engine/types.js' */

const kEveryOther = '*';

/**
 * What the core decided ahead of time for a first visit. A plan that has run out gives its strictest row.
 * @param {Plan} plan
 * @param {Pick<Environment, 'now' | 'jurisdiction' | 'gpc'>} environment
 * @returns {PlanRow & {isExpired: boolean}}
 */
export const findRow = ({ rows, validUntil }, { now, jurisdiction, gpc }) => {
  const isExpired = now >= validUntil;
  const rowOf = (/** @type {string} */ code) =>
    rows.find((row) => row.codes.includes(code) && row.gpc.includes(gpc));
  const known = !isExpired && jurisdiction && jurisdiction !== kEveryOther && rowOf(jurisdiction);
  return { .../** @type {PlanRow} */ (known || rowOf(kEveryOther)), isExpired };
};
