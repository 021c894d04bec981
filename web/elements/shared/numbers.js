/**
 * The figures of one explanation, as integers of the last shown digit, so that what is shown adds up on its face.
 * @typedef {object} Figures
 * @property {number} digits how many decimals one unit stands for
 * @property {number} base
 * @property {number[]} parts in the order given
 * @property {number} part their sum
 * @property {number} score base + part
 * @property {boolean} adjusted true if plain rounding would not have added up
 */

/** @param {number[]} values */
const sum = (values) => values.reduce((total, value) => total + value, 0);

/**
 * Spreads a whole over parts so that each is its value rounded down or up: those nearest the next unit go up first.
 * @param {number[]} values in units
 * @param {number} whole
 */
const apportion = (values, whole) => {
  const shares = values.map(Math.floor);
  const byRemainder = values
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  let missing = whole - sum(shares);
  for (const step of [1, -1]) {
    const order = step > 0 ? byRemainder : [...byRemainder].reverse();
    for (let turn = 0; missing * step > 0 && turn < order.length; turn++) {
      shares[order[turn].index] += step;
      missing -= step;
    }
  }
  return shares;
};

/**
 * Rounds base and contributions so that they add up to the rounded score: with plain rounding if that does it, with
 * one digit more if that does, and otherwise by letting single figures go to their other neighbour.
 * @param {number} base
 * @param {number[]} contributions
 * @param {number} [digits] the fewest decimals to show
 * @returns {Figures}
 */
export const figuresOf = (base, contributions, digits = 2) => {
  const score = base + sum(contributions);
  for (const shown of [digits, digits + 1]) {
    const unit = 10 ** shown;
    const parts = contributions.map((value) => Math.round(value * unit));
    const figures = { digits: shown, base: Math.round(base * unit), parts, part: sum(parts) };
    const whole = Math.round(score * unit);
    if (figures.part === Math.round(sum(contributions) * unit) && figures.base + figures.part === whole)
      return { ...figures, score: whole, adjusted: false };
  }
  const unit = 10 ** (digits + 1);
  const whole = Math.round(score * unit);
  const start = contributions.length ? Math.round(base * unit) : whole;
  const parts = apportion(
    contributions.map((value) => value * unit),
    whole - start,
  );
  return { digits: digits + 1, base: start, parts, part: whole - start, score: whole, adjusted: true };
};

/**
 * Shows a figure of `figuresOf`. A signed one always says its sign, with a true minus.
 * @param {number} units
 * @param {number} digits
 * @param {string} language
 * @param {{signed?: boolean}} [options]
 */
export const figureText = (units, digits, language, { signed = false } = {}) =>
  new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: signed ? 'exceptZero' : 'negative',
  })
    .format(units / 10 ** digits)
    .replace('-', '−');

/**
 * @param {number} amount
 * @param {string | undefined} currency ISO 4217; without one the bare number is shown
 * @param {string} language
 * @param {{short?: boolean}} [options] short leaves out the decimals of a whole amount
 */
export const priceText = (amount, currency, language, { short = false } = {}) => {
  /** @type {Intl.NumberFormatOptions} */
  const options = currency ? { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } : {};
  if (short && Number.isInteger(amount)) options.maximumFractionDigits = 0;
  try {
    return new Intl.NumberFormat(language, options).format(amount);
  } catch {
    return String(amount);
  }
};

/**
 * What stands before and after the number in a price field.
 * @param {string | undefined} currency
 * @param {string} language
 */
export const currencyMarks = (currency, language) => {
  const [before, after] = priceText(1, currency, language, { short: true }).split(/1/);
  return { before: (before ?? '').trim(), after: (after ?? '').trim() };
};
