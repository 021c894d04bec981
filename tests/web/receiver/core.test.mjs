import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { readRecord } from '../../../demo/receiver/record.mjs';
import { now } from './lib.mjs';

const path = (name) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
const program = path('build/native/say-so');
const config = path('demo/site.json');
const skip = existsSync(program) ? false : 'the native program is not built';

/** What `say-so decide` answers, a line each. */
const decide = (lines) => {
  const input = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const output = execFileSync(program, ['decide', '--config', config], { input, encoding: 'utf8' });
  return output.trim().split('\n').map(JSON.parse);
};

const makeLine = (jurisdiction, choices, state) => ({
  environment: {
    now: '2026-11-22T01:17:56Z',
    jurisdiction,
    jurisdictionSource: 'meta',
    gpc: false,
    language: 'en',
    ageBand: null,
  },
  choices,
  how: { control: 'save', surface: 'choices', language: 'en', steps: 1 },
  ...(state ? { state } : {}),
});

/** How the receiver takes a core's record, once it has an id and its place in the chain is gone. */
const takenAs = ({ prevHash, ...record }) => {
  assert.ok(Array.isArray(prevHash));
  try {
    readRecord({ ...record, id: randomUUID() }, now, '');
    return record.event.type;
  } catch ({ code, at }) {
    return `${code} ${at}`;
  }
};

test('the core’s own records: grants and their withdrawal are taken, refusals are not', { skip }, () => {
  const { purposes, services, signals } = JSON.parse(readFileSync(config, 'utf8'));
  const [first, second] = purposes.filter(({ required }) => !required);
  const mixed = [
    { purpose: first.id, granted: true },
    { purpose: second.id, granted: false },
  ];
  for (const jurisdiction of ['FR', 'DE', 'GB', 'US-CA', 'US-UT', 'US-TX', 'CA-QC', 'BR', null]) {
    const acts = [
      [[{ all: true, granted: true }], 'given'],
      [[{ service: services[0].id, granted: true }], 'given'],
      [[{ signal: signals[0].id, granted: true }], 'given'],
      [mixed, 'changed'],
      // In rows where some are on by default this is an objection to them, which no posted grant precedes.
      [[{ all: true, granted: false }], 'no-grant '],
    ];
    const answers = decide(acts.map(([choices]) => makeLine(jurisdiction, choices)));
    acts.forEach(([, expected], index) => {
      const { ok, value } = answers[index];
      assert.ok(ok, JSON.stringify(answers[index]));
      assert.deepEqual(value.records.map(takenAs), [expected], `${jurisdiction}, act ${index}`);
    });
    const [after] = decide([makeLine(jurisdiction, [{ all: true, granted: false }], answers[0].value.state)]);
    assert.deepEqual(after.value.records.map(takenAs), ['withdrawn'], `${jurisdiction}, withdrawal`);
  }
});
