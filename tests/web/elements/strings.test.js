import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { stringsOf } from './words.js';

const languages = readdirSync(new URL('../../../web/strings/', import.meta.url))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -5));
const english = stringsOf('en');
const formsOf = (value) => (typeof value === 'string' ? [value] : Object.values(value));
const placeholders = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const allOf = (value) => placeholders(formsOf(value).join(' '));

for (const language of languages.filter((name) => name !== 'en')) {
  const words = stringsOf(language);

  test(`${language} has the keys of English, no more and no fewer`, () => {
    // What is said about the words (`meta.`) is no word.
    const keys = Object.keys(words).filter((key) => !key.startsWith('meta.'));
    assert.deepEqual(keys.sort(), Object.keys(english).sort());
  });

  test(`${language} has the placeholders and plural forms of English`, () => {
    for (const [key, value] of Object.entries(english)) {
      assert.deepEqual(allOf(words[key]), allOf(value), key);
      assert.equal(typeof words[key], typeof value, key);
      if (typeof value === 'object') assert.ok('other' in words[key], key);
    }
  });
}

test('no text shouts or thanks, and none is empty', () => {
  for (const language of languages)
    for (const [key, value] of Object.entries(stringsOf(language)))
      for (const text of formsOf(value)) {
        assert.doesNotMatch(text, /!|thank|danke|\bmerci\b|شكر|ขอบคุณ/i, `${language} ${key}`);
        assert.notEqual(text.trim(), '', `${language} ${key}`);
      }
});

const syllables = (word) =>
  Math.max(
    1,
    (
      word
        .toLowerCase()
        .replace(/e$/, '')
        .match(/[aeiouy]+/g) ?? []
    ).length,
  );

/** Flesch-Kincaid grade. */
const gradeOf = (text) => {
  const sentences = text.split(/[.?]+(?:\s|$)/).filter((part) => part.trim());
  const words = text.match(/[A-Za-z’']+/g) ?? [];
  const sounds = words.reduce((total, word) => total + syllables(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (sounds / words.length) - 15.59;
};

test('the English first layer is at most 120 words, and its text reads at grade 7 or below', () => {
  const purposes = ['history', 'stated', 'analytics', 'media', 'ads']
    .map((id) => english[`purpose.${id}.short`])
    .join(', ');
  const filled = (value) =>
    formsOf(value)
      .at(-1)
      .replace('{site}', 'Fern and Finch')
      .replace('{count}', '5')
      .replace('{purposes}', purposes);
  const shown = ['title', 'text', 'accept-all', 'reject-all', 'choose', 'partners', 'notice'].map((name) =>
    filled(english[`firstLayer.${name}`]),
  );
  assert.ok(shown.join(' ').split(/\s+/).length <= 120);
  assert.ok(gradeOf(shown.slice(0, 2).join(' ')) <= 7, `grade ${gradeOf(shown.slice(0, 2).join(' '))}`);
});
