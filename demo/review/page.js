/**
 * The review in the browser: asks the worker for one measurement after the other and draws what is known so far.
 */
import { showCosts } from './costs.js';
import { showFairness, showLevels, showMemory, showVariety } from './levels.js';
import { byId, fillSection, make } from './make.js';
import { createMeasure } from './measure.js';
import { showMix } from './mix.js';
import { showScreens } from './screens.js';
import { showShoppers } from './shoppers.js';
import { showTrial } from './trial.js';
import { showVerdict } from './verdict.js';

/** @import {Report, Setting} from './measure.js' */

/** @param {string} file */
const read = async (file) => {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file}: the server answered ${response.status}`);
  return response;
};
const readJson = async (/** @type {string} */ file) => (await read(file)).json();

const measure = createMeasure();
const bar = /** @type {HTMLProgressElement} */ (byId('measured'));

/** @param {Setting[]} settings */
const measureAll = async (settings) => {
  /** @type {Map<string, Report>} */
  const reports = new Map();
  const remembered = settings.flatMap(({ newest }) => newest ?? []);
  const firstRow = settings.findIndex(({ id }) => id.startsWith('remembered'));
  bar.max = settings.length;
  const ranked = { lists: 0, milliseconds: 0 };
  for (const [at, setting] of settings.entries()) {
    byId('measuring').textContent = `Measures in your browser: ${at + 1} of ${settings.length}`;
    const report = await measure.measure(setting);
    reports.set(setting.id, report);
    bar.value = at + 1;
    if (setting.purposes.includes('history')) {
      ranked.lists += report.shoppers;
      ranked.milliseconds += measure.times.last;
    }
    if (at + 1 === firstRow) {
      showVerdict(reports);
      showLevels(reports);
      showFairness(reports);
      showMix(reports);
      byId('said').textContent = 'The first figures are there.';
    }
    if (setting.id.startsWith('remembered')) showMemory(reports, remembered);
  }
  showVariety(reports);
  showMix(reports);
  byId('progress').hidden = true;
  byId('said').textContent = 'All is measured.';
  return ranked;
};

/** @param {string[]} sections @param {unknown} error */
const refuse = (sections, error) => {
  console.error(error);
  const { message = String(error), code, at } = /** @type {any} */ (error);
  for (const id of sections)
    fillSection(
      id,
      make(
        'p',
        { class: 'note' },
        `This could not be worked out: ${[code, message, at].filter(Boolean).join(', ')}`,
      ),
    );
};

byId('print').addEventListener('click', () => print());
// What is folded away is part of the report.
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('.review details')) details.setAttribute('open', '');
});
showTrial(measure);
readJson('/say-so/say-so.config.json')
  .then(({ built }) => showScreens(built.plan.rows))
  .catch((error) => refuse(['screens'], error));
Promise.all([readJson('/review/singles.json'), readJson('/review/site.json')])
  .then(([singles, config]) => showShoppers({ measure, singles, config }))
  .catch((error) => refuse(['shoppers'], error));

const measured = ['levels', 'variety', 'memory', 'fair', 'mix', 'costs'];
try {
  const lines = (await (await read('/review/settings.jsonl')).text()).trim().split('\n');
  const ranked = await measureAll(lines.map((line) => JSON.parse(line)));
  showCosts(await readJson('/review/costs.json'), ranked);
} catch (error) {
  byId('progress').hidden = true;
  byId('said').textContent = 'The figures could not be worked out.';
  refuse(measured, error);
}
