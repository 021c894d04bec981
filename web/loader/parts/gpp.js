import { stubGpp } from '../../integrations/gpp-stub.js';
import { ask } from '../iab.js';

saySoPart({ create: ask(stubGpp) });
