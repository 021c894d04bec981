/** What an integration is told, and how it answers. */

/** When a type is granted: all of these purposes and services are, or any of them is. */
export type Rule = { all: string[] } | { any: string[] };

/** The rule of each Consent Mode type, as `say-so build` wrote it. */
export type Types = Record<string, Rule>;

export type Value = 'granted' | 'denied';

/** What holds now. */
export interface Settled {
  isGranted(id: string): boolean;
  /** Whether the visitor has chosen, here or on a former page, and the choice has been decided on. */
  hasChoice: boolean;
  jurisdiction: string | null;
  /** Whether the place wants a yes first, or lets what it allows run until a no. */
  model: 'opt-in' | 'opt-out';
}

/** Tells one vendor's tags what holds; the same twice is told once. */
export interface Integration {
  settle(now: Settled): void;
}

export interface Options<Settings = object> {
  types: Types;
  settings?: Settings;
  /** What is granted whatever the place and the choice. */
  isRequired?(id: string): boolean;
  /** The page's globals: another object in tests. */
  page?: any;
}

export interface ConsentModeSettings {
  waitForUpdate?: number;
  adsDataRedaction?: boolean;
  urlPassthrough?: boolean;
}

/** What of `__tcfapi` is the same whatever is chosen. */
export interface TcfFacts {
  cmpId: number;
  cmpVersion: number;
  tcfPolicyVersion: number;
  gvlVersion: number;
  /** Where the site serves the Global Vendor List. */
  vendorList?: string;
}

/** A TC string as the core reads it (docs/tc-strings.md), as far as callers hear of it. Sets of vendors are text: "1-5,9". */
export interface TcModel {
  policyVersion: number;
  vendorListVersion: number;
  isServiceSpecific: boolean;
  useNonStandardTexts: boolean;
  publisherCC: string;
  purposeOneTreatment: boolean;
  specialFeatureOptins: number[];
  purposeConsents: number[];
  purposeLegitimateInterests: number[];
  vendorConsents: string;
  vendorLegitimateInterests: string;
  disclosedVendors: string | null;
  publisherRestrictions: { purposeId: number; type: number; vendors: string }[];
  publisher: {
    consents: number[];
    legitimateInterests: number[];
    customConsents: number[];
    customLegitimateInterests: number[];
  } | null;
}

export interface TcfNow {
  /** undefined while the page's place is awaited. */
  gdprApplies: boolean | undefined;
  eventStatus: 'tcloaded' | 'cmpuishown' | 'useractioncomplete';
  isVisible: boolean;
  /** Where the GDPR applies. */
  tc?: { tcString: string; model: TcModel };
}

/** What of `__gpp` is the same whatever is chosen. */
export interface GppFacts {
  cmpId: number;
  supportedAPIs: string[];
}

export interface GppNow {
  gppString: string;
  applicableSections: number[];
  sectionList: number[];
  parsedSections: Record<string, Record<string, unknown>[]>;
}

/** What the core says in IAB's frameworks. */
export interface Said {
  /** Whether the visitor is asked. */
  isAsked: boolean;
  tcf?: Pick<TcfNow, 'tc'> & { gdprApplies?: boolean };
  gpp?: GppNow;
}

export interface Speaker {
  facts: { tcf?: TcfFacts; gpp?: GppFacts };
  say(): Said;
}
