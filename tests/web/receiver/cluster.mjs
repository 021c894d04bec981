// A PostgreSQL of the tests' own: in a temporary folder, on a socket, as a user who may nothing.
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Debian keeps the server's programs, the newest version first. */
const findPrograms = () => {
  const home = '/usr/lib/postgresql';
  const versions = existsSync(home) ? readdirSync(home).sort((a, b) => Number(b) - Number(a)) : [];
  return versions
    .map((version) => join(home, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')));
};

/** The server refuses to run as root: `nobody` then runs it. */
const findUser = () => {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
};

/**
 * @typedef {object} Cluster
 * @property {(name: string) => string} urlOf a new, empty database of that name
 * @property {() => void} crash ends the server as a crash of its machine would, and starts it again
 * @property {() => void} stop
 */

/** @returns {Cluster | null} null if the server's programs are not installed */
export const startCluster = () => {
  const programs = findPrograms();
  if (!programs) return null;
  const user = findUser();
  const folder = mkdtempSync(join(tmpdir(), 'say-so-pg-'));
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const run = (program, ...args) =>
    execFileSync(join(programs, program), args, {
      ...user,
      cwd: folder,
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', HOME: folder },
      // The server that pg_ctl starts would keep a pipe open.
      stdio: 'ignore',
    });
  const data = join(folder, 'data');
  const control = (...args) => run('pg_ctl', '--pgdata', data, '--wait', ...args);
  // Processes crash here, not machines: what was written is there without a sync.
  const settings = `-k ${folder} -c listen_addresses='' -c shared_buffers=16MB -c fsync=off`;
  const start = () => control('start', '--log', join(folder, 'log'), '-o', settings);
  const stop = () => {
    try {
      control('stop', '--mode', 'immediate');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  run(
    'initdb',
    '--pgdata',
    data,
    '--username',
    'tests',
    '--auth',
    'trust',
    '--encoding',
    'UTF8',
    '--no-sync',
  );
  start();
  return {
    urlOf(name) {
      run('createdb', '--host', folder, '--username', 'tests', name);
      return `postgresql://tests@/${name}?host=${encodeURIComponent(folder)}`;
    },
    crash() {
      control('stop', '--mode', 'immediate');
      start();
    },
    stop,
  };
};
