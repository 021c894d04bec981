import { create } from '../../integrations/google-consent-mode.js';
import { integrate } from '../integrate.js';

saySoPart({ create: integrate(create, ({ consentMode }) => consentMode) });
