// Turns what the lint reads as data into constant C++ tables: the words of each language (core/audit/languages), what
// a row of the policy table rests on, and the public tokens of a theme with their defaults.
// node tools/generate_audit_data.mjs core web/styles/tokens.css OUT-DIRECTORY
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPolicyTable } from './policy_table.mjs';
import { readDefaults } from './theme_tokens.mjs';

/** Lists of phrases, in the order of `Language` in core/audit/language.h. */
const kLists = [
  'accept',
  'reject',
  'settings',
  'save',
  'vague',
  'shaming',
  'doubleNegatives',
  'accepting',
  'refusing',
  'impliedConsent',
  'withdrawal',
  'obstacles',
  'payment',
  'advertising',
];

const fail = (place, message) => {
  throw new Error(`${place}: ${message}`);
};

/** A list of texts as a constant. @param {string} name @param {string[]} texts */
const array = (name, texts) =>
  `constexpr std::string_view ${name}[] = {${texts.map((text) => JSON.stringify(text)).join(', ')}};\n`;

const languageTables = (folder) => {
  let text = '// Generated from core/audit/languages; edit those.\n';
  const entries = [];
  for (const file of readdirSync(folder).sort()) {
    const { language, linkTexts, ...lists } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    if (file !== `${language}.json`) fail(file, `is named for ${language}`);
    const unknown = Object.keys(lists).filter((name) => !kLists.includes(name));
    if (unknown.length) fail(file, `no list has the name ${unknown.join(', ')}`);
    const prefix = `k${language.replace(/\W/g, '_')}`;
    for (const name of kLists) {
      const phrases = lists[name] ?? fail(file, `no list ${name}`);
      if (!phrases.length) fail(file, `${name} is empty`);
      for (const phrase of phrases)
        if (phrase !== phrase.toLowerCase() || /[’“”\s]{2}|’/.test(phrase))
          fail(file, `not plain: ${phrase}`);
      text += array(`${prefix}_${name}`, phrases);
    }
    const links = Object.entries(linkTexts);
    links.forEach(([, texts], index) => (text += array(`${prefix}_link${index}`, texts)));
    const link = ([code, _texts], index) => `{${JSON.stringify(code)}, ${prefix}_link${index}}`;
    if (links.length) text += `constexpr LinkTexts ${prefix}_links[] = {${links.map(link).join(', ')}};\n`;
    const fields = kLists.map((name) => `${prefix}_${name}`).join(', ');
    entries.push(
      `    {${JSON.stringify(language)}, ${fields}, ${links.length ? `${prefix}_links` : '{}'}},\n`,
    );
  }
  return `${text}constexpr Language kLanguages[] = {\n${entries.join('')}};\n`;
};

const sourceTable = (file) => {
  const entry = ({ id, certainty, checked }) =>
    `    {${JSON.stringify(id)}, '${certainty}', ${Date.parse(checked) / 1000}},\n`;
  return (
    '// Generated from policy_table.json; edit that.\n' +
    `constexpr PolicySource kSources[] = {\n${readPolicyTable(file).rows.map(entry).join('')}};\n`
  );
};

const tokenTable = (file) => {
  const entry = (/** @type {string[]} */ [name, value]) =>
    `    {${JSON.stringify(`--say-so-${name}`)}, ${JSON.stringify(value)}},\n`;
  // Fonts have no default of ours: they are the page's.
  const tokens = [...readDefaults(readFileSync(file, 'utf8')), ['font', ''], ['font-title', '']];
  return (
    '// Generated from web/styles/tokens.css; edit that.\n' +
    `constexpr Token kTokens[] = {\n${tokens.map(entry).join('')}};\n`
  );
};

const [core, tokens, out] = process.argv.slice(2);
if (!core || !tokens || !out) throw new Error('usage: generate_audit_data.mjs CORE TOKENS OUT');
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'languages.inc'), languageTables(join(core, 'audit/languages')));
writeFileSync(join(out, 'policy_sources.inc'), sourceTable(join(core, 'consent/policy_table.json')));
writeFileSync(join(out, 'tokens.inc'), tokenTable(tokens));
