/**
 * Delivery, returns and the privacy notice. The notice lists purposes and services from the same config the widget
 * reads, so that the two cannot differ.
 */
import { page } from '../layout.mjs';
import { html } from '../markup.mjs';

/** @import {MarkupType} from '../markup.mjs' */
/** @import {Visit} from '../visit.mjs' */

/**
 * @typedef {object} SiteConfig
 * @property {{name: string, controller: {name: string, contact: string}}} site
 * @property {{id: string, required?: boolean, retention?: string}[]} purposes
 * @property {Service[]} services
 * @property {Record<string, Record<string, string>>} text
 */

/**
 * @typedef {object} Service
 * @property {string} id
 * @property {string} name
 * @property {string[]} purposes
 * @property {{name: string, country: string}} [provider]
 * @property {{name: string, lifetime: string}[]} [cookies]
 * @property {{name: string}[]} [storage]
 */

const units = /** @type {const} */ ({ D: 'day', M: 'month', Y: 'year' });

/**
 * @param {string} duration of one unit, such as P90D or PT10M
 * @param {string} locale
 */
const spell = (duration, locale) => {
  const [, time, count, unit] = /^P(T?)(\d+)([DMY])$/.exec(duration) ?? [];
  if (!count) return duration;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: time ? 'minute' : units[/** @type {keyof typeof units} */ (unit)],
    unitDisplay: 'long',
  }).format(Number(count));
};

const texts = {
  en: {
    none: 'No cookie.',
    by: 'by',
    always: 'Always on: without it the basket does not work.',
    asked: 'Off until you choose it.',
    kept: 'Kept {time} on your device.',
    stays: 'No service takes part: it is worked out on your device.',
  },
  de: {
    none: 'Kein Cookie.',
    by: 'von',
    always: 'Immer an: ohne das geht der Warenkorb nicht.',
    asked: 'Aus, bis Sie es wählen.',
    kept: '{time} auf Ihrem Gerät aufbewahrt.',
    stays: 'Kein Dienst ist beteiligt: gerechnet wird auf Ihrem Gerät.',
  },
};

/** @param {Visit} visit @param {SiteConfig} config @param {Service} service */
const serviceItem = ({ words }, config, service) => {
  const text = texts[words.language];
  const country = new Intl.DisplayNames(words.locale, { type: 'region' });
  const kept = [
    ...(service.cookies ?? []).map(({ name, lifetime }) => `${name} (${spell(lifetime, words.locale)})`),
    ...(service.storage ?? []).map(({ name }) => name),
  ];
  const provider =
    service.provider && ` ${text.by} ${service.provider.name}, ${country.of(service.provider.country)}`;
  return html`<li>
    <b translate="no">${service.name}</b>${provider}.
    ${config.text[words.language][`service.${service.id}.description`]}
    ${kept.length ? html`<span class="kept">${kept.join(', ')}</span>` : text.none}
  </li>`;
};

/** @param {Visit} visit @param {SiteConfig} config */
const purposes = (visit, config) => {
  const { words } = visit;
  const text = texts[words.language];
  const own = config.text[words.language];
  return config.purposes.map((purpose) => {
    const services = config.services.filter((service) => service.purposes.includes(purpose.id));
    return html`<h3>${own[`purpose.${purpose.id}.title`]}</h3>
      <p>
        ${own[`purpose.${purpose.id}.description`]} ${purpose.required ? text.always : text.asked}
        ${purpose.retention && !services.length ? text.kept.replace('{time}', spell(purpose.retention, words.locale)) : ''}
      </p>
      ${
        services.length
          ? html`<ul>
              ${services.map((service) => serviceItem(visit, config, service))}
            </ul>`
          : html`<p class="note">${text.stays}</p>`
      }`;
  });
};

/** @param {Visit} visit @param {SiteConfig} config */
const englishNotice = (visit, config) =>
  html`<h1>Privacy notice</h1>
    <p class="lead">
      Fern &amp; Finch is a demonstration. Nothing is sold, and the firms named below are invented.
    </p>
    <h2>Who is responsible</h2>
    <p>
      ${config.site.controller.name}, reached at ${config.site.controller.contact}. Both are invented for this
      demonstration. In truth it runs on the machine you started it on.
    </p>
    <h2 id="complaint">How to complain</h2>
    <p>Write to us first: we answer. You may also turn to the authority for privacy where you live.</p>
    <h2 id="notice-at-collection">What data are used for</h2>
    ${purposes(visit, config)}
    <h2>How to change your mind</h2>
    <p>
      Open <a href="/privacy" data-say-so-open="choices">Privacy choices</a>, in the footer of every page.
      Turning something off is as short as turning it on, and what was kept for it on your device is erased.
      What you told us is under <a href="/privacy" data-say-so-open="profile">My profile</a>: see it, change
      it, export it, erase it. The shop works the same whatever you choose.
    </p>
    <h2>Suggestions</h2>
    <p>
      “For you” is worked out on your device, from what you allowed and nothing else. Each suggestion says why
      it is there. What you look at and what you tell us is not sent to us.
    </p>
    <h2>What stands in for the real thing</h2>
    <p>
      Two of the services above have a local stand-in, so that you can see a tag being held back and released.
      Plaincount is a script of this shop that counts the pages of this visit in your browser’s session
      storage. ViewReel is a page of this shop with a drawn film. The other services have no tag here at all.
      Nothing goes to another site.
    </p>
    <h2>Pictures and data</h2>
    <p>
      All pictures are drawn from the product’s name and tags; none is a photograph. Products, prices and
      orders: Chen, D. (2015), Online Retail, UCI Machine Learning Repository,
      <a href="https://doi.org/10.24432/C5BW33">doi 10.24432/C5BW33</a>,
      <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>. Changed: rows were filtered,
      products renamed to sentence case and given a category by a keyword rule, which errs now and then. Many
      buyers were small wholesalers. Customer numbers were replaced by a shuffled index; the data hold no
      names.
    </p>`;

/** @param {Visit} visit @param {SiteConfig} config */
const germanNotice = (visit, config) =>
  html`<h1>Datenschutz</h1>
    <p class="lead">
      Fern &amp; Finch ist eine Vorführung. Es wird nichts verkauft, und die unten genannten Firmen sind
      erfunden.
    </p>
    <h2>Wer verantwortlich ist</h2>
    <p>
      ${config.site.controller.name}, zu erreichen unter ${config.site.controller.contact}. Beides ist für die
      Vorführung erfunden. In Wahrheit läuft sie auf dem Rechner, auf dem Sie sie gestartet haben.
    </p>
    <h2 id="complaint">Wie Sie sich beschweren</h2>
    <p>
      Schreiben Sie zuerst uns: Wir antworten. Sie können sich auch an die Datenschutzbehörde Ihres Ortes
      wenden.
    </p>
    <h2 id="notice-at-collection">Wofür Daten verwendet werden</h2>
    ${purposes(visit, config)}
    <h2>Wie Sie es sich anders überlegen</h2>
    <p>
      Öffnen Sie die <a href="/privacy" data-say-so-open="choices">Datenschutz-Auswahl</a>, unten auf jeder
      Seite. Ausschalten ist so kurz wie Einschalten, und was dafür auf Ihrem Gerät lag, wird gelöscht. Was
      Sie uns gesagt haben, steht unter <a href="/privacy" data-say-so-open="profile">Mein Profil</a>:
      ansehen, ändern, mitnehmen, löschen. Der Laden funktioniert gleich, was immer Sie wählen.
    </p>
    <h2>Vorschläge</h2>
    <p>
      Die Vorschläge für Sie werden auf Ihrem Gerät berechnet, aus dem, was Sie erlaubt haben, und aus sonst
      nichts. Jeder Vorschlag sagt, warum er da ist. Was Sie ansehen und was Sie uns sagen, wird nicht an uns
      gesendet.
    </p>
    <h2>Was hier nur vertreten wird</h2>
    <p>
      Zwei der Dienste haben einen Stellvertreter, damit man sieht, wie ein Tag zurückgehalten und freigegeben
      wird. Plaincount ist ein Skript dieses Ladens, das die Seiten dieses Besuchs im Sitzungsspeicher Ihres
      Browsers zählt. ViewReel ist eine Seite dieses Ladens mit einem gezeichneten Film. Die anderen Dienste
      haben hier gar keinen Tag. Nichts geht an eine andere Seite.
    </p>
    <h2>Bilder und Daten</h2>
    <p>
      Alle Bilder sind nach Namen und Merkmalen der Produkte gezeichnet; keines ist ein Foto. Produkte, Preise
      und Bestellungen:
      <span lang="en">Chen, D. (2015), Online Retail, UCI Machine Learning Repository</span>,
      <a href="https://doi.org/10.24432/C5BW33">doi 10.24432/C5BW33</a>,
      <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>. Geändert: Zeilen wurden gefiltert,
      Produkte umbenannt und durch eine Wortregel, die sich ab und zu irrt, einer Art zugeordnet. Viele Käufer
      waren kleine Großhändler. Kundennummern wurden durch einen gemischten Index ersetzt; Namen enthalten die
      Daten nicht.
    </p>`;

/** @param {Visit} visit @param {SiteConfig} config */
export const privacyPage = (visit, config) =>
  page(visit, {
    title: visit.words.say('privacyNotice'),
    main: html`<div class="prose">
      ${visit.words.language === 'de' ? germanNotice(visit, config) : englishNotice(visit, config)}
    </div>`,
  });

/** @type {Record<'delivery' | 'returns', Record<'en' | 'de', MarkupType>>} */
const short = {
  delivery: {
    en: html`<h1>Delivery</h1>
      <p class="lead">Three to five working days in the UK, five to ten elsewhere in Europe.</p>
      <h2>What it costs</h2>
      <p>£2.95 in the UK, nothing for orders over £30. To other countries of Europe £6.95.</p>
      <h2>How it is packed</h2>
      <p>In paper and card. China and glass go in a second box.</p>
      <p class="note">
        This shop is a demonstration: an order ends on the thank-you page, and nothing is sent.
      </p>`,
    de: html`<h1>Lieferung</h1>
      <p class="lead">Drei bis fünf Werktage im Vereinigten Königreich, fünf bis zehn im übrigen Europa.</p>
      <h2>Was es kostet</h2>
      <p>2,95 £ im Vereinigten Königreich, ab 30 £ nichts. In andere Länder Europas 6,95 £.</p>
      <h2>Wie verpackt wird</h2>
      <p>In Papier und Karton. Porzellan und Glas kommen in einen zweiten Karton.</p>
      <p class="note">
        Dieser Laden ist eine Vorführung: Eine Bestellung endet auf der Dankseite, verschickt wird nichts.
      </p>`,
  },
  returns: {
    en: html`<h1>Returns</h1>
      <p class="lead">Thirty days, unused, in the box it came in.</p>
      <h2>How to send something back</h2>
      <p>Put the order slip in the parcel. We pay the way back in the UK.</p>
      <h2>When something is broken</h2>
      <p>Tell us within a week. We replace it or pay it back, as you like.</p>
      <p class="note">This shop is a demonstration: nothing is sold, so nothing comes back.</p>`,
    de: html`<h1>Rückgabe</h1>
      <p class="lead">Dreißig Tage, unbenutzt, in der Schachtel, in der es kam.</p>
      <h2>Wie Sie etwas zurückschicken</h2>
      <p>Legen Sie den Bestellschein in das Paket. Den Rückweg im Vereinigten Königreich zahlen wir.</p>
      <h2>Wenn etwas zerbrochen ist</h2>
      <p>Sagen Sie es uns binnen einer Woche. Wir ersetzen es oder zahlen es zurück, wie Sie möchten.</p>
      <p class="note">
        Dieser Laden ist eine Vorführung: Es wird nichts verkauft, also kommt nichts zurück.
      </p>`,
  },
};

/** @param {Visit} visit @param {'delivery' | 'returns'} which */
export const shortPage = (visit, which) =>
  page(visit, {
    title: visit.words.say(which),
    main: html`<div class="prose">${short[which][visit.words.language]}</div>`,
  });
