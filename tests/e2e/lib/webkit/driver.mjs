// A small W3C WebDriver client for WebKitWebDriver, and the X server that its windows need.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const shell = fileURLToPath(new URL('shell.py', import.meta.url));

const findPort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
};

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const end = async (child) => {
  if (child.exitCode !== null) return;
  child.kill();
  await once(child, 'exit');
};

/** An X server on a display number that it finds itself. */
const startDisplay = async () => {
  const words = ['-displayfd', '3', '-screen', '0', '4000x1200x24', '-nolisten', 'tcp'];
  const child = spawn('Xvfb', words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const failed = once(child, 'exit').then(() => {
    throw new Error('Xvfb ended at its start');
  });
  const [number] = await Promise.race([once(child.stdio[3], 'data'), failed]);
  failed.catch(() => {});
  return { child, name: `:${String(number).trim()}` };
};

/** WebKitWebDriver: a session is a fresh profile, and there is one at a time. */
export class Driver {
  static async start() {
    const driver = new Driver();
    driver.display = await startDisplay();
    driver.port = await findPort();
    const env = { ...process.env, DISPLAY: driver.display.name, NO_AT_BRIDGE: '1' };
    driver.child = spawn('WebKitWebDriver', [`--port=${driver.port}`], { stdio: 'ignore', env });
    for (let tries = 0; tries < 400; ++tries) {
      const ready = await driver.send('GET', '/status').catch(() => null);
      if (ready?.ready) return driver;
      await pause(25);
    }
    throw new Error('WebKitWebDriver did not start');
  }

  async stop() {
    await end(this.child);
    await end(this.display.child);
  }

  /** A session that could not start hangs, so every command has a limit. */
  async send(method, path, body, limit = 60_000) {
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, {
      method,
      signal: AbortSignal.timeout(limit),
      headers: { 'content-type': 'application/json' },
      ...content,
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${value?.error}: ${value?.message}`);
    return value;
  }

  /**
   * @param {{mark: string, viewport: {width: number, height: number}, media: object}} wishes `mark` names the session
   *   in the user agent of its pages
   */
  async open({ mark, viewport, media }) {
    const folder = mkdtempSync(join(tmpdir(), 'say-so-webkit-'));
    const log = join(folder, 'log.jsonl');
    writeFileSync(log, '');
    const args = [`--mark=${mark}`, `--log=${log}`, `--size=${viewport.width}x${viewport.height}`];
    if (media.colorScheme === 'dark') args.push('--dark=1');
    if (media.reducedMotion === 'reduce') args.push('--still=1');
    if (media.contrast === 'more') args.push('--contrast=1');
    const { sessionId, capabilities } = await this.send('POST', '/session', {
      capabilities: {
        alwaysMatch: { browserName: 'shell', 'webkitgtk:browserOptions': { binary: shell, args } },
      },
    });
    return new Session(this, { id: sessionId, version: capabilities.browserVersion, folder, log });
  }
}

/** One profile with its windows. Commands go to one window at a time, in the order in which they were asked for. */
class Session {
  constructor(driver, { id, version, folder, log }) {
    Object.assign(this, { driver, id, version, folder, log, current: null, last: Promise.resolve() });
  }

  command(method, path, body) {
    return this.driver.send(method, `/session/${this.id}${path}`, body);
  }

  /** @param {string} window its handle */
  in(window, method, path, body) {
    const act = async () => {
      if (this.current !== window) await this.command('POST', '/window', { handle: window });
      this.current = window;
      return this.command(method, path, body);
    };
    const done = this.last.then(act);
    this.last = done.catch(() => {});
    return done;
  }

  async close() {
    await this.command('DELETE', '').catch(() => {});
    rmSync(this.folder, { recursive: true, force: true });
  }
}
