import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kReach, pulseOf } from '../../../demo/shop/pulse.mjs';

const groups = ['off', 'some', 'full'];
const answers = groups.flatMap((group) => [1, 2, 3, 4, 5, 6, 7].map((point) => `${group}/${point}`));
const epsilon = 2;
const p = Math.exp(epsilon) / (Math.exp(epsilon) + answers.length - 1);
const q = 1 / (Math.exp(epsilon) + answers.length - 1);

/** @param {number[]} counts */
const statisticsOf = (counts) => {
  const reports = counts.reduce((sum, count) => sum + count, 0);
  return {
    ...{ question: 'trust', period: '2026-Q4', reports, epsilon, mechanism: 'randomized-response' },
    answers: answers.map((answer, at) => ({
      answer,
      count: counts[at],
      share: (counts[at] / reports - q) / (p - q),
    })),
  };
};

/** What so many visitors report on average. @param {number[]} truth shares */
const expected = (truth, reports) => truth.map((share) => reports * (q + share * (p - q)));

/** Half off, all of whom say 2; half full, of whom half say 4 and half 6. */
const truth = answers.map((answer) => ({ 'off/2': 0.5, 'full/4': 0.25, 'full/6': 0.25 })[answer] ?? 0);

test('groups have the shares and means that went in', () => {
  const { groups: found } = pulseOf(statisticsOf(expected(truth, 1e6)));
  assert.deepEqual(
    found.map(({ group }) => group),
    ['', ...groups],
  );
  const [all, off, , full] = found;
  for (const [{ share, mean }, wantedShare, wantedMean] of /** @type {const} */ ([
    [all, 1, 3.5],
    [off, 0.5, 2],
    [full, 0.5, 5],
  ])) {
    assert.ok(Math.abs((share?.value ?? 0) - wantedShare) < 1e-9);
    assert.ok(Math.abs((mean?.value ?? 0) - wantedMean) < 1e-9);
  }
});

test('a group that nobody is in has no mean, however many reports came', () => {
  const some = pulseOf(statisticsOf(expected(truth, 1e6))).groups[2];
  assert.equal(some.mean, null);
  assert.ok(some.share && some.share.low <= 0 && some.share.high >= 0);
});

test('few reports tell nothing, not even one alone', () => {
  for (const reports of [1, 2, 10, 100]) {
    const counts = answers.map((_, at) => (at === answers.length - 1 ? reports : 0));
    const [all, ...rest] = pulseOf(statisticsOf(counts)).groups;
    if (reports < 50) assert.equal(all.mean, null, `${reports}`);
    if (reports < 50) for (const { share, mean } of rest) assert.deepEqual([share, mean], [null, null]);
  }
});

/** A generator with a period of 2^32, of which each run gets a seed. @param {number} seed */
const uniforms = (seed) => {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

test('the interval of a mean holds the truth about 95 times in 100', () => {
  const runs = 300;
  const reports = 4000;
  let held = 0;
  for (let run = 1; run <= runs; ++run) {
    const draw = uniforms(run);
    const counts = answers.map(() => 0);
    for (let each = 0; each < reports; ++each) {
      const own = draw();
      const at = own < 0.5 ? 1 : own < 0.75 ? 17 : 19;
      const shift = draw() < p ? 0 : 1 + Math.floor(draw() * (answers.length - 1));
      counts[(at + shift) % answers.length]++;
    }
    const { mean } = pulseOf(statisticsOf(counts)).groups[1];
    assert.ok(mean && mean.high - mean.low <= 2 * kReach);
    if (mean.low <= 2 && mean.high >= 2) held++;
  }
  assert.ok(held / runs > 0.92 && held / runs < 0.98, `${held} of ${runs}`);
});
