// The conformance cases against the modules, in whatever JavaScript engine imports this file.

/** @param {string} lines @returns {{name: string, request: string, expected: string}[]} texts as they stand there */
const readCases = (lines) =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const mark = line.indexOf(',"expected":');
      const start = line.indexOf('"request":') + '"request":'.length;
      return {
        name: JSON.parse(line).name,
        request: line.slice(start, mark),
        expected: line.slice(mark + ',"expected":'.length, -1),
      };
    });

/**
 * Every place where a module's bytes are not the expected ones; [] when all agree.
 * @param {object} modules the started modules: `consent`, `explain`, `explainRows`, `math`
 * @param {(path: string) => Promise<string>} read a file of the repository
 */
export const differences = async ({ consent, explain, explainRows, math }, read) => {
  const wrong = [];
  let count = 0;
  const compare = (name, actual, expected) => {
    count++;
    if (actual !== expected)
      wrong.push({ name, actual: actual.slice(0, 400), expected: expected.slice(0, 400) });
  };

  consent.loadConfig(await read('tests/conformance/consent/config.json'));
  for (const { name, request, expected } of readCases(await read('tests/conformance/consent/cases.jsonl')))
    compare(`consent: ${name}`, consent.decide(request), expected);
  const plan = (await read('tests/conformance/consent/plan.json')).trim();
  compare('consent: plan', consent.plan('2026-11-22T10:00:00Z'), plan);

  for (const [module, prefix] of [
    [explain, ''],
    [explainRows, ''],
    [explain, 'places.'],
    [explainRows, 'places.'],
    [explainRows, 'kinds.'],
  ]) {
    const store = JSON.parse(await read(`tests/conformance/recommend/${prefix}store.json`));
    for (const part of ['Config', 'Catalog', 'Model'])
      compare(
        `explain: ${prefix}load${part}`,
        module[`load${part}`](JSON.stringify(store[part.toLowerCase()])).slice(0, 10),
        '{"ok":true',
      );
    for (const { name, request, expected } of readCases(
      await read(`tests/conformance/recommend/${prefix}cases.jsonl`),
    ))
      compare(`explain: ${prefix}${name}`, module.rank(request), expected);
  }

  const native = (await read('build/native/math.txt')).trim().split('\n');
  const here = math.probeMath().trim().split('\n');
  for (const line of native) {
    const name = line.slice(0, line.indexOf(' '));
    compare(`math: ${name}`, here.find((other) => other.startsWith(`${name} `)) ?? '', line);
  }
  return { count, wrong };
};
