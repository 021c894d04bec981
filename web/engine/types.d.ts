/** The shapes at the boundary between shell and core; each has its JSON Schema in schemas/. */

/** A module's exports: JSON text in, result text out. */
export type Exports = Record<string, (...texts: string[]) => string>;

export interface Environment {
  now: string;
  jurisdiction: string | null;
  jurisdictionSource: string;
  gpc: boolean;
  language: string;
  ageBand: string | null;
}

export interface PurposeDecision {
  id: string;
  granted: boolean;
  basis: string;
  since?: string;
  until?: string;
  askAgainAfter?: string;
}

export interface Outcome {
  id: string;
  granted: boolean;
  basis: string;
}

export interface Decision {
  schema: string;
  meaning: string;
  policy: string;
  jurisdiction: string | null;
  gpc: boolean;
  at: string;
  validUntil: string;
  prompt: 'ask' | 'notice' | 'none';
  /** What the place asks of a page. */
  row: {
    model: 'opt-in' | 'opt-out' | 'notice';
    links: string[];
    gpcBinding: boolean;
    showGpcStatus: boolean;
  };
  purposes: PurposeDecision[];
  services: Outcome[];
  signals: Outcome[];
  /** Why the stored state could not be read, if so. */
  stateError?: { code: string; message: string; at: string };
  actions: {
    release: string[];
    hold: string[];
    clear: { service: string; cookies?: string[]; storage?: string[] }[];
  };
}

/** What the consumer chose: one id, or every optional purpose. */
export interface Wish {
  purpose?: string;
  service?: string;
  signal?: string;
  all?: true;
  granted: boolean;
}

/** How a choice was made. */
export interface How {
  control: string;
  surface: string;
  text?: string;
  language?: string;
  steps?: number;
  prevHash?: string[];
  /**
   * With TCF: what is wanted of the framework itself, as "1-4;2;1;1-755;28": purposes by consent and by legitimate interest,
   * special features, vendors by consent and by legitimate interest.
   */
  tcf?: string;
}

/** IAB's TCF as a visitor can choose about it. */
export interface Framework {
  /** What the TC string says now. */
  model: import('../integrations/types.js').TcModel;
  /** The site's settings, as the config has them. */
  settings: TcfSettings;
  /** The Global Vendor List, with its texts in the page's language where the site has them. */
  load(): Promise<VendorList>;
}

/** `page.integrations.tcf`, as far as the preference centre needs it. */
export interface TcfSettings {
  vendorList: string;
  /** Where the site serves the list's texts in other languages. */
  translations?: Record<string, string>;
  /** By purpose of the framework, the config's purposes behind it. */
  purposes?: Record<string, string[]>;
  specialFeatures?: Record<string, string[]>;
  /** By service of the config, its id in the list. */
  vendors: Record<string, number>;
  restrictions?: { purposeId: number; type: string; vendors: string }[];
}

/** A purpose, special purpose, feature, special feature or category of data in the list's words. */
export interface Described {
  id: number;
  name: string;
  description: string;
  illustrations?: string[];
}

/** A vendor of the list, in its third version. */
export interface Vendor {
  id: number;
  name: string;
  purposes?: number[];
  legIntPurposes?: number[];
  flexiblePurposes?: number[];
  specialPurposes?: number[];
  features?: number[];
  specialFeatures?: number[];
  dataDeclaration?: number[];
  dataRetention?: {
    stdRetention?: number;
    purposes?: Record<string, number>;
    specialPurposes?: Record<string, number>;
  };
  urls?: { langId: string; privacy?: string; legIntClaim?: string }[];
  usesCookies?: boolean;
  cookieMaxAgeSeconds?: number | null;
  cookieRefresh?: boolean;
  usesNonCookieAccess?: boolean;
  deviceStorageDisclosureUrl?: string | null;
  deletedDate?: string;
}

export interface VendorList {
  vendorListVersion: number;
  purposes: Record<string, Described>;
  specialPurposes: Record<string, Described>;
  features: Record<string, Described>;
  specialFeatures: Record<string, Described>;
  dataCategories: Record<string, Described>;
  vendors: Record<string, Vendor>;
  /** The language of its texts. */
  language: string;
}

export interface State {
  meaning: string;
  lastSeen: string;
  choices: { purpose?: string; service?: string; signal?: string; granted: boolean; at: string }[];
}

export interface Snapshot {
  schema: string;
  meaning: string;
  policyData: string;
  policy: string;
  jurisdiction: string | null;
  gpc: boolean;
  ageBand: string | null;
  state: string;
  at: string;
  lastSeen: string;
  validUntil: string;
  prompt: 'ask' | 'notice' | 'none';
  granted: string[];
  services: string[];
  defaults: { purposes: string[]; services: string[] };
  /** Cookies of services that are denied. */
  clear: string[];
}

export interface ChosenOf {
  id: string;
  status: 'given' | 'refused' | 'withdrawn' | 'expired' | 'objected';
}

/** One entry of the ledger, `say-so-record/1`. */
export interface ConsentRecord {
  schema: string;
  jurisdiction: { code: string | null; policy: string; source: string };
  notice: { meaning: string; text?: string; language: string; surface: string; url?: string };
  services: ChosenOf[];
  purposes: (ChosenOf & { basis: string; expires?: string; askAgainAfter?: string })[];
  event: { at: string; type: string; actor: string; control: string; steps: number };
  signals: { gpc: boolean; chosen?: ChosenOf[] };
  /** With TCF: what of the list was shown and chosen, vendors by number. */
  tcf?: { disclosedVendors: number; changedVendors?: string };
  prevHash: string[];
}

export interface Ledger {
  records: ConsentRecord[];
  /** Hashes of the records that none names. */
  heads: string[];
}

/** One choice as a person reads it. */
export interface TimelineEntry {
  at: string;
  type: string;
  control: string;
  surface: string;
  language: string;
  jurisdiction: string | null;
  policy: string;
  gpc: boolean;
  /** With TCF: what of the framework was chosen. */
  tcf?: ConsentRecord['tcf'];
  chosen: {
    kind: 'purpose' | 'service' | 'signal';
    id: string;
    status: ChosenOf['status'];
    expires?: string;
  }[];
}

/** What was erased, by number; and what could not be. */
export interface Erased {
  records: number;
  attributes: number;
  signals: number;
  /** Refusals that stay, to the day. */
  refusals: number;
  isComplete: boolean;
}

export interface Chosen {
  state: State;
  stateText: string;
  decision: Decision;
  records: ConsentRecord[];
  head: string;
  snapshot: Snapshot;
  /** With TCF: what to keep of what was chosen there. */
  tcString?: string;
}

export interface PlanRow {
  codes: string[];
  gpc: boolean[];
  prompt: 'ask' | 'notice' | 'none';
  controls: string[];
  granted: string[];
  status: string | null;
  links: string[];
}

export interface Plan {
  schema: string;
  policyData: string;
  validUntil: string;
  rows: PlanRow[];
}

/** What `say-so build` writes into the page's one file. */
export interface Built {
  language: string;
  dir: 'ltr' | 'rtl';
  meaning: string;
  text: string;
  plan: Plan;
  words: Record<string, string | Record<string, string>>;
  site: { name: string; notice: string };
  jurisdiction: { source: string[]; fallback: string };
  purposes: { id: string; required?: boolean }[];
  /** The purposes of each service, by its id. */
  services: Record<string, string[]>;
  /** How many services are of others than the site. */
  partners: number;
  signals: Record<string, string>;
  /** Services whose tags run when they are denied, too: they are told of the denial instead. */
  advanced?: string[];
  /** With `consentMode` or `page.integrations`: when each Consent Mode type is granted. */
  consentTypes?: import('../integrations/types.js').Types;
  consentMode?: import('../integrations/types.js').ConsentModeSettings;
  /** With the WP Consent API: the places where something runs until it is refused. */
  optOut?: string[];
  /** With `guard`: the domains of each service, by its id. Unmarked tags and requests to them are held too. */
  domains?: Record<string, string[]>;
  /** With `page.marks`: what the marks of other tools stand for, ids in one text. */
  marks?: Record<string, string>;
  /** Whether the control in the corner shows although the page has its own. */
  reopen?: 'corner';
  /** Absent: say-so.config.json, beside the script. */
  config?: string;
  /** What files.js, which holds the others to their hashes, must hash to. */
  integrity?: string;
}

/** What the loader lends its parts. */
export interface Kit {
  built: Built;
  environment(): Environment;
  /** Whether tags with these marks, ids in one text, may load: each is granted, or runs once. */
  mayRun(ids: string): boolean;
  files(): Promise<Files>;
  /** Services that the visitor lets run on this page only. */
  once: Set<string>;
  /** Looks at the page again: what may, is released. */
  look(): void;
  /** Whether the visitor has chosen, be it on a former visit. */
  hasChosen(): boolean;
  /** A text as the page's own, if it demands Trusted Types. */
  trusted(making: 'createScript' | 'createScriptURL' | 'createHTML', text: string): string;
  open(tab?: string): unknown;
}

/** A part of the loader that only some sites need; `say-so build` puts it into their script. */
export interface Part {
  /** Where the page may learn its jurisdiction. */
  places?: Record<string, () => unknown>;
  /** Starts before anything else on the page runs. What it returns is called whenever the page or what is granted
   * may have changed, and before any tag is released. */
  create?(kit: Kit): () => void;
}

export interface Service {
  id: string;
  name: string;
  purposes: string[];
  provider?: { name: string; country?: string; privacy?: string };
  cookies?: { name: string; lifetime?: string }[];
  storage?: { name: string }[];
  domains?: string[];
}

/** A question of the profile. */
export interface Question {
  signal: string;
  kind: 'multiple' | 'range' | 'single' | 'yes-no' | 'ranked' | 'tags';
  /** Absent: yes or no. */
  from?: string;
  /** Items of one kind seen, before it is proposed as an answer. */
  proposeAfter?: number;
  min?: number;
  max?: number;
  step?: number;
  unit?: string;
}

export interface Config {
  site: {
    name: string;
    notice?: string;
    cookieDomain?: string;
    controller: { name: string; contact: string };
  };
  purposes: { id: string; required?: boolean; class?: string; feeds?: string; retention?: string }[];
  services?: Service[];
  profile?: { questions?: Question[] };
  signals?: { id: string; purpose: string; provenance: string }[];
  levels?: { id: string; purposes: string[] }[];
  /** Absent: the general public. */
  audience?: 'children' | 'mixed';
  recommend?: {
    catalog: string;
    model: string;
    variety?: Variety;
    serendipity?: boolean;
    exploration?: boolean;
    /** The signal that keeps what lists showed. */
    shown?: string;
  };
  /** Where records that contain a grant, and withdrawals of posted grants, are sent. */
  sink?: { url: string };
  /** The site's own words, by language and key. */
  text?: Record<string, Record<string, string>>;
  page?: { privacy?: { endpoint?: string } };
  /** What `say-so build` added; with `page.integrations.tcf` or `.gpp` their settings. */
  built?: { iab?: { tcf?: TcfSettings }; statement?: string };
}

export type Value = string | string[] | { min: number; max: number };

export interface Attribute {
  signal: string;
  value: Value;
  at: string;
  until?: string;
  /** Kept as long as its purpose is granted. */
  pinned?: true;
}

export interface Entry {
  signal: string;
  of: string;
  at: string;
}

/** In the order of scores; following the kinds that the visitor cares for; unlike items first. */
export type Variety = 'alike' | 'balanced' | 'mixed';

export interface RankRequest {
  limit: number;
  personalized?: boolean;
  /** Without it the config's holds, as for the next one. */
  variety?: Variety;
  /** One item outside the visitor's usual. */
  serendipity?: boolean;
  /** One item shown to learn. */
  exploration?: boolean;
  /** What costs less or more is left out; in the catalog's currency. */
  price?: { min?: number; max?: number };
  exclude?: string[];
  /** What the page says of the moment, by contextual signal of the config. */
  context?: Record<string, string>;
  /** A list that the brand's own server ranked, with its reasons, to be checked and shown instead of ours. */
  served?: object[];
}

/** What one signal adds to a score. */
export interface Contribution {
  signal: string;
  of?: string;
  range?: { min: number; max: number };
  purpose: string;
  provenance: string;
  at?: string;
  /** The part of the model that it went through. */
  part: string;
  value: number;
  /** How many data count together, if several. */
  count?: number;
  /** A sum of several features' shares in trees. */
  sumOfParts?: true;
}

/** What the ranking did not read, and why. */
export interface NotUsed {
  purpose: string;
  signal?: string;
  basis: string;
}

export interface Rationale {
  item: string;
  rank: number;
  score: number;
  base: number;
  contributions: Contribution[];
  moves?: { by: string; from: number; to: number }[];
  notUsed?: NotUsed[];
  disclosure?: string[];
  sentence: { key: string; args?: Record<string, string> };
}

/** An item as it is named. */
export interface Mention {
  title: string;
  url?: string;
  price?: number;
  category?: string;
  image?: string;
  /** What a list shows of `image`: '' until that of every item is there. */
  picture?: string;
  sensitive?: true;
}

export interface Slate {
  schema: string;
  personalized: boolean;
  /** ISO 4217, of all prices. */
  currency: string;
  candidates?: number;
  items: Rationale[];
  used?: { signal: string; count: number }[];
  notUsed?: NotUsed[];
  mentions?: Record<string, Mention>;
}

/** What would take an item out of the list, or put it in: every answer is of a list that was ranked. */
export interface Counterfactual {
  item: string;
  /** Its place now; 0: not in the list. */
  rank: number;
  /** The data without which it leaves (or enters) the list; null: none of the visitor's does it. */
  remove: Omit<Contribution, 'value'>[] | null;
  /** Its place then; absent: past the list, and not known where. */
  rankThen?: number;
  /** Who stands then where it stands now (or now where it would stand). */
  insteadInPlace?: string;
  /** No smaller set does it (`score`: by the sums that are the scores, `list`: by ranking without each); false: one way. */
  proven: 'score' | 'list' | false;
}

export interface Counterfactuals {
  schema: string;
  items: Counterfactual[];
  /** What switching off each purpose that the list used does to it. */
  purposes: {
    purpose: string;
    leave: string[];
    enter: string[];
    moves: { item: string; from: number; to: number }[];
  }[];
  mentions: Record<string, Mention>;
}

/** What profile questions can offer, the most frequent first. */
export interface Facets {
  categories: string[];
  tags: Record<string, string[]>;
  price: { min: number; max: number };
}

/** The first key that the words know, in words; else the fallback. */
export type Say = (keys: string | string[], args?: Record<string, unknown>, fallback?: string) => string;

export interface Explain {
  rank(request: object): Promise<Slate>;
}

/** What was looked at keeps having this in common. */
export interface Guess {
  from: string;
  value: string;
  items: string[];
  titles: string[];
  first: string;
  last: string;
}

/** An answer that the visitor is asked to add. */
export interface Proposal {
  signal: string;
  value: string;
  /** Different items of it that were seen. */
  count: number;
}

/** An exported profile as answers given now: what would be added, and what stays out. */
export interface Import {
  add: { signal: string; value: Value; pinned?: true }[];
  left: { signal: string; reason: 'denied' | 'expired' }[];
}

/** The core of the profile, loaded when its tab opens. `known` is what the session knows of the visitor. */
export interface ProfileCore {
  facets(): Facets;
  look(known: object): { guesses: Guess[]; proposal?: Proposal };
  /** Never proposes this again. */
  refuse(proposal: Proposal): void;
  /** Throws where a value is no answer to the question about the signal. */
  check(signal: string, value: Value): void;
  readImport(known: object, text: string): Import;
}

/** A question asked under local differential privacy, with what the core says of it. */
export interface Asked {
  id: string;
  purpose: string;
  /** With groups, "group/answer" each. */
  answers: string[];
  /** Levels of personalization, the lowest first. */
  groups?: string[];
  epsilon: number;
  mechanism: 'randomized-response' | 'unary-encoding';
  /** How often the report holds the true answer. */
  truth: number;
  /** How many random bytes a report takes. */
  bytes: number;
}

/** A model that devices improve. */
export interface Learning {
  id: string;
  purpose: string;
  /** "category:NAME", or a tag of the catalog as "kind:value". */
  features: string[];
  epsilon: number;
  /** Where the weights in use are; empty: all zero. */
  weights: string;
  bytes: number;
}

/** What is spent of a purpose's budget in the period that is now, and left of it. */
export interface BudgetState {
  purpose: string;
  period: string;
  until: string;
  epsilon: number;
  spent: number;
  left: number;
}

export interface Spending {
  purpose: string;
  question: string;
  period: string;
  epsilon: number;
  until: string;
}

/** The ledger of what reports cost, `say-so-privacy-budget/1`. */
export interface Budget {
  schema: string;
  spent: Spending[];
}

/** What could be sent: an answer to a question, or what a device learnt. */
export type Giving =
  | { question: Asked; answer: string }
  | { model: Learning; weights: number[]; rows: number[][]; labels: number[] };

/** What became of it: `changed`, it would not be what was shown; `off`, its purpose is not granted now. */
export type Given = 'sent' | 'lost' | 'changed' | 'off' | 'already-answered' | 'budget-spent';

export interface PrivacyCore {
  asks: { questions: Asked[]; learning: Learning[]; budgets: Omit<BudgetState, 'spent' | 'left'>[] };
  /** Null: what was spent cannot be read, and nothing may be asked. */
  look(now: string): { budgets: BudgetState[]; answered: string[] } | null;
  /** The very bytes that would be sent. Asked again they are the same until something was sent. */
  make(giving: Giving, now: string): string;
  /**
   * Writes into the ledger and sends, where the bytes are still `shown` and the purpose is granted.
   * @throws {SaySoError} where it cannot be kept that it was
   */
  send(session: import('./session.js').Session, give: () => Giving, shown: string): Promise<Given>;
}

export interface WhatIf {
  counterfactuals(request: object, item: string): Counterfactuals;
  /** The text of a replay file, as `say-so rank --export` writes it. */
  makeReplay(request: object, item: string): Promise<string>;
}

/** What the bytes of each of our files must hash to, as an `integrity` attribute says it, by the file's name. */
export type Integrity = Record<string, string>;

/** Where our files are, and how they are loaded. */
export interface Files {
  /** URL of the folder of our files, with a slash at the end. */
  base: string;
  /** Loads one of our scripts. */
  load(file: string): Promise<any>;
  integrity: Integrity;
}

/** What files.js gives the loader. */
export interface LoaderFiles extends Files {
  /** Loads one of our scripts and starts it, if there is anything to start. */
  run(name: string, ...about: unknown[]): Promise<any>;
  /** Opens the sheet. */
  open(tab?: string, detail?: object): Promise<unknown>;
}

/** What the loader gives the session, so that the session need not know the page. */
export interface Host {
  built: Built;
  files(): Promise<Files>;
  environment(): Environment;
  /** Tells the other tabs. */
  tell?(message: import('../loader/others.js').Message): void;
  /** Takes a complete decision: releases what is granted, shows the first layer if it is asked for. */
  apply(decision: Decision): void;
  open(tab?: string, detail?: object): unknown;
}

/** How a page asks for one purpose, in its own words: texts, never HTML. */
export interface Asking {
  /** What the consumer gets by it. */
  reason?: string;
  title?: string;
  /** The words of both answers: equal in weight. */
  yes?: string;
  no?: string;
  /** What holds without it. */
  without?: string;
  /** Where it is asked; without one, in the corner where the first layer stands. */
  into?: Element;
}

/** What the page sees as `sayso`. */
export interface SaySo {
  version: string;
  language: string;
  base: string;
  built: Built;
  readonly decision: Decision | null;
  granted(id: string): boolean;
  choose(choices: Wish[], how: How): Promise<Decision>;
  acceptAll(surface?: string): Promise<Decision>;
  rejectAll(surface?: string): Promise<Decision>;
  open(tab?: string, detail?: object): Promise<unknown>;
  /** Asks for one purpose where it is needed; whether it is granted, now or already. */
  ask(purpose: string, how?: Asking): Promise<boolean>;
  observe(signal: string, of: string): Promise<unknown> | void;
  load(): Promise<import('./session.js').Session>;
  ready: Promise<import('./session.js').Session>;
}
