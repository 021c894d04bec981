// Turns the policy table (JSON, the form people edit) into a constant C++ table, so that no page parses it. What only
// people read (sources, dates, notes) stays out of it.
// node tools/generate_policies.mjs core/consent/policy_table.json OUT.inc
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { kClasses, kExemptions, readPolicyTable } from './policy_table.mjs';

const kModels = { 'opt-in': 'OptIn', 'opt-out': 'OptOut', notice: 'Notice' };
const kRules = { off: 'Off', on: 'On', blocked: 'Blocked' };
const kForces = { advisory: 'Advisory', honour: 'Honour', binding: 'Binding' };

const mask = (known, words) => words.reduce((bits, word) => bits | (1 << known.indexOf(word)), 0);

/** Lists of words as constants, equal ones once. */
const lists = new Map();
const span = (words) => {
  if (!words.length) return '{}';
  const text = words.map((word) => JSON.stringify(word)).join(', ');
  if (!lists.has(text)) lists.set(text, `kWords${lists.size}`);
  return lists.get(text);
};

const minorsOf = (group) => (group ? [group.under, mask(kClasses, group.classes)] : [0, 0]);

const entryOf = ({ row, codes, from, age, minors, links, askAgainMonths, lifetimeMonths }) =>
  [
    JSON.stringify(row.id),
    `Model::${kModels[row.model]}`,
    `{${kClasses.map((name) => `Rule::${kRules[row.rules[name]]}`).join(', ')}}`,
    `GpcForce::${kForces[row.gpc.force]}`,
    mask(kClasses, row.gpc.denies),
    row.gpc.showStatus === true,
    askAgainMonths,
    lifetimeMonths,
    age,
    ...minorsOf(minors.blocked),
    ...minorsOf(minors.off),
    mask(kExemptions, row.exempt ?? []),
    span(row.controls),
    span(links),
    JSON.stringify(codes.join(' ')),
    from ? Date.parse(from) / 1000 : 0,
    row.optInSteps ?? 1,
  ].join(', ');

const [input, output] = process.argv.slice(2);
if (!input || !output) throw new Error('usage: generate_policies.mjs TABLE.json OUT.inc');
const table = readPolicyTable(input);
const entries = table.entries.map((entry) => `    {${entryOf(entry)}},\n`);
const words = [...lists].map(([text, name]) => `constexpr std::string_view ${name}[] = {${text}};\n`);
mkdirSync(dirname(output), { recursive: true });
writeFileSync(
  output,
  `// Generated from policy_table.json; edit that.\n` +
    `constexpr std::string_view kPolicyData = ${JSON.stringify(table.version)};\n` +
    words.join('') +
    `constexpr Policy kPolicies[] = {\n${entries.join('')}};\n`,
);
