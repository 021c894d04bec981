// How far the means of three groups are from the truth, by how the group is reported: `node tests/bench/trust_pulse.mjs`.
// Variances are exact, from the probabilities of each report; nothing is drawn.

const kPoints = [1, 2, 3, 4, 5, 6, 7];
const kZ = 1.96;
/** Invented: how many have each level on, and what they answer. */
const groups = [
  { share: 0.35, opinions: [0.14, 0.14, 0.18, 0.22, 0.16, 0.1, 0.06] },
  { share: 0.55, opinions: [0.04, 0.06, 0.1, 0.18, 0.24, 0.24, 0.14] },
  { share: 0.1, opinions: [0.03, 0.04, 0.08, 0.14, 0.24, 0.27, 0.2] },
];
const cells = groups.flatMap(({ share, opinions }, group) =>
  opinions.map((part, at) => ({ group, point: kPoints[at], share: share * part })),
);

/** What randomized response does: the true one with probability p, each other with q. */
const response = (answers, epsilon) => {
  const whole = Math.exp(epsilon) + answers - 1;
  return { p: Math.exp(epsilon) / whole, q: 1 / whole };
};

/** How likely each report is where what is true is `at`; and what of a weight over truths stands behind each report. */
const joint = (epsilon) => {
  const { p, q } = response(cells.length, epsilon);
  return {
    report: cells.map((_, to) => cells.reduce((sum, { share }, at) => sum + share * (at === to ? p : q), 0)),
    unmix: (weights) => {
      const all = weights.reduce((sum, weight) => sum + weight, 0);
      return weights.map((weight) => (weight - q * all) / (p - q));
    },
  };
};

/** Group and point each with half of the budget, in one report. */
const apart = (epsilon) => {
  const [g, s] = [response(groups.length, epsilon / 2), response(kPoints.length, epsilon / 2)];
  const chance = (a, b) => (a.group === b.group ? g.p : g.q) * (a.point === b.point ? s.p : s.q);
  const undo = ({ p, q }, isSame) => ((isSame ? 1 : 0) - q) / (p - q);
  return {
    report: cells.map((to) => cells.reduce((sum, from) => sum + from.share * chance(from, to), 0)),
    // The inverse of each mixture: (identity − q) / (p − q), as both have rows that add up to one.
    unmix: (weights) =>
      cells.map((reported) =>
        cells.reduce(
          (sum, { group, point }, at) =>
            sum + weights[at] * undo(g, group === reported.group) * undo(s, point === reported.point),
          0,
        ),
      ),
  };
};

const varianceOf = ({ report, unmix }, weights) => {
  const each = unmix(weights);
  const mean = each.reduce((sum, value, at) => sum + value * report[at], 0);
  return each.reduce((sum, value, at) => sum + value * value * report[at], 0) - mean * mean;
};

const meanOf = (group) => {
  const own = cells.filter((cell) => cell.group === group);
  return (
    own.reduce((sum, { point, share }) => sum + point * share, 0) /
    own.reduce((sum, { share }) => sum + share, 0)
  );
};

/** Half of the 95 % interval of a group's mean. */
const reachOf = (mechanism, group, reports) => {
  const weights = cells.map((cell) =>
    cell.group === group ? (cell.point - meanOf(group)) / groups[group].share : 0,
  );
  return kZ * Math.sqrt(varianceOf(mechanism, weights) / reports);
};

/** The group in the open, as a question of its own each. */
const open = (epsilon, group, reports) => {
  const { p, q } = response(kPoints.length, epsilon);
  const { opinions, share } = groups[group];
  const report = kPoints.map((_, to) =>
    opinions.reduce((sum, part, at) => sum + part * (at === to ? p : q), 0),
  );
  const weights = kPoints.map((point) => point - meanOf(group));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const each = weights.map((weight) => (weight - q * all) / (p - q));
  const mean = each.reduce((sum, value, at) => sum + value * report[at], 0);
  const square = each.reduce((sum, value, at) => sum + value * value * report[at], 0);
  return kZ * Math.sqrt((square - mean * mean) / (reports * share));
};

const designs = {
  'one answer of group and point': (epsilon, group, reports) => reachOf(joint(epsilon), group, reports),
  'group and point, half of ε each': (epsilon, group, reports) => reachOf(apart(epsilon), group, reports),
  'group in the open (not done)': open,
};

console.log(
  '| reports | ε | how the group is told | off, 35 % | some, 55 % | full, 10 % |\n|---|---|---|---|---|---|',
);
for (const reports of [1000, 10_000, 100_000])
  for (const epsilon of [2, 4])
    for (const [name, reach] of Object.entries(designs)) {
      const row = groups.map((_, group) => `± ${reach(epsilon, group, reports).toFixed(2)}`);
      console.log(`| ${reports.toLocaleString('en')} | ${epsilon} | ${name} | ${row.join(' | ')} |`);
    }
