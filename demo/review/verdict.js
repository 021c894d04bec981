/** The answer in words and the few figures under the title. */
import { ofHundred, percent, plusMinus, side } from './figures.js';
import { ofOrder } from './levels.js';
import { byId, make } from './make.js';

/** @import {Estimate} from './figures.js' */
/** @import {Report} from './measure.js' */

/** What one thing more that may be used brings on top: 1, 0 or -1. @param {Report} report */
const brings = ({ versus }) => side(/** @type {{recall: Estimate}} */ (versus).recall);

/** @param {Report} nothing @param {Report} stated @param {Report} history @param {Report} all */
const answer = (nothing, stated, history, all) => {
  const of = (/** @type {Report} */ { accuracy: { found } }) => (100 * found.mean).toFixed(0);
  const pays = side(history.accuracy.gain) > 0;
  const told = ['does worse', 'does no better', 'does better'][brings(stated) + 1];
  const season = ['takes from that', 'adds nothing that these shoppers can show', 'adds to that'][
    brings(all) + 1
  ];
  return [
    make(
      'b',
      {},
      pays
        ? 'Expand one part, what people bought, and ask openly for it. Let the rest go.'
        : 'Cut it: a list that knows nothing does as well.',
    ),
    ` That is what the orders of this shop say. Of 100 shoppers, ${of(nothing)} find something they go on to buy in a list of ten that knows nothing, ${of(history)} in one that knows what they bought. A list that is only told three favourite categories ${told} (${of(stated)}): people get what they asked for, not what they buy. The season on top ${season}. `,
    'Whether it sells more, only ',
    make('a', { href: '#trial' }, 'a trial with your visitors'),
    ' can tell.',
  ];
};

/** @param {Map<string, Report>} reports */
export const showVerdict = (reports) => {
  const shown = ofOrder(reports, 'alike');
  if (!shown.length) return;
  const [nothing, stated, , history, all] = shown;
  byId('verdict').replaceChildren(...answer(nothing, stated, history, all));
  const found = (/** @type {Report} */ { accuracy }) => ofHundred(accuracy.found).split(plusMinus);
  const shows = (/** @type {(report: Report) => string} */ of) => `${of(nothing)} → ${of(history)}`;
  const facts = /** @type {const} */ ([
    [
      'Gain: of 100 shoppers find something',
      shows((report) => found(report)[0]),
      `nothing known → with history, ±\u00a0${found(nothing)[1]} and ±\u00a0${found(history)[1]}`,
    ],
    [
      'Gain: attention for small products',
      shows(({ exposure }) => percent(exposure.small.shown)),
      'the half of the products that sells least',
    ],
    [
      'Cost: kinds in a list of ten',
      shows(({ variety }) => variety.categories.mean.toFixed(1)),
      'narrower; a mixed order gives most of it back',
    ],
    [
      'Cost: data read of a shopper',
      shows(({ used }) => used.data.mean.toFixed(0)),
      'on their own device; none is sent',
    ],
  ]);
  byId('facts').replaceChildren(
    ...facts.map(([term, value, note]) =>
      make('div', {}, make('dt', {}, term), make('dd', {}, value, make('small', {}, note))),
    ),
  );
};
