// What a database must do for the receiver. Both kinds speak the SQL of ledger.mjs: parameters `$1`, `$2` … each
// used once, in order.

/**
 * @typedef {string | number} Value
 * @typedef {Record<string, unknown>} Row
 * @typedef {(sql: string, values?: Value[]) => Promise<Row[]>} Query
 *
 * @typedef {object} Storage
 * @property {'sqlite' | 'postgresql'} kind
 * @property {Query} query one statement by itself
 * @property {<T>(work: (query: Query) => Promise<T>) => Promise<T>} transaction all of `work` or nothing of it;
 *   once it is resolved, no crash of this process, nor of the machine, takes it back
 * @property {<T>(work: (query: Query) => Promise<T>) => Promise<T>} alone a transaction that no other receiver runs
 *   at the same time
 * @property {() => Promise<void>} close
 */

/**
 * @param {{database: string, databaseUrl?: string}} options `databaseUrl` wins
 * @returns {Promise<Storage>}
 */
export const openStorage = async ({ database, databaseUrl }) => {
  // Loaded by need: a brand installs the driver of the database that it has.
  if (databaseUrl) return (await import('./storage_postgresql.mjs')).openPostgresql(databaseUrl);
  return (await import('./storage_sqlite.mjs')).openSqlite(database);
};
