// The tables and everything that is done with them, in SQL that SQLite and PostgreSQL both read.
import { Refusal } from './result.mjs';

/** @import {Entry} from './record.mjs' */
/** @import {Query, Storage} from './storage.mjs' */

/**
 * Each element takes the tables from one version to the next; an element that was released is never changed.
 *
 * `sequence` counts in the order in which records became visible, so that an audit that goes on after the last one it
 * saw misses none. `day` of receipt, not the moment: enough for deleting after a term, too coarse to find a record's
 * request in the log of a proxy. `consent_counts` outlives the records.
 */
const migrations = [
  [
    `create table consent_records (
       sequence bigint primary key,
       id text not null unique,
       hash text not null,
       at bigint not null,
       received text not null,
       record text not null)`,
    'create index consent_records_at on consent_records (at)',
    `create table consent_counts (
       day text not null,
       purpose text not null,
       status text not null,
       total bigint not null,
       primary key (day, purpose, status))`,
  ],
];

/** @param {Query} query */
const migrate = async (query) => {
  await query(
    `create table if not exists consent_receiver (
       singleton bigint primary key, version bigint not null, sequence bigint not null)`,
  );
  await query(
    'insert into consent_receiver (singleton, version, sequence) values (1, 0, 0) on conflict (singleton) do nothing',
  );
  const [row] = await query('select version from consent_receiver');
  const version = Number(row.version);
  if (version > migrations.length) throw new Error(`the database is of a newer version, ${version}`);
  for (const statement of migrations.slice(version).flat()) await query(statement);
  await query('update consent_receiver set version = $1', [migrations.length]);
};

/**
 * Takes the next `count` sequence numbers. The row stays locked until the transaction ends, so that transactions of
 * several receivers follow each other, and a record's number is never lower than one that was already seen.
 *
 * @param {Query} query
 * @param {number} count
 * @returns {Promise<number>} the first of them
 */
const takeNumbers = async (query, count) => {
  const [row] = await query('update consent_receiver set sequence = sequence + $1 returning sequence', [
    count,
  ]);
  return Number(row.sequence) - count + 1;
};

/** @param {Query} query @param {Entry[]} entries */
const addCounts = async (query, entries) => {
  /** @type {Map<string, {day: string, purpose: string, status: string, total: number}>} */
  const counts = new Map();
  for (const { text, purposes } of entries) {
    const day = JSON.parse(text).event.at.slice(0, 10);
    for (const { id: purpose, status } of purposes) {
      const key = `${day} ${purpose} ${status}`;
      const count = counts.get(key) ?? { day, purpose, status, total: 0 };
      count.total += 1;
      counts.set(key, count);
    }
  }
  for (const { day, purpose, status, total } of counts.values()) {
    await query(
      `insert into consent_counts (day, purpose, status, total) values ($1, $2, $3, $4)
       on conflict (day, purpose, status) do update set total = consent_counts.total + excluded.total`,
      [day, purpose, status, total],
    );
  }
};

/**
 * Sorts out what is new. An id that is known with other content refuses the whole request.
 *
 * @param {Query} query
 * @param {Entry[]} entries
 */
const findNew = async (query, entries) => {
  /** @type {Map<string, string>} */
  const hashes = new Map();
  const isNew = [];
  for (const [index, { id, hash }] of entries.entries()) {
    const [row] = hashes.has(id)
      ? [{ hash: hashes.get(id) }]
      : await query('select hash from consent_records where id = $1', [id]);
    if (row && row.hash !== hash) {
      const at = entries.length > 1 ? `/${index}/id` : '/id';
      throw new Refusal(409, 'id-conflict', 'this id was used for another record', at);
    }
    isNew.push(!row);
    hashes.set(id, hash);
  }
  return isNew;
};

/**
 * @param {Storage} storage
 * @returns {Promise<Ledger>}
 */
export const openLedger = async (storage) => {
  await storage.alone(migrate);
  return {
    add: (entries, received) =>
      storage.transaction(async (query) => {
        // First of all, because it makes other receivers wait: what is then found to be new stays new.
        const first = await takeNumbers(query, entries.length);
        const isNew = await findNew(query, entries);
        const added = entries.filter((_, index) => isNew[index]);
        for (const [index, { id, hash, at, text }] of added.entries()) {
          await query(
            'insert into consent_records (sequence, id, hash, at, received, record) values ($1, $2, $3, $4, $5, $6)',
            [first + index, id, hash, at, received, text],
          );
        }
        await addCounts(query, added);
        return isNew;
      }),
    async list({ from, to, after, limit }) {
      const rows = await storage.query(
        `select sequence, received, record from consent_records
         where sequence > $1 and at >= $2 and at < $3 order by sequence limit $4`,
        [after, from, to, limit],
      );
      return rows.map(({ sequence, received, record }) => ({
        sequence: Number(sequence),
        received: String(received),
        record: JSON.parse(String(record)),
      }));
    },
    async statistics() {
      const rows = await storage.query('select day, purpose, status, total from consent_counts');
      return rows
        .map(({ day, purpose, status, total }) => ({
          day: String(day),
          purpose: String(purpose),
          status: String(status),
          count: Number(total),
        }))
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    },
    async deleteBefore(day) {
      await storage.transaction((query) => query('delete from consent_records where received < $1', [day]));
    },
    async check() {
      await storage.query('select version from consent_receiver');
    },
  };
};

/**
 * @typedef {object} Ledger
 * @property {(entries: Entry[], received: string) => Promise<boolean[]>} add all or none; which of them were new
 * @property {(range: {from: number, to: number, after: number, limit: number}) =>
 *   Promise<{sequence: number, received: string, record: object}[]>} list `from` included, `to` not, in seconds
 * @property {() => Promise<{day: string, purpose: string, status: string, count: number}[]>} statistics
 * @property {(day: string) => Promise<void>} deleteBefore records received before that day; counts stay
 * @property {() => Promise<void>} check rejects if the database does not answer
 */
