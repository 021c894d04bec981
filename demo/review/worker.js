/**
 * Measures apart from the page, which stays responsive. It has the package's own core and the files of the review.
 */

const files = {
  config: 'site.json',
  catalog: 'catalog.json',
  model: 'model.json',
  shoppers: 'shoppers.json',
};

const start = async () => {
  // The package is a site's own files, as for any embedder.
  const module = '/say-so/review.js';
  const { createReview } = await import(module);
  const texts = await Promise.all(
    Object.entries(files).map(async ([name, file]) => {
      const response = await fetch(new URL(file, import.meta.url));
      if (!response.ok) throw new Error(`${file}: the server answered ${response.status}`);
      return [name, await response.text()];
    }),
  );
  return createReview({ texts: Object.fromEntries(texts) });
};

const ready = start();
ready.catch(() => {}); // told with each answer

addEventListener('message', async ({ data: { id, ask, given } }) => {
  try {
    const review = await ready;
    const began = performance.now();
    const value = review[ask](...given);
    postMessage({ id, value, took: performance.now() - began });
  } catch (error) {
    const { code = 'failed', message = String(error), at = '' } = /** @type {any} */ (error);
    postMessage({ id, error: { code, message, at } });
  }
});
