import { create } from '../../integrations/meta-pixel.js';
import { integrate } from '../integrate.js';

saySoPart({ create: integrate(create) });
