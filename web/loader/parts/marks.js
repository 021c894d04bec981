import { createMarks } from '../marks.js';

saySoPart({ create: createMarks });
