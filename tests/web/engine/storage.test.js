import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import {
  isOwnDomain,
  readState,
  readStored,
  stateIn,
  storageNotes,
  storageTable,
  wholeTable,
  writeState,
  writeStored,
} from '../../../web/engine/storage.js';
import { usePage } from './page.js';

/** Thirteen months that hold a February, in seconds: from 1 February to 1 March of the next year. */
const kShortestThirteenMonths = (Date.UTC(2027, 2, 1) - Date.UTC(2026, 1, 1)) / 1000;

/** @type {() => void} */
let leave = () => {};
const page = (options) => {
  const opened = usePage(options);
  leave = opened.leave;
  return opened;
};
afterEach(() => leave());

test('the table and what is said about it name the same places, each with all columns', () => {
  assert.deepEqual(Object.keys(wholeTable()), Object.keys(storageNotes));
  for (const [name, { key, kind, limit }] of Object.entries(wholeTable())) {
    assert.match(key, /^say-so/, name);
    assert.ok(['cookie', 'localStorage', 'sessionStorage'].includes(kind) && limit > 0, name);
    for (const column of ['content', 'lifetime', 'readers', 'purpose', 'before'])
      assert.ok(storageNotes[name][column], `${name} ${column}`);
  }
  const places = Object.values(wholeTable()).map(({ kind, key }) => `${kind} ${key}`);
  assert.equal(new Set(places).size, places.length);
});

test('what was stored is read back, and null removes it', () => {
  const { local } = page();
  assert.equal(writeStored('profile', '{}'), true);
  assert.equal(readStored('profile'), '{}');
  assert.equal(writeStored('profile', null), true);
  assert.equal(readStored('profile'), null);
  assert.deepEqual([...local.keys()], []);
});

test('a text past its limit is not stored', () => {
  page();
  assert.equal(writeStored('pending', 'x'.repeat(storageTable.pending.limit + 1)), false);
  assert.equal(readStored('pending'), null);
});

test('storage that refuses, forgets or changes what it is given is noticed', () => {
  const throwing = () => {
    throw new Error('QuotaExceededError');
  };
  for (const setItem of [throwing, () => {}, (map, key, text) => map.set(key, `${text} `)]) {
    const { leave: done } = page({ setItem });
    assert.equal(writeStored('snapshot', '{}'), false);
    done();
  }
});

test('blocked storage reads as empty, and removing nothing from it succeeds', () => {
  page({ isBlocked: true });
  assert.equal(readStored('ledger'), null);
  assert.equal(writeStored('ledger', '{}'), false);
  assert.equal(writeStored('ledger', null), true);
});

test('the state cookie is found among others and read back as written', () => {
  assert.equal(stateIn('a=1; say-so=1.abc=!; say-so-x=2'), '1.abc=!');
  assert.equal(stateIn('xsay-so=1; say-so-jurisdiction=FR'), '');
  const { cookies } = page();
  assert.equal(writeState('1.abc'), true);
  assert.equal(readState(), '1.abc');
  assert.match(cookies.written[0], /Max-Age=\d+; Path=\/; SameSite=Lax$/);
  assert.equal(/Max-Age=(\d+)/.exec(cookies.written[0])?.[1], String(kShortestThirteenMonths));
  assert.equal(writeState(''), true);
  assert.equal(readState(), '');
});

test('the state cookie is Secure on https', () => {
  const { cookies } = page({ protocol: 'https:' });
  writeState('1.abc');
  assert.match(cookies.written[0], /; Secure$/);
});

test('a browser that keeps no cookies is noticed', () => {
  page({ keepsCookies: false });
  assert.equal(writeState('1.abc'), false);
});

test('with a domain the cookie is set for it, and no older one of this host alone stays before it', () => {
  const { cookies } = page({ hostname: 'www.shop.example' });
  assert.equal(isOwnDomain('shop.example'), true);
  assert.equal(isOwnDomain('www.shop.example'), true);
  for (const domain of ['hop.example', 'other.example', 'a.www.shop.example'])
    assert.equal(isOwnDomain(domain), false, domain);
  assert.equal(writeState('1.abc', 'shop.example'), true);
  assert.match(cookies.written[0], /^say-so=; Max-Age=0; Path=\/; SameSite=Lax$/);
  assert.match(cookies.written[1], /^say-so=1\.abc; .*; Domain=shop\.example$/);
});

test('a cookie of a former domain that hides the new one is removed', () => {
  const { cookies } = page({ hostname: 'www.shop.example', keepsCookies: false });
  writeState('1.abc');
  assert.deepEqual(
    cookies.written.slice(1).map((text) => /Max-Age=(\d+).*Domain=(.*)/.exec(text)?.slice(1)),
    [
      ['0', 'www.shop.example'],
      ['0', 'shop.example'],
    ],
  );
});
