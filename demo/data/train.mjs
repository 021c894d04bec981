/**
 * Trains the store's model from its baskets, by the recipe in train.json.
 */
import { fileURLToPath } from 'node:url';

/** @param {string} name */
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * @param {object} options
 * @param {string} options.program the say-so program
 * @param {string} options.out the model file to write
 * @param {(program: string, args: string[]) => Promise<unknown>} options.run runs a program, fails if it does
 */
export const trainDemo = ({ program, out, run }) =>
  run(program, [
    ...['train', 'blend', '--recipe', here('train.json')],
    ...['--baskets', here('retail/baskets_train.csv')],
    ...['--items', here('retail/products.csv')],
    ...['--out', out],
  ]);
