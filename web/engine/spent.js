// The ledger of what reports for statistics cost, as it is stored. Whoever looks at it may take it along; erasing leaves
// what keeps a question from being answered twice.
import { spentPlace } from './storage.js';

/** @import {Budget} from './types.js' */

const { key, limit } = spentPlace;

/** @returns {string | null} the stored text, null without; throws where storage is blocked */
export const readSpent = () => localStorage.getItem(key);

/** @param {Budget} budget @returns {boolean} whether it is stored */
export const writeSpent = (budget) => {
  const text = budget.spent.length ? JSON.stringify(budget) : null;
  try {
    if (text === null) localStorage.removeItem(key);
    else if (text.length <= limit) localStorage.setItem(key, text);
    return readSpent() === text;
  } catch {
    return false;
  }
};

/**
 * Erases of the ledger what is over. What is not must stay, or the same question could be answered again.
 * @param {string} now
 * @returns {string} when the last of it is over; '' where nothing stays
 */
export const eraseSpent = (now) => {
  try {
    const budget = JSON.parse(readSpent() ?? '');
    budget.spent = budget.spent.filter((/** @type {{until: string}} */ { until }) => until > now);
    writeSpent(budget);
    return budget.spent.reduce(
      (/** @type {string} */ last, /** @type {{until: string}} */ { until }) => (until > last ? until : last),
      '',
    );
  } catch {
    return ''; // there is none, or none that could be read
  }
};
