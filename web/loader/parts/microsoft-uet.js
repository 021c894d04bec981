import { create } from '../../integrations/microsoft-uet.js';
import { integrate } from '../integrate.js';

saySoPart({ create: integrate(create) });
