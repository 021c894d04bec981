// Writes docs/policies.md from the policy table: what it decides, on which authority, and how sure that is.
// node tools/write_policies_doc.mjs
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { path } from './lib.mjs';
import { kClasses, readPolicyTable } from './policy_table.mjs';

const kRuleSigns = { off: '0', on: '1', blocked: 'x' };
const kExempt = { 'audience-measurement': 'analytics', appearance: 'functional' };

const months = (duration) => (duration === null ? 'until changed' : `${/\d+/.exec(duration)?.[0]} mo`);

const ruleCell = (row, name) => {
  const isExempt = (row.exempt ?? []).some((kind) => kExempt[kind] === name);
  return kRuleSigns[row.rules[name]] + (isExempt ? '*' : '');
};

const gpcCell = ({ gpc }) => {
  const more = gpc.denies.filter((name) => name !== 'marketing');
  return [gpc.force, ...more.map((name) => `${name} too`), ...(gpc.showStatus ? ['status shown'] : [])].join(
    ', ',
  );
};

const ruleRow = (row) =>
  [
    `\`${row.id}\``,
    row.model,
    ...kClasses.map((name) => ruleCell(row, name)),
    gpcCell(row),
    months(row.askAgain) + (row.ours.includes('askAgain') ? '†' : ''),
    months(row.lifetime) + (row.ours.includes('lifetime') ? '†' : ''),
  ].join(' | ');

/** What a set of codes has of its own. */
const minorsText = ({ minors }) => {
  const parts = [];
  if (minors.blocked)
    parts.push(`${minors.blocked.classes.join(', ')} blocked under ${minors.blocked.under}`);
  if (minors.off) parts.push(`${minors.off.classes.join(', ')} off until chosen under ${minors.off.under}`);
  return parts.join('; ');
};

const entryRow = ({ row, codes, from, age, minors, links }) =>
  [
    `\`${row.id}\``,
    (codes.length ? codes.join(' ') : 'any other') + (from ? ` (from ${from})` : ''),
    age,
    minorsText({ minors }),
    links.map((link) => `\`${link}\``).join(', ') || '–',
  ].join(' | ');

const insteadText = ({ instead }) =>
  Object.entries(instead ?? {})
    .map(
      ([link, others]) => ` In place of \`${link}\`: ${others.map((each) => `\`${each}\``).join(' and ')}.`,
    )
    .join('');

const sourceSection = (row) =>
  `### ${row.id}: ${row.title}\n\n` +
  `${row.source}. As of ${row.checked}, certainty ${row.certainty}.` +
  `${row.note ? ` ${row.note}` : ''}\n\n` +
  `The site offers: ${row.needs.join('; ')}.${insteadText(row)}\n`;

const optInStepsText = (rows) =>
  `Two steps back (${rows
    .filter((row) => row.optInSteps === 2)
    .map((row) => `\`${row.id}\``)
    .join(
      ', ',
    )}): a yes to what the signal speaks of, after a no or under the signal, counts when it was asked for and
then confirmed. The preference centre's switch and "Save choices" are the two. "Accept all" leaves such a purpose off, and
a page's own control that says it took one step is refused as \`needs-second-step\`.`;

const nextDayText = (entries) => {
  const days = entries.flatMap(({ from }) => from ?? []).sort();
  return days.length ? `, as the table stands ${days[0]} (then ${days.slice(1).join(', ')})` : '';
};

/** The whole page. @param {string} [file] */
export const policiesDoc = (file = path('core/consent/policy_table.json')) => {
  const table = readPolicyTable(file);
  const certainties = Object.entries(table.certainty).map(([letter, text]) => `- **${letter}** ${text}`);
  return `<!-- Written by tools/write_policies_doc.mjs from core/consent/policy_table.json; edit that. -->

# Policies

The rules of each jurisdiction, version ${table.version}. They are data with a version, which each choice records. This page is
an engineering digest, not legal advice: have your counsel read the rows you serve.

How sure is a row (sources below)? Its letter is that of its weakest cell; "as of" is the day on which the row was last gone
through. Only S and R were held against the text itself.

${certainties.join('\n')}

## What a row decides

Before a choice: \`0\` off until chosen, \`1\` on until refused, \`x\` never. \`*\`: on by default where every service of the
purpose is declared exempt (below). What is required always runs; what feeds a model is off until chosen in every row.
† marks a term that no law names: our cautious default.

| row | model | ${kClasses.join(' | ')} | Global Privacy Control | asks again after | consent lives |
|---|---|${kClasses.map(() => '---|').join('')}---|---|---|
${table.rows.map((row) => `| ${ruleRow(row)} |`).join('\n')}

A place that no row names, or that is not known or not yet known, has the row \`default\`.

In rows that ask first, a grant ends after ${months(table.keptAtMost)} at the latest, whatever the law allows: the cookie that keeps it lives no
longer, and consent is never said to hold longer than it is kept. \`EU-ES\` is the one row that this shortens.

Global Privacy Control bars every default of marketing, in every row. \`honour\` and \`binding\` make it an opt-out as
well: a consent given earlier rests while the signal is on; only a specific yes (a switch, not "Accept all"), given while
the signal was on, beats it. \`binding\` says that the law demands it. It never counts as consent to anything.

${optInStepsText(table.rows)}

## Ages, minors and links

The age of consent is the law's. A page tells a band (under 13, 13-15, 16-17, adult), and a band that may hold somebody
younger than the age counts as younger: at 14 or 15, those of 13-15 are too young. Below the age everything optional is
denied and nothing asks. Somebody known to be under 18 is never asked for marketing or personalization, and has neither by
default; where a law bans advertising to minors, no choice allows it. Where the digest leaves open whether a state bans it
or asks for consent, it is banned. An unknown band counts as adult, unless the config's \`audience\` is \`children\` or
\`mixed\`.

| row | codes (ISO 3166) | age of consent | known minors | links |
|---|---|---|---|---|
${table.entries.map((entry) => `| ${entryRow(entry)} |`).join('\n')}

## Exempt services

The law of France and Italy lets a site measure its own audience, and that of the United Kingdom also lets it adapt its
appearance, without consent, on conditions. A service says that it meets them, point by point:

\`\`\`json
"exempt": {"kind": "audience-measurement", "solePurpose": true, "ownStatistics": true, "aggregate": true,
           "notShared": true, "informed": true, "objection": true}
"exempt": {"kind": "appearance", "solePurpose": true, "byPreference": true,
           "notShared": true, "informed": true, "objection": true}
\`\`\`

A point that is missing or false refuses the config. An exempt service acts under one purpose, of the class analytics or
functional. For audience measurement a cookie lives at most 13 months and data are kept at most 25. The purpose then runs
by default, with the basis \`policy-default\`, if all its services are so declared and no signal has it; one refusal ends
it. Declaring is the site's own claim: nothing here can check it.

## What a site may change

\`policies\` in the config sets a field of a row by its id, or of every row by \`*\`: \`model\`, \`rules\`, \`gpc\`,
\`askAgain\`, \`lifetime\` (whole months), \`age\`.

\`\`\`json
"policies": {
  "*": {"lifetime": "P6M"},
  "US-CA": {"rules": {"sensitive": "off"}},
  "EU-DE": {"askAgain": "P3M", "override": {"reason": "why, who decided, when"}}
}
\`\`\`

Stricter is free. \`*\` only ever tightens: a row that is stricter already stays as it is. What is laxer than the row is
refused as \`policy-loosened\` unless \`override\` gives the reason, which stays in the config. Rules for minors cannot be
loosened. A plan or snapshot made under other settings is void.

## When the table grows old

A built file holds for the rules of its day. Its plan says until when (\`validUntil\`, which \`say-so build\` prints): the next
day on which any row changes${nextDayText(table.entries)}. **Build again and publish before that day**; a new version of the
package may bring a newer table. Rebuilding changes no one's choice, unless the config's meaning changed.

From that day on, until it was built again:

- A first visit gets the row \`default\`, the strictest, wherever it comes from: it is asked, and nothing optional runs. The
  console says \`plan-expired\`.
- Whoever has chosen keeps the choice. A snapshot holds to the next change of the visitor's own row; past it nothing optional
  runs until the core has decided anew.
- Once the core is loaded it decides by its own table. That knows the coming days that are listed here, and no others: a law
  that was not known when the package was made is in no old copy.

A table that says nothing of a place has the same effect there: the row \`default\`.

## Sources

${table.rows.map(sourceSection).join('\n')}`;
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(path('docs/policies.md'), policiesDoc());
