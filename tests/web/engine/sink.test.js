import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { createSink, selectForSink } from '../../../web/engine/sink.js';
import { usePage } from './page.js';

const recordWith = (change = {}) => ({
  schema: 'say-so-record/1',
  jurisdiction: { code: 'FR', policy: 'EU-FR@2026-11', source: 'attribute' },
  notice: { meaning: 'sha256:aa', language: 'en', surface: 'choices', url: '/privacy?visitor=7#top' },
  services: [],
  purposes: [],
  event: { at: '2026-11-22T12:00:00Z', type: 'changed', actor: 'subject', control: 'switch', steps: 1 },
  signals: { gpc: false },
  prevHash: ['sha256:bb'],
  ...change,
});
const of = (status, ...ids) => ids.map((id) => ({ id, status }));
const typed = (type) => ({ ...recordWith().event, type });

/** @type {(() => void)[]} */
const undo = [];
afterEach(() => undo.splice(0).forEach((each) => each()));

/** A page whose network is `answer`. */
const open = (answer, options = {}) => {
  const page = usePage(options);
  undo.push(page.leave);
  const { fetch, setTimeout } = globalThis;
  undo.push(() => Object.assign(globalThis, { fetch, setTimeout }));
  // Tries again only when a test says so.
  globalThis.setTimeout = /** @type {any} */ (() => 0);
  const posts = [];
  globalThis.fetch = async (url, request) => {
    posts.push({ url, ...request, record: JSON.parse(request.body) });
    return answer(posts.length);
  };
  const errors = [];
  const sink = createSink('https://sink.example/records', (error) => errors.push(error.code));
  const queue = () => JSON.parse(page.local.get('say-so.outbox') ?? '[]');
  return { ...page, posts, errors, sink, queue };
};
const taken = () => ({ ok: true, status: 201 });
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a refusal and an objection are nobody’s but the visitor’s', () => {
  const record = recordWith({
    purposes: [...of('refused', 'ads'), ...of('objected', 'media'), ...of('expired', 'x')],
  });
  assert.deepEqual(selectForSink(record, ['purpose:analytics']), {
    record: null,
    posted: ['purpose:analytics'],
  });
});

test('a record with a grant is posted without its link, with a fresh id and a plain address', () => {
  const record = recordWith({
    purposes: [...of('given', 'ads'), ...of('refused', 'media')],
    services: of('given', 'map'),
  });
  const { record: next, posted } = selectForSink(record, [], () => 'an-id');
  assert.deepEqual(posted, ['purpose:ads', 'service:map']);
  assert.equal(next.id, 'an-id');
  assert.equal('prevHash' in next, false);
  assert.equal(next.notice.url, '/privacy');
  assert.notEqual(selectForSink(record, []).record.id, selectForSink(record, []).record.id);
});

test('a withdrawal is posted if its grant was, alone and once', () => {
  const record = recordWith({
    event: typed('withdrawn'),
    purposes: [...of('withdrawn', 'ads', 'media'), ...of('refused', 'analytics')],
    services: of('withdrawn', 'map'),
    signals: { gpc: true, chosen: of('refused', 'viewed') },
  });
  assert.equal(selectForSink(record, []).record, null);
  const { record: next, posted } = selectForSink(record, ['purpose:ads', 'service:ads', 'purpose:other']);
  assert.deepEqual(next.purposes, of('withdrawn', 'ads'));
  assert.deepEqual([next.services, next.signals], [[], { gpc: true }]);
  assert.deepEqual(posted, ['service:ads', 'purpose:other']);
  assert.equal(selectForSink(record, posted).record, null);
});

test('what the sink took is gone from the queue; credentials and referrer stay here', async () => {
  const { sink, posts, queue } = open(taken);
  const { record } = selectForSink(recordWith({ purposes: of('given', 'ads') }), []);
  sink.add(record);
  assert.equal(queue().length, 1);
  await settled();
  assert.deepEqual(queue(), []);
  assert.deepEqual(posts[0].record, record);
  assert.equal(posts[0].headers['Idempotency-Key'], record.id);
  assert.deepEqual(
    [posts[0].keepalive, posts[0].credentials, posts[0].referrerPolicy],
    [true, 'omit', 'no-referrer'],
  );
});

test('after a failure it waits longer with each try, never the same time, and the same id goes again', async () => {
  const { sink, posts, queue, errors } = open((count) => {
    if (count === 1) throw new TypeError('offline');
    return { ok: false, status: count % 2 ? 503 : 429 };
  });
  sink.add({ ...recordWith(), id: 'one' });
  await settled();
  const waits = [];
  for (let tries = 1; tries <= 14; tries++) {
    const [waiting] = queue();
    assert.equal(waiting.tries, tries);
    waits.push(waiting.after - Date.now());
    await sink.flush();
    assert.equal(posts.length, tries, 'not before its time');
    await sink.flush(true);
  }
  waits.forEach((wait, i) =>
    assert.ok(
      wait <= Math.min(2000 * 2 ** i, 3_600_000) + 5 && wait > 900 * 2 ** Math.min(i, 10),
      `${i}: ${wait}`,
    ),
  );
  assert.ok(new Set(waits.map((wait) => wait % 997)).size > 5);
  assert.equal(new Set(posts.map(({ record }) => record.id)).size, 1);
  assert.deepEqual(errors, ['sink-failed']);
});

test('another page goes on with what waits, oldest first, and a record that is refused holds up nobody', async () => {
  const { sink, posts, queue, errors } = open((count) =>
    count === 3 ? { ok: false, status: 422 } : count < 3 ? { ok: false, status: 500 } : taken(),
  );
  sink.add({ ...recordWith(), id: 'one' });
  await settled();
  sink.add({ ...recordWith(), id: 'two' });
  await settled();
  assert.deepEqual(
    queue().map(({ record }) => record.id),
    ['one', 'two'],
  );
  await createSink('https://sink.example/records', (error) => errors.push(error.code)).flush(true);
  await sink.flush(true);
  assert.deepEqual(
    posts.map(({ record }) => record.id),
    ['one', 'one', 'one', 'two'],
  );
  assert.deepEqual(queue(), []);
  assert.deepEqual(errors, ['sink-refused']);
});

test('the queue is bounded, and where storage takes nothing it lasts as long as the page', async () => {
  const failing = () => {
    throw new TypeError('offline');
  };
  const full = open(failing);
  for (let i = 0; i < 60; i++) full.sink.add({ ...recordWith(), id: String(i) });
  assert.deepEqual([full.queue().length, full.queue()[0].record.id], [50, '10']);
  await settled();
  const blocked = open(taken, { isBlocked: true });
  blocked.sink.add({ ...recordWith(), id: 'one' });
  await settled();
  assert.equal(blocked.posts.length, 1);
});

test('erasing forgets what waits, after one last try for withdrawals', async () => {
  const { sink, posts, queue } = open(() => {
    throw new TypeError('offline');
  });
  sink.add({ ...recordWith(), id: 'grant' });
  await settled();
  sink.add({ ...recordWith({ event: typed('withdrawn') }), id: 'withdrawal' });
  await settled();
  const before = posts.length;
  assert.equal(sink.erase(), true);
  assert.deepEqual(queue(), []);
  assert.deepEqual(
    posts.slice(before).map(({ record }) => record.id),
    ['withdrawal'],
  );
});

test('a queue that was changed by hand is no queue', async () => {
  for (const text of ['{', '{}', '[1, {"record": {}}]', 'null']) {
    const { sink, posts, local, leave } = open(taken);
    local.set('say-so.outbox', text);
    await sink.flush(true);
    assert.deepEqual(posts, [], text);
    leave();
  }
});
