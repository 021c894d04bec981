/** @param {unknown} address @param {string} services */
const messageOf = (address, services) => `[say-so] ${address} is held until ${services} is granted`;

/**
 * Requests that scripts send to a held address fail as they would without a network: what they say of a visitor who has
 * not agreed is not kept for later.
 * @param {(address: unknown) => string} heldBy
 */
export const guardRequests = (heldBy) => {
  const nativeFetch = /** @type {any} */ (globalThis.fetch);
  globalThis.fetch = (input, ...rest) => {
    const address = input instanceof Request ? input.url : input;
    const services = heldBy(address);
    return services
      ? Promise.reject(new TypeError(messageOf(address, services)))
      : nativeFetch(input, ...rest);
  };

  const beacon = navigator.sendBeacon;
  navigator.sendBeacon = (address, ...rest) => !heldBy(address) && beacon.call(navigator, address, ...rest);

  /** @type {WeakMap<XMLHttpRequest, unknown>} */
  const addresses = new WeakMap();
  const { open, send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (/** @type {any[]} */ ...args) {
    addresses.set(this, args[1]);
    return /** @type {Function} */ (open).apply(this, args);
  };
  XMLHttpRequest.prototype.send = function (/** @type {any} */ body) {
    if (!heldBy(addresses.get(this))) return send.call(this, body);
    queueMicrotask(() => {
      for (const name of ['error', 'loadend']) this.dispatchEvent(new ProgressEvent(name));
    });
  };

  for (const name of /** @type {const} */ (['WebSocket', 'EventSource']))
    globalThis[name] = new Proxy(/** @type {any} */ (globalThis[name]), {
      construct(Native, args) {
        const services = heldBy(args[0]);
        if (services) throw new DOMException(messageOf(args[0], services), 'SecurityError');
        return new Native(...args);
      },
    });
};
