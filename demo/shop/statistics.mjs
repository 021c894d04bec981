/**
 * The store that asks for statistics, too: its config is the store's own with demo/statistics.json added. Lists are made
 * longer, objects joined, and what is neither is replaced.
 */

/** @typedef {{[key: string]: any}} Json */

/** @param {any} value */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * @param {Json} site
 * @param {Json} more
 * @returns {Json}
 */
export const joined = (site, more) => {
  const both = { ...site };
  for (const [key, value] of Object.entries(more)) {
    if (Array.isArray(value) && Array.isArray(site[key])) both[key] = [...site[key], ...value];
    else if (isObject(value) && isObject(site[key])) both[key] = joined(site[key], value);
    else both[key] = value;
  }
  return both;
};
