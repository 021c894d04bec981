// The logs of tests/conformance/iab/api_*.json played against our APIs: the same calls, the same callbacks in the same order,
// with the members that the specification names.

/** A page with nothing on it but its own frames. */
const emptyPage = () => {
  const page = { frames: { there: true }, addEventListener() {}, document: {} };
  page.parent = page;
  page.frames.__tcfapiLocator = undefined;
  page.document.body = { append() {} };
  page.document.createElement = () => ({ style: {} });
  return page;
};

/** The names of `expected` whose values `actual` does not have. @param {any} expected @param {any} actual */
const missing = (expected, actual, except = []) =>
  Object.keys(expected ?? {}).filter(
    (name) => !except.includes(name) && JSON.stringify(expected[name]) !== JSON.stringify(actual?.[name]),
  );

/**
 * A vendor with two restrictions for one purpose: the text lets the lower number win, the reference the last one written.
 * @param {any} expected @param {any} actual TCData
 */
const withTextsRule = (expected, actual) => {
  const theirs = expected?.publisher?.restrictions;
  const ours = actual?.publisher?.restrictions;
  if (!theirs || !ours) return expected;
  const restrictions = Object.fromEntries(
    Object.entries(theirs).map(([purpose, vendors]) => [
      purpose,
      Object.fromEntries(
        Object.entries(vendors).map(([id, type]) => [id, Math.min(type, ours[purpose]?.[id] ?? type)]),
      ),
    ]),
  );
  return { ...expected, publisher: { ...expected.publisher, restrictions } };
};

/** Notes what each callback gets, by its label. */
const createRecorder = () => {
  const got = [];
  const as = (label) => (data, success) => got.push({ cb: label, data, success });
  return { got, as };
};

const labelAfter = (log, index) => log.slice(index).find(({ cb }) => cb)?.cb;

/** What went otherwise than in the log. @param {any} one a case @param {any} core the module @param {any} api our code */
export const playTcf = (one, core, { stubTcf, createTcfApi }) => {
  const { log, tcString, cmpId, cmpVersion } = one;
  const { value: model } = JSON.parse(core.decodeTc(tcString, ''));
  const page = emptyPage();
  const { got, as } = createRecorder();
  stubTcf(page);
  page.__tcfapi('addEventListener', 2, as('queued'));
  const { tcfPolicyVersion } = log.find(({ cb }) => cb === 'ping-before').data;
  const facts = { cmpId, cmpVersion, tcfPolicyVersion, gvlVersion: model.vendorListVersion };
  const api = createTcfApi({ facts, page });
  for (const [index, { call, args, op, ui }] of log.entries()) {
    if (call) page.__tcfapi(call, args[0], as(labelAfter(log, index)), args[2]);
    if (op === 'update')
      api.update({
        gdprApplies: true,
        isVisible: ui,
        eventStatus: ui ? 'cmpuishown' : 'useractioncomplete',
        tc: { tcString, model },
      });
    if (op === 'gdprDoesNotApply')
      api.update({ gdprApplies: false, isVisible: false, eventStatus: 'useractioncomplete' });
  }
  const expected = log.filter(({ cb }) => cb);
  const wrong = [];
  if (got.length !== expected.length)
    wrong.push(`${got.length} callbacks instead of ${expected.length}: ${got.map(({ cb }) => cb)}`);
  for (const [index, { cb, data, success }] of expected.entries()) {
    const actual = got[index] ?? {};
    const isFlag = typeof data !== 'object' || data === null;
    const unlike = isFlag
      ? actual.data !== data && ['data']
      : // The reference names the API's version 2, the text its dotted form.
        missing(withTextsRule(data, actual.data), actual.data, ['apiVersion']);
    if (actual.cb !== cb || actual.success !== success || unlike.length)
      wrong.push(
        `${index} ${cb}: ${actual.cb} ${actual.success} ${unlike} ${JSON.stringify(actual.data)?.slice(0, 200)}`,
      );
  }
  return wrong;
};

/** The reference has one flat object a section; the text an object a sub-section. @param {any[]} parts */
const flat = (parts) => Object.assign({}, ...parts);
const kOwnWords = ['GpcSegmentType']; // the text says SubsectionType

/** @param {any} expected @param {any} actual */
const unlikePing = (expected, actual) => {
  const names = missing(expected, actual, ['parsedSections']);
  for (const [name, section] of Object.entries(expected.parsedSections))
    names.push(...unlikeSection(section, actual.parsedSections[name]).map((field) => `${name}.${field}`));
  return names;
};
/** @param {any} expected @param {any} parts */
const unlikeSection = (expected, parts = []) => {
  const actual = flat(parts);
  // Where the sub-section is absent, the reference says false.
  const isAbsent = actual.Gpc === undefined && expected.Gpc === false;
  return missing(expected, actual, [...kOwnWords, ...(isAbsent ? ['Gpc'] : [])]);
};

/** @param {any} expected @param {any} actual */
const unlikeGpp = (expected, actual) => {
  if (expected === null || typeof expected !== 'object') return expected === actual ? [] : ['data'];
  // The text gives a boolean where the reference gives an event.
  if (expected.eventName === 'listenerRemoved') return actual === expected.data ? [] : ['removed'];
  if (expected.eventName)
    return [
      ...missing(expected, actual, ['pingData']),
      ...unlikePing(expected.pingData, actual?.pingData ?? { parsedSections: {} }),
    ];
  if (expected.gppVersion) return unlikePing(expected, actual ?? { parsedSections: {} });
  return unlikeSection(expected, actual ?? []);
};

/** @param {any} one a case @param {any} core the module @param {any} api our code */
export const playGpp = (one, core, { createGppApi }) => {
  const { log, gppString, cmpId } = one;
  const data = JSON.parse(core.gppData(gppString)).value;
  const page = emptyPage();
  const { got, as } = createRecorder();
  const { supportedAPIs } = log.find(({ cb }) => cb === 'ping0').data;
  const api = createGppApi({ facts: { cmpId, supportedAPIs }, page });
  for (const [index, { call, parameter }] of log.entries()) {
    if (!call) continue;
    page.__gpp(call, as(labelAfter(log, index)), parameter);
    // Once somebody listens, the CMP gets its string.
    if (call === 'addEventListener')
      api.update(
        { ...data, gppString, applicableSections: data.sectionList },
        { isVisible: false, isReady: true },
      );
  }
  const expected = log.filter(({ cb }) => cb);
  const wrong = [];
  if (got.length !== expected.length)
    wrong.push(`${got.length} callbacks instead of ${expected.length}: ${got.map(({ cb }) => cb)}`);
  for (const [index, { cb, data: wanted, success }] of expected.entries()) {
    const actual = got[index] ?? {};
    const unlike = unlikeGpp(wanted, actual.data);
    if (actual.cb !== cb || actual.success !== success || unlike.length)
      wrong.push(
        `${index} ${cb}: ${actual.cb} ${actual.success} ${unlike} ${JSON.stringify(actual.data)?.slice(0, 200)}`,
      );
  }
  return wrong;
};

/** Plays every log. @param {any} core @param {any} apis @param {(path: string) => Promise<string>} read */
export const brokenLogs = async (core, apis, read) => {
  const wrong = [];
  let count = 0;
  for (const [name, play] of [
    ['api_tcf', playTcf],
    ['api_gpp', playGpp],
  ])
    for (const one of JSON.parse(await read(`tests/conformance/iab/${name}.json`)).cases) {
      count++;
      for (const what of play(one, core, apis)) wrong.push(`${one.id}: ${what}`);
    }
  return { count, wrong };
};
