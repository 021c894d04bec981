/** The parts of the data shapes that the elements read. */

export interface PurposeDecision {
  id: string;
  granted: boolean;
  basis: string;
  since?: string;
  until?: string;
}

export interface Decision {
  at: string;
  prompt?: string;
  purposes: PurposeDecision[];
  services: { id: string; granted: boolean; basis: string }[];
}

export interface Service {
  id: string;
  name: string;
  purposes: string[];
  provider?: { name: string; country?: string; privacy?: string };
  cookies?: { name: string; lifetime?: string }[];
  storage?: { name: string }[];
}

export interface Question {
  signal: string;
  kind: 'multiple' | 'range';
  from: string;
  min?: number;
  max?: number;
  step?: number;
  unit?: string;
}

export interface Config {
  site: { name: string; notice?: string };
  purposes: { id: string; required?: boolean; class?: string; feeds?: string; retention?: string }[];
  services?: Service[];
  signals?: { id: string; purpose: string; provenance: string }[];
  levels?: { id: string; purposes: string[] }[];
  profile?: { questions?: Question[] };
}

export type Value = string | string[] | { min: number; max: number };

export interface Attribute {
  signal: string;
  value: Value;
  at: string;
  until?: string;
}

export interface Profile {
  attributes: Attribute[];
}

export interface Contribution {
  signal: string;
  of?: string;
  range?: { min: number; max: number };
  purpose: string;
  provenance: string;
  at?: string;
  value: number;
}

export interface Rationale {
  item: string;
  rank: number;
  score: number;
  base: number;
  contributions: Contribution[];
  moves?: { by: string; from: number; to: number }[];
  notUsed?: { purpose: string; signal?: string; basis: string }[];
  disclosure?: string[];
  sentence: { key: string; args?: Record<string, string> };
}

export interface Mention {
  title: string;
  url?: string;
  price?: number;
  category?: string;
  image?: string;
}

export interface Slate {
  personalized: boolean;
  currency?: string;
  candidates?: number;
  items: Rationale[];
  used?: { signal: string; count: number }[];
  notUsed?: { purpose: string; signal?: string; basis: string }[];
  mentions?: Record<string, Mention>;
}

export interface Facets {
  categories: string[];
  tags: Record<string, string[]>;
  price: { min: number; max: number };
  currency?: string;
}

export interface Choice {
  purpose?: string;
  service?: string;
  all?: true;
  granted: boolean;
}

export interface How {
  control: string;
  surface: string;
  steps?: number;
}

export type Words = (key: string, args?: Record<string, unknown>) => string;

/** The first key that the words know, in words; else the fallback. */
export type Say = (keys: string | string[], args?: Record<string, unknown>, fallback?: string) => string;

export interface Session {
  config: Config;
  built?: { dir?: string; language?: string };
  decision: Decision;
  state?: { choices?: { service?: string; purpose?: string; granted: boolean }[] } | null;
  profile?: Profile;
  signals?: { signal: string; of: string; at: string }[];
  environment(): { now: string; language?: string };
  choose(choices: Choice[], how: How): Promise<Decision>;
  setAttribute(signal: string, value: Value): Promise<unknown> | unknown;
  eraseAttribute(signal?: string): Promise<unknown> | unknown;
  observe(signal: string, of: string, at?: string): Promise<unknown> | unknown;
  eraseSignals(signal?: string, of?: string): Promise<unknown> | unknown;
  rank(request: { limit: number; personalized?: boolean }): Promise<Slate>;
  facets(): Promise<Facets>;
  open(tab?: string, detail?: Record<string, unknown>): unknown;
  words(): Promise<Words>;
}
