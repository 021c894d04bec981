// The audits of decisions natively and in the Node program: the reference vectors' numbers, and the same bytes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { writeRows } from '../../demo/data/bank/rows.mjs';

const root = new URL('../../', import.meta.url);
const vectors = JSON.parse(
  readFileSync(new URL('tests/conformance/explain/fairness.vectors.json', root), 'utf8'),
);
const temporary = mkdtempSync(join(tmpdir(), 'say-so-'));
process.on('exit', () => rmSync(temporary, { recursive: true }));

const programs = [['build/native/say-so'], ['node', '--no-warnings', 'dist/say-so.cjs']];

/** What both programs say, which must not differ by a byte. */
const sayBoth = (words, input = '') => {
  const [native, node] = programs.map(([command, ...before]) => {
    const run = spawnSync(command, [...before, ...words], { cwd: root, input, maxBuffer: 1 << 28 });
    assert.equal(run.stderr.toString(), '');
    return run.stdout.toString();
  });
  assert.equal(node, native, `${words.join(' ')}: native and Node differ`);
  return native;
};
const auditBoth = (words, input) => {
  const answer = JSON.parse(sayBoth(['audit', ...words], input));
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value;
};

/** A CSV in the temporary folder. */
const written = (name, head, rows) => {
  const file = join(temporary, name);
  writeFileSync(file, `${[head, ...rows.map((row) => row.join(','))].join('\n')}\n`);
  return file;
};

const close = (actual, expected, where) => {
  if (expected === null || actual === null) return assert.equal(actual, expected, where);
  assert.ok(Math.abs(actual - expected) <= 1e-9, `${where}: ${actual}, not ${expected}`);
};

test('audit fairness: the rates, differences and ratios of the reference vectors', () => {
  for (const [at, each] of vectors.decisions.entries()) {
    const rows = each.group.map((group, row) => [group, each.score[row], each.label[row]]);
    const file = written(`decisions-${at}.csv`, 'group,score,label', rows);
    const options = ['--group', 'group', '--score', 'score', '--label', 'label', '--least', '1'];
    const few = ['--repeats', '10', '--threshold', String(each.threshold)];
    const { groups, criteria } = auditBoth(['fairness', file, ...options, ...few]).attributes[0];
    // A group without rows is in no CSV.
    for (const expected of each.per_group.filter(({ n }) => n > 0)) {
      const group = groups.find((found) => found.group === String(expected.group));
      close(group.selectionRate.value, expected.selection_rate, `${at} selection`);
      close(group.selectionRate.low, expected.selection_wilson95[0], `${at} low`);
      close(group.selectionRate.high, expected.selection_wilson95[1], `${at} high`);
      close(group.truePositiveRate.value, expected.tpr, `${at} true positives`);
      close(group.falsePositiveRate.value, expected.fpr, `${at} false positives`);
      close(group.precision.value, expected.ppv, `${at} precision`);
      close(group.baseRate.value, expected.base_rate, `${at} base rate`);
      close(group.meanScore, expected.mean_score, `${at} mean score`);
    }
    const { summary } = each;
    close(criteria.statisticalParity.value, summary.statistical_parity_difference, `${at} parity`);
    close(criteria.impactRatio.value, summary.disparate_impact_ratio, `${at} ratio`);
    close(criteria.equalOpportunity.value, summary.equal_opportunity_difference, `${at} opportunity`);
    close(criteria.equalizedOdds.value, summary.equalized_odds_difference, `${at} odds`);
    close(criteria.predictiveParity.value, summary.predictive_parity_difference, `${at} precision`);
    if (!('two_proportion_z' in summary)) continue;
    close(groups[0].selectionAgainstRest?.z ?? null, summary.two_proportion_z, `${at} z`);
    close(groups[0].selectionAgainstRest?.p ?? null, summary.two_proportion_p, `${at} p`);
  }
});

test('audit fairness: the flips of the reference vectors', () => {
  for (const [at, each] of vectors.counterfactual_flip.entries()) {
    const features = each.coef.map((_, column) => (column === each.attribute ? 'a' : `x${column}`));
    const file = written(`flip-${at}.csv`, features.join(','), each.rows);
    const model = join(temporary, `flip-${at}.json`);
    const { coef, intercept } = each;
    writeFileSync(
      model,
      JSON.stringify({ kind: 'logistic', features, coef, intercept, background_mean: coef.map(() => 0) }),
    );
    const options = ['--group', 'a', '--model', model, '--threshold', String(each.threshold), '--least', '1'];
    const { flip } = auditBoth(['fairness', file, ...options]).attributes[0];
    assert.equal(flip.hits, each.flipped);
    close(flip.value, each.flip_rate, `${at} rate`);
    close(flip.meanScoreChange, each.mean_abs_change, `${at} mean`);
    close(flip.maxScoreChange, each.max_abs_change, `${at} most`);
  }
});

/** The first lines of a file of rows. */
const shortened = (name, lines) => {
  const file = join(temporary, name);
  writeFileSync(file, readFileSync(file, 'utf8').split('\n').slice(0, lines).join('\n'));
  return file;
};

test('audit fairness: a model of real contacts, its flips, proxies and what-ifs, byte for byte', () => {
  writeRows(temporary);
  const train = shortened('train.csv', 3001);
  const rows = shortened('test.csv', 1501);
  const model = join(temporary, 'model.json');
  sayBoth(['train', 'logistic', '--rows', train, '--label', 'y', '--out', model]);
  const options = ['--model', model, '--label', 'y', '--group', 'age:35:50,marital', '--select', '0.2'];
  const words = ['fairness', rows, ...options, '--train', train, '--repeats', '100'];
  const { attributes } = auditBoth(words);
  for (const { whatIfs, notTried } of attributes) {
    assert.equal(whatIfs.length, 3);
    assert.deepEqual(notTried, []);
  }
  for (const format of ['markdown', 'html']) sayBoth(['audit', ...words, '--format', format]);
});

test('audit exposure: the exposures and ratios of the reference vectors', () => {
  for (const [at, each] of vectors.exposure.entries()) {
    const rows = each.item_group.map((group, item) => [item, group, each.utility[item]]);
    const items = written(`items-${at}.csv`, 'id,group,utility', rows);
    const lists = each.lists.map((list) => JSON.stringify({ list: list.map(String) })).join('\n');
    const options = ['--items', items, '--group', 'group', '--utility', 'utility', '--least', '1'];
    const [found] = auditBoth(['exposure', ...options, '--repeats', '50'], lists).attributes;
    for (const [group, expected] of each.per_group.entries())
      close(found.groups[group].exposure, expected.mean_exposure, `${at} exposure of ${group}`);
    close(found.parity.difference, each.exposure_parity_difference, `${at} difference`);
    close(found.parity.ratio, each.exposure_parity_ratio, `${at} ratio`);
    close(found.treatment.ratio, each.disparate_treatment_ratio, `${at} treatment`);
  }
});

test('audit price, minimize and pack: the same bytes natively and in Node', () => {
  const offers = Array.from({ length: 120 }, (_, row) => [`i${row % 7}`, 5 + (row % 11), row % 2, row % 40]);
  const file = written('offers.csv', 'item,price,group,list', offers);
  const options = ['--group', 'group', '--list', 'list', '--least', '5', '--repeats', '200'];
  const [found] = auditBoth(['price', file, ...options]).attributes;
  assert.equal(found.itemsCompared, 7);
  assert.equal(found.itemsDiffering, found.items.filter((item) => item.differsBetweenGroups).length);

  const { coef, intercept, rows } = vectors.counterfactual_flip[1];
  const features = coef.map((_, column) => `x${column}`);
  const model = join(temporary, 'minimize.json');
  writeFileSync(
    model,
    JSON.stringify({ kind: 'logistic', features, coef, intercept, background_mean: coef.map(() => 0) }),
  );
  const people = written('people.csv', features.join(','), rows);
  assert.deepEqual(auditBoth(['minimize', people, '--model', model, '--keep', 'score']).needless, []);

  const recipe = join(temporary, 'audits.json');
  const audits = [
    { name: 'prices', kind: 'price', files: [file], options: { group: 'group', least: '5' } },
    { name: 'needless', kind: 'minimize', files: [people], options: { model } },
  ];
  writeFileSync(recipe, JSON.stringify({ schema: 'say-so-audits/1', audits }));
  assert.equal(auditBoth(['pack', join(temporary, 'pack'), '--recipe', recipe]).files, 9);
});
