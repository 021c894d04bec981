// A thousand vendors in the preference centre, in Chromium: the longest time that the page cannot answer, while the list is
// drawn and after a letter in its search.
import { serve } from '../../demo/server.mjs';
import { engines } from '../e2e/lib/engines.mjs';
import { manyVendors } from '../e2e/lib/iab/many-vendors.mjs';
import { serveSite } from '../e2e/lib/site.mjs';

const kRounds = 9;
/** Longer than this a task is felt. */
const kBudget = 50_000;

const kTcf = {
  cmpId: 300,
  purposes: {
    1: ['ads'],
    2: ['ads'],
    3: ['ads'],
    4: ['ads'],
    7: ['ads'],
    8: ['analytics'],
    9: ['analytics'],
  },
  vendors: { plaincount: 28, adlark: 301, brightmoth: 302, tallyhill: 303 },
  vendorList: '/vendor-list.json',
  disclosedVendors: 'all',
};

/** In the page: how long its one thread is away at most while `act` and what follows of it run, in microseconds. */
const longestGap = ({ act, until }) =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const root = document.querySelector('say-so-sheet').shadowRoot.querySelector('say-so-consent').shadowRoot;
    // Two frames after the last change.
    let frames = 0;
    let longest = 0;
    let last = performance.now();
    port1.onmessage = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (frames < 2) port2.postMessage(0);
      else resolve(longest * 1000);
    };
    const count = () => {
      if (root.querySelectorAll(until).length) frames++;
      if (frames < 2) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    port2.postMessage(0);
    if (act === 'open') root.querySelector('.body > details, [part=body] > details').open = true;
    else {
      const input = root.querySelector('[type=search]');
      input.value = act;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  });

const summary = (/** @type {number[]} */ times) => {
  times.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => times[Math.floor((times.length - 1) * share)];
  return { median: at(0.5), p10: at(0.1), p90: at(0.9), samples: times.length };
};

export default async () => {
  const shop = await serve({ port: 0 });
  const browsers = await engines.chromium.start();
  const list = manyVendors(1000);
  /** @type {Record<string, number[]>} */
  const times = { open: [], a: [], an: [], '': [] };
  try {
    for (let round = 0; round < kRounds; round++) {
      const profile = await browsers.newProfile({ media: {}, viewport: { width: 1280, height: 800 } });
      const page = await profile.newPage();
      await serveSite(
        { page },
        {
          change: (site) => {
            site.page = { ...site.page, integrations: { tcf: kTcf } };
          },
          before: `document.currentScript.dataset.jurisdiction = 'DE'`,
          vendorList: list,
        },
      );
      await page.route('**/vendor-list.json', (route) => route.fulfill({ json: list }));
      await page.goto(`${shop.url.replace(/\/$/, '')}/delivery`);
      await page.evaluate(async () => {
        await globalThis.sayso.load();
        await globalThis.sayso.open('choices');
      });
      await page.locator('say-so-consent details').last().waitFor();
      for (const act of Object.keys(times).sort((a, b) => +(b === 'open') - +(a === 'open')))
        times[act].push(await page.evaluate(longestGap, { act, until: '#vendors > li' }));
      await profile.close();
    }
  } finally {
    await browsers.stop();
    await shop.close();
  }
  const letters = [...times.a, ...times.an, ...times['']];
  return [
    { what: '1,000 vendors, drawing the list: longest task', result: summary(times.open), budget: kBudget },
    {
      what: '1,000 vendors, a letter in the search: longest task',
      result: summary(letters),
      budget: kBudget,
    },
  ];
};
