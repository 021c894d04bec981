// Starts one of the built modules without the shell, in Node and in a browser.

/**
 * @param {string} name of the module: `consent`, `explain`, `explain_rows` or `math_probe`
 * @param {(path: string) => Promise<BufferSource>} bytes of a file, by its path in the repository
 * @param {string} root where the repository's files are, as a URL to import from
 */
export const start = async (name, bytes, root) => {
  const { default: create } = await import(`${root}build/wasm/${name}.mjs`);
  const binary = await bytes(`build/wasm/${name}.wasm`);
  return create({ instantiate: (imports) => WebAssembly.instantiate(binary, imports) });
};

/** For Node: reads from the tree. @param {string} name */
export const startInNode = async (name) => {
  const { readFile } = await import('node:fs/promises');
  const root = new URL('../../../', import.meta.url);
  return start(name, (path) => readFile(new URL(path, root)), root.href);
};
