// A rationale made again: natively and by the program for Node, from a file that either wrote.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { startInNode } from './lib/start.mjs';

const root = new URL('../../', import.meta.url).pathname;
const programs = {
  native: [join(root, 'build/native/say-so')],
  node: [process.execPath, join(root, 'dist/say-so.cjs')],
};

const conformance = join(root, 'tests/conformance/recommend');
const store = JSON.parse(readFileSync(join(conformance, 'store.json'), 'utf8'));

/** The store's files and one request in a folder of the test's own. */
const inFolder = (use) => {
  const folder = mkdtempSync(join(tmpdir(), 'say-so-replay-'));
  try {
    for (const name of ['config', 'catalog', 'model'])
      writeFileSync(join(folder, `${name}.json`), JSON.stringify(store[name]));
    const rank = (program, input, ...words) => {
      const [command, ...before] = programs[program];
      const files = ['config', 'catalog', 'model'].flatMap((name) => [
        `--${name}`,
        join(folder, `${name}.json`),
      ]);
      const { stdout, status } = spawnSync(command, [...before, 'rank', ...files, ...words], { input });
      return { status, line: stdout.toString().trim() };
    };
    use({ folder, rank });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const requests = readFileSync(join(conformance, 'cases.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
  .map((each) => each.request ?? each)
  .filter(({ environment, served }) => environment && !served);

test('each reason of the conformance lists is made again to the byte, natively and in Node', () => {
  inFolder(({ folder, rank }) => {
    let made = 0;
    for (const request of requests) {
      const { line } = rank('native', JSON.stringify(request), '--no-counterfactuals');
      const slate = JSON.parse(line);
      if (!slate.ok || !slate.value.items.length) continue;
      const [reason] = slate.value.items;
      const files = ['native', 'node'].map(
        (program) => rank(program, JSON.stringify(request), '--export', reason.item).line,
      );
      assert.equal(files[1], files[0]);
      const file = join(folder, 'replay.json');
      writeFileSync(file, files[0]);
      const answers = ['native', 'node'].map((program) => rank(program, '', '--replay', file));
      assert.deepEqual(answers[1], answers[0]);
      assert.equal(answers[0].line, JSON.stringify({ ok: true, value: { rationale: reason } }));
      if (++made === 5) break;
    }
    assert.ok(made > 2, `${made} files`);
  });
});

test('a page writes the same file as the program', async () => {
  const module = await startInNode('what_if');
  const texts = ['config', 'catalog', 'model'].map((name) => JSON.stringify(store[name]));
  for (const [index, name] of ['Config', 'Catalog', 'Model'].entries()) module[`load${name}`](texts[index]);
  const hashes = texts.map((text) => `sha256:${createHash('sha256').update(text).digest('hex')}`);
  inFolder(({ rank }) => {
    let made = 0;
    for (const request of requests) {
      const text = JSON.stringify(request);
      const item = JSON.parse(module.rank(text)).value?.items[0]?.item;
      if (!item || ++made > 5) continue;
      assert.equal(module.makeReplay(text, item, ...hashes), rank('native', text, '--export', item).line);
    }
    assert.ok(made > 2, `${made} files`);
  });
});

test('another model is told, with exit code 1', () => {
  inFolder(({ folder, rank }) => {
    const request = requests.find(
      (each) =>
        JSON.parse(rank('native', JSON.stringify(each), '--no-counterfactuals').line).value?.items.length,
    );
    const { line } = rank('native', JSON.stringify(request), '--no-counterfactuals');
    const [{ item }] = JSON.parse(line).value.items;
    const file = join(folder, 'replay.json');
    writeFileSync(file, rank('native', JSON.stringify(request), '--export', item).line);
    writeFileSync(join(folder, 'model.json'), `${JSON.stringify(store.model)} `);
    const { status, line: answer } = rank('node', '', '--replay', file);
    assert.equal(status, 1);
    const { code, at } = JSON.parse(answer).error;
    assert.deepEqual([code, at], ['replay-differs', '/files/model']);
  });
});
