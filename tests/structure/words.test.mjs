// Every code that the core can say has words in every language, so that nobody is shown a code.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { readPolicyTable } from '../../tools/policy_table.mjs';
import { basisText } from '../../web/elements/shared/basis.js';
import { createWords } from '../../web/strings/format.js';

const root = resolve(import.meta.dirname, '../..');
const read = (file) => readFileSync(join(root, file), 'utf8');
const languages = readdirSync(join(root, 'web/strings'))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -5));

/** The names that a `toText` of the core gives. */
const namesOf = (file, type) => {
  const [, body] = new RegExp(`toText\\(${type} \\w+\\) \\{([^}]+\\}[^}]*)\\}`).exec(read(file));
  return [...body.matchAll(/"([a-z-]+)"/g)].map(([, name]) => name);
};

/** What a pattern captures in a source. */
const literals = (file, pattern) => {
  const found = [...read(file).matchAll(pattern)].map(([, name]) => name);
  assert.notDeepEqual(found, [], `${file} has nothing like ${pattern}`);
  return found;
};

const sayIn = (language) => {
  const words = createWords(JSON.parse(read(`web/strings/${language}.json`)), language);
  return (keys, args = {}) => {
    const tried = [keys].flat();
    return (
      tried.map((key) => [key, words(key, args)]).find(([key, text]) => text !== key)?.[1] ?? tried.at(-1)
    );
  };
};

const dates = { since: '2026-05-03T09:14:03Z', until: '2026-11-03T09:14:03Z' };

for (const language of languages) {
  const say = sayIn(language);
  const has = (key) => assert.notEqual(say(key), key, `${language} has no words for ${key}`);

  test(`${language}: every basis of a decision is said, granted or denied, dated or not`, () => {
    const bases = namesOf('core/consent/decision.cpp', 'Basis');
    assert.ok(bases.includes('required') && bases.includes('fault'), bases.join());
    // What was left out of a ranking on the visitor's word has a basis of its own.
    for (const basis of [...bases, ...literals('core/recommend/ranking.cpp', /: "([a-z-]+)"\}/g)])
      for (const granted of [true, false])
        for (const when of [dates, {}]) {
          const entry = { id: 'analytics', basis, granted, ...when };
          const text = basisText(entry, { say, now: '2026-11-22T01:17:56Z', language });
          const told = `${language} ${basis} ${granted}: ${text}`;
          assert.notEqual(text, say('basis.unknown'), told);
          assert.doesNotMatch(text, /[{}]|undefined|basis\./, told);
        }
  });

  test(`${language}: every sentence of a rationale is said`, () => {
    for (const key of literals('core/explain/rationale.cpp', /"(why\.\w+)"/g)) has(key);
    // That nothing of the visitor was used is said by the sentence.
    const disclosures = /(?:keepOnly|emplace_back|disclose)\((?:pin\.sponsored \? )?"([a-z-]+)"/g;
    for (const disclosure of [...literals('core/recommend/ranking.cpp', disclosures), 'pinned'])
      has(disclosure === 'non-personalized' ? 'slate.notPersonalized' : `why.${disclosure}`);
    const { moves } = JSON.parse(read('schemas/rationale.schema.json')).properties;
    for (const mechanism of moves.items.properties.by.enum) has(`why.moved.${mechanism}`);
    const { recommend } = JSON.parse(read('schemas/config.schema.json')).properties;
    for (const setting of recommend.properties.variety.enum) has(`variety.${setting}`);
    for (const signal of ['viewed', 'bought'])
      for (const rest of ['', '-stated', '-price']) has(`why.${signal}${rest}`);
    for (const kind of ['stated', 'price', 'other', ...namesOf('core/consent/config.cpp', 'Provenance')])
      // What was seen is named by its signal.
      if (kind !== 'observed') for (const set of ['why', 'factor', 'reason']) has(`${set}.${kind}`);
    for (const source of namesOf('core/consent/config.cpp', 'Provenance')) has(`source.${source}`);
  });

  test(`${language}: every control and link of the policy table is said`, () => {
    const { entries } = readPolicyTable(join(root, 'core/consent/policy_table.json'));
    for (const { row, links } of entries) {
      for (const code of row.controls)
        has(code === 'close-refuses' ? 'firstLayer.closeRefuses' : `firstLayer.${code}`);
      if (!row.controls.includes('accept-all'))
        for (const code of row.controls) has(`firstLayer.optOut.${code}`);
      for (const code of [...links, ...Object.values(row.instead ?? {}).flat()])
        // The privacy notice is linked in every row.
        has(code === 'privacy-link' ? 'firstLayer.notice' : `firstLayer.link.${code}`);
      for (const exempt of row.exempt ?? [])
        has(`basis.exempt.${{ 'audience-measurement': 'analytics', appearance: 'functional' }[exempt]}`);
    }
  });
}
