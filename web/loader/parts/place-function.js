import { byFunction } from '../places.js';

saySoPart({ places: byFunction });
