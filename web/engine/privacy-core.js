// The core of statistics and learning: what an answer becomes before it leaves, and what it costs. A module of its own,
// loaded by who looks at what is asked.
import create from '../../build/wasm/privacy_core.mjs';
import { asSaySoError, report, SaySoError } from './errors.js';
import { loadInto } from './shop.js';
import { readSpent, writeSpent } from './spent.js';
import { startOurs, unwrap } from './wasm.js';

/** @import {Where} from './wasm.js' */
/** @import {Budget, Giving, PrivacyCore} from './types.js' */

/** Milliseconds in which other tabs hear what was written: browsers show it late to a tab of another process. */
const kHeard = 300;

/** Refusals that are answers to who asked. */
const refusals = /** @type {const} */ (['already-answered', 'budget-spent']);

/** @param {number} count of bytes from the platform's cryptographic source, as base64 */
const draw = (count) => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(count))));

/**
 * Runs while no other tab chooses or spends. Who asked goes on at once; the next who spends waits until what was written
 * is heard of. Without locks two tabs could answer twice: then nobody answers.
 * @template T @param {() => T} body @returns {Promise<T>}
 */
const alone = (body) =>
  new Promise((done, fail) => {
    const { locks } = globalThis.navigator ?? {};
    if (!locks) throw new SaySoError('cannot-store', 'without Web Locks (https) nothing is spent and sent');
    locks
      .request('say-so-spent', async () => {
        await locks.request('say-so', async () => done(body()));
        await new Promise((heard) => setTimeout(heard, kHeard));
      })
      .catch(fail);
  });

/** @param {string} url @param {string} body @returns {Promise<boolean>} whether it arrived */
const post = async (url, body) => {
  try {
    const { ok, status } = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
      keepalive: true,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    if (!ok) report(new SaySoError('report-lost', `the endpoint answered ${status}`, url));
    return ok;
  } catch {
    report(new SaySoError('report-lost', 'the endpoint cannot be reached', url));
    return false;
  }
};

/**
 * @param {Where & {configText: string, bytes?: BufferSource}} options the config as loaded into the consent core; `bytes`:
 * the module itself
 * @returns {Promise<PrivacyCore>}
 */
const createPrivacy = async ({ configText, ...files }) => {
  const core = await startOurs(create, 'privacy-core.wasm', files);
  const asks = loadInto(core.loadConfig, configText, 'config');
  const text = JSON.stringify;
  /**
   * Drawn once a question and page: asked again, an answer becomes the same report, so that nobody can choose among
   * several until one tells the truth.
   * @type {Map<string, string>}
   */
  const drawn = new Map();

  /** @returns {Budget | null} */
  const budget = () => JSON.parse(readSpent() ?? 'null');

  /** @param {Giving} giving @param {string} now @returns {{sent: object, budget: Budget}} */
  const work = (giving, now) => {
    const asked = 'question' in giving ? giving.question : giving.model;
    const random = drawn.get(asked.id) ?? draw(asked.bytes);
    drawn.set(asked.id, random);
    const rest = { now, budget: budget(), random };
    if ('question' in giving) {
      const made = unwrap(core.answer(text({ ...rest, question: asked.id, answer: giving.answer })));
      return { sent: made.report, budget: made.budget };
    }
    const made = unwrap(core.learn(text({ ...rest, ...giving, model: asked.id })));
    return { sent: made.update, budget: made.budget };
  };

  return {
    asks,
    look: (now) => {
      try {
        return unwrap(core.look(text({ now, budget: budget() })));
      } catch (error) {
        report(error);
        return null;
      }
    },
    make: (giving, now) => text(work(giving, now).sent),
    send: async (session, give, shown) => {
      try {
        const body = await alone(() => {
          const giving = give();
          const { id, purpose } = 'question' in giving ? giving.question : giving.model;
          const { purposes } = session.refresh();
          if (!purposes.some((one) => one.id === purpose && one.granted)) return 'off';
          const { sent, budget: next } = work(giving, session.environment().now);
          if (text(sent) !== shown) return 'changed';
          // Before it is sent: a page that breaks off here has sent nothing, and never sends it twice.
          if (!writeSpent(next))
            throw new SaySoError('cannot-store', 'what a report costs could not be stored; it was not sent');
          drawn.delete(id);
          return { shown };
        });
        if (typeof body === 'string') return /** @type {'off' | 'changed'} */ (body);
        const url = new URL(asks.endpoint, document.baseURI).href;
        return (await post(url, body.shown)) ? 'sent' : 'lost';
      } catch (error) {
        const { code } = asSaySoError(error);
        const refusal = refusals.find((one) => one === code);
        if (refusal) return refusal;
        throw error;
      }
    },
  };
};

export default createPrivacy;
