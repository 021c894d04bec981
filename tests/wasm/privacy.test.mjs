// Statistics and learning in WebAssembly: the reference vectors through the Node program, and the same lines natively.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';

const root = new URL('../../', import.meta.url);
const read = (name) =>
  JSON.parse(readFileSync(new URL(`tests/conformance/privacy/${name}.vectors.json`, root), 'utf8'));
const temporary = mkdtempSync(join(tmpdir(), 'say-so-'));
process.on('exit', () => rmSync(temporary, { recursive: true }));

const programs = { native: ['build/native/say-so'], node: ['node', '--no-warnings', 'dist/say-so.cjs'] };

/** @param {string} program @param {string[]} words @param {unknown[]} lines */
const run = (program, words, lines) => {
  const [command, ...first] = programs[program];
  const input = lines.map((line) => JSON.stringify(line)).join('\n');
  const options = { cwd: root, input, maxBuffer: 1 << 28 };
  const { stdout, stderr } = spawnSync(command, [...first, 'privacy', ...words], options);
  assert.equal(stderr.toString(), '');
  return stdout.toString();
};

/** The lines of both programs, which must not differ by a byte; gives their values. */
const runBoth = (words, lines) => {
  const native = run('native', words, lines);
  assert.equal(run('node', words, lines), native, 'native and Node differ');
  const answers = native
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  for (const answer of answers) assert.ok(answer.ok, JSON.stringify(answer));
  return answers.map(({ value }) => value);
};

const close = (actual, expected, tolerance, where) => {
  if (Array.isArray(expected)) {
    assert.equal(actual.length, expected.length, where);
    expected.forEach((each, i) => close(actual[i], each, tolerance, `${where}/${i}`));
  } else {
    const within = tolerance * Math.max(1, Math.abs(expected));
    assert.ok(Math.abs(actual - expected) <= within, `${where}: ${actual}, not ${expected}`);
  }
};

/** Random bytes from which the numbers of the vectors are drawn: 53 bits of a uniform one, and a whole one as it is. */
const bytesOf = (uniforms, whole = 0, bound = 1) => {
  const words = [
    ...uniforms.map((u) => BigInt(Math.floor(u * 2 ** 53)) << 11n),
    // Small numbers may be drawn again: a multiple of the bound is added.
    BigInt(whole) + 1_000_003n * BigInt(bound),
  ];
  const bytes = Buffer.alloc(8 * words.length);
  words.forEach((word, i) => bytes.writeBigUInt64LE(word, 8 * i));
  return bytes.toString('base64');
};

const { krr, unary, choose, gaussian_sigma: sigmas, rdp, composition } = read('privacy');
const oue = unary.filter(({ kind }) => kind === 'oue');
const isChosen =
  (kind) =>
  ({ k, epsilon }) =>
    k < 3 * Math.exp(epsilon) + 2 === (kind === 'krr');

test('randomized response: reports, and estimates from them', () => {
  const cases = krr.filter(isChosen('krr'));
  assert.ok(cases.length >= 5);
  for (const {
    k,
    epsilon,
    truth,
    u,
    alt,
    report,
    counts,
    estimate,
    estimate_on_simplex: onSimplex,
  } of cases) {
    const about = { answers: k, epsilon, question: 'q', period: '2026' };
    // One case is of counts alone.
    const reports = truth
      ? runBoth(
          ['randomize'],
          truth.map((answer, i) => ({ ...about, answer, random: bytesOf([u[i]], alt[i], k - 1) })),
        )
      : counts.flatMap((count, value) =>
          Array.from({ length: count }, () => ({ schema: 'say-so-report/1', ...about, value })),
        );
    if (truth)
      assert.deepEqual(
        reports.map(({ value }) => value),
        report,
      );
    const [found] = runBoth(['estimate'], reports);
    assert.deepEqual(
      found.answers.map(({ count }) => count),
      counts,
    );
    close(
      found.answers.map(({ share }) => share),
      estimate,
      1e-10,
      'share',
    );
    close(
      found.answers.map((one) => one.onSimplex),
      onSimplex,
      1e-10,
      'onSimplex',
    );
  }
});

test('unary encoding: reports, and estimates from such counts', () => {
  const cases = oue.filter(isChosen('oue'));
  assert.ok(cases.length >= 1);
  for (const {
    k,
    epsilon,
    n,
    truth_head: truth,
    u_head: u,
    report_head: report,
    counts,
    estimate,
  } of cases) {
    const asked = truth.map((answer, i) => ({ answers: k, epsilon, answer, random: bytesOf(u[i]) }));
    const reports = runBoth(['randomize'], asked);
    assert.deepEqual(
      reports.map(({ bits }) => [...bits].map(Number)),
      report,
    );
    // Reports with these counts: the first so many say yes to each answer.
    const made = Array.from({ length: n }, (_, i) => ({
      ...reports[0],
      question: 'q',
      period: '2026',
      bits: counts.map((count) => Number(i < count)).join(''),
    }));
    const [found] = runBoth(['estimate'], made);
    close(
      found.answers.map(({ share }) => share),
      estimate,
      1e-10,
      'share',
    );
  }
});

test('accounting: which mechanism, how much noise, what rounds and answers cost', () => {
  const mechanisms = runBoth(
    ['account'],
    choose.map(({ k, epsilon }) => ({ of: 'mechanisms', answers: k, epsilon })),
  );
  const names = { krr: 'randomized-response', oue: 'unary-encoding' };
  choose.forEach(({ better, krr_var, oue_var }, i) => {
    assert.equal(mechanisms[i].chosen, names[better]);
    close(mechanisms[i][names.krr], krr_var, 1e-9, 'krr');
    close(mechanisms[i][names.oue], oue_var, 1e-9, 'oue');
  });
  const noise = runBoth(
    ['account'],
    sigmas.map(({ epsilon, delta, sensitivity }) => ({ of: 'noise', epsilon, delta, sensitivity })),
  );
  sigmas.forEach(({ sigma_analytic, sigma_classic }, i) => {
    close(noise[i].analytic, sigma_analytic, 1e-9, 'analytic');
    if (sigma_classic === null) assert.equal(noise[i].classic, null);
    else close(noise[i].classic, sigma_classic, 1e-9, 'classic');
  });
  const rounds = runBoth(
    ['account'],
    rdp.map(({ rate, noise_multiplier: noiseMultiplier, steps, delta }) => ({
      of: 'rounds',
      rate,
      noiseMultiplier,
      rounds: steps,
      delta,
    })),
  );
  rdp.forEach((each, i) => {
    assert.deepEqual(rounds[i].orders, each.orders);
    close(rounds[i].divergences, each.rdp_total, 1e-9, 'divergence');
    close(rounds[i].mironov.epsilon, each.epsilon_mironov, 1e-9, 'mironov');
    close(rounds[i].improved.epsilon, each.epsilon_improved, 1e-9, 'improved');
    assert.deepEqual(
      [rounds[i].mironov.order, rounds[i].improved.order],
      [each.order_mironov, each.order_improved],
    );
    if (each.rate === 1) close(rounds[i].zeroConcentrated.epsilon, each.epsilon_zcdp, 1e-9, 'zcdp');
  });
  const composed = runBoth(
    ['account'],
    composition.map(({ eps, delta, k, slack }) => ({
      of: 'composition',
      epsilon: eps,
      delta,
      count: k,
      slack,
    })),
  );
  composition.forEach((each, i) => {
    close(composed[i].basic.epsilon, each.basic_epsilon, 1e-9, 'basic');
    close(composed[i].advanced.epsilon, each.advanced_epsilon, 1e-9, 'advanced');
  });
});

test('learning on devices: lengths and weights of every round', () => {
  const { cases } = read('federated');
  for (const [at, one] of cases.entries()) {
    const {
      clients,
      local_epochs: epochs,
      learning_rate: learningRate,
      l2,
      clip,
      standard_normal: normals,
    } = one;
    let weights = normals[0].map(() => 0);
    for (const [round, expected] of one.per_round.entries()) {
      const steps = runBoth(
        ['update'],
        clients.map(({ X, y }) => ({
          ...{ weights, rows: X, labels: y, epochs, learningRate, l2 },
          ...(clip && { clip }),
        })),
      );
      close(
        steps.map(({ length }) => length),
        expected.norms,
        1e-10,
        `length in round ${round}`,
      );
      const files = { weights, normals: normals[round] };
      for (const [name, list] of Object.entries(files))
        writeFileSync(join(temporary, `${name}-${at}`), JSON.stringify({ [name]: list }));
      const words = [
        'aggregate',
        '--weights',
        join(temporary, `weights-${at}`),
        '--weighting',
        one.weighting,
      ];
      if (clip) words.push('--clip', String(clip));
      if (one.noise_multiplier)
        words.push(
          '--noise-multiplier',
          String(one.noise_multiplier),
          '--normals',
          join(temporary, `normals-${at}`),
        );
      const [mean] = runBoth(
        words,
        steps.map(({ change }, i) => ({
          ...{ schema: 'say-so-update/1', model: 'm', period: '2026', change },
          examples: clients[i].y.length,
        })),
      );
      close(mean.weights, expected.weights, 1e-10, `weights of round ${round}`);
      weights = mean.weights;
    }
  }
});

test('what is drawn by a seed is the same natively and in Node; without one the system’s randomness differs', () => {
  const words = ['simulate', '--shares', '1,2,3', '--consumers', '500', '--repeats', '3', '--seed', '4'];
  assert.equal(runBoth(words, []).length, 4);
  const asked = [{ answers: 100, epsilon: 0.5, answer: 3 }];
  assert.notEqual(run('node', ['randomize'], asked), run('node', ['randomize'], asked));
});
