/** What a part calls, once, to become one of the loader's; `say-so build` gives the name its meaning. */
declare const saySoPart: (part: import('../../engine/types.js').Part) => void;
