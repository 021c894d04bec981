/** The words of the page that reads consent strings. Names of purposes are those of the framework, in short. */

/** @param {string} locale */
const formats = (locale) => {
  const number = new Intl.NumberFormat(locale);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const region = new Intl.DisplayNames(locale, { type: 'region' });
  return {
    number: (/** @type {number} */ value) => number.format(value),
    /** @param {number} time milliseconds since 1970 */
    day: (time) => day.format(new Date(time)),
    /** @param {string} code "GB"; "AA" is said when nobody knows */
    country: (code) => (code === 'AA' ? null : (region.of(code) ?? code)),
    /** @param {string} name of a section: "usca" */
    state: (name) => (/^us[a-z]{2}$/.test(name) ? name.slice(2).toUpperCase() : name),
  };
};

const english = () => {
  const format = formats('en-GB');
  return {
    ...format,
    empty: 'Paste a string first.',
    refused: 'This cannot be read',
    refusedText:
      'It is not a consent string, or a part of it is missing or wrong. Vendors would not accept it.',
    doubts: 'What is doubtful about it',
    yes: 'yes',
    no: 'no',
    tcTitle: 'A TC string (Europe, TCF version 2)',
    /** @param {any} tc @param {string} made */
    tcSummary: (tc, made) => {
      const country = format.country(tc.publisherCC);
      return `Made on ${made} by the consent tool with the id ${tc.cmpId} (version ${tc.cmpVersion}), in the language ${tc.consentLanguage}, ${country ? `for a publisher from this country: ${country}` : 'for a publisher whose country is not said'}. It follows version ${tc.policyVersion} of the policies and version ${tc.vendorListVersion} of the vendor list.`;
    },
    updated: (/** @type {string} */ day) => `Last changed on ${day}.`,
    purposesTitle: 'What the visitor said to each purpose',
    purpose: 'Purpose',
    consent: 'Consent',
    legitimateInterest: 'Legitimate interest, not objected to',
    unknownPurpose: 'a purpose without a name',
    purposes: [
      'Store or access information on a device',
      'Use limited data to select advertising',
      'Create profiles for personalised advertising',
      'Use profiles to select personalised advertising',
      'Create profiles to personalise content',
      'Use profiles to select personalised content',
      'Measure advertising performance',
      'Measure content performance',
      'Understand audiences through statistics',
      'Develop and improve services',
      'Use limited data to select content',
    ],
    specialFeatures: 'Special features, which need a yes of their own',
    featureNames: ['Use precise location', 'Actively scan the device to identify it'],
    vendors: 'Vendors',
    disclosed: 'Shown to the visitor',
    vendorConsents: 'With consent',
    vendorInterests: 'With legitimate interest, not objected to',
    ids: 'Their ids in the vendor list',
    restrictions: 'What the publisher restricts',
    restrictionTypes: ['is not allowed', 'needs consent', 'needs legitimate interest'],
    /** @param {number} purpose @param {string} type @param {number} count @param {string} vendors */
    restriction: (purpose, type, count, vendors) =>
      `Purpose ${purpose} ${type}, for ${count} ${count === 1 ? 'vendor' : 'vendors'}: ${vendors}`,
    purposeOne:
      'Purpose 1 was not shown to the visitor: where the publisher is, the law does not ask it of them.',
    gppSummary: (/** @type {number} */ count) =>
      count === 1 ? 'A GPP string with one section.' : `A GPP string with ${count} sections.`,
    gppEmpty: 'A GPP string without a section: nothing applies where it was made.',
    fields: 'Field by field',
    field: 'Field',
    value: 'What it says',
    notices: ['not applicable', 'notice was given', 'no notice was given'],
    optOuts: ['not applicable', 'opted out', 'did not opt out'],
    consents: ['not applicable', 'no consent', 'consent'],
    answers: ['not applicable', 'yes', 'no'],
    modes: ['not applicable', 'opt-out option', 'service provider'],
    allOf: (/** @type {number} */ count, /** @type {string} */ word) =>
      count === 1 ? word : `all ${count}: ${word}`,
    gpc: 'Global Privacy Control',
    gpcOn: 'the browser sent it: no sale, no sharing',
    gpcOff: 'not sent',
    unread: 'This section is not known here; it reads:',
    sectionNames: /** @type {Record<string, string>} */ ({
      tcfeuv2: 'Europe: a TC string inside',
      uspv1: 'United States, the old US Privacy string',
      usnat: 'United States, national',
      usca: 'California',
      usva: 'Virginia',
      usco: 'Colorado',
      usut: 'Utah',
      usct: 'Connecticut',
      usfl: 'Florida',
      usmt: 'Montana',
      usor: 'Oregon',
      ustx: 'Texas',
      usde: 'Delaware',
      usia: 'Iowa',
      usne: 'Nebraska',
      usnh: 'New Hampshire',
      usnj: 'New Jersey',
      ustn: 'Tennessee',
      usmn: 'Minnesota',
      usmd: 'Maryland (draft)',
      usin: 'Indiana (draft)',
      usky: 'Kentucky (draft)',
      usri: 'Rhode Island (draft)',
    }),
    flags: /** @type {Record<string, string>} */ ({
      'not-service-specific':
        'It claims to hold on every site. That ended in 2021: vendors treat it as void.',
      'no-disclosed-vendors': 'It does not say which vendors were shown. TCF 2.3 demands that.',
      'allowed-vendors': 'It has a part that left the format.',
      'old-policy': 'It follows policies that ended on 30 September 2023: it is void.',
      'unregistered-cmp': 'The id of its consent tool was given to nobody.',
      'forbidden-legitimate-interest': 'It names legitimate interest for a purpose that only consent allows.',
      'dates-differ': 'The days it was made and last changed differ; they are to be the same.',
      'time-of-day': 'It holds a time of day, which says more than it may.',
      'in-future': 'It was made in the future.',
      'max-vendor-id-exceeded': 'It lists a vendor above its own highest id.',
      'trailing-bits': 'Something stands behind its last field.',
      'reserved-section': 'It lists a section that no string can have.',
      'unknown-section': 'It has a section that is not known here.',
      'experimental-section': 'The text of this section is a draft.',
      'length-not-of-version': 'The section is as long as another version than it says.',
      'coverage-missing': 'It does not say whether the transaction is covered, which it has to.',
    }),
  };
};

/** @typedef {ReturnType<typeof english>} Words */

/** @returns {Words} */
const german = () => {
  const format = formats('de-DE');
  return {
    ...english(),
    ...format,
    empty: 'Fügen Sie zuerst eine Zeichenkette ein.',
    refused: 'Das lässt sich nicht lesen',
    refusedText:
      'Es ist keine Einwilligungs-Zeichenkette, oder ein Teil fehlt oder ist falsch. Anbieter würden sie nicht annehmen.',
    doubts: 'Was daran zweifelhaft ist',
    yes: 'ja',
    no: 'nein',
    tcTitle: 'Ein TC-String (Europa, TCF Version 2)',
    /** @param {any} tc @param {string} made */
    tcSummary: (tc, made) => {
      const country = format.country(tc.publisherCC);
      return `Erstellt am ${made} vom Einwilligungswerkzeug mit der Kennung ${tc.cmpId} (Version ${tc.cmpVersion}), in der Sprache ${tc.consentLanguage}, ${country ? `für einen Anbieter der Seite in: ${country}` : 'für einen Anbieter der Seite ohne Angabe des Landes'}. Er folgt Version ${tc.policyVersion} der Regeln und Version ${tc.vendorListVersion} der Anbieterliste.`;
    },
    updated: (/** @type {string} */ day) => `Zuletzt geändert am ${day}.`,
    purposesTitle: 'Was zu jedem Zweck gesagt wurde',
    purpose: 'Zweck',
    consent: 'Einwilligung',
    legitimateInterest: 'Berechtigtes Interesse, ohne Widerspruch',
    unknownPurpose: 'ein Zweck ohne Namen',
    purposes: [
      'Informationen auf einem Gerät speichern oder abrufen',
      'Begrenzte Daten zur Auswahl von Werbung verwenden',
      'Profile für personalisierte Werbung erstellen',
      'Profile zur Auswahl personalisierter Werbung verwenden',
      'Profile zur Personalisierung von Inhalten erstellen',
      'Profile zur Auswahl personalisierter Inhalte verwenden',
      'Werbeleistung messen',
      'Leistung von Inhalten messen',
      'Zielgruppen durch Statistiken verstehen',
      'Angebote entwickeln und verbessern',
      'Begrenzte Daten zur Auswahl von Inhalten verwenden',
    ],
    specialFeatures: 'Besondere Merkmale, die ein eigenes Ja brauchen',
    featureNames: ['Genaue Standortdaten verwenden', 'Das Gerät aktiv abfragen, um es zu erkennen'],
    vendors: 'Anbieter',
    disclosed: 'Wurden gezeigt',
    vendorConsents: 'Mit Einwilligung',
    vendorInterests: 'Mit berechtigtem Interesse, ohne Widerspruch',
    ids: 'Ihre Nummern in der Anbieterliste',
    restrictions: 'Was der Betreiber der Seite einschränkt',
    restrictionTypes: ['ist nicht erlaubt', 'braucht Einwilligung', 'braucht berechtigtes Interesse'],
    /** @param {number} purpose @param {string} type @param {number} count @param {string} vendors */
    restriction: (purpose, type, count, vendors) =>
      `Zweck ${purpose} ${type}, für ${count} Anbieter: ${vendors}`,
    purposeOne: 'Zweck 1 wurde nicht gezeigt: Am Ort des Betreibers verlangt das Recht es nicht.',
    gppSummary: (/** @type {number} */ count) =>
      count === 1 ? 'Ein GPP-String mit einem Abschnitt.' : `Ein GPP-String mit ${count} Abschnitten.`,
    gppEmpty: 'Ein GPP-String ohne Abschnitt: Wo er entstand, gilt nichts davon.',
    fields: 'Feld für Feld',
    field: 'Feld',
    value: 'Was es sagt',
    notices: ['trifft nicht zu', 'es wurde informiert', 'es wurde nicht informiert'],
    optOuts: ['trifft nicht zu', 'widersprochen', 'nicht widersprochen'],
    consents: ['trifft nicht zu', 'keine Einwilligung', 'Einwilligung'],
    answers: ['trifft nicht zu', 'ja', 'nein'],
    modes: ['trifft nicht zu', 'mit Widerspruchsmöglichkeit', 'als Dienstleister'],
    allOf: (/** @type {number} */ count, /** @type {string} */ word) =>
      count === 1 ? word : `alle ${count}: ${word}`,
    gpcOn: 'vom Browser gesendet: kein Verkauf, keine Weitergabe',
    gpcOff: 'nicht gesendet',
    unread: 'Dieser Abschnitt ist hier nicht bekannt; er lautet:',
    sectionNames: {
      ...english().sectionNames,
      tcfeuv2: 'Europa: ein TC-String darin',
      uspv1: 'USA, die alte US-Privacy-Zeichenkette',
      usnat: 'USA, landesweit',
      usca: 'Kalifornien',
      usmd: 'Maryland (Entwurf)',
      usin: 'Indiana (Entwurf)',
      usky: 'Kentucky (Entwurf)',
      usri: 'Rhode Island (Entwurf)',
    },
    flags: {
      'not-service-specific':
        'Er will auf jeder Seite gelten. Das endete 2021: Für Anbieter ist er ungültig.',
      'no-disclosed-vendors': 'Er sagt nicht, welche Anbieter gezeigt wurden. TCF 2.3 verlangt das.',
      'allowed-vendors': 'Er hat einen Teil, den das Format nicht mehr kennt.',
      'old-policy': 'Er folgt Regeln, die am 30. September 2023 endeten: Er ist ungültig.',
      'unregistered-cmp': 'Die Kennung seines Einwilligungswerkzeugs hat niemand.',
      'forbidden-legitimate-interest': 'Er nennt berechtigtes Interesse, wo nur Einwilligung genügt.',
      'dates-differ': 'Die Tage der Erstellung und der letzten Änderung sollen gleich sein.',
      'time-of-day': 'Er enthält eine Uhrzeit und sagt damit mehr, als er darf.',
      'in-future': 'Er wurde in der Zukunft erstellt.',
      'max-vendor-id-exceeded': 'Er nennt einen Anbieter über seiner eigenen höchsten Nummer.',
      'trailing-bits': 'Hinter seinem letzten Feld steht noch etwas.',
      'reserved-section': 'Er nennt einen Abschnitt, den es nicht geben kann.',
      'unknown-section': 'Er hat einen Abschnitt, der hier nicht bekannt ist.',
      'experimental-section': 'Der Text dieses Abschnitts ist ein Entwurf.',
      'length-not-of-version': 'Der Abschnitt ist so lang wie eine andere Version, als er angibt.',
      'coverage-missing': 'Er sagt nicht, ob der Vorgang vom Vertrag erfasst ist; das muss er.',
    },
  };
};

/** @param {string} language @returns {Words} */
export const wordsFor = (language) => (language.startsWith('de') ? german() : english());
