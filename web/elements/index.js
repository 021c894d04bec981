import { define } from './define.js';

export { define };

define();
