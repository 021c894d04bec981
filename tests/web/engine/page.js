// Stands in for what the engine touches of a page: a cookie jar, two stores and events. No DOM.

/** @param {(map: Map<string, string>, key: string, text: string) => void} [setItem] */
const createStore = (setItem = (map, key, text) => map.set(key, text)) => {
  const map = new Map();
  const store = {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, text) => setItem(map, key, text),
    removeItem: (key) => map.delete(key),
  };
  return { map, store };
};

/** @param {{setItem?: (map: Map<string, string>, key: string, text: string) => void, isBlocked?: boolean, keepsCookies?: boolean, protocol?: string, hostname?: string}} [options] */
export const usePage = ({
  setItem,
  isBlocked = false,
  keepsCookies = true,
  protocol = 'http:',
  hostname = 'localhost',
} = {}) => {
  const names = [
    'document',
    'localStorage',
    'sessionStorage',
    'location',
    'addEventListener',
    'say-so.reported',
  ];
  const before = names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  const local = createStore(setItem);
  const session = createStore();
  const jar = new Map();
  const cookies = { jar, written: /** @type {string[]} */ ([]) };
  const events = /** @type {{type: string, detail: any}[]} */ ([]);
  const document = {
    get cookie() {
      return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    set cookie(text) {
      cookies.written.push(text);
      const [, name, value] = /^([^=]*)=([^;]*)/.exec(text) ?? [];
      if (/Max-Age=0\b/.test(text)) jar.delete(name);
      else if (keepsCookies) jar.set(name, value);
    },
    dispatchEvent: (event) => events.push({ type: event.type, detail: event.detail }),
  };
  const set = (name, get) => Object.defineProperty(globalThis, name, { configurable: true, get });
  const onHide = /** @type {(() => void)[]} */ ([]);
  set('addEventListener', () => (type, listener) => type === 'pagehide' && onHide.push(listener));
  set('document', () => document);
  set('location', () => ({ protocol, hostname }));
  set('sessionStorage', () => session.store);
  set('localStorage', () => {
    if (isBlocked) throw new Error('SecurityError');
    return local.store;
  });
  Object.defineProperty(globalThis, 'say-so.reported', {
    configurable: true,
    writable: true,
    value: undefined,
  });
  const leave = () => {
    for (const [name, descriptor] of before)
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else delete globalThis[name];
  };
  const hide = () => onHide.forEach((listener) => listener());
  return { local: local.map, session: session.map, cookies, events, hide, leave };
};
