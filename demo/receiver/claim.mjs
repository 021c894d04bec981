// A claim on a file that ends with its process, however that ends. Node has no file locks; a listening socket is the
// one thing beside them that the kernel takes away from a killed process and that others can see.
import { unlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';

/** The kernel's bound on a socket's path, less one for systems that are stricter than Linux. */
const longestPath = 103;

/** @param {string} path @returns {Promise<boolean>} whether a living process listens there */
const isHeld = (path) =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    // Refused: a socket that nobody listens on any more. Missing: no socket.
    socket.once('error', () => resolve(false));
  });

/** @param {string} path */
const listenAt = async (path) => {
  const server = createServer((socket) => socket.destroy());
  server.listen(path);
  await once(server, 'listening');
  // The claim alone keeps no process alive.
  server.unref();
  return server;
};

/**
 * @param {string} path of a socket beside the file that is claimed
 * @returns {Promise<() => Promise<void>>} ends the claim
 * @throws {Error} if another process has it
 */
export const claim = async (path) => {
  if (Buffer.byteLength(path) > longestPath) throw new Error(`the path of the database is too long: ${path}`);
  const server = await listenAt(path).catch(async (error) => {
    if (error.code !== 'EADDRINUSE') throw error;
    if (await isHeld(path)) throw new Error(`another receiver has this database open: ${path}`);
    unlinkSync(path);
    return listenAt(path);
  });
  return () => new Promise((resolve) => server.close(() => resolve()));
};
