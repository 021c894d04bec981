import { create } from '../../integrations/wp-consent-api.js';
import { integrate } from '../integrate.js';

saySoPart({ create: integrate(create) });
