// Records in one file: SQLite as WebAssembly, nothing to install and no server to run.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, realpathSync, rmdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { claim } from './claim.mjs';
import sqlite from 'node-sqlite3-wasm';

/** @import {Query, Row, Storage} from './storage.mjs' */

/** Makes the entries of a folder survive a power cut, which syncing the files themselves does not. @param {string} folder */
const syncFolder = (folder) => {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/**
 * One write-ahead log, synced at every commit. The Wasm build has no shared memory, so the log needs the file to be
 * ours alone, which it is (see claim.mjs).
 *
 * @param {sqlite.Database} database
 */
const makeDurable = (database) => {
  database.exec('pragma locking_mode = exclusive');
  const mode = database.get('pragma journal_mode = wal');
  if (mode?.journal_mode !== 'wal') throw new Error('SQLite refused its write-ahead log');
  // FULL syncs the log before a commit is reported; NORMAL, SQLite's usual advice, would wait for a checkpoint.
  database.exec('pragma synchronous = full');
};

/** @param {string} file */
const openAlone = async (file) => {
  mkdirSync(dirname(file), { recursive: true });
  const path = join(realpathSync(dirname(file)), basename(file));
  const release = await claim(`${path}.owner`);
  try {
    // The driver's lock is a folder, which stays when its process is killed. The claim says that nobody holds it.
    if (existsSync(`${path}.lock`)) rmdirSync(`${path}.lock`);
    const database = new sqlite.Database(path);
    makeDurable(database);
    syncFolder(dirname(path));
    return { database, release };
  } catch (error) {
    await release();
    throw error;
  }
};

/** Runs one piece of work after the other: there is one connection, and a transaction is nobody else's. */
const createQueue = () => {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  };
};

/** @param {string} file @returns {Promise<Storage>} */
export const openSqlite = async (file) => {
  const { database, release } = await openAlone(resolve(file));
  const enqueue = createQueue();
  /** @type {Query} */
  const query = async (sql, values = []) => /** @type {Row[]} */ (database.all(sql, values));
  /** @type {Storage['transaction']} */
  const transaction = (work) =>
    enqueue(async () => {
      database.exec('begin immediate');
      try {
        const value = await work(query);
        database.exec('commit');
        return value;
      } catch (error) {
        // A disk that failed may have rolled back already.
        if (database.inTransaction) database.exec('rollback');
        throw error;
      }
    });
  return {
    kind: 'sqlite',
    query: (sql, values) => enqueue(() => query(sql, values)),
    transaction,
    alone: transaction,
    close: () =>
      enqueue(async () => {
        database.close();
        await release();
      }),
  };
};
