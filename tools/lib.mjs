// What the commands share: where things are, and running programs while showing what is done.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const path = (...parts) => join(root, ...parts);
export const has = (...parts) => existsSync(path(...parts));

/** One line a step, so that a long build never looks dead. */
export const say = (text) => console.log(`\x1b[2m›\x1b[0m ${text}`);

export class StepFailed extends Error {}

/**
 * Runs a program in the repository. Its output is shown when it fails, or as it comes with `show`.
 * @param {string} command
 * @param {string[]} args
 * @param {{show?: boolean, env?: Record<string, string>, title?: string, allowFailure?: boolean, cwd?: string}} [options]
 * @returns {Promise<{code: number, output: string}>}
 */
export const run = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    if (options.title) say(options.title);
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (/** @type {string} */ chunk) => {
      output += chunk;
      if (options.show) process.stdout.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', (error) => reject(new StepFailed(`${command}: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0 || options.allowFailure) return resolve({ code: code ?? 1, output });
      if (!options.show) process.stdout.write(output);
      reject(new StepFailed(`${command} ${args.join(' ')} ended with ${code}`));
    });
  });

/** Runs a command's main, and ends with one clear line instead of a stack when a step failed. */
export const main = async (body) => {
  try {
    await body(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof StepFailed ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
};

/**
 * What comes of each task, in their order; some run at a time.
 * @template Result
 * @param {number} atOnce
 * @param {(() => Promise<Result>)[]} tasks
 */
export const runSome = async (atOnce, tasks) => {
  /** @type {Result[]} */
  const results = [];
  const waiting = tasks.entries();
  const work = async () => {
    for (const [at, task] of waiting) results[at] = await task();
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
};
