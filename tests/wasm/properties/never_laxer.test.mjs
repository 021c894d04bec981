// What the loader grants by a stored snapshot, or by the plan, against what the core decides in the same moment: drawn
// sites, choices, places, ages and times.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { decideBeforeCore } from '../../../web/loader/before-core.js';
import { act, config, environment, pause, place, Visit } from './lib/consent.mjs';
import { faultOf, holds } from './lib/holds.mjs';
import { startInNode, unwrap } from './lib/modules.mjs';

const core = await startInNode('consent');

/** A visit that leaves a state and its snapshot, and a later one: mostly alike, often changed in one respect. */
const visits = fc.record({
  site: config,
  place,
  acts: fc.array(
    fc.oneof(
      act,
      act.map((one) => ({ ...one, what: 'all', granted: true })),
    ),
    { maxLength: 3 },
  ),
  later: fc.oneof(fc.constantFrom(0, 60, 60, -86_400), pause),
  changed: fc.constantFrom([], [], ['jurisdiction'], ['gpc'], ['ageBand'], ['jurisdiction', 'gpc']),
  other: place,
  // A choice that another tab made since, of which the snapshot knows nothing.
  since: fc.option(act, { freq: 6 }),
});

/** What the page knows, and what it has stored, once the later visit begins. */
const situationOf = (drawn) => {
  const { site, acts, later, changed, other, since } = drawn;
  const visit = new Visit(core, site, drawn.place).doAll(acts);
  const { meaning, purposes, seconds: then } = { ...site, ...visit };
  const plan = unwrap(core.plan(environment({}, 0).now));
  const services = Object.fromEntries(site.services.map((one) => [one.id, one.purposes]));
  const before = { ...JSON.parse(visit.environment) };
  visit.seconds = Math.max(0, then + later);
  for (const key of changed) visit.place = { ...visit.place, [key]: other[key] };
  if (since) visit.do({ ...since, pause: 0 });
  const { snapshot } = since ? new Visit(core, site, drawn.place).doAll(acts) : visit;
  return {
    visit,
    before,
    built: { meaning, plan, purposes, services },
    stored: {
      state: visit.state,
      snapshot: snapshot && JSON.stringify(snapshot),
      isChoiceWaiting: false,
      isKept: true,
      cookies: '',
    },
  };
};

/** Whether anything is granted that need not be. @param {any} drawn @param {typeof decideBeforeCore} decide */
const compare = (drawn, decide) => {
  const { visit, before, built, stored } = situationOf(drawn);
  const { granted } = decide(built, JSON.parse(visit.environment), stored, before);
  const { purposes, services } = visit.decision();
  const truth = new Set([...purposes, ...services].filter((one) => one.granted).map(({ id }) => id));
  assert.deepEqual(
    [...granted].filter((id) => !truth.has(id)),
    [],
  );
  return granted.size > 1;
};

holds('before the core has come nothing is granted that the core would deny', 500, visits, (drawn) =>
  compare(drawn, decideBeforeCore),
);

for (const blindTo of ['gpc', 'ageBand', 'jurisdiction', 'now'])
  test(`a loader that is blind to ${blindTo} is caught`, async () => {
    const blind = (built, now, stored, before) =>
      decideBeforeCore(built, { ...now, [blindTo]: before[blindTo] }, stored);
    const fault = await faultOf(visits, (drawn) => void compare(drawn, blind), {
      numRuns: 5000,
      seed: 1,
      endOnFailure: true,
    });
    assert.ok(fault);
  });
