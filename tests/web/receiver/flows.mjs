// What a receiver does over HTTP, whatever database is behind it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { countOf, get, listAll, makeRecord, makeRefusal, makeWithdrawal, now, post, shop } from './lib.mjs';

/** An id that more than one record claims. */
const twinId = '0f8fad5b-d9cb-469f-a165-70867728950e';

/**
 * @param {string} kind of database, as the tests' names say it
 * @param {(context: object, options?: object) => Promise<{address: string, faults: string[]}>} open a new, empty one
 * @param {object} [settings] of node:test
 */
export const testFlows = (kind, open, settings = {}) => {
  const claim = (name, run) => test(`${kind}: ${name}`, settings, run);

  claim('a grant and its withdrawal are stored, in order, as they were sent', async (context) => {
    const { address, faults } = await open(context);
    const [grant, withdrawal] = [makeRecord(), makeWithdrawal()];
    for (const record of [grant, withdrawal]) {
      const { status, answer } = await post(address, record);
      assert.deepEqual([status, answer], [201, { ok: true, value: { id: record.id, stored: 'now' } }]);
    }
    assert.deepEqual(await listAll(address), [
      { sequence: 1, received: '2026-11-22', record: grant },
      { sequence: 2, received: '2026-11-22', record: withdrawal },
    ]);
    assert.deepEqual(faults, []);
  });

  claim('a repeat changes nothing and says so', async (context) => {
    const { address } = await open(context);
    const record = makeRecord();
    await post(address, record);
    const { status, answer } = await post(address, record);
    assert.deepEqual([status, answer.value], [200, { id: record.id, stored: 'before' }]);
    const otherOrder = Object.fromEntries(Object.entries(record).reverse());
    assert.equal((await post(address, otherOrder)).status, 200);
    assert.equal((await listAll(address)).length, 1);
    const { answer: statistics } = await get(address, '/statistics');
    assert.deepEqual(statistics.value.days, countOf([record]));
  });

  claim('an id stands for one content', async (context) => {
    const { address } = await open(context);
    const record = makeRecord();
    await post(address, record);
    const other = { ...record, services: [] };
    const { status, answer } = await post(address, other);
    assert.deepEqual([status, answer.error.code, answer.error.at], [409, 'id-conflict', '/id']);
    const list = await post(address, [makeRecord(), other]);
    assert.deepEqual([list.status, list.answer.error.at], [409, '/1/id']);
    const twins = [makeRecord({ id: twinId }), makeRecord({ id: twinId, services: [] })];
    const both = await post(address, twins);
    assert.deepEqual([both.status, both.answer.error.at], [409, '/1/id']);
    assert.deepEqual(
      (await listAll(address)).map((row) => row.record),
      [record],
    );
  });

  claim('posts of one record at the same time store it once', async (context) => {
    const { address } = await open(context);
    const record = makeRecord();
    const answers = await Promise.all(Array.from({ length: 12 }, () => post(address, record)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [...Array(11).fill(200), 201]);
    const others = await Promise.all(
      Array.from({ length: 12 }, (_, steps) =>
        post(address, makeRecord({ id: twinId, event: { ...record.event, steps } })),
      ),
    );
    assert.deepEqual(others.map(({ status }) => status).sort(), [201, ...Array(11).fill(409)]);
    assert.equal((await listAll(address)).length, 2);
  });

  claim('a list is stored whole or not at all', async (context) => {
    const { address } = await open(context);
    const good = [makeRecord(), makeWithdrawal(), makeRecord()];
    const spoiled = [...good.slice(0, 2), makeRefusal()];
    const { status, answer } = await post(address, spoiled);
    assert.deepEqual([status, answer.error.code, answer.error.at], [422, 'no-grant', '/2']);
    assert.deepEqual(await listAll(address), []);
    const first = await post(address, good);
    assert.equal(first.status, 201);
    assert.deepEqual(
      first.answer.value,
      good.map(({ id }) => ({ id, stored: 'now' })),
    );
    const mixed = await post(address, [good[0], makeRecord(), good[0]]);
    assert.equal(mixed.status, 201);
    assert.deepEqual(
      mixed.answer.value.map(({ stored }) => stored),
      ['before', 'now', 'before'],
    );
    assert.equal((await post(address, good)).status, 200);
    assert.equal((await listAll(address)).length, 4);
  });

  claim('refusals stay on the device', async (context) => {
    const { address } = await open(context);
    const { status, answer } = await post(address, makeRefusal());
    assert.deepEqual([status, answer.error.code], [422, 'no-grant']);
    assert.deepEqual(await listAll(address), []);
  });

  claim('the audit reads by time and page by page', async (context) => {
    const { address } = await open(context);
    const times = [
      '2026-11-20T00:00:00Z',
      '2026-11-20T23:59:59Z',
      '2026-11-21T00:00:00Z',
      '2026-11-21T12:00:00Z',
    ];
    const records = times.map((at) => makeRecord({ event: { ...makeRecord().event, at } }));
    await post(address, records);
    const listed = async (query) => {
      const { answer } = await get(address, `/records?${query}`);
      return [answer.value.records.map(({ record }) => record.event.at), answer.value.next];
    };
    assert.deepEqual(await listed(''), [times, null]);
    assert.deepEqual(await listed('from=2026-11-21'), [times.slice(2), null]);
    assert.deepEqual(await listed('to=2026-11-21'), [times.slice(0, 2), null]);
    assert.deepEqual(await listed(`from=${times[1]}&to=${times[2]}`), [[times[1]], null]);
    assert.deepEqual(await listed('limit=3'), [times.slice(0, 3), 3]);
    assert.deepEqual(await listed('limit=3&after=3'), [times.slice(3), null]);
    const faults = [
      'from=yesterday',
      'to=2026-02-30',
      'limit=0',
      'limit=1001',
      'after=-1',
      'id=7',
      'limit=1&limit=2',
    ];
    for (const query of faults) assert.equal((await get(address, `/records?${query}`)).status, 422, query);
  });

  claim('statistics count purposes a day by status', async (context) => {
    const { address } = await open(context);
    const records = [
      makeRecord(),
      makeWithdrawal(),
      makeRecord({ event: { ...makeRecord().event, at: '2026-11-21T01:00:00Z' } }),
      makeRecord(),
    ];
    await post(address, records);
    await post(address, records.slice(0, 2));
    const { answer } = await get(address, '/statistics');
    assert.deepEqual(answer.value.days, countOf(records));
    assert.deepEqual(
      answer.value.days.find(({ day, status }) => day === '2026-11-22' && status === 'given'),
      { day: '2026-11-22', purpose: 'analytics', status: 'given', count: 2 },
    );
  });

  claim('what is past its term is deleted, the counts stay', async (context) => {
    let days = 0;
    const { address, reopen } = await open(context, {
      clock: () => (now + days * 86_400) * 1000,
      keepDays: 30,
    });
    const [old, young] = [makeRecord(), makeRecord()];
    await post(address, old);
    days = 20;
    await post(address, young);
    days = 31;
    const again = await reopen();
    assert.deepEqual(
      (await listAll(again.address)).map(({ sequence, record }) => [sequence, record.id]),
      [[2, young.id]],
    );
    const { answer } = await get(again.address, '/statistics');
    assert.deepEqual(answer.value.days, countOf([old, young]));
    await post(again.address, makeRecord());
    assert.equal((await listAll(again.address)).at(-1).sequence, 3);
  });

  claim('only configured origins may post, and only the audit’s token may read', async (context) => {
    const { address } = await open(context);
    const fromShop = await post(address, makeRecord(), {
      Origin: shop,
      'Content-Type': 'text/plain;charset=UTF-8',
    });
    assert.equal(fromShop.status, 201);
    assert.equal(fromShop.headers.get('access-control-allow-origin'), shop);
    assert.equal(fromShop.headers.get('access-control-allow-credentials'), null);
    const refused = await post(address, makeRefusal(), { Origin: shop });
    assert.equal(refused.headers.get('access-control-allow-origin'), shop);
    const elsewhere = await post(address, makeRecord(), { Origin: 'https://elsewhere.example' });
    assert.deepEqual([elsewhere.status, elsewhere.answer.error.code], [403, 'origin-not-allowed']);
    assert.equal(elsewhere.headers.get('access-control-allow-origin'), null);
    for (const [headers, status] of [
      [{}, 401],
      [{ Authorization: 'Bearer a-token-of-the-test' }, 401],
      [{ Authorization: 'Bearer a-token-of-the-tests' }, 200],
    ])
      for (const place of ['/records', '/statistics'])
        assert.equal((await get(address, place, headers)).status, status, place);
    assert.equal((await listAll(address)).length, 1);
  });
};
