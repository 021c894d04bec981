// How frames reach an API of the page they are in: an iframe whose name says that there is one, and messages. IAB Tech Lab,
// "CMP API v2" (postMessage) and "Global Privacy Platform: CMP API" 1.1, read 2026-11-22.

/** @typedef {{locator: string, call: string, answer: string}} Names */

/** @type {Names} */
export const tcfNames = { locator: '__tcfapiLocator', call: '__tcfapiCall', answer: '__tcfapiReturn' };
/** @type {Names} */
export const gppNames = { locator: '__gppLocator', call: '__gppCall', answer: '__gppReturn' };

/** Whether this page or one around it answers already. @param {any} page @param {string} locator */
export const isAnswered = (page, locator) => {
  for (let frame = page; ; frame = frame.parent) {
    try {
      if (frame.frames[locator]) return true;
    } catch {
      // Of another origin, and without a frame of that name.
    }
    if (frame === frame.parent) return false;
  }
};

/** @param {any} page @param {string} locator */
const addLocator = (page, locator) => {
  const { document } = page;
  if (page.frames[locator]) return;
  if (!document.body) return page.setTimeout(addLocator, 5, page, locator);
  const frame = document.createElement('iframe');
  frame.style.display = 'none';
  frame.name = locator;
  frame.title = locator;
  document.body.append(frame);
};

/** A message's call, if it is one, and whether it came as text. @param {unknown} data @param {string} name */
const readCall = (data, name) => {
  const isText = typeof data === 'string';
  try {
    const call = /** @type {any} */ (isText ? JSON.parse(data) : data)?.[name];
    return call && typeof call === 'object' ? { ...call, isText } : undefined;
  } catch {
    return undefined; // others' messages
  }
};

/**
 * Answers the frames: each callback of a call is one message, in the form in which the call came.
 * @param {any} page @param {Names} names
 * @param {(call: any, answer: (returnValue: unknown, success: boolean) => void) => void} invoke
 */
export const answerFrames = (page, { locator, call: name, answer: answerName }, invoke) => {
  addLocator(page, locator);
  page.addEventListener('message', (/** @type {MessageEvent} */ { data, source }) => {
    const call = readCall(data, name);
    if (!call) return;
    invoke(call, (returnValue, success) => {
      const message = { [answerName]: { returnValue, success, callId: call.callId } };
      // Whoever asked may be gone.
      source?.postMessage(call.isText ? JSON.stringify(message) : message, { targetOrigin: '*' });
    });
  });
};
