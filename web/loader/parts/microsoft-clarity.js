import { create } from '../../integrations/microsoft-clarity.js';
import { integrate } from '../integrate.js';

saySoPart({ create: integrate(create) });
