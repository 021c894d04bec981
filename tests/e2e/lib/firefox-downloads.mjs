// Stock Firefox saves what is downloaded, and gives it no id, so Playwright drops the event. The file is there all the
// same: in the folder that the browser was started with.
import { mkdtempSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const kPatience = 25_000; // milliseconds

/** Whole: a file's name stands for it, empty, while it is written under another. @param {string} folder */
const wholeIn = (folder) =>
  readdirSync(folder).find((name) => {
    const path = join(folder, name);
    return !name.endsWith('.part') && statSync(path).isFile() && statSync(path).size > 0;
  });

/** The next file that is saved, put away, so that another of its name keeps that name. @param {string} folder */
const nextFile = async (folder) => {
  const end = Date.now() + kPatience;
  for (;;) {
    const name = wholeIn(folder);
    if (name) {
      const path = join(mkdtempSync(join(folder, 'taken-')), name);
      renameSync(join(folder, name), path);
      return { path: async () => path, suggestedFilename: () => name };
    }
    if (Date.now() > end) throw new Error('waited in vain for a download');
    await pause(50);
  }
};

/** Lets `page.waitForEvent('download')` do what it does elsewhere. @param {any} page @param {string} folder */
export const tellDownloads = (page, folder) => {
  const wait = page.waitForEvent.bind(page);
  page.waitForEvent = (/** @type {string} */ event, /** @type {any[]} */ ...rest) =>
    event === 'download' ? nextFile(folder) : wait(event, ...rest);
};
