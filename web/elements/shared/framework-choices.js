// What a visitor chooses of IAB's TCF, in ids: which purposes and vendors are on, by which basis, and what is to be saved.
// The rules are the core's (core/iab): what is shown here is what it will say.

/** @import {Framework, Vendor, VendorList} from '../../engine/types.js' */

/** @typedef {'purposeConsents' | 'purposeLegitimateInterests' | 'specialFeatureOptins' | 'vendorConsents' | 'vendorLegitimateInterests'} Kind */
/** @typedef {'consent' | 'legitimate-interest'} Basis */

/** @type {Basis[]} */
export const bases = ['consent', 'legitimate-interest'];

/**
 * What is chosen beside the framework, as it is shown now.
 * @typedef {object} Beside
 * @property {(purpose: string) => boolean} isGiven whether a purpose of the config holds by a choice
 * @property {(purpose: string) => boolean} isOn whether it is shown as on, and was chosen or will be
 * @property {(service: string) => boolean} isServiceGiven
 * @property {(service: string) => boolean} isServiceOn
 * @property {(purposes: string[]) => void} switchOn switches purposes of the config on, and means no service by it
 * @property {(service: string, on: boolean) => void} switchService
 */

/** Purposes that may only rest on consent. @param {number} id */
const isConsentOnly = (id) => id === 1 || (id >= 3 && id <= 6);

/** "1-5,9" as a set. @param {string | null} text */
export const readIds = (text) => {
  /** @type {Set<number>} */
  const ids = new Set();
  for (const run of text ? text.split(',') : []) {
    const [first, last = first] = run.split('-').map(Number);
    for (let id = first; id <= last; id++) ids.add(id);
  }
  return ids;
};

/** A set as "1-5,9". @param {Iterable<number>} ids */
export const writeIds = (ids) => {
  /** @type {[number, number][]} */
  const runs = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && id <= last[1] + 1) last[1] = id;
    else runs.push([id, id]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join();
};

/** @type {Record<string, number>} the lower number wins */
const restrictionTypes = { 'not-allowed': 0, 'require-consent': 1, 'require-legitimate-interest': 2 };

/** Consent and legitimate interest of one thing. */
const kinds = /** @type {const} */ ({
  purpose: { consent: 'purposeConsents', 'legitimate-interest': 'purposeLegitimateInterests' },
  vendor: { consent: 'vendorConsents', 'legitimate-interest': 'vendorLegitimateInterests' },
});

/** @param {'purpose' | 'vendor'} what @param {Basis} basis @returns {Kind} */
export const kindOf = (what, basis) => kinds[what][basis];

export class FrameworkChoices {
  /**
   * @param {Framework} framework
   * @param {VendorList} list
   * @param {Beside} beside
   */
  constructor({ model, settings }, list, beside) {
    this.settings = settings;
    this.list = list;
    this.beside = beside;
    /** What was moved and is not saved: by kind and id. @type {Map<string, boolean>} */
    this.draft = new Map();
    /** Whether any purpose is given, by kind of vendor bit: asked once for each of a thousand. @type {Map<string, boolean>} */
    this.known = new Map();
    /** The services of the config that are vendors, by the vendor's id. @type {Map<number, string>} */
    this.services = new Map(Object.entries(settings.vendors).map(([service, id]) => [id, service]));
    this.model = model;
    this.held = this.#read(model);
    const shown = readIds(model.disclosedVendors);
    /** The vendors that are shown, by name. @type {Vendor[]} */
    this.vendors = Object.values(list.vendors)
      .filter(({ id, deletedDate }) => shown.has(id) && !deletedDate)
      .sort((one, other) => one.name.localeCompare(other.name, 'en'));
    this.#readRestrictions();
  }

  /** What the string says now. @param {Framework['model']} model */
  follow(model) {
    this.model = model;
    this.held = this.#read(model);
    this.prune();
  }

  /** @param {Framework['model']} model @returns {Record<Kind, Set<number>>} */
  #read(model) {
    return {
      purposeConsents: new Set(model.purposeConsents),
      purposeLegitimateInterests: new Set(model.purposeLegitimateInterests),
      specialFeatureOptins: new Set(model.specialFeatureOptins),
      vendorConsents: readIds(model.vendorConsents),
      vendorLegitimateInterests: readIds(model.vendorLegitimateInterests),
    };
  }

  /** Something beside was moved. */
  look() {
    this.known.clear();
  }

  /** What was saved, or chosen elsewhere, is no draft any more. */
  prune() {
    this.look();
    for (const [key, on] of [...this.draft]) {
      const [kind, id] = key.split(':');
      if (this.#base(/** @type {Kind} */ (kind), Number(id)) === on) this.draft.delete(key);
    }
  }

  #readRestrictions() {
    /** By purpose and vendor. @type {Map<number, Map<number, number>>} */
    this.restrictions = new Map();
    for (const { purposeId, type, vendors } of this.settings.restrictions ?? []) {
      const ofPurpose = this.restrictions.get(purposeId) ?? new Map();
      for (const id of readIds(vendors))
        ofPurpose.set(id, Math.min(ofPurpose.get(id) ?? Infinity, restrictionTypes[type]));
      this.restrictions.set(purposeId, ofPurpose);
    }
  }

  /**
   * By which basis a vendor wants a purpose here; undefined: it does not, or may not.
   * @param {Vendor} vendor @param {number} purpose
   * @returns {Basis | undefined}
   */
  basisOf({ id, purposes = [], legIntPurposes = [], flexiblePurposes = [] }, purpose) {
    const asks = purposes.includes(purpose);
    if (!asks && !legIntPurposes.includes(purpose)) return undefined;
    const type = this.restrictions?.get(purpose)?.get(id);
    if (type === 0) return undefined;
    const isFlexible = flexiblePurposes.includes(purpose);
    if (asks && type === 2) return isFlexible && !isConsentOnly(purpose) ? 'legitimate-interest' : undefined;
    if (!asks && type === 1) return isFlexible ? 'consent' : undefined;
    return asks ? 'consent' : 'legitimate-interest';
  }

  /** The purposes that a vendor wants by a basis. @param {Vendor} vendor @param {Basis} basis */
  purposesOf(vendor, basis) {
    return [...(vendor.purposes ?? []), ...(vendor.legIntPurposes ?? [])]
      .filter((purpose) => this.basisOf(vendor, purpose) === basis)
      .sort((a, b) => a - b);
  }

  /** How many vendors want a purpose by a basis. @param {number} purpose @param {Basis} basis */
  count(purpose, basis) {
    return this.vendors.filter((vendor) => this.basisOf(vendor, purpose) === basis).length;
  }

  /**
   * How many vendors name one of another list.
   * @param {'specialPurposes' | 'features' | 'specialFeatures'} name @param {number} id
   */
  countOf(name, id) {
    return this.vendors.filter((vendor) => vendor[name]?.includes(id)).length;
  }

  /** The config's purposes behind one of the framework; none: the site does not ask for it. @param {Kind} kind @param {number} id */
  behind(kind, id) {
    const { purposes = {}, specialFeatures = {} } = this.settings;
    return (kind === 'specialFeatureOptins' ? specialFeatures : purposes)[id] ?? [];
  }

  /** Whether it can be chosen at all. @param {Kind} kind @param {number} id */
  isOffered(kind, id) {
    return kind.startsWith('vendor') || this.behind(kind, id).length > 0;
  }

  /** @param {Kind} kind @param {number} id @param {(purpose: string) => boolean} holds */
  #allBehind(kind, id, holds) {
    const behind = this.behind(kind, id);
    return behind.length > 0 && behind.every(holds);
  }

  /** Whether any purpose is given that vendors may have by the basis of `kind`. @param {Kind} kind @param {boolean} isNow */
  #anyPurpose(kind, isNow) {
    const key = `${kind}:${isNow}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const holds = isNow ? this.beside.isOn : this.beside.isGiven;
    const found = Object.keys(this.settings.purposes ?? {})
      .map(Number)
      .some(
        (id) =>
          (kind === 'vendorConsents' || !isConsentOnly(id)) && this.#allBehind('purposeConsents', id, holds),
      );
    this.known.set(key, found);
    return found;
  }

  /** What the choices beside the framework give, as they are or as they are shown. @param {Kind} kind @param {number} id @param {boolean} isNow */
  #isGiven(kind, id, isNow) {
    const { isGiven, isOn, isServiceGiven, isServiceOn } = this.beside;
    const holds = isNow ? isOn : isGiven;
    if (!kind.startsWith('vendor')) return this.#allBehind(kind, id, holds);
    const service = this.services.get(id);
    if (service) return (isNow ? isServiceOn : isServiceGiven)(service);
    return this.#anyPurpose(kind, isNow);
  }

  /** What holds if nothing is moved here. @param {Kind} kind @param {number} id @returns {boolean} */
  #base(kind, id) {
    const isHeld = this.held[kind].has(id);
    const was = this.#isGiven(kind, id, false);
    const is = this.#isGiven(kind, id, true);
    if (!this.#isFree(kind, id)) return is && (isHeld || !was);
    // A vendor of the list alone may be on before any purpose is; the first purpose that is on brings the others.
    return isHeld ? is || !was : is && !was && this.#isAnyOn(kind);
  }

  /** Whether any purpose is shown as on by the basis of `kind`. @param {Kind} kind @returns {boolean} */
  #isAnyOn(kind) {
    const key = `${kind}:shown`;
    const purposes = kind === 'vendorConsents' ? 'purposeConsents' : 'purposeLegitimateInterests';
    const found =
      this.known.get(key) ??
      Object.keys(this.settings.purposes ?? {}).some(
        (id) => !(kind !== 'vendorConsents' && isConsentOnly(Number(id))) && this.isOn(purposes, Number(id)),
      );
    this.known.set(key, found);
    return found;
  }

  /** Whether a vendor is chosen here alone. @param {Kind} kind @param {number} id */
  #isFree(kind, id) {
    return kind.startsWith('vendor') && !this.services.has(id);
  }

  /** @param {Kind} kind @param {number} id @returns {boolean} */
  isOn(kind, id) {
    const drafted = this.draft.get(`${kind}:${id}`);
    if (drafted === undefined) return this.#base(kind, id);
    return drafted && (this.#isFree(kind, id) || this.#isGiven(kind, id, true));
  }

  /**
   * Switches one thing. Where a purpose of the framework is switched on while the config's behind it are off, those go on
   * too, and this one is meant, not its neighbours. A vendor that is a service is one here and there.
   * @param {Kind} kind @param {number} id @param {boolean} on
   */
  switch(kind, id, on) {
    const service = kind.startsWith('vendor') ? this.services.get(id) : undefined;
    const before = this.#switchable().map(
      ([other, of]) => /** @type {const} */ ([`${other}:${of}`, this.isOn(other, of)]),
    );
    const needsMore = on && !this.#isFree(kind, id) && !this.#isGiven(kind, id, true);
    if (service && (kind === 'vendorConsents' || needsMore)) this.beside.switchService(service, on);
    else if (needsMore) this.beside.switchOn(this.behind(kind, id));
    this.look();
    if (needsMore) for (const [key, wasOn] of before) this.draft.set(key, wasOn);
    this.draft.set(`${kind}:${id}`, on);
  }

  /** Objects to every legitimate interest. */
  objectToAll() {
    for (const id of Object.keys(this.list.purposes))
      this.draft.set(`purposeLegitimateInterests:${id}`, false);
    for (const { id } of this.vendors) this.draft.set(`vendorLegitimateInterests:${id}`, false);
  }

  /** Purposes and special features, by each basis. @returns {[Kind, number][]} */
  #switchable() {
    const { purposes = {}, specialFeatures = {} } = this.settings;
    const ids = Object.keys(purposes).map(Number);
    return [
      ...ids.map((id) => /** @type {[Kind, number]} */ (['purposeConsents', id])),
      ...ids.map((id) => /** @type {[Kind, number]} */ (['purposeLegitimateInterests', id])),
      ...Object.keys(specialFeatures).map(
        (id) => /** @type {[Kind, number]} */ (['specialFeatureOptins', Number(id)]),
      ),
    ];
  }

  /** What is to be saved, as it is shown, in the form of `How.tcf`; undefined where nothing was moved here. */
  wish() {
    if (!this.draft.size) return undefined;
    const vendors = this.vendors.map(({ id }) => id);
    const purposes = Object.keys(this.settings.purposes ?? {}).map(Number);
    const on = (/** @type {Kind} */ kind, /** @type {number[]} */ ids) =>
      writeIds(ids.filter((id) => this.isOn(kind, id)));
    return [
      on('purposeConsents', purposes),
      on(
        'purposeLegitimateInterests',
        purposes.filter((id) => !isConsentOnly(id)),
      ),
      on('specialFeatureOptins', Object.keys(this.settings.specialFeatures ?? {}).map(Number)),
      on('vendorConsents', vendors),
      on('vendorLegitimateInterests', vendors),
    ].join(';');
  }
}
