// Tabs that choose at once come to one state, whichever hears of the other first, and it is the stricter one.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { act, acts, config, place, Visit } from './lib/consent.mjs';
import { holds } from './lib/holds.mjs';
import { startInNode, unwrap } from './lib/modules.mjs';

const core = await startInNode('consent');
const near = fc
  .record({ act, pause: fc.constantFrom(0, 0, 1, 60) })
  .map(({ act: one, pause }) => ({ ...one, pause }));
const tabs = fc.array(fc.array(near, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 4 });
const drawn = fc.record({ site: config, place, acts, tabs, order: fc.array(fc.nat(9), { maxLength: 4 }) });

const mergeAll = (states) => states.reduce((a, b) => unwrap(core.merge(a, b)).stateText);
/** The list with each of its elements moved to the place that `order` names. */
const reordered = (list, order) =>
  order.reduce(
    (moved, to, from) => {
      const [one] = moved.splice(from % list.length, 1);
      moved.splice(to % list.length, 0, one);
      return moved;
    },
    [...list],
  );

const tabsOf = ({ site, place: of, acts: before, tabs: lists }) => {
  const first = new Visit(core, site, of).doAll(before);
  const all = lists.map((list) => {
    const tab = new Visit(core, site, of);
    Object.assign(tab, { state: first.state, seconds: first.seconds });
    const done = list.filter((one) => tab.do(one));
    return { tab, done };
  });
  return all.filter(({ done }) => done.length);
};

holds('tabs come to the same state in whatever order they hear of each other', 300, drawn, (given) => {
  const states = tabsOf(given).map(({ tab }) => tab.state);
  if (states.length < 2) return false;
  const merged = mergeAll(states);
  assert.equal(mergeAll(reordered(states, given.order)), merged);
  assert.equal(mergeAll([...reordered(states, given.order), merged]), merged);
});

holds('what one tab refused, and none granted later, is refused in all', 300, drawn, (given) => {
  const all = tabsOf(given);
  if (all.length < 2) return false;
  const visit = all[0].tab;
  visit.state = mergeAll(all.map(({ tab }) => tab.state));
  visit.seconds = Math.max(...all.map(({ tab }) => tab.seconds));
  const { choices } = unwrap(core.decodeState(visit.state));
  const decision = visit.decision();
  let refusals = 0;
  for (const { tab } of all)
    for (const { granted, at, ...one } of unwrap(core.decodeState(tab.state)).choices) {
      const [kind, id] = Object.entries(one)[0];
      const isOverruled = choices.some((other) => other[kind] === id && other.granted && other.at > at);
      if (granted || isOverruled) continue;
      refusals++;
      assert.equal(decision[`${kind}s`].find((other) => other.id === id).granted, false, `${kind} ${id}`);
    }
  return refusals > 0;
});
