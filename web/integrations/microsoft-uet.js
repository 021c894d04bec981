// Microsoft Advertising, UET consent mode. Shapes:
// https://learn.microsoft.com/en-us/advertising/msa-help/hlp_ba_conc_uet_consent, read 2026-11-22. `uetq` is an array
// until the tag has come, and has `push` afterwards; the words of a command are its arguments. One type: `ad_storage`.
import { valuesOf } from './values.js';

/** @import {Integration, Options} from './types.js' */

/**
 * A default before the tag, an update once a choice is known and when what holds changes.
 * @param {Options} options
 * @returns {Integration}
 */
export const create = ({ types, page = globalThis }) => {
  let told = '';
  let isAnswered = false;

  /** @param {'default' | 'update'} command @param {string} value */
  const tell = (command, value) => {
    page.uetq ??= [];
    page.uetq.push('consent', command, { ad_storage: value });
    told = value;
  };

  return {
    settle({ isGranted, hasChoice }) {
      const { ad_storage: value } = valuesOf(types, isGranted);
      if (!told) tell('default', hasChoice ? 'denied' : value);
      if (value === told && (isAnswered || !hasChoice)) return;
      isAnswered ||= hasChoice;
      tell('update', value);
    },
  };
};
