/**
 * Figures of made-up visitors for the page /trust, so that it shows something before anybody answered. What each of them
 * thinks is drawn from the shares below, which are invented; what they report, and what is estimated of it, is the
 * program's. The page says that they are simulated.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const kVisitors = 6000;
const kMost = 1 << 26; // bytes of one answer

/** How many of a hundred have which level on. Invented. */
const levels = /** @type {const} */ ({ off: 35, some: 55, full: 10 });

/** Of a hundred who have the level on, how many say 1 to 7. Invented. @type {Record<string, Record<string, number[]>>} */
const opinions = {
  'trust.transparency': {
    off: [14, 14, 18, 22, 16, 10, 6],
    some: [4, 6, 10, 18, 24, 24, 14],
    full: [3, 4, 8, 14, 24, 27, 20],
  },
  'trust.control': {
    off: [10, 12, 16, 20, 18, 14, 10],
    some: [4, 6, 9, 16, 23, 25, 17],
    full: [6, 8, 12, 18, 22, 20, 14],
  },
  'trust.intrusiveness': {
    off: [22, 20, 18, 16, 10, 8, 6],
    some: [24, 24, 18, 14, 10, 6, 4],
    full: [12, 16, 18, 18, 16, 12, 8],
  },
};

/** So many of each, to the nearest whole visitor. @param {number[]} shares @param {number} all */
const counts = (shares, all) => {
  let before = 0;
  let given = 0;
  return shares.map((share) => {
    before += share;
    const until = Math.round((before / 100) * all);
    const count = until - given;
    given = until;
    return count;
  });
};

/** @param {{program: string, folder: string}} options where the config is, and the figures go */
export const makePulse = ({ program, folder }) => {
  const config = join(folder, 'site.json');
  const { questions } = JSON.parse(readFileSync(config, 'utf8')).page.privacy;
  const run = (/** @type {string[]} */ words, /** @type {object[]} */ lines) =>
    execFileSync(program, ['privacy', ...words], {
      input: lines.map((line) => JSON.stringify(line)).join('\n'),
      maxBuffer: kMost,
    })
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).value);
  const figures = questions.flatMap(({ id, groups, answers, epsilon }, seed) => {
    const visitors = counts(
      groups.map((group) => levels[group]),
      kVisitors,
    );
    const lines = groups.flatMap((group, at) =>
      counts(opinions[id][group], visitors[at]).flatMap((count, point) =>
        Array.from({ length: count }, () => ({
          ...{ question: id, period: 'simulated', epsilon, answers: groups.length * answers.length },
          answer: at * answers.length + point,
        })),
      ),
    );
    return run(['estimate', '--config', config], run(['randomize', '--seed', String(seed + 1)], lines));
  });
  writeFileSync(join(folder, 'simulated.json'), JSON.stringify(figures));
};
