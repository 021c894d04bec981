/**
 * Writes what the store says of its own model: `model-card.json` for who asks for numbers, `statement.html` for who reads
 * a list. Both come from the files that the store serves, a sample of visitors, and card-facts.json.
 */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeSample, yesToAll } from './make_sample.mjs';

const kMost = 1 << 24; // bytes of one answer

/** @param {string} name */
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * @param {object} options
 * @param {string} options.program the say-so program
 * @param {string} options.kit the built package
 * @param {string} options.store the folder of the store's catalog and model; the two files are written there
 */
export const writeCard = ({ program, kit, store }) => {
  const saySo = (/** @type {string[]} */ words, input = '') =>
    execFileSync(program, words, { input, maxBuffer: kMost }).toString();
  const config = ['--config', here('../site.json')];
  const { state } = JSON.parse(saySo(['decide', ...config], JSON.stringify(yesToAll))).value;
  const sample = join(store, 'sample.jsonl');
  writeFileSync(
    sample,
    makeSample(state)
      .map((each) => JSON.stringify(each))
      .join('\n'),
  );
  const card = [
    ...['audit', 'model-card', '--kit', kit, ...config, '--facts', here('card-facts.json')],
    ...['--catalog', join(store, 'catalog.json'), '--model', join(store, 'model.json')],
    ...['--requests', sample],
  ];
  const write = (/** @type {string} */ name, /** @type {string[]} */ ...words) =>
    writeFileSync(join(store, name), saySo([...card, ...words]));
  write('model-card.json');
  write('statement.html', '--part', 'statement', '--format', 'fragment');
  rmSync(sample);
};
