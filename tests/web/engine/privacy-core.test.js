// The core of statistics as the shell uses it: noted before it is sent, sent once, and only while it is granted.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { beforeEach } from 'node:test';
import { examplesOf } from '../../../web/engine/examples.js';
import createPrivacy from '../../../web/engine/privacy-core.js';
import { eraseSpent } from '../../../web/engine/spent.js';
import { usePage } from './page.js';

const text = JSON.stringify;
const question = (/** @type {string} */ id) => ({
  ...{ id, purpose: 'statistics', epsilon: 1 },
  answers: ['no', 'yes'],
});
const configText = text({
  purposes: [{ id: 'necessary', required: true }, { id: 'statistics' }],
  page: {
    privacy: {
      endpoint: 'https://shop.example/reports',
      budgets: [{ purpose: 'statistics', epsilon: 2, period: 'month' }],
      questions: ['a', 'b', 'c'].map(question),
    },
  },
});

/** @typedef {ReturnType<typeof usePage>} Page */

/** @type {Page} */
let page;
/** What was sent, each with what the ledger held at that moment. @type {{body: string, init: RequestInit, spent?: string}[]} */
let posts = [];
/** How the endpoint answers. @type {() => Promise<Response>} */
let respond;
let now = '2026-11-23T10:00:00Z';

/** Locks as a browser has them: one holder a name, the others in order. */
const createLocks = () => {
  /** @type {Record<string, Promise<unknown>>} */
  const last = {};
  const request = (/** @type {string} */ name, /** @type {() => Promise<unknown>} */ body) =>
    (last[name] = (last[name] ?? Promise.resolve()).catch(() => {}).then(body));
  return { request };
};

const replace = (/** @type {string} */ name, /** @type {unknown} */ value) =>
  Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });

/** @param {Parameters<typeof usePage>[0]} [options] */
const openPage = (options) => {
  page?.leave();
  page = usePage(options);
};

beforeEach(() => {
  openPage();
  posts = [];
  now = '2026-11-23T10:00:00Z';
  respond = async () => new Response(null, { status: 201 });
  replace('navigator', { locks: createLocks() });
  replace('fetch', (/** @type {string} */ _url, /** @type {RequestInit} */ init) => {
    posts.push({ body: String(init.body), init, spent: page.local.get('say-so.spent') });
    return respond();
  });
});

const open = () =>
  createPrivacy({
    base: '',
    configText,
    bytes: readFileSync(new URL('../../../build/wasm/privacy_core.wasm', import.meta.url)),
  });

/** @param {boolean} [granted] @returns {any} */
const session = (granted = true) => ({
  refresh: () => ({ purposes: [{ id: 'statistics', granted }] }),
  environment: () => ({ now }),
});

/** @param {Awaited<ReturnType<typeof open>>} core @param {string} id */
const giving = (core, id, answer = 'yes') => {
  const asked = core.asks.questions.find((one) => one.id === id);
  assert.ok(asked);
  return { question: asked, answer };
};

/** @param {Awaited<ReturnType<typeof open>>} core @param {string} id */
const send = (core, id, granted = true) =>
  core.send(session(granted), () => giving(core, id), core.make(giving(core, id), now));

test('what is sent are the bytes that were shown, without cookie, referrer or wait', async () => {
  const core = await open();
  const shown = core.make(giving(core, 'a'), now);
  assert.deepEqual(posts, []);
  assert.equal(page.local.size, 0);
  assert.equal(await core.send(session(), () => giving(core, 'a'), shown), 'sent');
  assert.deepEqual(
    posts.map(({ body }) => body),
    [shown],
  );
  const { credentials, referrerPolicy, keepalive, headers } = posts[0].init;
  assert.deepEqual(
    { credentials, referrerPolicy, keepalive },
    { credentials: 'omit', referrerPolicy: 'no-referrer', keepalive: true },
  );
  assert.deepEqual(headers, { 'Content-Type': 'application/json' });
});

test('the ledger is written before anything is sent, and holds no answer', async () => {
  const core = await open();
  await send(core, 'a');
  const ledger = JSON.parse(posts[0].spent ?? '');
  assert.deepEqual(ledger.spent, [
    {
      ...{ purpose: 'statistics', question: 'a', period: '2026-11', epsilon: 1 },
      until: '2026-12-01T00:00:00Z',
    },
  ]);
  assert.doesNotMatch(posts[0].spent ?? '', /yes|value/);
});

test('one answer always becomes the same report until it was sent', async () => {
  const core = await open();
  const first = core.make(giving(core, 'a'), now);
  for (let i = 0; i < 20; ++i) {
    core.make(giving(core, 'a', 'no'), now);
    assert.equal(core.make(giving(core, 'a'), now), first);
  }
});

test('a question is answered once a period, and again in the next', async () => {
  const core = await open();
  const shown = core.make(giving(core, 'a'), now);
  assert.equal(await send(core, 'a'), 'sent');
  assert.equal(await core.send(session(), () => giving(core, 'a'), shown), 'already-answered');
  assert.equal(posts.length, 1);
  assert.deepEqual(core.look(now)?.answered, ['a']);
  now = '2026-12-01T00:00:00Z';
  assert.equal(await send(core, 'a'), 'sent');
});

test('of two pages that send at once, one does', async () => {
  const [one, other] = [await open(), await open()];
  const given = await Promise.all([send(one, 'a'), send(other, 'a')]);
  assert.deepEqual(given.sort(), ['already-answered', 'sent']);
  assert.equal(posts.length, 1);
});

test('past the budget nothing is made or sent', async () => {
  const core = await open();
  const shown = core.make(giving(core, 'c'), now);
  for (const id of ['a', 'b']) assert.equal(await send(core, id), 'sent');
  assert.equal(await core.send(session(), () => giving(core, 'c'), shown), 'budget-spent');
  assert.throws(() => core.make(giving(core, 'c'), now), { code: 'budget-spent' });
  assert.equal(posts.length, 2);
  assert.equal(core.look(now)?.budgets[0].left, 0);
});

test('a purpose that is not granted at that moment sends and costs nothing', async () => {
  const core = await open();
  assert.equal(await send(core, 'a', false), 'off');
  assert.deepEqual(posts, []);
  assert.equal(page.local.size, 0);
});

test('what is no more what was shown is shown again, not sent', async () => {
  const core = await open();
  const shown = core.make(giving(core, 'a'), now);
  now = '2026-12-01T00:00:00Z';
  assert.equal(await core.send(session(), () => giving(core, 'a'), shown), 'changed');
  assert.deepEqual(posts, []);
});

test('what did not arrive counts as answered, and is never sent again', async () => {
  respond = () => Promise.reject(new Error('offline'));
  const core = await open();
  assert.equal(await send(core, 'a'), 'lost');
  respond = async () => new Response(null, { status: 503 });
  assert.equal(await send(core, 'b'), 'lost');
  assert.deepEqual((await open()).look(now)?.answered, ['a', 'b']);
  assert.ok(page.events.some(({ detail }) => detail.code === 'report-lost'));
});

test('where it cannot be kept that something was sent, nothing is', async () => {
  const shown = async (/** @type {Awaited<ReturnType<typeof open>>} */ core) =>
    core.send(session(), () => giving(core, 'a'), core.make(giving(core, 'a'), now));
  openPage({ setItem: () => {} });
  await assert.rejects(shown(await open()), { code: 'cannot-store' });
  openPage();
  replace('navigator', {});
  await assert.rejects(shown(await open()), { code: 'cannot-store' });
  assert.deepEqual(posts, []);
});

test('a ledger that cannot be read opens nothing', async () => {
  const core = await open();
  page.local.set('say-so.spent', '{"schema":"say-so-privacy-budget/1","spent":[{}]}');
  assert.equal(core.look(now), null);
  page.local.set('say-so.spent', '{');
  assert.equal(core.look(now), null);
  openPage({ isBlocked: true });
  assert.equal(core.look(now), null);
});

test('erasing leaves what is not over, and says until when', async () => {
  const core = await open();
  assert.equal(eraseSpent(now), '');
  await send(core, 'a');
  assert.equal(eraseSpent(now), '2026-12-01T00:00:00Z');
  assert.deepEqual(core.look(now)?.answered, ['a']);
  assert.equal(eraseSpent('2026-12-01T00:00:00Z'), '');
  assert.equal(page.local.has('say-so.spent'), false);
});

test('a device learns from what lists showed and what was opened, and of sensitive items nothing', () => {
  const config = /** @type {any} */ ({
    recommend: { shown: 'shown' },
    signals: [
      { id: 'shown', purpose: 'history', provenance: 'observed' },
      { id: 'viewed', purpose: 'history', provenance: 'observed' },
      { id: 'liked', purpose: 'stated', provenance: 'stated' },
    ],
  });
  const at = now;
  const entry = (/** @type {string} */ signal, /** @type {string} */ of) => ({ signal, of, at });
  const signals = [
    ...['mug', 'card', 'mug', 'gone', 'test'].map((of) => entry('shown', of)),
    ...[entry('viewed', 'mug'), entry('viewed', 'cup'), entry('liked', 'card')],
  ];
  const items = new Map([
    ['mug', { id: 'mug', category: 'Tea', tags: ['colour:red'] }],
    ['card', { id: 'card', category: 'Paper' }],
    ['cup', { id: 'cup', category: 'Tea' }],
    ['test', { id: 'test', category: 'Health', sensitive: true }],
  ]);
  const features = ['category:Tea', 'category:Paper', 'colour:red'];
  assert.deepEqual(examplesOf({ config, signals }, items, features), {
    rows: [
      [1, 0, 1],
      [0, 1, 0],
    ],
    labels: [1, 0],
  });
  assert.deepEqual(examplesOf({ config, signals: [] }, items, features), { rows: [], labels: [] });
});
