import { guardRequests } from './guard-requests.js';
import { guardTags } from './guard-tags.js';

/** @import {Kit} from '../engine/types.js' */

/**
 * Which services an address belongs to: those with the longest domain that it lies below.
 * @param {Record<string, string[]>} domains by service
 * @returns {(address: unknown) => string} ids in one text; '' if none
 */
const createLookup = (domains) => {
  const known = Object.entries(domains)
    .flatMap(([service, list]) => list.map((domain) => ({ service, domain: domain.replace(/^\*\./, '') })))
    .sort((a, b) => b.domain.length - a.domain.length);
  return (address) => {
    let host = '';
    try {
      host = new URL(String(address), document.baseURI).hostname;
    } catch {
      return ''; // no address
    }
    const below = known.filter(({ domain }) => `.${host}`.endsWith(`.${domain}`));
    return below
      .filter(({ domain }) => domain === below[0].domain)
      .map(({ service }) => service)
      .join(' ');
  };
};

/**
 * Holds back what has no mark: scripts, frames, pictures and style sheets that other scripts add, and requests, to the
 * domains of services that are not granted. Setters are patched before any other script runs: what the parser itself
 * meets is fetched before an observer sees it. A help with the site's own tags, not a wall against hostile ones.
 * @param {Kit} kit
 */
export const createGuard = ({ built, mayRun, trusted }) => {
  const { domains = {} } = built;
  const servicesOf = createLookup(domains);
  const names = Object.values(domains)
    .flat()
    .map((domain) => domain.replace(/^\*\./, ''));

  /** The services for which an address is held now, ids in one text; '' if it may load. @param {unknown} address */
  const heldBy = (address) => {
    const services = servicesOf(address);
    return services && !mayRun(services) ? services : '';
  };

  guardRequests(heldBy);
  return guardTags({ heldBy, trusted, mayName: (text) => names.some((name) => text.includes(name)) });
};
