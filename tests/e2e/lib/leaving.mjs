// Every request of every spec, beside the list that docs/privacy.md publishes: what is not on it, and not the page's own, is
// a fault. WebKit's driver tells addresses alone.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const root = new URL('../../../', import.meta.url);
const read = (/** @type {string} */ file) => readFileSync(new URL(file, root), 'utf8');

/** @typedef {{method: string, url: string, type: string, body: string | null}} Sent */

/** `*` is anything within one folder. @param {string} pattern */
const matcher = (pattern) =>
  new RegExp(`^${pattern.replaceAll(/[.?+^$()[\]{}|\\]/g, '\\$&').replaceAll('*', '[^/?]*')}$`);

/** The published list: rows of method, address and the schema of what is sent with it. */
const published = () => {
  const [, section] = read('docs/privacy.md').split('\n## The list\n');
  const rows = section.split('\n## ')[0].matchAll(/^\| (GET|POST) \| (`[^|]*`) \| (nothing|.*\)) \|$/gm);
  return [...rows].flatMap(([, method, addresses, sends]) => {
    const schemas = [...sends.matchAll(/\(\.\.\/(schemas\/[\w.-]+)\)/g)].map(([, file]) =>
      Object.keys(JSON.parse(read(file)).properties),
    );
    return [...addresses.matchAll(/`([^`]+)`/g)].map(([, address]) => ({
      method,
      matches: matcher(address),
      schemas,
    }));
  });
};

/** What the demo's own pages load: their code, their pictures, and what their tags stand for. */
const kOfThePages =
  /^\/(store\.css|trust\.css|shop\.js|privacy$|plates\.js|plates\/|assets\/|stand-ins\/|review\/|strings\/|golden\/|say-so\/(themes\/|iab\.|review\.|site\.json))/;

/** Specs about what others send once they are let, or about texts that try to send something. */
const kAboutOthers = ['embeds', 'hostile-text', 'marks', 'tags', 'prebid'];
const kOthers = /^https:\/\/(tags|ran)\.example\//;

const kOwn = /^http:\/\/(127\.0\.0\.1|([\w-]+\.)*localhost)(:\d+)?/;

/** Read once: a spec makes hundreds of requests. */
const kPublished = published();

/** Whether a request is one of the list, without a query, and with what the list says. @param {Sent} sent @param {string} path */
const isPublished = ({ method, body }, path) =>
  kPublished.some((row) => {
    if (row.method !== method || !row.matches.test(path)) return false;
    if (!row.schemas.length) return !body;
    // Stock Firefox does not tell what a request holds.
    if (body === null) return true;
    const keys = Object.keys(JSON.parse(body));
    return row.schemas.some((allowed) => keys.length > 0 && keys.every((key) => allowed.includes(key)));
  });

/** The requests of a spec that nothing accounts for. @param {Sent[]} all @param {string} file of the spec */
export const unaccounted = (all, file) =>
  all.filter((sent) => {
    const { url, type, method } = sent;
    if (/^(data|blob|about):/.test(url)) return false;
    if (kOthers.test(url)) return !kAboutOthers.includes(basename(file, '.spec.mjs'));
    if (!kOwn.test(url)) return true;
    const path = url.replace(kOwn, '');
    if (type === 'document' && method === 'GET') return false;
    return !kOfThePages.test(path) && !isPublished(sent, path);
  });
