// The built modules, and their answers.
import { readFile } from 'node:fs/promises';

export const root = new URL('../../../../', import.meta.url);
export const read = (path) => readFile(new URL(path, root), 'utf8');
export { startInNode } from '../../lib/start.mjs';

/** @param {string} answer of a module */
export const unwrap = (answer) => {
  const { ok, value, error } = JSON.parse(answer);
  if (!ok) throw new Error(`${error.code}: ${error.message} (${error.at})`);
  return value;
};
