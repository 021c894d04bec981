// What would change a list, and how it is said. A file of its own: only who looks at all the numbers loads it.
import { createWhatIf as createCore } from '../engine/what-if.js';
import { phraseOf } from './shared/factors.js';

/** @import {Naming} from './shared/factors.js' */
/** @import {Counterfactual, Counterfactuals, WhatIf} from '../engine/types.js' */

/** @param {{base: string, configText: string}} options @returns {Promise<WhatIf>} */
export const createWhatIf = async (options) => ({ ...(await createCore(options)), linesOf });

/**
 * The answer in sentences.
 * @param {Counterfactuals} answer
 * @param {number} limit how long the list is that is spoken of
 * @param {Naming} naming
 */
const linesOf = ({ items: [about], purposes, mentions }, limit, naming) => {
  const titles = (/** @type {string[]} */ ids) => ids.map((id) => mentions[id]?.title ?? id);
  const known = {
    ...naming,
    slate: { ...naming.slate, mentions: { ...naming.slate.mentions, ...mentions } },
  };
  return [
    aboutItem(about, limit, known),
    ...purposes.map(({ purpose, enter, moves }) => {
      const change = enter.length ? 'others' : moves.length ? 'order' : 'nothing';
      const args = {
        purpose: naming.say(`purpose.${purpose}.title`, {}, purpose),
        limit,
        items: titles(enter),
      };
      return naming.say(`why.without.${change}`, args);
    }),
  ];
};

/**
 * @param {Counterfactual} about
 * @param {number} limit
 * @param {Naming} naming
 */
const aboutItem = ({ remove, rankThen, insteadInPlace, proven }, limit, naming) => {
  const { say, slate } = naming;
  if (!remove) return say(proven ? 'why.stays' : 'why.noWay', { limit });
  const data = remove.map((datum) => {
    const { key, args } = phraseOf('factor', datum, naming);
    return say(key, args);
  });
  const sentences = [say(proven ? 'why.leaves' : 'why.leavesOneWay', { limit, data })];
  if (rankThen) sentences.push(say('why.thenAt', { rank: rankThen }));
  if (insteadInPlace)
    sentences.push(say('why.instead', { item: slate.mentions?.[insteadInPlace]?.title ?? insteadInPlace }));
  return sentences.join(' ');
};
