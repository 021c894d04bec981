/**
 * The trust pulse: what those who share statistics answer, by the level of personalization that they have on. The level
 * is part of the answer ("full/5") and as uncertain; the estimates are those of `say-so privacy estimate`.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * @typedef {object} Statistics what the program says of one question and period
 * @property {string} question
 * @property {string} period
 * @property {number} reports
 * @property {number} epsilon
 * @property {string} mechanism
 * @property {{answer: string, count: number, share: number}[]} answers
 */
/** @typedef {{value: number, low: number, high: number}} Estimate with its 95 % interval */
/**
 * @typedef {object} Group
 * @property {string} group '' for all of them together
 * @property {Estimate | null} share of those who share statistics; null: too few to tell
 * @property {Estimate | null} mean of the scale; null likewise
 */
/** @typedef {{question: string, period: string, reports: number, groups: Group[]}} Pulse */

/** 95 % of a normal distribution lie so many standard deviations around its middle. */
const kZ = 1.96;

/** A mean is told where its interval reaches at most so far to each side, on the scale of 1 to 7. */
export const kReach = 0.5;

/** A share is told where its interval reaches at most so far. */
const kShareReach = 0.1;

/** A group is told where it is so many standard errors above nothing: dividing by less tells noise. */
const kSure = 4;

/**
 * A weighted sum of the shares, with its standard error: reports are multinomial, and each share is a count moved and
 * stretched by what randomized response does. For the error each answer counts one report more than came, or a single
 * report would seem to be without any.
 * @param {Statistics} statistics
 * @param {(answer: string) => number} weigh
 */
const sumOf = ({ answers, reports, epsilon }, weigh) => {
  const odds = Math.exp(epsilon);
  const stretch = (odds + answers.length - 1) / (odds - 1);
  let value = 0;
  let mean = 0;
  let square = 0;
  for (const { answer, count, share } of answers) {
    const weight = weigh(answer);
    const seen = (count + 1) / (reports + answers.length);
    value += weight * share;
    mean += weight * seen;
    square += weight * weight * seen;
  }
  return { value, error: stretch * Math.sqrt(Math.max(0, square - mean * mean) / reports) };
};

/** @param {{value: number, error: number}} sum @param {number} low @param {number} high @returns {Estimate} */
const within = ({ value, error }, low, high) => ({
  value: Math.min(high, Math.max(low, value)),
  low: Math.max(low, value - kZ * error),
  high: Math.min(high, value + kZ * error),
});

/** @param {string} answer @returns {[string, number]} its group, and where on the scale */
const read = (answer) => {
  const [group, point] = answer.split('/');
  return [group, Number(point)];
};

/** @param {Statistics} statistics @param {string} group @returns {Group} */
const groupOf = (statistics, group) => {
  const isIn = (/** @type {string} */ answer) => group === '' || read(answer)[0] === group;
  // Of all of them together nothing is uncertain.
  const size = group === '' ? { value: 1, error: 0 } : sumOf(statistics, (answer) => Number(isIn(answer)));
  const points = sumOf(statistics, (answer) => (isIn(answer) ? read(answer)[1] : 0));
  const value = points.value / size.value;
  // The error of a ratio is that of its line: how far the points are from the mean, over the size.
  const apart = sumOf(statistics, (answer) => (isIn(answer) ? read(answer)[1] - value : 0));
  const error = apart.error / size.value;
  const isTold = size.value > kSure * size.error && kZ * error <= kReach;
  return {
    group,
    share: kZ * size.error <= kShareReach ? within(size, 0, 1) : null,
    mean: isTold ? within({ value, error }, 1, 7) : null,
  };
};

/** @param {Statistics} statistics of randomized response @returns {Pulse} */
export const pulseOf = (statistics) => {
  const { question, period, reports, answers } = statistics;
  const names = [...new Set(answers.map(({ answer }) => read(answer)[0]))];
  return { question, period, reports, groups: ['', ...names].map((group) => groupOf(statistics, group)) };
};

/** @param {string} file @returns {Promise<string>} the reports in it, a line each */
const reportsIn = async (file) => {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line.includes('"say-so-report/1"'))
    .join('\n');
};

/** @param {string} root the demo's folder @param {string} reports @returns {Promise<Statistics[]>} */
const estimate = async (root, reports) => {
  if (!reports) return [];
  const words = ['privacy', 'estimate', '--config', join(root, 'dist/statistics/site.json')];
  const program = [join(root, '../dist/say-so.cjs'), ...words];
  const running = promisify(execFile)(process.execPath, ['--no-warnings', ...program]);
  running.child.stdin?.end(`${reports}\n`);
  // A line that is no report of this store's is refused with its place; the rest counts.
  const { stdout } = await running.catch((error) => ({ stdout: String(error.stdout ?? '') }));
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .flatMap(({ ok, value }) => (ok ? [value] : []));
};

/**
 * What the receiver's file tells, and what made-up visitors would.
 * @param {string} root the demo's folder
 * @param {string} file
 * @returns {Promise<{real: Pulse[], simulated: Pulse[]}>}
 */
export const readPulse = async (root, file) => {
  const simulated = JSON.parse(await readFile(join(root, 'dist/statistics/simulated.json'), 'utf8'));
  const real = await estimate(root, await reportsIn(file));
  return { real: real.map(pulseOf), simulated: simulated.map(pulseOf) };
};
