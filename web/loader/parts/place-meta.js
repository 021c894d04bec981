import { meta } from '../places.js';

saySoPart({ places: meta });
