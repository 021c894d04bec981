/** Calls back once the body is there; a script in head runs before it. @param {() => void} body */
export const whenBody = (body) => {
  if (document.body) return body();
  const observer = new MutationObserver(() => {
    if (!document.body) return;
    observer.disconnect();
    body();
  });
  observer.observe(document.documentElement, { childList: true });
};

/** After the first paint, when the page has nothing better to do. @param {() => void} body */
export const whenIdle = (body) => {
  const later = () =>
    'requestIdleCallback' in globalThis
      ? requestIdleCallback(body, { timeout: 2000 })
      : setTimeout(body, 200);
  requestAnimationFrame(() => setTimeout(later));
};
