// Tabs of one origin: each hears when another has chosen, and looks again when it comes back into sight.

const kChannel = 'say-so';

/** Milliseconds until another look: Firefox shows a tab what another wrote to the cookie after the message of it. */
const kLater = [100, 1000, 5000];

/**
 * What one tab tells the others. A choice brings its record and the state it made, so that two choices of the same
 * moment can be joined; everything else is read from where it is stored.
 * @typedef {{record?: {prevHash: string[]}, state?: string, erased?: boolean, key?: string}} Message
 */

/**
 * Listens to the other tabs. A message may come twice (by channel and by storage), late, or without need.
 * @param {(message: Message) => void} hear
 * @returns {(message: Message) => void} tells the others
 */
export const createOthers = (hear) => {
  const hearAndLook = (/** @type {Message} */ message) => {
    hear(message);
    for (const delay of kLater) setTimeout(hear, delay, {});
  };
  /** @type {BroadcastChannel | undefined} */
  let channel;
  const open = () => {
    try {
      channel = new BroadcastChannel(kChannel);
      channel.onmessage = ({ data }) => hearAndLook(Object(data));
    } catch {
      // Storage events and the look on return remain.
    }
  };
  open();
  addEventListener('storage', ({ key }) => {
    // No key: everything was cleared.
    if (key === null || key.startsWith(kChannel)) hearAndLook({ key: key ?? undefined });
  });
  // An open channel could keep the page out of the back/forward cache.
  addEventListener('pagehide', () => channel?.close());
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    open();
    hear({});
  });
  // A subdomain's tab shares the cookie and nothing else.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') hear({});
  });
  return (message) => {
    try {
      channel?.postMessage(message);
    } catch {
      // Closed: the page is on its way out, and the others look by themselves.
    }
  };
};
