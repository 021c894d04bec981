import { createReopen } from '../reopen.js';

saySoPart({ create: createReopen });
