import data from './rights.json';

/**
 * What a visitor may ask for. `law` is absent where no general law of the place is named: then it is what the site offers
 * everyone. Places are sections of that law.
 * @typedef {object} Rights
 * @property {string} [law]
 * @property {string[][]} rights each a key of the words, after `rights.`, and its place in the law
 * @property {{name: string, url: string}} [authority] who hears complaints
 * @property {string} checked the day on which this was looked at last
 */

/** @typedef {Partial<Omit<Rights, 'checked'>> & {as?: string}} Row */

/** Of each row of the policy table. @type {Record<string, Row>} */
const rows = data.rows;

/**
 * The rights where a policy holds. Help, not advice: `rights.json` names the law and the section.
 * @param {string} policy such as `EU-FR@2026-11`
 * @returns {Rights}
 */
export const rightsFor = (policy) => {
  const row = rows[policy.split('@')[0]] ?? rows.default;
  return { rights: [], ...(row.as ? rows[row.as] : {}), ...row, checked: data.checked };
};
