// The cases of tests/conformance/iab against the module that reads and writes consent strings, in whatever JavaScript
// engine imports this file.

const isReadAs = (answer, model) => answer.ok && JSON.stringify(answer.value) === JSON.stringify(model);

/** A model of the vectors with the text of its TC string, where they have its values. */
const withText = ({ sectionIds, sections, string }) => {
  const at = sectionIds.indexOf(2);
  return { sectionIds, sections: at < 0 ? sections : { ...sections, tcfeuv2: string.split('~')[at + 1] } };
};

/** The Fibonacci code of a section's id, as it stands in the header of a string with that section alone. */
const codeInHeader = (text, length) => {
  const kAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const bits = [...text.split('~')[0]]
    .map((letter) => kAlphabet.indexOf(letter).toString(2).padStart(6, '0'))
    .join('');
  const before = 6 + 6 + 12 + 1; // type, version, count, "not a range"
  return bits.slice(before, before + length);
};

/**
 * Every case that does not hold; [] when all do.
 * @param {object} iab the started module
 * @param {(path: string) => Promise<string>} read a file of the repository
 */
export const brokenCases = async (iab, read) => {
  const wrong = [];
  let count = 0;
  const call = (name, ...texts) => JSON.parse(iab[name](...texts));
  const decodeTc = (text) => call('decodeTc', text, '2026-11-22T00:00:00Z'); // the day on which they were made
  const check = (id, holds) => {
    count++;
    if (!holds) wrong.push(id);
  };
  const file = async (name) => JSON.parse(await read(`tests/conformance/iab/${name}.json`));
  const strings = ({ string, specOptimalString }) => [string, specOptimalString];

  for (const one of (await file('tcf_roundtrip')).cases) {
    check(`${one.id} read`, isReadAs(decodeTc(one.string), one.model));
    check(`${one.id} written`, strings(one).includes(call('encodeTc', JSON.stringify(one.model), '').value));
  }
  for (const { id, string, model } of (await file('tcf_decode')).cases)
    check(id, isReadAs(decodeTc(string), model));
  const semantic = await file('tcf_semantic');
  const list = JSON.stringify({ vendors: semantic.gvlVendors });
  for (const one of semantic.cases) {
    const wanted = JSON.stringify({ ...one.model, ...one.input });
    check(one.id, strings(one).includes(call('encodeTc', wanted, list).value));
  }
  for (const { id, string, expect } of (await file('tcf_malformed')).cases) {
    const { ok, error, flags } = decodeTc(string);
    check(id, expect === 'reject' ? !ok && error.at.startsWith('segment ') : ok && flags.length > 0);
  }

  for (const one of (await file('gpp_roundtrip')).cases) {
    check(`${one.id} read`, isReadAs(call('decodeGpp', one.string), withText(one)));
    check(`${one.id} written`, call('encodeGpp', JSON.stringify(withText(one)), '').value === one.string);
    if (one.minPadString)
      check(`${one.id} short`, isReadAs(call('decodeGpp', one.minPadString), withText(one)));
  }
  for (const one of (await file('gpp_headed_states')).cases) {
    const answer = call('decodeGpp', one.string);
    check(
      `${one.id} read`,
      isReadAs(answer, withText(one)) && answer.flags[0].code === 'experimental-section',
    );
    check(`${one.id} written`, call('encodeGpp', JSON.stringify(withText(one)), '1').value === one.string);
  }
  for (const { id, string, expect } of (await file('gpp_malformed')).cases) {
    const { ok, error, flags } = call('decodeGpp', string);
    const holds =
      expect === 'reject' ? !ok && error.at : ok && (flags.length === 0) === (expect === 'accept');
    check(id, holds);
  }
  for (const { n, bits } of (await file('gpp_fibonacci')).cases) {
    if (n < 28 || n > 65535) continue; // below are names, which other cases have; above there are no ids
    const model = { sections: { [`section-${n}`]: 'BAAA' } };
    const { value } = call('encodeGpp', JSON.stringify(model), '');
    check(`fibonacci ${n}`, value && codeInHeader(value, bits.length) === bits);
  }
  for (const { id, ids, header, headerMinPad } of (await file('gpp_header')).cases) {
    const named = { 2: 'CQVavQAQVavQAH1ytgELR4FsAMliAQGAARCYAEGsACnXgAAA.IAAA' };
    const rest = ids.map((each) => `~${named[each] ?? 'BAAA'}`).join('');
    // Whether what follows fits is another case's matter: the header has been read if the fault lies behind it.
    for (const text of [header, headerMinPad])
      check(`${id} ${text}`, !call('decodeGpp', text + rest).error?.at.startsWith('header'));
  }
  for (const { id, kind, string } of (await file('spec_examples')).cases)
    if (kind === 'tc') check(id, decodeTc(string).ok);
  return { count, wrong };
};
