import { stubTcf } from '../../integrations/tcf-stub.js';
import { ask } from '../iab.js';

saySoPart({ create: ask(stubTcf) });
