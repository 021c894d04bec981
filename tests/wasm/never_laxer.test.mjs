// What the loader grants by a stored snapshot, or by the plan, against what the core decides in the same moment: drawn
// choices, places, ages, signals and times. SAY_SO_CASES says how many; a failing case is told by its number.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { decideBeforeCore } from '../../web/loader/before-core.js';
import { seeded } from '../web/receiver/lib.mjs';
import { startInNode } from './lib/start.mjs';

const root = new URL('../../', import.meta.url);
const configText = await readFile(new URL('tests/conformance/consent/config.json', root), 'utf8');
const config = JSON.parse(configText);
const core = await startInNode('consent');

const unwrap = (text) => {
  const { ok, value, error } = JSON.parse(text);
  if (!ok) throw new Error(`${error.code}: ${error.message}`);
  return value;
};
const { meaning } = unwrap(core.loadConfig(configText));

const kBuiltAt = '2026-11-22T10:00:00Z';
const plan = unwrap(core.plan(kBuiltAt));
const built = {
  meaning,
  plan,
  purposes: config.purposes,
  services: Object.fromEntries(config.services.map(({ id, purposes }) => [id, purposes])),
};

const kDay = 86_400_000;
const later = (time, milliseconds) =>
  `${new Date(Date.parse(time) + milliseconds).toISOString().slice(0, 19)}Z`;

const drawEnvironment = (draw, now) => ({
  now,
  jurisdiction: draw.of([null, 'FR', 'DE', 'GB', 'CH', 'US-CA', 'US-CA', 'US-WA', 'BR']),
  jurisdictionSource: 'attribute',
  gpc: draw.below(4) === 0,
  language: 'en',
  ageBand: draw.of([null, null, null, 'adult', 'adult', '13-15']),
});

const drawChoices = (draw) => {
  const granted = draw.below(3) > 0;
  if (draw.below(3) === 0) return [{ all: true, granted }];
  const { id } = draw.of(config.purposes.slice(1));
  return draw.below(5) === 0
    ? [{ service: draw.of(config.services).id, granted }]
    : [{ purpose: id, granted }];
};

const choose = (draw, state, environment) =>
  unwrap(
    core.choose(
      state,
      JSON.stringify(environment),
      JSON.stringify(drawChoices(draw)),
      JSON.stringify({ control: 'switch', surface: 'choices', text: meaning, language: 'en', steps: 2 }),
    ),
  );

/** A visit that leaves a state and its snapshot, and a later one: mostly alike, often changed in one respect. */
const drawCase = (number) => {
  const draw = seeded(number);
  const then = drawEnvironment(draw, later(kBuiltAt, draw.below(60) * kDay));
  let state = '';
  let snapshot = null;
  for (let choices = draw.below(4); choices > 0; --choices)
    ({ stateText: state, snapshot } = choose(draw, state, then));
  const moved = draw.of([0, 0, 1, 30, 200, 420, -1]) * kDay + draw.below(kDay);
  const now = { ...then, now: later(then.now, moved) };
  const other = drawEnvironment(draw, now.now);
  const change = draw.of([[], [], ['jurisdiction'], ['gpc'], ['ageBand']]);
  for (const key of change) now[key] = other[key];
  if (state && draw.below(6) === 0) ({ stateText: state } = choose(draw, state, now));
  return { state, snapshot: snapshot && JSON.stringify(snapshot), then, now };
};

/** Ids that the loader grants and the core does not. */
const excessOf = ({ state, snapshot, now }, decide) => {
  const { granted } = decide(built, now, {
    state,
    snapshot,
    isChoiceWaiting: false,
    isKept: true,
    cookies: '',
  });
  const { purposes, services } = unwrap(core.evaluate(state, JSON.stringify(now)));
  const truth = new Set([...purposes, ...services].filter((one) => one.granted).map(({ id }) => id));
  return { excess: [...granted].filter((id) => !truth.has(id)), isOpen: granted.size > 1 };
};

test('before the core has come nothing is granted that the core would deny', (context) => {
  const cases = Number(process.env.SAY_SO_CASES) || 3000;
  let open = 0;
  for (let number = 0; number < cases; ++number) {
    const drawn = drawCase(number);
    const { excess, isOpen } = excessOf(drawn, decideBeforeCore);
    assert.deepEqual(excess, [], `case ${number}: ${JSON.stringify(drawn)}`);
    open += Number(isOpen);
  }
  context.diagnostic(`${cases} cases, ${open} of them granting something`);
  assert.ok(open * 10 > cases, `only ${open} of ${cases} cases grant anything`);
});

for (const blindTo of ['gpc', 'ageBand', 'jurisdiction', 'now']) {
  test(`a loader that is blind to ${blindTo} is caught`, () => {
    const isLaxer = (drawn) =>
      excessOf(drawn, (site, now, stored) =>
        decideBeforeCore(site, { ...now, [blindTo]: drawn.then[blindTo] }, stored),
      ).excess.length > 0;
    assert.ok(
      Array.from({ length: 3000 }, (_, number) => number).some((number) => isLaxer(drawCase(number))),
    );
  });
}
