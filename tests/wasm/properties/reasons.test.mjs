// Every reason is the whole reason, and can be made again.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { holds } from './lib/holds.mjs';
import { root, startInNode, unwrap } from './lib/modules.mjs';
import { kKinds, loadShop, question, requestOf, shop } from './lib/shop.mjs';

const [rows, whatIf] = await Promise.all(['explain_rows', 'what_if'].map((name) => startInNode(name)));
const drawn = fc.record({ shop, question });

const isClose = (a, b) => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

for (const kind of kKinds)
  holds(
    `what is said to add up to a score does: ${kind}`,
    60,
    fc.record({ shop: shop.filter(({ kinds }) => kinds.includes(kind)), question }),
    (given) => {
      const meaning = loadShop(rows, given.shop);
      const slate = unwrap(rows.rank(JSON.stringify(requestOf(meaning, given.question))));
      let parts = 0;
      for (const { item, score, base, contributions } of slate.items) {
        const sum = contributions.reduce((total, { value }) => total + value, base);
        assert.ok(isClose(sum, score), `${item}: ${sum} is not ${score}`);
        parts += contributions.length;
      }
      return parts > 0;
    },
  );

const folder = mkdtempSync(join(tmpdir(), 'say-so-'));
const keep = (name, text) => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
const hashOf = (value) => `sha256:${createHash('sha256').update(JSON.stringify(value)).digest('hex')}`;
const replay = ({ config, catalog, model }, file) => {
  const files = Object.entries({ config, catalog, model }).flatMap(([name, value]) => [
    `--${name}`,
    keep(`${name}.json`, JSON.stringify(value)),
  ]);
  const words = ['rank', ...files, '--replay', keep('replay.json', file)];
  return spawnSync('build/native/say-so', words, { cwd: fileURLToPath(root) })
    .stdout.toString()
    .trim();
};

// Always the text as it stands: a script would write numbers in another way.
holds(
  'a reason that was saved is made again to the byte, and one that was changed is not',
  60,
  drawn,
  (given) => {
    const meaning = loadShop(whatIf, given.shop);
    const request = JSON.stringify(requestOf(meaning, given.question));
    const list = whatIf.rank(request);
    const [first] = unwrap(list).items;
    if (!first) return false;
    const { item } = first;
    const hashes = ['config', 'catalog', 'model'].map((name) => hashOf(given.shop[name]));
    const file = whatIf.makeReplay(request, item, ...hashes);
    const at = file.lastIndexOf(',"rationale":');
    const rationale = file.slice(at + ',"rationale":'.length, -2);
    assert.ok(list.includes(rationale));
    assert.equal(replay(given.shop, file), `{"ok":true,"value":{"rationale":${rationale}}}`);
    const changed = file.slice(0, at) + file.slice(at).replace('"rank":1,', '"rank":2,');
    assert.equal(JSON.parse(replay(given.shop, changed)).error.code, 'replay-differs');
  },
);
