// Starts one of the built modules without the shell, in Node and in a browser.

/**
 * @param {string} name of the module: `consent`, `explain`, `explain_rows` or `math_probe`
 * @param {(path: string) => Promise<BufferSource>} bytes of a file, by its path in the repository
 * @param {string} root where the repository's files are, as a URL to import from
 * @param {(instance: WebAssembly.Instance) => void} [look] at what was started
 */
export const start = async (name, bytes, root, look) => {
  const { default: create } = await import(`${root}build/wasm/${name}.mjs`);
  const binary = await bytes(`build/wasm/${name}.wasm`);
  const instantiate = async (imports) => {
    const started = await WebAssembly.instantiate(binary, imports);
    look?.(started.instance);
    return started;
  };
  return create({ instantiate });
};

/** For Node: reads from the tree. @param {string} name @param {(instance: WebAssembly.Instance) => void} [look] */
export const startInNode = async (name, look) => {
  const { readFile } = await import('node:fs/promises');
  const root = new URL('../../../', import.meta.url);
  return start(name, (path) => readFile(new URL(path, root)), root.href, look);
};
