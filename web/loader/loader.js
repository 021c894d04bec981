// The entry of the one file that `say-so build` writes: it puts what was built, and the parts that the site needs, in the
// places of the texts below.
import { start } from './start.js';

/** @import {Built, Part} from '../engine/types.js' */

const built = /** @type {unknown} */ ('%SAY_SO_BUILT%');
const eachPart = /** @type {(take: (part: Part) => void) => void} */ (
  /** @type {unknown} */ ('%SAY_SO_PARTS%')
);
/** @type {Part[]} */
const parts = [];
eachPart((part) => parts.push(part));
start(/** @type {Built} */ (built), /** @type {HTMLScriptElement | null} */ (document.currentScript), parts);
