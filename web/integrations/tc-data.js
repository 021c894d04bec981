/** @import {TcModel} from './types.js' */

const kDash = 45;
const kComma = 44;
const kZero = 48;

/** "1-5,9" to `{"1": true, …, "6": false, …}`, up to the highest id. @param {string} text @returns {Record<string, boolean>} */
const readRuns = (text) => {
  /** @type {Record<string, boolean>} */
  const flags = {};
  let next = 1;
  let first = 0;
  let id = 0;
  // By characters: a string of 700 vendors has a thousand ids in it, and tags wait for them.
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : kComma;
    if (code === kDash) {
      first = id;
      id = 0;
    } else if (code === kComma) {
      while (next < (first || id)) flags[next++] = false;
      while (next <= id) flags[next++] = true;
      first = id = 0;
    } else id = id * 10 + code - kZero;
  }
  return flags;
};

/** Sets read last: those of one string are often the same, and so is what the next caller asks for. @type {Map<string, Record<string, boolean>>} */
const lately = new Map();
const kKept = 4;

/** A copy of its own for each caller. @param {string | null} text */
const flagsOfRuns = (text) => {
  if (!text) return {};
  let flags = lately.get(text);
  if (!flags) {
    if (lately.size >= kKept) lately.clear();
    lately.set(text, (flags = readRuns(text)));
  }
  return { ...flags };
};

/** The same of a list of ids. @param {number[]} ids @returns {Record<string, boolean>} */
const flagsOf = (ids) => {
  /** @type {Record<string, boolean>} */
  const flags = {};
  let next = 1;
  for (const id of ids) {
    while (next < id) flags[next++] = false;
    flags[next++] = true;
  }
  return flags;
};

/**
 * By purpose and vendor; where two restrictions meet, the lower number wins.
 * @param {TcModel['publisherRestrictions']} restrictions
 */
const restrictionsOf = (restrictions) => {
  /** @type {Record<string, Record<string, number>>} */
  const all = {};
  for (const { purposeId, type, vendors } of restrictions) {
    const ofPurpose = (all[purposeId] ??= {});
    for (const [id, isMeant] of Object.entries(flagsOfRuns(vendors)))
      if (isMeant && !(ofPurpose[id] <= type)) ofPurpose[id] = type;
  }
  return all;
};

const kNoPublisher = {
  consents: [],
  legitimateInterests: [],
  customConsents: [],
  customLegitimateInterests: [],
};

/**
 * What a TC string says as callers of `__tcfapi` get it: the members of TCData that come from the string. New objects each
 * time: what one caller changes, the others do not see.
 * @param {TcModel} model @param {string} tcString
 */
export const tcDataOf = (model, tcString) => {
  const own = model.publisher ?? kNoPublisher;
  return {
    tcString,
    isServiceSpecific: model.isServiceSpecific,
    useNonStandardTexts: model.useNonStandardTexts,
    publisherCC: model.publisherCC,
    purposeOneTreatment: model.purposeOneTreatment,
    purpose: {
      consents: flagsOf(model.purposeConsents),
      legitimateInterests: flagsOf(model.purposeLegitimateInterests),
    },
    vendor: {
      consents: flagsOfRuns(model.vendorConsents),
      legitimateInterests: flagsOfRuns(model.vendorLegitimateInterests),
      disclosedVendors: flagsOfRuns(model.disclosedVendors),
    },
    specialFeatureOptins: flagsOf(model.specialFeatureOptins),
    publisher: {
      consents: flagsOf(own.consents),
      legitimateInterests: flagsOf(own.legitimateInterests),
      customPurpose: {
        consents: flagsOf(own.customConsents),
        legitimateInterests: flagsOf(own.customLegitimateInterests),
      },
      restrictions: restrictionsOf(model.publisherRestrictions),
    },
  };
};
