// Records in PostgreSQL: for a brand that has one, or that runs more than one receiver.
import pg from 'pg';

/** @import {Query, Row, Storage} from './storage.mjs' */

/** Any number, the same in all receivers: who holds it may change the tables. */
const migrationLock = 7_229_603;

// `synchronous_commit` may be off for a role or a database; what was acknowledged would then be lost in a crash.
const begin = 'begin; set local synchronous_commit = on';

/** @param {pg.PoolClient} client @returns {Query} */
const queryOf =
  (client) =>
  async (sql, values = []) =>
    /** @type {Row[]} */ ((await client.query(sql, values)).rows);

/**
 * @param {pg.Pool} pool
 * @returns {Storage['transaction']}
 */
const transactionOf = (pool) => async (work) => {
  const client = await pool.connect();
  let isBroken = false;
  try {
    await client.query(begin);
    const value = await work(queryOf(client));
    await client.query('commit');
    return value;
  } catch (error) {
    // A connection that cannot roll back is not given to the next request.
    await client.query('rollback').catch(() => (isBroken = true));
    throw error;
  } finally {
    client.release(isBroken);
  }
};

/** @param {string} databaseUrl @returns {Promise<Storage>} */
export const openPostgresql = async (databaseUrl) => {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 8,
    connectionTimeoutMillis: 5000,
    statement_timeout: 10_000,
  });
  // A server that goes away, while it is asked something or not, must not end the process: the query that is under way
  // fails by itself, and the next one opens a new connection.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const transaction = transactionOf(pool);
  return {
    kind: 'postgresql',
    query: async (sql, values = []) => (await pool.query(sql, values)).rows,
    transaction,
    alone: (work) =>
      transaction(async (query) => {
        await query(`select pg_advisory_xact_lock(${migrationLock})`);
        return work(query);
      }),
    close: () => pool.end(),
  };
};
