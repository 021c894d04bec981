// Records, a receiver in its own process, and the means to ask it.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createReceiver } from '../../../demo/receiver/server.mjs';

export const token = 'a-token-of-the-tests';
export const now = Date.UTC(2026, 10, 22, 12) / 1000;
export const shop = 'https://shop.example';

const hash = (digit) => `sha256:${digit.repeat(64)}`;

/** A record as the core makes it, without `prevHash` and with an id. */
export const makeRecord = (changes = {}) => ({
  schema: 'say-so-record/1',
  id: randomUUID(),
  jurisdiction: { code: 'FR', policy: 'EU-FR@2026-11', source: 'server-timing' },
  notice: {
    meaning: hash('a'),
    text: hash('b'),
    language: 'fr',
    surface: 'first-layer',
    url: '/privacy',
  },
  services: [{ id: 'youtube', status: 'refused' }],
  purposes: [
    {
      id: 'analytics',
      dpv: 'dpv:ServiceOptimisation',
      basis: 'choice',
      status: 'given',
      recipients: ['plaincount'],
      retention: 'P13M',
      expires: '2027-05-21',
    },
    { id: 'ads', dpv: 'dpv:Marketing', basis: 'choice', status: 'refused', askAgainAfter: '2027-05-21' },
  ],
  event: { at: '2026-11-22T01:17:56Z', type: 'changed', actor: 'subject', control: 'save', steps: 2 },
  signals: { gpc: false, chosen: [{ id: 'interest.colour', status: 'given' }] },
  ...changes,
});

export const makeWithdrawal = () =>
  makeRecord({
    services: [],
    purposes: [{ id: 'analytics', basis: 'choice', status: 'withdrawn' }],
    event: { at: '2026-11-22T02:00:00Z', type: 'withdrawn', actor: 'subject', control: 'switch', steps: 1 },
    signals: { gpc: false },
  });

export const makeRefusal = () =>
  makeRecord({
    services: [],
    purposes: [{ id: 'analytics', basis: 'choice', status: 'refused' }],
    event: {
      at: '2026-11-22T02:00:00Z',
      type: 'refused',
      actor: 'subject',
      control: 'reject-all',
      steps: 1,
    },
    signals: { gpc: false },
  });

/** @param {import('node:test').TestContext} context */
export const makeFolder = (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'say-so-receiver-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** A receiver in this process; `faults` are the lines it would have logged. */
export const openReceiver = async (context, options) => {
  const faults = [];
  const receiver = createReceiver({
    token,
    allowOrigins: [shop],
    clock: () => now * 1000,
    report: (line) => faults.push(line),
    ...options,
  });
  context.after(receiver.close);
  return { address: await receiver.listen(), close: receiver.close, faults };
};

/** A receiver in a process of its own, which can be killed. */
export const spawnReceiver = async (args, environment = {}) => {
  const script = fileURLToPath(new URL('../../../demo/receiver/server.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, '--port', '0', ...args], {
    env: { PATH: process.env.PATH, RECEIVER_TOKEN: token, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([once(lines, 'line'), exited.then(() => ['null'])]);
  const started = JSON.parse(line);
  if (!started) throw new Error('the receiver did not start');
  const end = async (signal) => {
    child.kill(signal);
    return exited;
  };
  return { address: started.value.address, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
};

export const post = async (address, body, headers = {}) => {
  const response = await fetch(`${address}/records`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, answer: await response.json() };
};

export const get = async (address, place, headers = { Authorization: `Bearer ${token}` }) => {
  const response = await fetch(address + place, { headers });
  return { status: response.status, headers: response.headers, answer: await response.json() };
};

/** Every record of a receiver, page by page. */
export const listAll = async (address) => {
  const all = [];
  for (let after = 0; after !== null;) {
    const { status, answer } = await get(address, `/records?limit=500&after=${after}`);
    if (status !== 200) throw new Error(JSON.stringify(answer));
    all.push(...answer.value.records);
    after = answer.value.next;
  }
  return all;
};

/** What the statistics must be for these records. */
export const countOf = (records) => {
  const counts = new Map();
  for (const { event, purposes } of records) {
    for (const { id, status } of purposes) {
      const key = JSON.stringify({ day: event.at.slice(0, 10), purpose: id, status });
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts].sort().map(([key, count]) => ({ ...JSON.parse(key), count }));
};

/** Draws that are the same in every run: mulberry32. */
export const seeded = (seed) => {
  const next = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (bound) => Math.floor(next() * bound),
    of: (list) => list[Math.floor(next() * list.length)],
  };
};
