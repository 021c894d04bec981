// What a strict page refuses is in none of our sources, and the lint is what sees to it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { ESLint } from 'eslint';

const root = resolve(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd: root });

/** What the lint says of a script at this place. @param {string} text @param {string} [file] */
const faultsOf = async (text, file = 'web/page/sample.js') => {
  const [{ messages }] = await eslint.lintText(text, { filePath: join(root, file) });
  return messages.map(({ ruleId }) => ruleId);
};

const refused = [
  'eval(text);',
  '(0, globalThis.eval)(text);',
  'new Function(text)();',
  'Function(text)();',
  "setTimeout('go()', 1);",
  'node.innerHTML = text;',
  "node['innerHTML'] = text;",
  'go(node.outerHTML);',
  "node.insertAdjacentHTML('beforeend', text);",
  'document.write(text);',
  'range.createContextualFragment(text);',
  "import { unsafeHTML } from 'lit/directives/unsafe-html.js'; unsafeHTML(text);",
  'html`<p style="color: red">x</p>`;',
  'html`<p style=${text}>x</p>`;',
  'html`<button type="button" onclick="go()">x</button>`;',
  "go('<img onerror=go()>');",
  "node.setAttribute('style', text);",
  "node.setAttribute('onclick', text);",
];

for (const line of refused)
  test(`the lint fails on ${line}`, async () => {
    for (const file of ['web/page/sample.js', 'demo/shop/sample.mjs'])
      assert.ok((await faultsOf(line, file)).includes('no-restricted-syntax'), file);
  });

test('the lint leaves alone what strict pages allow', async () => {
  for (const line of [
    'html`<button @click=${go} part="on" title="style">x</button>`;',
    "node.style.setProperty('--low', text);",
    "node.addEventListener('click', go);",
    'setTimeout(go, 1);',
  ])
    assert.deepEqual(await faultsOf(line), [], line);
});

test('pages and pictures that are served as they lie have no script, style or handler in them', () => {
  const words = ['ls-files', 'demo/*.html', 'demo/*.svg', 'web/*.html', 'web/*.svg'];
  const files = execFileSync('git', words, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
  assert.ok(files.length > 0);
  for (const file of files) {
    const text = readFileSync(join(root, file), 'utf8');
    assert.doesNotMatch(text, /<style|<script(?![^>]*\ssrc=)|\sstyle\s*=|\son[a-z]+\s*=/i, file);
  }
});
