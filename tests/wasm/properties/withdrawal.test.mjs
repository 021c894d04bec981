// Nothing that a visitor, a clock or a browser's signal takes away brings anything else.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { act, acts, config, gained, pause, place, Visit } from './lib/consent.mjs';
import { holds } from './lib/holds.mjs';
import { startInNode, unwrap } from './lib/modules.mjs';

const core = await startInNode('consent');
const past = { site: config, place, acts };
const visitOf = ({ site, place: of, acts: list }) => new Visit(core, site, of).doAll(list);

holds(
  'a refusal or a withdrawal never grants anything',
  300,
  fc.record({ ...past, refusal: act.map((one) => ({ ...one, pause: 0, granted: false })) }),
  (drawn) => {
    const visit = visitOf(drawn);
    const before = visit.decision();
    const isDone = visit.do(drawn.refusal);
    assert.deepEqual(gained(before, visit.decision()), []);
    return isDone;
  },
);

holds('the browser’s no (Global Privacy Control) never grants anything', 1000, fc.record(past), (drawn) => {
  const visit = visitOf(drawn);
  visit.place = { ...visit.place, gpc: false };
  const before = visit.decision();
  visit.place = { ...visit.place, gpc: true };
  assert.deepEqual(gained(before, visit.decision()), []);
});

holds(
  'the end of a consent never grants anything, however much time passes',
  300,
  fc.record({ ...past, later: pause }),
  (drawn) => {
    const visit = visitOf(drawn);
    const before = visit.decision();
    visit.seconds += drawn.later;
    assert.deepEqual(gained(before, visit.decision()), []);
    return drawn.later > 0;
  },
);

holds('erasing everything never brings back what was refused', 1000, fc.record(past), (drawn) => {
  const visit = visitOf(drawn);
  const refused = ({ purposes }) =>
    purposes.filter(({ granted, basis }) => !granted && basis === 'choice').map(({ id }) => id);
  const before = refused(visit.decision());
  visit.state = unwrap(core.erase(visit.state, visit.environment)).stateText;
  assert.deepEqual(refused(visit.decision()), before);
  return before.length > 0;
});
