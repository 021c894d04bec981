// The entry of consent.js, which the loader fetches when a choice, an element or an open sheet needs the core.
import { report } from './errors.js';
import { Session } from './session.js';

/** @import {Host} from './types.js' */

/**
 * Starts the page's session.
 * @param {Host} host
 */
export const start = async (host) => {
  const session = await Session.start(host);
  const { plan } = host.built;
  try {
    if (!session.stateText) session.core.verifyPlan(plan, session.environment().now);
  } catch (error) {
    // The core's own decision is in force either way; the page's file is out of date or was changed.
    report(error);
  }
  return session;
};

export { report };
