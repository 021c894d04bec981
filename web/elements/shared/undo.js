/**
 * What was erased can come back while the page is open, whichever panel shows it. Kept in memory only.
 * @type {Map<string, {said: string, run: () => Promise<unknown>}>}
 */
export const undos = new Map();
