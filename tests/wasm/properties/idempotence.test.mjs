// Doing a thing twice is doing it once.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { act, acts, config, place, Visit } from './lib/consent.mjs';
import { holds } from './lib/holds.mjs';
import { startInNode, unwrap } from './lib/modules.mjs';
import { drawnProfile, importer, keep } from './lib/profile.mjs';

const core = await startInNode('consent');
const past = { site: config, place, acts };
const visitOf = ({ site, place: of, acts: list }) => new Visit(core, site, of).doAll(list);

/** What a visit has chosen; choices of one moment have no order. */
const stateOf = ({ state }) => {
  const { choices, ...rest } = unwrap(core.decodeState(state));
  return { ...rest, choices: choices.map((one) => JSON.stringify(one)).toSorted() };
};

holds('the same choice made twice is the choice made once', 300, fc.record({ ...past, act }), (drawn) => {
  const visit = visitOf(drawn);
  if (!visit.do(drawn.act)) return false;
  const before = visit.decision();
  const once = stateOf(visit);
  visit.do({ ...drawn.act, pause: 0 });
  assert.deepEqual(stateOf(visit), once);
  assert.deepEqual(visit.decision(), before);
});

holds(
  'to look at a decision changes nothing, and a state decides as it did',
  300,
  fc.record(past),
  (drawn) => {
    const visit = visitOf(drawn);
    const request = { environment: JSON.parse(visit.environment), state: visit.state };
    const { decision, stateText } = unwrap(core.decide(JSON.stringify(request)));
    assert.deepEqual(decision, visit.decision());
    assert.equal(stateText ?? '', visit.state);
    if (!visit.snapshot) return false;
    assert.deepEqual(unwrap(core.snapshot(visit.state, visit.chosenIn)), visit.snapshot);
  },
);

holds('erasing everything twice leaves what erasing once does', 300, fc.record(past), (drawn) => {
  const visit = visitOf(drawn);
  const once = unwrap(core.erase(visit.state, visit.environment)).stateText;
  assert.equal(unwrap(core.erase(once, visit.environment)).stateText, once);
  return once !== '';
});

holds('to merge a state with itself changes no decision', 300, fc.record(past), (drawn) => {
  const visit = visitOf(drawn);
  const before = visit.decision();
  const once = unwrap(core.merge(visit.state, visit.state)).stateText;
  assert.equal(unwrap(core.merge(once, visit.state)).stateText, once);
  visit.state = once;
  assert.deepEqual(visit.decision(), before);
  return once !== '';
});

const profileCore = await startInNode('profile_core');
const read = importer(profileCore);

holds('a profile that is imported twice is a profile imported once', 300, drawnProfile, (drawn) => {
  const { add, left } = read(drawn.profile);
  const once = keep(drawn.before, add);
  const again = read(drawn.profile);
  assert.deepEqual(again, { add, left });
  assert.deepEqual(keep(once, again.add), once);
});

holds('a profile that is exported comes back as it was', 300, drawnProfile, (drawn) => {
  const own = keep({ schema: 'say-so-profile/1', attributes: [] }, read(drawn.profile).add);
  const { add, left } = read(own);
  assert.deepEqual(left, []);
  assert.deepEqual(keep({ schema: 'say-so-profile/1', attributes: [] }, add), own);
});
