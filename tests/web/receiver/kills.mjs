// Posts without pause while something is killed, and the claim that holds afterwards.
import assert from 'node:assert/strict';
import { countOf, get, listAll, makeRecord, makeWithdrawal, post } from './lib.mjs';

/** One to five records, as one request. */
const makeRequest = (draw) =>
  Array.from({ length: 1 + draw.below(5) }, () => (draw.below(4) ? makeRecord() : makeWithdrawal()));

/**
 * Everything that was sent, and which requests were acknowledged.
 *
 * @param {ReturnType<import('./lib.mjs').seeded>} draw
 */
export const createSender = (draw) => {
  /** @type {{records: object[], isAcknowledged: boolean}[]} */
  const requests = [];

  const send = async (address, request) => {
    const { records } = request;
    const { status } = await post(address, records.length === 1 ? records[0] : records);
    assert.ok([200, 201, 503].includes(status), `status ${status}`);
    if (status !== 503) request.isAcknowledged = true;
    return status;
  };

  return {
    requests,
    /** Posts from several sides, until the receiver is gone; `onAcknowledged` gets their number so far. */
    async stream(address, sides, onAcknowledged) {
      let acknowledged = 0;
      let isGoing = true;
      const side = async () => {
        while (isGoing) {
          const request = { records: makeRequest(draw), isAcknowledged: false };
          requests.push(request);
          // The connection breaks, or the database behind the receiver did.
          const status = await send(address, request).catch((error) => {
            if (error.code === 'ERR_ASSERTION') throw error;
          });
          if (status === undefined || status === 503) isGoing = false;
          else onAcknowledged(++acknowledged);
        }
      };
      await Promise.all(Array.from({ length: sides }, side));
    },
    /** Sends again what was not acknowledged, as the sink does. */
    async resend(address) {
      for (const request of requests.filter(({ isAcknowledged }) => !isAcknowledged)) {
        assert.ok([200, 201].includes(await send(address, request)));
      }
    },
    /** Every acknowledged record is there once, every request whole or not at all, nothing else. */
    async check(address) {
      const listed = await listAll(address);
      const stored = new Map(listed.map(({ record }) => [record.id, record]));
      assert.equal(stored.size, listed.length, 'no record is there twice');
      let count = 0;
      for (const { records, isAcknowledged } of requests) {
        const there = records.filter(({ id }) => stored.has(id));
        if (isAcknowledged) assert.equal(there.length, records.length, 'an acknowledged record is missing');
        else assert.ok([0, records.length].includes(there.length), 'half of a request is there');
        for (const record of there) assert.deepEqual(stored.get(record.id), record);
        count += there.length;
      }
      assert.equal(count, listed.length, 'nothing is there that was not sent');
      const { answer } = await get(address, '/statistics');
      assert.deepEqual(answer.value.days, countOf(stored.values()));
      return listed.length;
    },
  };
};
