import { report, SaySoError } from '../engine/errors.js';
import { readStored } from '../engine/storage.js';
import { action, attachRoot, build } from './build.js';
import { choose } from './choose.js';

/** @import {Asking, PurposeDecision, SaySo} from '../engine/types.js' */
/** @import {Session} from '../engine/session.js' */
/** @import {Words} from '../strings/format.js' */

/** Minutes without a prompt after which another visit begins. */
const kVisit = 30;
/** Denials that no answer of the visitor could change. */
const kFirm = ['age', 'fault', 'clock'];
/** What a visitor answered when the site asked, not by themselves. */
const kPrompts = ['first-layer', 'ask'];

const page = /** @type {{sayso: SaySo}} */ (/** @type {unknown} */ (globalThis));

/** What is asked for on this page now, so that a second call joins the first. @type {Map<string, Promise<boolean>>} */
const open = new Map();
let wasAsked = false;

/** Whether the site has asked in this visit, here or on a former page. @param {Session} session */
const wasPrompted = (session) => {
  const since = Date.parse(session.environment().now) - kVisit * 60_000;
  const answered = session
    .exportLedger()
    .records.some(
      ({ event, notice }) =>
        [event?.control, notice?.surface].some((how) => kPrompts.includes(how ?? '')) &&
        Date.parse(event.at) > since,
    );
  return wasAsked || answered;
};

/** Whether a refusal rests, so that nobody asks again yet. @param {PurposeDecision} entry @param {string} now */
const isResting = ({ basis, askAgainAfter }, now) =>
  basis === 'choice' && (askAgainAfter === undefined || now < askAgainAfter);

/** What an ask is made of. */
class Ask {
  /** @param {string} purpose @param {Asking} how @param {Words} words */
  constructor(purpose, how, words) {
    this.purpose = purpose;
    this.how = how;
    this.words = words;
    this.host = build('say-so-ask', {});
    this.root = attachRoot(this.host);
    const { into } = how;
    if (into) into.append(this.host);
    else {
      this.host.setAttribute('in-corner', '');
      document.body.prepend(this.host);
      // Above all else, as the first layer is.
      this.host.popover = 'manual';
      this.host.showPopover?.();
    }
  }

  /** The words of the page, else ours. @param {keyof Asking} key @param {string} ours */
  say(key, ours) {
    const given = this.how[key];
    return typeof given === 'string' && given ? given : this.words(ours);
  }

  get title() {
    return this.say('title', `purpose.${this.purpose}.title`);
  }

  /** @param {Node[]} answers @param {string} text */
  draw(text, answers) {
    const { language, built } = page.sayso;
    const { without } = this.how;
    const hadFocus = this.root.activeElement !== null;
    const title = build('h3', { id: 'title', tabindex: '-1' }, this.title);
    this.root.replaceChildren(
      build(
        'div',
        {
          class: 'root',
          part: 'ask',
          role: this.how.into ? 'group' : 'dialog',
          'aria-labelledby': 'title',
          lang: language,
          dir: built.dir,
        },
        title,
        build('p', {}, text),
        ...answers,
        ...(without ? [build('p', { class: 'muted small' }, without)] : []),
      ),
    );
    if (hadFocus) title.focus();
  }

  /** Two answers, equal in weight. @param {string} text @param {[string, boolean][]} answers @returns {Promise<boolean>} */
  answer(text, answers) {
    return new Promise((resolve) => {
      const buttons = answers.map(([word, value]) => action(word, () => resolve(value)));
      this.draw(text, [build('div', { part: 'actions' }, ...buttons)]);
    });
  }

  /** Asks, and applies the answer. */
  async run() {
    const { purpose } = this;
    const wanted = await this.answer(this.say('reason', `purpose.${purpose}.description`), [
      [this.say('yes', 'ask.yes'), true],
      [this.say('no', 'ask.no'), false],
    ]);
    const confirm = () =>
      this.answer(this.words('ask.confirm'), [
        [this.words('ask.confirmYes'), true],
        [this.words('ask.confirmNo'), false],
      ]);
    try {
      await choose([{ purpose, granted: wanted }], 'ask', confirm);
      this.host.remove();
    } catch (error) {
      report(error);
      this.draw(this.words('error.notSaved'), []);
    }
    return page.sayso.granted(purpose);
  }

  /** What stays where nobody may ask: a switch, off, that the visitor may find. */
  offer() {
    const input = /** @type {HTMLInputElement} */ (
      build('input', { type: 'checkbox', role: 'switch', 'aria-label': this.title })
    );
    const word = build('span', { 'aria-hidden': 'true' });
    const show = () => {
      input.checked = page.sayso.granted(this.purpose);
      word.textContent = this.words(input.checked ? 'consent.on' : 'consent.off');
    };
    const confirm = () => Promise.resolve(globalThis.confirm(this.words('ask.confirm')));
    input.addEventListener('change', () =>
      choose([{ purpose: this.purpose, granted: input.checked }], 'switch', confirm)
        .catch(report)
        .then(show),
    );
    document.addEventListener('say-so-decision-change', show);
    show();
    this.draw(this.say('reason', `purpose.${this.purpose}.description`), [
      build('label', { class: 'switch', part: 'switch' }, word, input),
    ]);
  }
}

/** @param {string} purpose @param {Asking} how */
const begin = async (purpose, how) => {
  const session = await page.sayso.load();
  const words = await session.words();
  const entry = session.decision.purposes.find(({ id }) => id === purpose);
  if (!entry) throw new SaySoError('unknown-purpose', `no purpose has the id ${purpose}`, purpose);
  if (entry.granted || kFirm.includes(entry.basis)) return entry.granted;
  // The first layer asks already, or stands where the question would.
  const isOpen =
    session.decision.prompt === 'ask' || (!how.into && document.querySelector('say-so-first-layer'));
  const isQuiet = readStored('quiet') !== null;
  if (isOpen || isQuiet || isResting(entry, session.environment().now) || wasPrompted(session)) {
    if (how.into && !how.into.querySelector('say-so-ask')) new Ask(purpose, how, words).offer();
    return false;
  }
  wasAsked = true;
  return new Ask(purpose, how, words).run();
};

/**
 * Asks for one purpose where it is needed. It opens nothing for a purpose that was refused and whose re-ask date has not
 * come, nor where the site has asked in this visit already or the visitor wants no questions: then only a switch stands in the place that was given.
 * @param {string} purpose
 * @param {Asking} [how]
 * @returns {Promise<boolean>} whether the purpose is granted
 */
export const start = (purpose, how = {}) => {
  const asked = open.get(purpose) ?? begin(purpose, how).finally(() => open.delete(purpose));
  open.set(purpose, asked);
  return asked;
};
