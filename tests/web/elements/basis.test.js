import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basisGlyph, basisText } from '../../../web/elements/shared/basis.js';
import { sayer } from './words.js';

const context = { say: sayer('en'), now: '2026-11-22T01:17:56Z', language: 'en-GB' };
const dated = { since: '2026-05-03T09:14:03Z', until: '2026-11-03T09:14:03Z' };

/** @type {[object, string][]} */
const cases = [
  [{ basis: 'choice', granted: true, ...dated }, 'you chose this on 3 May'],
  [{ basis: 'choice', granted: false, ...dated }, 'you rejected this on 3 May'],
  [{ basis: 'choice', granted: false }, 'you rejected this'],
  [{ basis: 'policy-default', granted: false }, 'you have not chosen yet'],
  [{ basis: 'policy-default', granted: true }, 'allowed by default here'],
  [{ basis: 'off-until-chosen', granted: false }, 'stays off until you choose it'],
  [{ basis: 'gpc', granted: false }, 'your browser sends Global Privacy Control'],
  [{ basis: 'expired', granted: false, ...dated }, 'your choice of 3 May ran out on 3 Nov'],
  [{ basis: 'expired', granted: false, since: dated.since }, 'your choice ran out'],
  [{ basis: 'meaning-changed', granted: false, ...dated }, 'its meaning changed after your choice of 3 May'],
  [{ basis: 'age', granted: false }, 'not used for your age group'],
  [{ basis: 'clock', granted: false }, 'the clock of this device looks wrong'],
  [{ basis: 'required', granted: true }, 'Needed for the site to work'],
  [{ basis: 'a basis of tomorrow', granted: false }, 'the reason is not known'],
];

for (const [entry, words] of cases)
  test(`basis ${entry.basis}, ${entry.granted ? 'granted' : 'denied'}, reads "${words}"`, () => {
    assert.equal(basisText({ id: 'analytics', ...entry }, context), words);
  });

test('what the law exempts says why it is on, and that one can object', () => {
  const entry = { id: 'counting', basis: 'policy-default', granted: true };
  const under = (model) => ({
    ...context,
    session: { decision: { row: { model } }, config: { purposes: [{ id: 'counting', class: 'analytics' }] } },
  });
  assert.match(basisText(entry, under('opt-in')), /without asking.*object/);
  assert.equal(basisText(entry, under('opt-out')), 'allowed by default here');
  assert.equal(basisText({ ...entry, granted: false }, under('opt-in')), 'you have not chosen yet');
});

test('a site says what a required purpose is needed for', () => {
  const say = sayer('en', { 'basis.required.necessary': 'Needed for the basket' });
  const entry = { id: 'necessary', basis: 'required', granted: true };
  assert.equal(basisText(entry, { ...context, say }), 'Needed for the basket');
});

test('a yes and a no have different glyphs, whatever their colour', () => {
  assert.notEqual(
    basisGlyph({ basis: 'choice', granted: true }),
    basisGlyph({ basis: 'choice', granted: false }),
  );
});
