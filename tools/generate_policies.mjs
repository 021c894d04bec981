// Turns the policy table (JSON, the form people edit) into a constant C++ table, so that no page parses it.
// node tools/generate_policies.mjs core/consent/policy_table.json OUT.inc
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const kClasses = ['functional', 'analytics', 'personalization', 'marketing', 'sensitive'];
const kModels = { 'opt-in': 'OptIn', 'opt-out': 'OptOut', notice: 'Notice' };
const kRules = { off: 'Off', on: 'On', blocked: 'Blocked' };
const kGpc = { advisory: 'Advisory', honour: 'Honour', binding: 'Binding' };
const kRowKeys = [
  'id',
  'model',
  'rules',
  'gpc',
  'askAgain',
  'lifetime',
  'age',
  'minors',
  'controls',
  'links',
  'from',
  'codes',
  'note',
];

const fail = (place, message) => {
  throw new Error(`policy table: ${place}: ${message}`);
};

/** @param {string} place @param {Record<string, string>} names @param {string} name */
const named = (place, names, name) => names[name] ?? fail(place, `unknown word ${JSON.stringify(name)}`);

/** @param {string} place @param {string | null} duration */
const months = (place, duration) => {
  if (duration === null) return 0;
  const match = /^P([1-9][0-9]?)M$/.exec(duration);
  return match ? Number(match[1]) : fail(place, `expected months such as P6M, got ${duration}`);
};

/** @param {string} place @param {string[]} classes */
const mask = (place, classes) =>
  classes.reduce((bits, name) => {
    if (!kClasses.includes(name)) fail(place, `unknown class ${name}`);
    return bits | (1 << kClasses.indexOf(name));
  }, 0);

const words = (list) => list.map((word) => JSON.stringify(word)).join(', ');
const span = (name, list) =>
  list.length
    ? `constexpr std::string_view ${name}[] = {${words(list)}};\n`
    : `constexpr std::span<const std::string_view> ${name};\n`;

/** @param {any} row */
const writeRow = (row, index) => {
  for (const key of Object.keys(row)) if (!kRowKeys.includes(key)) fail(row.id, `unknown key ${key}`);
  const rules = kClasses.map((name) => `Rule::${named(`${row.id}/${name}`, kRules, row.rules[name])}`);
  const from = row.from ? Date.parse(`${row.from}T00:00:00Z`) / 1000 : 0;
  if (Number.isNaN(from)) fail(row.id, `bad date ${row.from}`);
  const lists =
    span(`kControls${index}`, row.controls) +
    span(`kLinks${index}`, row.links) +
    span(`kCodes${index}`, row.codes);
  const entry = [
    JSON.stringify(row.id),
    `Model::${named(row.id, kModels, row.model)}`,
    `{${rules.join(', ')}}`,
    `GpcForce::${named(row.id, kGpc, row.gpc.force)}`,
    mask(row.id, row.gpc.denies),
    String(row.gpc.showStatus === true),
    months(row.id, row.askAgain),
    months(row.id, row.lifetime),
    row.age,
    row.minors.under,
    mask(row.id, row.minors.blocked),
    mask(row.id, row.minors.off),
    `kControls${index}`,
    `kLinks${index}`,
    `kCodes${index}`,
    from,
  ].join(', ');
  return { lists, entry: `    {${entry}},\n` };
};

const [input, output] = process.argv.slice(2);
if (!input || !output) fail('usage', 'generate_policies.mjs TABLE.json OUT.inc');
const table = JSON.parse(readFileSync(input, 'utf8'));
if (!/^\d{4}-\d{2}$/.test(table.version)) fail('version', table.version);
if (table.rows[0]?.id !== 'default') fail('rows', 'the default row comes first');
const seen = new Set();
for (const row of table.rows)
  for (const code of row.codes) {
    const key = `${code} ${row.from ?? ''}`;
    if (seen.has(key)) fail(row.id, `${code} is listed twice`);
    seen.add(key);
  }
const rows = table.rows.map(writeRow);
mkdirSync(dirname(output), { recursive: true });
writeFileSync(
  output,
  `// Generated from policy_table.json; edit that.\n` +
    `constexpr std::string_view kPolicyData = ${JSON.stringify(table.version)};\n` +
    rows.map((row) => row.lists).join('') +
    `constexpr Policy kPolicies[] = {\n${rows.map((row) => row.entry).join('')}};\n`,
);
