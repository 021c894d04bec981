// What the modules answer to a batch, in whatever JavaScript engine imports this file.

/**
 * @typedef {object} Batch lines for one verb of the native program, and what the modules are asked in its place
 * @property {'decide' | 'rank' | 'decodeTc' | 'encodeTc' | 'decodeGpp' | 'encodeGpp'} verb
 * @property {Record<string, string>} files texts by option
 * @property {string[]} lines
 * @property {string} now
 */

/** The modules that answer. */
export const kModules = ['consent', 'explain_rows', 'explain_rows_simd', 'iab'];

/** @param {any} module @param {Record<string, string>} files */
const load = (module, { config, catalog, model }) => {
  const answers = [module.loadConfig(config)];
  if (catalog) answers.push(module.loadCatalog(catalog), module.loadModel(model));
  return answers.find((answer) => !answer.startsWith('{"ok":true')) ?? '';
};

/** @type {Record<Batch['verb'], (modules: Record<string, any>, batch: Batch) => (line: string) => string>} */
const verbs = {
  decide: ({ consent }, { files }) => {
    const fault = load(consent, files);
    return (line) => fault || consent.decide(line);
  },
  rank: ({ explain_rows: plain, explain_rows_simd: simd }, { files }) => {
    const fault = load(plain, files) || load(simd, files);
    return (line) => {
      const answer = plain.rank(line);
      return fault || (simd.rank(line) === answer ? answer : 'SIMD differs');
    };
  },
  decodeTc:
    ({ iab }, { now }) =>
    (line) =>
      iab.decodeTc(JSON.parse(line), now),
  encodeTc:
    ({ iab }) =>
    (line) =>
      iab.encodeTc(line, ''),
  decodeGpp:
    ({ iab }) =>
    (line) =>
      iab.decodeGpp(JSON.parse(line)),
  encodeGpp:
    ({ iab }) =>
    (line) =>
      iab.encodeGpp(line, ''),
};

/** Every line whose answer is another one, with its batch's place. @param {Record<string, any>} modules @param {Batch[]} batches @param {string[][]} expected */
export const differences = (modules, batches, expected) => {
  const wrong = [];
  for (const [at, batch] of batches.entries()) {
    const answer = verbs[batch.verb](modules, batch);
    for (const [index, line] of batch.lines.entries()) {
      const actual = answer(line);
      // The native program also reads the TC string in a GPP string, the module leaves that to who wants it.
      const isApart = batch.verb === 'decodeGpp' && /tcfeuv2/.test(actual + expected[at][index]);
      if (actual !== expected[at][index] && !isApart)
        wrong.push({
          at,
          line,
          actual: actual.slice(0, 400),
          expected: `${expected[at][index]}`.slice(0, 400),
        });
    }
  }
  return wrong;
};
