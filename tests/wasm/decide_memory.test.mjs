// `say-so decide` reads line by line for as long as lines come: what it holds must not grow with them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'node:test';

const root = new URL('../../', import.meta.url);
const kWords = ['decide', '--config', 'tests/conformance/consent/config.json'];
const kFew = 1000;

const requests = readFileSync(new URL('tests/conformance/consent/cases.jsonl', root), 'utf8')
  .trim()
  .split('\n')
  .map((line) => `${JSON.stringify(JSON.parse(line).request)}\n`);

/** The most memory that a running process ever held, in KiB. */
const peakOf = (pid) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);

/** Has `many` lines answered; gives the peak after `kFew` of them and after all, in KiB. */
const peaks = (many, program, words) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
    child.on('error', reject);
    let asked = 0;
    let answered = 0;
    let early = 0;
    const ask = (until) => {
      for (; asked < until; asked++)
        if (!child.stdin.write(requests[asked % requests.length])) {
          asked++;
          return child.stdin.once('drain', () => ask(until));
        }
      return undefined;
    };
    child.stdout.on('data', (chunk) => {
      for (const byte of chunk) answered += byte === 10;
      if (!early && answered === kFew) {
        early = peakOf(child.pid);
        ask(many);
      }
      if (answered < many) return;
      const late = peakOf(child.pid);
      child.stdin.end();
      child.on('close', () => resolve({ early, late }));
    });
    ask(kFew);
  });

test('the native program holds as much after 100,000 lines as after 1,000', async () => {
  const { early, late } = await peaks(100000, 'build/native/say-so', kWords);
  assert.ok(late - early < 512, `${early} KiB, then ${late} KiB`);
});

test('the program for Node does not grow with its input either', async () => {
  const { early, late } = await peaks(20000, process.execPath, [
    '--no-warnings',
    'dist/say-so.cjs',
    ...kWords,
  ]);
  // A collector lets garbage lie for a while; 20,000 answers that stayed would be 80 MiB.
  assert.ok(late - early < 32 * 1024, `${early} KiB, then ${late} KiB`);
});
