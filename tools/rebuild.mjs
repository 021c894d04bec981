// Builds the package once more, from a clone in another folder with nothing built in it, and compares the bytes.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { path, run, say } from './lib.mjs';

/** The hash of each file of a package. @param {string} folder @returns {Map<string, string>} */
const hashesOf = (folder) =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.path, entry.name))
      .sort()
      .map((file) => [
        file.slice(folder.length + 1),
        createHash('sha256').update(readFileSync(file, 'latin1'), 'latin1').digest('hex'),
      ]),
  );

/** What differs between two packages: files of one alone, or of other bytes. @param {string} a @param {string} b */
export const differencesOf = (a, b) => {
  const [ours, others] = [hashesOf(a), hashesOf(b)];
  const names = [...new Set([...ours.keys(), ...others.keys()])];
  return { files: names.length, differing: names.filter((name) => ours.get(name) !== others.get(name)) };
};

/** Builds what is committed a second time. @returns {Promise<{files: number, differing: string[]}>} */
export const rebuild = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'say-so-'));
  try {
    await run('git', ['clone', '--quiet', path(), join(folder, 'clone')]);
    // Nothing that an earlier build kept: no cache of a compiler in between.
    const env = { CMAKE_CXX_COMPILER_LAUNCHER: '', EM_COMPILER_WRAPPER: '', CCACHE_DISABLE: '1' };
    const title = 'building the package once more, from a clean clone';
    await run('node', ['tools/build.mjs'], { cwd: join(folder, 'clone'), env, title });
    const found = differencesOf(path('dist'), join(folder, 'clone/dist'));
    for (const name of found.differing) say(`${name} differs`);
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
