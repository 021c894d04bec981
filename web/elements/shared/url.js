/**
 * A link a page may follow, or nothing: URLs come with the catalog and the config and are data like any other.
 * @param {string | undefined} url
 */
export const safeUrl = (url) => {
  if (!url) return undefined;
  try {
    const { protocol } = new URL(url, document.baseURI);
    return protocol === 'https:' || protocol === 'http:' ? url : undefined;
  } catch {
    return undefined;
  }
};
