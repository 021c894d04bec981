/** @import {SaySo, Wish} from '../engine/types.js' */

const page = /** @type {{sayso: SaySo}} */ (/** @type {unknown} */ (globalThis));

/** Where the law wants a yes in two steps (California, 11 CCR 7028), the second is asked for. */
const kSecondStep = 'needs-second-step';

/**
 * Makes a choice that was asked for in the page.
 * @param {Wish[]} choices
 * @param {string} control
 * @param {() => Promise<boolean>} confirm asks once more
 * @returns {Promise<boolean>} whether it was made
 */
export const choose = async (choices, control, confirm) => {
  const how = { control, surface: 'page' };
  try {
    await page.sayso.choose(choices, { ...how, steps: 1 });
  } catch (error) {
    if (/** @type {{code?: string}} */ (error)?.code !== kSecondStep) throw error;
    if (!(await confirm())) return false;
    await page.sayso.choose(choices, { ...how, steps: 2 });
  }
  return true;
};
