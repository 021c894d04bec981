// Drawn states that no visit made: any form that the core reads, with the rest that a full cookie leaves.
import fc from 'fast-check';
import { timeText } from './consent.mjs';

const hash = fc.constantFrom('a', 'b', '0').map((digit) => `sha256:${digit.repeat(64)}`);
const time = fc.integer({ min: 1_700_000_000, max: 1_800_000_000 }).map(timeText);
const id = fc.oneof(
  fc.constantFrom('analytics', 'ads', 'constructor', 'x.y-z_0'),
  fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,63}$/),
);

const choice = fc
  .record({
    kind: fc.constantFrom('purpose', 'service', 'signal'),
    id,
    granted: fc.boolean(),
    at: time,
    control: fc.constantFrom('accept-all', 'reject-all', 'save', 'switch', 'ask', 'profile-save'),
    surface: fc.constantFrom('first-layer', 'choices', 'profile', 'slate', 'page'),
    text: fc.option(hash, { nil: undefined }),
    language: fc.constantFrom('en', 'de', 'sr-Latn-RS'),
    gpc: fc.boolean(),
    stale: fc.boolean(),
  })
  .map(({ kind, id: of, granted, at, control, surface, text, language, gpc, stale }) => ({
    [kind]: of,
    granted,
    at,
    control,
    surface,
    ...(text && { text }),
    language,
    ...(gpc && { gpc }),
    ...(stale && granted && { stale }),
  }));

const targetOf = (one) => ['purpose', 'service', 'signal'].map((kind) => one[kind] ?? '').join(' ');

/** `say-so-state/1`, also of more choices than a cookie holds. */
export const stateJson = fc
  .record({
    meaning: hash,
    policy: fc.constantFrom('EU-FR@2026-11', 'default@2026-11'),
    choices: fc
      .oneof(
        fc.array(choice, { maxLength: 6 }),
        fc.array(choice, { minLength: 30, maxLength: 80, size: 'max' }),
      )
      .map((list) => [...new Map(list.map((one) => [targetOf(one), one])).values()]),
    rest: fc.option(
      fc.record({ at: time, of: fc.subarray(['purposes', 'services', 'signals'], { minLength: 1 }) }),
      { nil: undefined },
    ),
    lastSeen: time,
  })
  .map(({ meaning, policy, choices, rest, lastSeen }) => ({
    schema: 'say-so-state/1',
    meaning,
    policy,
    choices,
    ...(rest && { rest }),
    lastSeen,
  }));
