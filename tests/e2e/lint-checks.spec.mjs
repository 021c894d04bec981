// Every check of the lint finds what is wrong with a page made to be wrong, and nothing in one that is right.
import { expect, test } from './lib/shop.mjs';
import { lintAtSizes, lintSurface } from './lib/lint/surface.mjs';
import {
  answer,
  lintBeforeChoice,
  lintClosing,
  lintDeadEnd,
  lintHonored,
  lintLawLink,
  lintNagging,
  lintOptOut,
  lintPartners,
  lintSteps,
  lintTiming,
  lintWayBack,
  stopTime,
} from './lib/lint/traces.mjs';

const kStyle = `
  [role=dialog] { position: fixed; inset: auto 0 0; padding: 16px; background: #fff; color: #222; font: 16px/1.4 sans-serif; }
  #answers { display: flex; gap: 8px; }
  #answers button { font: inherit; font-weight: 700; min-height: 44px; padding: 8px; background: #224; color: #fff; border: 0; }
  a { color: #224; }`;
const kText = 'Shop and 2 partners would like to count visits. You can change your mind.';
const kAnswers = '<button id="yes">Accept all</button><button id="no">Reject all</button>';
const kMore = '<button id="more">Settings</button>';
const kScript = `
  if (location.search) localStorage.clear();
  const layer = document.querySelector('[role=dialog]');
  const choose = (word) => { localStorage.setItem('choice', word); layer.remove(); };
  const on = (id, use) => (layer.querySelector('#' + id) ?? document.getElementById(id))?.addEventListener('click', use);
  on('yes', () => choose('yes'));
  on('no', () => choose('no'));
  on('x', () => layer.remove());
  on('list', () => { document.getElementById('partners').hidden = false; });
  on('back', () => { if (!layer.isConnected) document.body.append(layer); });
  if (localStorage.getItem('choice')) layer.remove();`;

/** A page that asks as it should, but for what is changed. */
const sample = ({
  style = '',
  script = '',
  answers = kAnswers + kMore,
  inside = '',
  beside = '',
  text = kText,
  language = 'en',
  back = '<button id="back">Privacy choices</button>',
} = {}) => `<!doctype html><html lang="en"><head><title>Shop</title><style>${kStyle}${style}</style></head>
  <body><main><p>Things to buy</p>${back}${beside}</main>
  <div role="dialog" aria-label="Choices" lang="${language}"><p>${text}</p>
  <label><input type="checkbox" role="switch" aria-label="Counting visits"> Off</label>
  <div id="answers">${answers}</div>
  <button id="list">See the 2 partners</button> <a href="/privacy">Privacy notice</a>
  <ul id="partners" hidden><li>A</li><li>B</li></ul>${inside}</div>
  <script>${kScript}${script}</script></body></html>`;

const kPath = '/lint-sample';

/** Serves a sample, and gives the ways to it that the checks take. */
const serve = async ({ page, url }, changes) => {
  await page.unroute(`**${kPath}*`);
  await page.route(`**${kPath}*`, (route) =>
    route.fulfill({ body: sample(changes), contentType: 'text/html; charset=utf-8' }),
  );
  const goTo = () => page.goto(url + kPath);
  const open = () => page.goto(`${url}${kPath}?new`);
  return {
    page,
    open,
    pages: [goTo, goTo],
    accept: async () => (await answer(page, 'accept')) && undefined,
    isAccepted: () => page.evaluate(() => localStorage.getItem('choice') === 'yes'),
    label: /partners/,
    listed: () => page.evaluate(() => document.querySelectorAll('#partners:not([hidden]) li').length),
    honored: /honored/,
    saleOff: /Sale and sharing: off/,
  };
};

const kReject = '#answers #no { ';

/** What is wrong, and the rule that finds it. @type {[string, string, Parameters<typeof sample>[0]][]} */
const atOneGlance = [
  ['DD01', 'no reject', { answers: `<button>Accept all</button>${kMore}` }],
  ['DD03', 'a link to reject', { answers: '<button>Accept all</button><a href="#">Reject all</a>' }],
  [
    'DD03',
    'reject elsewhere',
    { answers: '<button>Accept all</button>', inside: '<button>Reject all</button>' },
  ],
  ['DD03', 'no reject by keyboard', { answers: kAnswers.replace('id="no"', 'tabindex="-1"') }],
  ['DD04', 'a small reject', { style: `${kReject} font-size: 12px }` }],
  ['DD04', 'a pale reject', { style: `${kReject} background: #fff; color: #224 }` }],
  [
    'DD04',
    'a low reject',
    { style: `#answers { align-items: start } ${kReject} min-height: 20px; padding: 0 }` },
  ],
  ['DD05', 'a reject that cannot be read', { style: `${kReject} background: #fff; color: #bbb }` }],
  ['DD05', 'a reject that hardly stands out', { style: `${kReject} background: #eee; color: #222 }` }],
  ['DD05', 'faint words through a layer', { style: 'a { color: rgb(0 0 0 / 0.3) }' }],
  ['DD06', 'a faint reject', { style: `${kReject} opacity: 0.5 }` }],
  ['DD06', 'a reject that looks forbidden', { style: `${kReject} cursor: not-allowed }` }],
  ['DD06', 'a disabled reject', { answers: kAnswers.replace('id="no"', 'disabled') }],
  ['DD07', 'a reject outside the window', { style: `${kReject} position: fixed; top: 3000px }` }],
  [
    'DD07',
    'a reject that scrolled away',
    {
      style:
        '#answers { height: 50px; overflow: auto; display: block } #no { margin-top: 300px; display: block }',
    },
  ],
  [
    'DD07',
    'a reject under something',
    { inside: '<i style="position: fixed; inset: auto 0 0; height: 400px"></i>' },
  ],
  ['DD07', 'a reject whose words do not fit', { style: `${kReject} width: 30px; white-space: nowrap }` }],
  ['DD08', 'a switch that starts on', { inside: '<input type="checkbox" aria-label="Adverts" checked>' }],
  [
    'DD09',
    'a switch by colour alone',
    { inside: '<button role="switch" aria-checked="false" aria-label="Adverts"></button>' },
  ],
  [
    'DD09',
    'a switch that tells no state',
    { inside: '<label>Adverts <span role="switch" tabindex="0">off</span></label>' },
  ],
  [
    'DD09',
    'a switch that says the contrary',
    { inside: '<input type="checkbox" aria-label="Don’t opt out of adverts">' },
  ],
  [
    'DD14',
    'a wall',
    { answers: '<button>Accept all</button>', style: 'body { overflow: hidden } [role=dialog] { inset: 0 }' },
  ],
  ['DD23', 'the focus on accept', { script: 'document.querySelector("#yes").focus()' }],
  [
    'DD23',
    'reject after all else',
    { answers: `<button>Accept all</button>${kMore}<button>Reject all</button>` },
  ],
  ['DD24', 'another language', { language: 'de' }],
  ['DD24', 'labels of another language', { answers: kAnswers.replace('Reject all', 'Alle ablehnen') }],
  ['DD26', 'an e-mail address to give', { inside: '<input type="email" aria-label="E-mail">' }],
  ['DD32', 'too many buttons', { inside: '<button>A</button><button>B</button>' }],
];

test('a surface that keeps the rules has no finding', async ({ visitor }) => {
  await (await serve(visitor, {})).open();
  expect(await lintSurface(visitor.page)).toEqual([]);
  expect(await lintAtSizes(visitor.page)).toEqual([]);
});

for (const rule of new Set(atOneGlance.map(([id]) => id))) {
  test(`${rule} finds what is wrong at one glance`, async ({ visitor }) => {
    for (const [, what, changes] of atOneGlance.filter(([id]) => id === rule)) {
      await (await serve(visitor, changes)).open();
      expect.soft((await lintSurface(visitor.page, { only: [rule] })).join(), what).toContain(rule);
    }
  });
}

test('DD07 finds a reject that a small screen hides', async ({ visitor }) => {
  await (await serve(visitor, { style: '#answers { margin-bottom: 34rem }' })).open();
  expect(await lintSurface(visitor.page, { only: ['DD07'] })).toEqual([]);
  expect((await lintAtSizes(visitor.page)).join()).toContain('DD07: "Reject all" is not in sight at 320x568');
});

test('no surface is a finding, too', async ({ visitor }) => {
  await (await serve(visitor, { script: 'layer.remove()' })).open();
  expect(await lintSurface(visitor.page)).toEqual(['no surface is open']);
});

const kLater = (what, delay = 1000) => `setTimeout(() => { ${what} }, ${delay});`;
const kAsk = "document.body.append(layer); layer.querySelector('#answers').innerHTML";

/** What goes wrong, the check that finds it, and what it says. @type {[(way: any) => Promise<any>, string, Parameters<typeof sample>[0]][]} */
const inSteps = [
  [lintSteps, 'DD02: accept takes 1, reject Infinity', { answers: '<button id="yes">Accept all</button>' }],
  [
    lintSteps,
    'DD02: accept takes 1, reject 2',
    {
      answers: `<button id="yes">Accept all</button>${kMore}`,
      script: `on('more', () => { layer.querySelector('#answers').innerHTML = '<button>Reject all</button>' });`,
    },
  ],
  [
    lintSteps,
    'DD32: no choice within two layers',
    {
      answers: `<button id="yes">Accept all</button>${kMore}`,
      script: `on('more', () => { layer.querySelector('#answers').innerHTML = '<button>Partners</button>' });`,
    },
  ],
  [
    lintDeadEnd,
    'DD14: refusing leads away to /sorry',
    { script: `on('no', () => history.pushState(null, '', '/sorry'));` },
  ],
  [
    lintDeadEnd,
    'DD14: after refusing the page does not scroll',
    { script: `on('no', () => { document.body.style.overflow = 'hidden'; });` },
  ],
  [
    lintDeadEnd,
    'DD14: after refusing something covers the page',
    {
      script: `on('no', () => { const wall = document.createElement('div'); wall.style = 'position: fixed; inset: 0'; document.body.append(wall); });`,
    },
  ],
  [
    lintClosing,
    'DD13: scrolling counts',
    { script: `addEventListener('scroll', () => choose('yes'));`, beside: '<p style="height: 3000px">' },
  ],
  [
    lintClosing,
    'DD13: Escape counts',
    { script: `addEventListener('keydown', ({ key }) => key === 'Escape' && choose('yes'));` },
  ],
  [
    lintClosing,
    'DD13: a click beside it',
    {
      script: `document.body.addEventListener('click', ({ target }) => target === document.body && choose('yes'));`,
    },
  ],
  [
    lintClosing,
    'DD13: the X counts',
    { inside: '<button id="shut" aria-label="Close">×</button>', script: `on('shut', () => choose('yes'));` },
  ],
  [
    lintClosing,
    'DD13: going to the page again',
    {
      script: `if (sessionStorage.seen && !localStorage.choice) choose('yes'); addEventListener('pagehide', () => sessionStorage.seen = 1);`,
    },
  ],
  [
    lintNagging,
    'DD16: who has refused is asked again',
    { script: `localStorage.choice === 'no' && document.body.append(layer);` },
  ],
  [lintWayBack, 'DD17: a page has no control', { back: '' }],
  [
    lintWayBack,
    'DD17: "Privacy choices" leads to nothing',
    {
      script: `document.getElementById('back').replaceWith(Object.assign(document.createElement('button'), { textContent: 'Privacy choices' }));`,
    },
  ],
  [
    lintWayBack,
    'DD17: after withdrawing a yes still holds',
    { script: `on('no', () => localStorage.setItem('choice', 'yes'));` },
  ],
  [
    lintPartners,
    'DD20: 2 are said, 3 listed',
    { script: `document.getElementById('partners').append(document.createElement('li'));` },
  ],
  [
    lintPartners,
    'DD20: the list of partners is not one press away',
    { script: `document.getElementById('partners').remove();` },
  ],
  [
    lintPartners,
    'DD20: no control leads to the list',
    { script: `document.getElementById('list').remove();` },
  ],
  [lintTiming, 'DD25: waiting counts as a yes', { script: kLater(`choose('yes')`, 5000) }],
  [
    lintTiming,
    'DD25: the words change',
    { script: `let n = 9; setInterval(() => { layer.querySelector('p').textContent = n--; }, 1000);` },
  ],
  [
    lintTiming,
    'DD25: a refusal takes more than',
    {
      answers: '<button id="yes">Accept all</button><button id="slow">Reject all</button>',
      script: `on('slow', () => { ${kLater(`choose('no')`)} });`,
    },
  ],
  [
    lintOptOut,
    'DD26: a refusal asks for',
    {
      answers: '<button id="yes">Accept all</button><button id="why">Reject all</button>',
      script: `on('why', () => { ${kAsk} = '<textarea></textarea>'; });`,
    },
  ],
  [
    lintOptOut,
    'DD26: a refusal leads to another page',
    { script: `on('no', () => history.pushState(null, '', '/account'));` },
  ],
];

for (const check of new Set(inSteps.map(([each]) => each))) {
  test(`${check.name} finds nothing where nothing is wrong`, async ({ visitor }) => {
    await stopTime(visitor.page);
    const good = await serve(visitor, { inside: '<button id="x">Close</button>' });
    expect(await check(good)).toEqual([]);
  });
}

for (const [check, says, changes] of inSteps) {
  test(`${check.name} finds: ${says}`, async ({ visitor }) => {
    await stopTime(visitor.page);
    expect((await check(await serve(visitor, changes))).join()).toContain(says);
  });
}

test('DD16 finds a refusal that is kept for less time than a consent', async ({ visitor }) => {
  const way = await serve(visitor, {});
  const lifetimes = { refusal: 86_400, consent: 31_536_000 };
  expect((await lintNagging({ ...way, lifetimes })).join()).toContain('DD16: a refusal is kept');
  expect(await lintNagging({ ...way, lifetimes: { refusal: 9, consent: 9 } })).toEqual([]);
});

test('DD27 finds a link without the text of the law, and one that leads nowhere', async ({ visitor }) => {
  const wanted = { code: 'your-privacy-choices' };
  const chosen = async (changes) => {
    const way = await serve(visitor, changes);
    const open = async () => {
      await way.open();
      await answer(visitor.page, 'reject');
    };
    return lintLawLink({ ...way, ...wanted, open });
  };
  expect(await chosen({ back: '<button id="back">Your Privacy Choices</button>' })).toEqual([]);
  expect((await chosen({})).join()).toContain('DD27: no link of the page says');
  expect((await chosen({ back: '<button>Your Privacy Choices</button>' })).join()).toContain('leads nowhere');
});

test('DD28 finds a page that asks to undo the signal and tells nothing', async ({ visitor }) => {
  const told = 'Opt-out request honored. Sale and sharing: off';
  const answers = '<button id="no">Opt out</button><button id="more">Settings</button>';
  expect(await lintHonored(await serve(visitor, { text: told, answers }))).toEqual([]);
  expect(
    await lintHonored(await serve(visitor, { script: `localStorage.setItem('choice', 'yes');` })),
  ).toEqual([
    'DD28: the page asks to undo the signal',
    'DD28: nothing tells that the signal was honoured',
    'DD28: sale and sharing do not show as off',
    'DD28: sale and sharing are on',
  ]);
});

test('DD29 finds what is asked of others and kept before a choice', async () => {
  const origin = 'https://shop.example';
  const fine = {
    origin,
    requests: [`${origin}/a.js`, 'data:,x'],
    cookies: ['basket'],
    keys: [],
    needed: ['basket'],
  };
  expect(lintBeforeChoice(fine)).toEqual([]);
  expect(
    lintBeforeChoice({
      ...fine,
      requests: ['https://ads.example/p.gif', 'wss://ads.example/s'],
      cookies: ['basket', '_ga'],
      keys: ['id'],
    }),
  ).toEqual([
    'DD29: ads.example was asked before a choice',
    'DD29: ads.example was asked before a choice',
    'DD29: _ga was kept before a choice',
    'DD29: id was kept before a choice',
  ]);
});
