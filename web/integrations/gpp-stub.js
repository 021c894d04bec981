import { answerFrames, gppNames, isAnswered } from './frames.js';

export const kGppVersion = '1.1';

/** What every ping says before the core is there. */
const kUnknown = {
  gppVersion: kGppVersion,
  cmpStatus: 'stub',
  cmpDisplayStatus: 'hidden',
  signalStatus: 'not ready',
  supportedAPIs: [],
  cmpId: 0,
  sectionList: [],
  applicableSections: [0],
  gppString: '',
  parsedSections: {},
};

/**
 * Puts `__gpp` on the page before any tag: it answers what is the same for everybody, registers listeners, and keeps the
 * rest until the core is there. Another CMP on this page, or around it, is left alone.
 * @param {any} [page]
 */
export const stubGpp = (page = globalThis) => {
  if (page.__gpp || isAnswered(page, gppNames.locator)) return;
  const stub = (/** @type {any[]} */ ...words) => {
    const [command, callback, parameter] = words;
    if (!words.length) return stub.queue;
    if (command === 'events') return stub.events;
    if (typeof callback !== 'function') return undefined;
    if (command === 'ping') callback({ ...kUnknown }, true);
    else if (command === 'addEventListener') {
      const id = ++stub.lastId;
      stub.events.push({ id, callback, parameter });
      callback(
        { eventName: 'listenerRegistered', listenerId: id, data: true, pingData: { ...kUnknown } },
        true,
      );
    } else if (command === 'removeEventListener') {
      const index = stub.events.findIndex(({ id }) => id === parameter);
      if (index >= 0) stub.events.splice(index, 1);
      callback(index >= 0, true);
    } else if (command === 'hasSection') callback(false, true);
    else if (command === 'getSection' || command === 'getField') callback(null, true);
    else stub.queue.push(words);
    return undefined;
  };
  /** @type {unknown[][]} */
  stub.queue = [];
  /** @type {{id: number, callback: Function, parameter: unknown}[]} */
  stub.events = [];
  stub.lastId = 0;
  stub.isSaySo = true;
  page.__gpp = stub;
  answerFrames(page, gppNames, ({ command, parameter, version }, answer) =>
    page.__gpp(command, answer, parameter, version),
  );
};
