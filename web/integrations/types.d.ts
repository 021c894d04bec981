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
