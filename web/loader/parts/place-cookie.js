import { cookie } from '../places.js';

saySoPart({ places: cookie });
