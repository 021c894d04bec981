// Pictures of a list. Whoever serves them could tell from those that are asked for how the list was ranked: so all of the
// catalog's are asked for, in its order, before one is shown. Of a catalog with too many for that, none is.
/** @import {Slate} from './types.js' */

/** Items with a picture, at most. */
const kMost = 100;

/** What is shown later comes from these, and asks nobody. @type {HTMLImageElement[]} */
const kept = [];

/** Resolves when it is there, or never will be. @param {string} address */
const loadPicture = (address) =>
  new Promise((resolve) => {
    const image = new Image();
    kept.push(image);
    image.onload = () => resolve(address);
    image.onerror = resolve;
    image.fetchPriority = 'low';
    image.src = address;
  });

/**
 * Loads the catalog's pictures, and tells the page's lists when they may show them.
 * @param {string} catalog the text, as the core took it
 * @returns {(slate: Slate) => Slate} which says of each item what to show: an address, '' for a place kept free, or nothing
 */
export const loadPictures = (catalog) => {
  // A large catalog is not read a second time for this.
  const count = catalog.split('"image"', kMost + 2).length - 1;
  if (!globalThis.Image || !count) return (slate) => slate;
  if (count > kMost) {
    console.info(`[say-so] lists show no picture: the catalog has over ${kMost}. See docs/privacy.md`);
    return (slate) => slate;
  }
  /** @type {{items: {image?: string}[]}} */
  const { items } = JSON.parse(catalog);
  const addresses = [...new Set(items.flatMap(({ image }) => image ?? []))];
  /** @type {Set<unknown>} */
  let loaded = new Set();
  Promise.all(addresses.map(loadPicture)).then((all) => {
    loaded = new Set(all);
    document.dispatchEvent(new CustomEvent('say-so-pictures-load', { bubbles: true, composed: true }));
  });
  return (slate) => {
    for (const mention of Object.values(slate.mentions ?? {}))
      if (mention.image) mention.picture = loaded.has(mention.image) ? mention.image : '';
    return slate;
  };
};
