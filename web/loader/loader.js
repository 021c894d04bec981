// The entry of the one file that `say-so build` writes: it puts what was built in the place of the text below.
import { start } from './start.js';

/** @import {Built} from '../engine/types.js' */

const built = /** @type {unknown} */ ('%SAY_SO_BUILT%');
start(/** @type {Built} */ (built), /** @type {HTMLScriptElement | null} */ (document.currentScript));
