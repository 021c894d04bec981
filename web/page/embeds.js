import { report } from '../engine/errors.js';
import { durationText } from '../strings/time.js';
import { action, attachRoot, build, icon, readTexts } from './build.js';
import { choose } from './choose.js';

/** @import {Config, Kit, SaySo, Service, Wish} from '../engine/types.js' */
/** @import {Words} from '../strings/format.js' */

const kEmbeds = 'iframe[data-say-so][data-src],[data-say-so-embed]';

/** What is embedded, as the page says (data-say-so-kind), and how it is drawn. @type {Record<string, string>} */
const kIcons = {
  film: 'M8 5v14l11-7z',
  map: 'M12 21s-7-6-7-11a7 7 0 0 1 14 0c0 5-7 11-7 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  post: 'M4 5h16v10h-9l-5 4v-4H4z',
  content: 'M4 5h16v14H4zM4 9h16',
};

/** Pixels below which a place holds no words: a frame that small is not for the eye. */
const kTiny = 24;
/** Below these it holds only a title and the answers. */
const kSmall = { width: 260, height: 190 };

const page = /** @type {{sayso: SaySo}} */ (/** @type {unknown} */ (globalThis));

/** @param {HTMLElement} embed */
const idsOf = (embed) => (embed.dataset.saySo ?? embed.dataset.saySoEmbed ?? '').split(' ');

/** @param {HTMLElement} embed */
const kindOf = ({ dataset: { saySoKind: kind = '' } }) => (kind in kIcons ? kind : 'content');

/**
 * The services an embed waits for: those it names, or all of the purposes it names.
 * @param {HTMLElement} embed @param {Config} config
 */
const servicesOf = (embed, { services = [] }) => {
  const ids = idsOf(embed);
  const named = services.filter(({ id }) => ids.includes(id));
  const address = embed.dataset.src;
  const host = address ? new URL(address, document.baseURI).hostname : '';
  const below = services.filter(
    (service) =>
      service.purposes.some((id) => ids.includes(id)) &&
      service.domains?.some((domain) => `.${host}`.endsWith(`.${domain}`)),
  );
  return named.length ? named : below;
};

/** The longest time that a cookie of these services is kept. @param {Service[]} services */
const longest = (services) => {
  const lifetimes = services.flatMap(({ cookies = [] }) => cookies.flatMap(({ lifetime }) => lifetime ?? []));
  const months = (/** @type {string} */ text) => {
    const [, years = 0, months = 0, days = 0] =
      /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?/.exec(text)?.map((part) => Number(part) || 0) ?? [];
    return years * 12 + months + days / 30;
  };
  return lifetimes.sort((a, b) => months(b) - months(a))[0];
};

/**
 * "Always" is about this service and not its neighbours: its purposes, and a no for others that they would bring along.
 * @param {Service[]} wanted @param {Config} config @returns {Wish[]}
 */
const always = (wanted, { services = [] }) => {
  const purposes = [...new Set(wanted.flatMap((service) => service.purposes))].filter(
    (id) => !page.sayso.granted(id),
  );
  const neighbours = services.filter(
    (service) => !wanted.includes(service) && service.purposes.some((id) => purposes.includes(id)),
  );
  return [
    ...purposes.map((purpose) => ({ purpose, granted: true })),
    ...neighbours.map(({ id }) => ({ service: id, granted: false })),
    ...wanted.map(({ id }) => ({ service: id, granted: true })),
  ];
};

/** Draws a placeholder and does what its answers say. */
class Placeholder {
  /** @param {HTMLElement} embed @param {Kit} kit @param {{config: Config, words: Words}} texts */
  constructor(embed, kit, { config, words }) {
    this.embed = embed;
    this.kit = kit;
    this.config = config;
    this.words = words;
    this.services = servicesOf(embed, config);
    this.kind = kindOf(embed);
    this.host = build('say-so-embed', {});
    this.root = attachRoot(this.host);
    this.isFrame = embed instanceof HTMLIFrameElement;
    if (this.isFrame) {
      this.watch = new ResizeObserver(() => this.place());
      for (const box of [embed, embed.offsetParent ?? document.body, document.body]) this.watch.observe(box);
      // An empty frame is nothing to see, and no stop for the keyboard; its place stays.
      embed.inert = true;
      embed.style.visibility = 'hidden';
      embed.after(this.host);
    } else {
      this.host.setAttribute('in-flow', '');
      embed.prepend(this.host);
    }
    this.draw();
    this.place();
  }

  /** Lays the placeholder over the place that the frame keeps. */
  place() {
    const { embed, host } = this;
    if (!this.isFrame) return;
    const { offsetWidth: width, offsetHeight: height, offsetLeft: left, offsetTop: top } = embed;
    host.hidden = width < kTiny || height < kTiny;
    host.toggleAttribute('small', width < kSmall.width || height < kSmall.height);
    for (const [name, value] of Object.entries({ width, height, left, top }))
      host.style.setProperty(`--_${name}`, `${value}px`);
  }

  /** @param {string} key @param {Record<string, unknown>} [args] */
  say(key, args = {}) {
    const service = this.services.map(({ name }) => name);
    return this.words(`embed.${key}`, {
      service: service.length ? service : new URL(this.address).hostname,
      ...args,
    });
  }

  get address() {
    return new URL(this.embed.dataset.src ?? '', document.baseURI).href;
  }

  /** What it would know, and what it would keep. */
  text() {
    const cookies = this.services.reduce((sum, { cookies = [] }) => sum + cookies.length, 0);
    const lifetime = longest(this.services);
    const time = lifetime && durationText(lifetime, page.sayso.language);
    const keeps = cookies ? ` ${this.say(time ? 'keeps' : 'keepsUntimed', { count: cookies, time })}` : '';
    return `${this.say('text')}${keeps}`;
  }

  /** @param {string} [denied] why it cannot be switched on */
  draw(denied) {
    const { language, built } = page.sayso;
    const isRefused = this.services.some(({ id }) => this.outcome(id)?.basis === 'choice');
    const answers = denied
      ? []
      : [
          action(this.say(`once.${this.kind}`), () => this.once()),
          action(this.say(`always.${this.kind}`), () => this.choose(true)),
          ...(isRefused ? [] : [action(this.say('off'), () => this.choose(false))]),
        ];
    const hadFocus = this.root.activeElement !== null;
    const title = build('h3', { id: 'title', tabindex: '-1' }, this.say(`title.${this.kind}`));
    this.root.replaceChildren(
      build(
        'div',
        {
          class: 'root',
          part: 'embed',
          role: 'group',
          'aria-labelledby': 'title',
          lang: language,
          dir: built.dir,
        },
        build(
          'div',
          {},
          icon(kIcons[this.kind]),
          title,
          build('p', { class: 'muted small' }, denied ?? (isRefused ? this.say('refused') : this.text())),
          ...(answers.length ? [build('div', { part: 'actions' }, ...answers)] : []),
        ),
      ),
    );
    if (hadFocus) title.focus({ preventScroll: true });
  }

  /** @param {string} id */
  outcome(id) {
    return page.sayso.decision?.services.find((service) => service.id === id);
  }

  /** Loads this one, on this page: nothing is stored. */
  once() {
    const { embed, kit } = this;
    const ids = [...idsOf(embed), ...this.services.flatMap(({ id, purposes }) => [id, ...purposes])];
    const added = ids.filter((id) => !kit.once.has(id));
    for (const id of added) kit.once.add(id);
    embed.setAttribute('data-say-so-once', '');
    if (this.isFrame) {
      const address = embed.dataset.src ?? '';
      embed.removeAttribute('data-src');
      embed.setAttribute('src', address);
      // What a post's script fetches later comes late; a frame has all it needs.
      for (const id of added) kit.once.delete(id);
    }
    this.remove();
    kit.look();
    if (this.isFrame) embed.focus({ preventScroll: true });
  }

  remove() {
    this.embed.inert = false;
    if (this.isFrame) this.embed.style.visibility = '';
    this.watch?.disconnect();
    this.host.remove();
  }

  /** @param {boolean} granted */
  async choose(granted) {
    const choices = granted
      ? always(this.services, this.config)
      : this.services.map(({ id }) => ({ service: id, granted: false }));
    const confirm = () => Promise.resolve(globalThis.confirm(this.words('ask.confirm')));
    try {
      await choose(choices, 'ask', confirm);
      if (!granted || !this.host.isConnected) return;
      const basis = this.outcome(this.services[0]?.id)?.basis;
      this.draw(this.words([`basis.${basis}`].find((key) => this.words(key) !== key) ?? 'embed.cannot'));
    } catch (error) {
      report(error);
      this.draw(this.words('error.notSaved'));
    }
  }
}

/**
 * Puts a placeholder where an embed is held, on the page now or later, and takes it away once it may load.
 * @param {Kit} kit
 */
export const start = async (kit) => {
  /** @type {Map<HTMLElement, Placeholder>} */
  const shown = new Map();
  const texts = await readTexts(kit).catch((error) => report(error));
  if (!texts) return;
  // Who may be a child is offered nothing before the core has said that there is something to offer.
  const band = kit.environment().ageBand;
  const mayBeChild = texts.config.audience !== undefined || (band !== null && band !== 'adult');
  const isOffered = async () => {
    if (!mayBeChild) return true;
    const { decision } = await page.sayso.load();
    return !decision.purposes.some(({ basis }) => basis === 'age');
  };
  const offers = await isOffered().catch(() => false);

  const isHeld = (/** @type {HTMLElement} */ embed) =>
    embed.isConnected && embed.matches(kEmbeds) && !kit.mayRun(idsOf(embed).join(' '));
  const look = () => {
    for (const [embed, placeholder] of shown)
      if (!isHeld(embed)) {
        placeholder.remove();
        shown.delete(embed);
      }
    for (const embed of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(kEmbeds)))
      if (isHeld(embed) && !shown.has(embed) && !embed.hasAttribute('data-say-so-once')) {
        const placeholder = new Placeholder(embed, kit, texts);
        if (!offers) placeholder.draw(texts.words('basis.age'));
        shown.set(embed, placeholder);
      }
  };
  look();
  new MutationObserver(look).observe(document, {
    childList: true,
    subtree: true,
    attributeFilter: ['data-src'],
  });
  document.addEventListener('say-so-decision-change', () => {
    look();
    if (offers) for (const placeholder of shown.values()) placeholder.draw();
  });
};
