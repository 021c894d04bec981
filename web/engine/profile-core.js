// The core of the profile: what questions offer, what is guessed and proposed, what an answer or an import must be. A
// module of its own, loaded by who opens their profile.
import create from '../../build/wasm/profile_core.mjs';
import { asSaySoError, SaySoError } from './errors.js';
import { loadInto, textOf } from './shop.js';
import { readStored, writeStored } from './storage.js';
import { startOurs, unwrap } from './wasm.js';

/** @import {Where} from './wasm.js' */
/** @import {ProfileCore, Proposal} from './types.js' */

/** @typedef {Pick<Proposal, 'signal' | 'value'>} Refused */

/** Newest last; where they would not fit, the oldest go. */
const kMostRefused = 30;

/** @returns {Refused[]} */
const readRefused = () => {
  try {
    const { refused } = JSON.parse(readStored('refused') ?? '{}');
    return Array.isArray(refused) ? refused.map(({ signal, value }) => ({ signal, value })) : [];
  } catch {
    return [];
  }
};

/**
 * @param {Where & {configText: string, bytes?: BufferSource, catalog?: string}} options the config as loaded into the
 * consent core; `bytes`: the module itself; `catalog`: instead of fetching what the config names
 * @returns {Promise<ProfileCore>}
 */
const createProfile = async ({ configText, catalog, ...files }) => {
  try {
    const { recommend } = JSON.parse(configText);
    if (!recommend && !catalog)
      throw new SaySoError('no-catalog', 'the config names no catalog and model', '/recommend');
    const [core, catalogText] = await Promise.all([
      startOurs(create, 'profile-core.wasm', files),
      catalog ?? textOf(recommend.catalog),
    ]);
    loadInto(core.loadConfig, configText, 'config');
    loadInto(core.loadCatalog, catalogText, recommend?.catalog ?? 'catalog');
    const text = JSON.stringify;
    /** The one proposal of this visit, if this page made it. @type {Proposal | undefined} */
    let made;
    return {
      facets: () => unwrap(core.facets()),
      look: (known) => {
        // Who wants quiet is proposed nothing.
        const silent = readStored('quiet') !== null || (!made && readStored('proposed') !== null);
        const seen = unwrap(core.look(text(known), text({ refused: readRefused(), silent })));
        const { proposal, ...rest } = seen;
        if (proposal && !made) {
          made = proposal;
          writeStored('proposed', '1');
        }
        const isSame = proposal && proposal.signal === made?.signal && proposal.value === made?.value;
        return isSame ? seen : rest;
      },
      refuse: ({ signal, value }) => {
        const refused = [...readRefused(), { signal, value }].slice(-kMostRefused);
        if (!writeStored('refused', text({ schema: 'say-so-refused/1', refused })))
          throw new SaySoError('cannot-store', 'the refusal could not be stored', signal);
      },
      check: (signal, value) => unwrap(core.check(text({ signal, value }))),
      readImport: (known, file) => unwrap(core.readImport(text(known), file)),
    };
  } catch (error) {
    throw asSaySoError(error, 'cannot-explain');
  }
};

export default createProfile;
