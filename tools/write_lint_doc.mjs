// Writes docs/lint.md: its table of rules is the program's own.
// node tools/write_lint_doc.mjs
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { path } from './lib.mjs';

/** @typedef {{id: string, severity: string, inputs: string[], title: string, basis: string}} Rule */

/** @returns {Rule[]} */
const rulesOf = () => {
  const words = ['audit', 'lint', '--rules'];
  return JSON.parse(execFileSync(path('build/native/say-so'), words, { encoding: 'utf8' })).value;
};

/** @param {Rule} rule */
const row = ({ id, severity, inputs, title, basis }) =>
  `| ${[id, title, severity, inputs.join(', '), basis].join(' | ')} |`;

/** The whole page. */
export const lintDoc =
  () => `<!-- Written by tools/write_lint_doc.mjs from the program's own rules; edit those. -->

# Lint

\`say-so audit lint\` reads a site's config and the words of each of its languages, and says what in them may mislead
visitors. It knows the part of the law that a program can check. A config without findings is not thereby lawful, and a
finding is help, not legal advice: have your counsel read what you publish.

\`\`\`bash
say-so audit lint site.json                      # one line of JSON: {"ok":true,"value":{"errors":…,"findings":[…]}}
say-so audit lint site.json --format markdown    # for people
say-so audit lint --rules                        # the table below, as JSON
\`\`\`

The words come from the kit beside the program (\`--kit\` names another), overridden by the config's \`text\`. Exit code: 0
no error, 1 an error or a config that is refused, 2 wrong usage. In CI one line holds a site to it:

\`\`\`bash
npx say-so audit lint site.json --format markdown
\`\`\`

A finding has the rule, how grave it is, where it is (\`at\`: JSON Pointer into the config; \`language\` and \`word\`: key of
the words), what is so, what mends it (\`help\`), and the law or guideline behind it. All that a site sets laxer than its row
of the [policy table](policies.md), with a reason, is listed with that reason: the lint does not judge reasons.

| severity | means |
|---|---|
| error | regulators have named this as a breach; mend it before you publish |
| warning | may be a breach, or cannot be told from here; mend it, or know why it is fine |
| note | worth a look |

## Rules

Rules checked on the config are the lint's. Those checked on a page or on a trace (steps, time and requests) are held
against our own first layer, preference centre and demo pages by \`tests/e2e/lint.spec.mjs\`; the checks themselves, in
\`tests/e2e/lib/lint/\`, take any page, and \`tests/e2e/lint-checks.spec.mjs\` shows each of them failing on a page that is
made to be wrong. Those checked on a theme are those of \`say-so audit theme\` ([docs/themes.md](themes.md)). Gaps in the numbers are rules about TCF and about ranked lists, which are not among these.

| rule | what holds | at most | checked on | basis |
|---|---|---|---|---|
${rulesOf().map(row).join('\n')}

Where no law names a number it is ours: at most 120 words on the first layer, 25 in a sentence (the purposes are a list, and
count as one), 5 controls; two answers stand out from what is behind them within a factor of 1.5; an answer is fainter than
it may be below 60 % opacity; a wall covers more than 60 % of the window; a refusal takes effect within 300 ms; a row of the
policy table is old after 12 months.

## Languages

What labels say, and which words shame, press or promise, is data: one file a language in \`core/audit/languages\`, in lower
case; \`*\` stands for the rest of a word. English and German are there. For a language without a file the rules about
labels and wording are left out, and a note says so.

A strings file that no speaker of the language has read says so in a key of its own, which no page is sent:

\`\`\`json
"meta.unreviewed": "drafted from the English, not read by a speaker"
\`\`\`

The lint then warns (DD40) until the mark is taken away. A config's own \`text\` may carry the same mark.
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(path('docs/lint.md'), lintDoc());
