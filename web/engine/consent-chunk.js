// The entry of consent.js, which the loader fetches when a choice, an element or an open sheet needs the core.
import { Session } from './session.js';

/** @import {Host} from './types.js' */

/**
 * Starts the page's session.
 * @param {Host} host
 */
export const start = (host) => Session.start(host);
