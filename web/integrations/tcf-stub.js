import { answerFrames, isAnswered, tcfNames } from './frames.js';

/** The CMP API's own version; TCF 2.3 changed the string, not the API. */
export const kApiVersion = '2.2';

/**
 * Puts `__tcfapi` on the page before any tag: it answers `ping`, and keeps what else is asked until the core is there.
 * Another CMP on this page, or around it, is left alone.
 * @param {any} [page]
 */
export const stubTcf = (page = globalThis) => {
  if (page.__tcfapi || isAnswered(page, tcfNames.locator)) return;
  /** @type {unknown[][]} */
  const queue = [];
  const stub = (/** @type {any[]} */ ...words) => {
    if (!words.length) return queue;
    const [command, , callback] = words;
    if (command !== 'ping') queue.push(words);
    else if (typeof callback === 'function')
      callback(
        { gdprApplies: undefined, cmpLoaded: false, cmpStatus: 'stub', apiVersion: kApiVersion },
        true,
      );
    return undefined;
  };
  stub.isSaySo = true;
  page.__tcfapi = stub;
  answerFrames(page, tcfNames, ({ command, version, parameter }, answer) =>
    page.__tcfapi(command, version, answer, parameter),
  );
};
