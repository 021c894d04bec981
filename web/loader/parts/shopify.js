import { create } from '../../integrations/shopify.js';
import { integrate } from '../integrate.js';

saySoPart({ create: integrate(create) });
