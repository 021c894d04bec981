import { createGuard } from '../guard.js';

saySoPart({ create: createGuard });
