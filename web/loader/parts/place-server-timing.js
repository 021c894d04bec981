import { serverTiming } from '../places.js';

saySoPart({ places: serverTiming });
