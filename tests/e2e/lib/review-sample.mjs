// Some of the review's shoppers, so that a test need not wait for 1,446 of them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = new URL('../../../', import.meta.url).pathname;
const program = join(root, 'build/native/say-so');

/** @param {string} text */
const linesOf = (text) => text.trim().split('\n');

/** @param {string} name of a file of the review */
export const readReview = (name) => readFileSync(join(root, 'demo/dist/review', name), 'utf8');

export const settings = () => linesOf(readReview('settings.jsonl'));

/**
 * The texts that the review measures on, with so many shoppers, evenly picked, and those that may be looked at singly.
 * @param {number} most
 */
export const sampleTexts = (most) => {
  const all = JSON.parse(readReview('shoppers.json'));
  const singles = new Set(JSON.parse(readReview('singles.json')).map(({ id }) => id));
  const step = Math.max(1, Math.ceil(all.shoppers.length / most));
  const shoppers = all.shoppers.filter(({ id }, at) => at % step === 0 || singles.has(id));
  return {
    config: readReview('site.json'),
    catalog: readReview('catalog.json'),
    model: readReview('model.json'),
    shoppers: JSON.stringify({ ...all, shoppers }),
  };
};

/** The lines that the native program answers. @param {string[]} words @param {string[]} lines */
export const saySo = (words, lines) => {
  const { stdout, stderr } = spawnSync(program, words, {
    input: lines.join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (stderr) throw new Error(stderr);
  return linesOf(stdout);
};

/**
 * What `say-so audit review` answers to each line, with these texts as its files.
 * @param {Record<string, string>} texts
 * @param {string[]} lines
 * @param {string[]} [words] another verb that reads such files
 */
export const reviewLines = (texts, lines, words = ['audit', 'review']) => {
  const folder = mkdtempSync(join(tmpdir(), 'say-so-'));
  try {
    const options = Object.entries(texts).flatMap(([name, text]) => {
      const file = join(folder, `${name}.json`);
      writeFileSync(file, text);
      return [`--${name}`, file];
    });
    return saySo([...words, ...options], lines);
  } finally {
    rmSync(folder, { recursive: true });
  }
};
