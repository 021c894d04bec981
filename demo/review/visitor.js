/**
 * The first script of a frame of the review: it gives the frame a visitor without a past. Cookies and storage are the
 * frame's own, and gone with it, so that looking at a consent screen changes no choice of who looks.
 */
{
  /** @type {Map<string, string>} */
  const cookies = new Map();
  Object.defineProperty(document, 'cookie', {
    get: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    set: (/** @type {string} */ text) => {
      const [, name = '', value = ''] = /^\s*([^=;]+)=([^;]*)/.exec(text) ?? [];
      if (/;\s*max-age=0(;|$)/i.test(text)) cookies.delete(name);
      else cookies.set(name, value);
    },
  });

  const createStorage = () => {
    /** @type {Map<string, string>} */
    const kept = new Map();
    return {
      getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
      setItem: (/** @type {string} */ key, /** @type {string} */ value) => void kept.set(key, String(value)),
      removeItem: (/** @type {string} */ key) => void kept.delete(key),
      clear: () => kept.clear(),
      key: (/** @type {number} */ at) => [...kept.keys()][at] ?? null,
      get length() {
        return kept.size;
      },
    };
  };
  for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(globalThis, name, { value: createStorage(), configurable: true });

  // Frames are not each other's tabs: what one chooses is not told to the next.
  Object.defineProperty(globalThis, 'BroadcastChannel', { value: undefined, configurable: true });

  if (new URLSearchParams(location.search).get('gpc') === '1')
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true });
}
