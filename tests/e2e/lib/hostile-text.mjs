// Texts that would run if any of them were taken for markup, an address or a program, put wherever a site, a shop or a visitor
// may put a text. What ran says so in `globalThis.ran`, or asks this address for something.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

export const kElsewhere = 'https://ran.example';

/** What a text tries, with the number that it would leave behind. @type {((mark: number) => string)[]} */
export const attempts = [
  (mark) => `<script>(globalThis.ran??=[]).push(${mark})</script>`,
  (mark) => `</script><script>(globalThis.ran??=[]).push(${mark})</script>`,
  (mark) => `<img src=x onerror="(globalThis.ran??=[]).push(${mark})">`,
  (mark) => `<img src="${kElsewhere}/${mark}.png">`,
  (mark) => `"><svg onload="(globalThis.ran??=[]).push(${mark})">`,
  (mark) => `'><iframe srcdoc="<script>(parent.ran??=[]).push(${mark})</script>"></iframe>`,
  (mark) => `<iframe src="javascript:(parent.ran??=[]).push(${mark})"></iframe>`,
  (mark) => `<a href="javascript:(globalThis.ran??=[]).push(${mark})">here</a>`,
  (mark) => `javascript:(globalThis.ran??=[]).push(${mark})`,
  (mark) => `data:text/html,<script>(opener.ran??=[]).push(${mark})</script>`,
  (mark) => `" autofocus onfocus="(globalThis.ran??=[]).push(${mark})" x="`,
  (mark) => `' onmouseover='(globalThis.ran??=[]).push(${mark})' style='position:fixed;inset:0`,
  (mark) => `</style><style>@import "${kElsewhere}/${mark}.css";</style>`,
  (mark) => `--><script>(globalThis.ran??=[]).push(${mark})</script><!--`,
  (mark) => `]]><script>(globalThis.ran??=[]).push(${mark})</script>`,
  (mark) => `</title></textarea></noscript></template><script>(globalThis.ran??=[]).push(${mark})</script>`,
  (mark) => `<math><mi//xlink:href="data:x,<script>(globalThis.ran??=[]).push(${mark})</script>">`,
  (mark) => `<svg><animate onbegin="(globalThis.ran??=[]).push(${mark})" attributeName=x dur=1s>`,
  (mark) => `<details open ontoggle="(globalThis.ran??=[]).push(${mark})">`,
  (mark) =>
    `<object data="javascript:(globalThis.ran??=[]).push(${mark})"></object><embed src="${kElsewhere}/${mark}.swf">`,
  (mark) => `<base href="${kElsewhere}/"><link rel=stylesheet href="${mark}.css">`,
  (mark) => `<meta http-equiv=refresh content="0;url=${kElsewhere}/${mark}">`,
  (mark) => `<form action="${kElsewhere}/${mark}"><button autofocus>`,
  (mark) => `\${(globalThis.ran??=[]).push(${mark})}`,
  (mark) => `\\u003cscript\\u003e(globalThis.ran??=[]).push(${mark})\\u003c/script\\u003e`,
  (mark) => `&lt;script&gt;(globalThis.ran??=[]).push(${mark})&lt;/script&gt;`,
  (mark) => `＜script＞(globalThis.ran??=[]).push(${mark})＜/script＞`,
  (mark) => `<say-so-slate onclick="(globalThis.ran??=[]).push(${mark})"></say-so-slate>`,
  (mark) => `<style>*{background:url(${kElsewhere}/${mark})}</style>`,
  (mark) => `\u202E<script>(globalThis.ran??=[]).push(${mark})</script>\u2066\u200F`,
  (mark) => `__proto__ constructor prototype ${mark}`,
  (mark) => `🫥👩‍👩‍👧‍👦 é\u0301 \u{1F3F4}\u{E0067} ${mark}`,
];

/** How many attempts there are that a browser runs by itself once they are markup. */
export const kRunByThemselves = 8;

/** Gives each text it is handed the next attempt as its end; the start stays, so that a test finds its controls. */
export const createSpoiler = () => {
  let used = 0;
  const spoil = (/** @type {string} */ text) => `${text} ${attempts[used % attempts.length](used++)}`;
  return spoil;
};

/** Ends of keys whose words stand in an address, or are no words at all. */
const isNoText = (/** @type {string} */ key) => /^meta\./.test(key);

/** Every word of the widget and of the site, spoilt, in English. @param {any} site @param {(text: string) => string} spoil */
export const spoilSite = (site, spoil) => {
  const words = JSON.parse(readFileSync(resolve(root, 'web/strings/en.json'), 'utf8'));
  const own = site.text.en;
  for (const [key, word] of Object.entries({ ...words, ...own }))
    if (typeof word === 'string' && !isNoText(key)) own[key] = spoil(word);
  site.site.name = spoil(site.site.name);
  site.site.controller.name = spoil(site.site.controller.name);
  for (const service of site.services) {
    service.name = spoil(service.name);
    if (service.provider) service.provider.name = spoil(service.provider.name);
  }
};

/** A vendor list with every text spoilt. @param {any} list @param {(text: string) => string} spoil @returns {any} */
export const spoilVendorList = (list, spoil) =>
  JSON.parse(
    JSON.stringify(list, (key, value) =>
      typeof value === 'string' && /^(name|description)$/.test(key) ? spoil(value) : value,
    ),
  );

/** The shop's catalog with every title, category and tag spoilt. @param {any} catalog @param {(text: string) => string} spoil */
export const spoilCatalog = (catalog, spoil) => {
  const categories = new Map();
  const once = (/** @type {string} */ name) => {
    if (!categories.has(name)) categories.set(name, spoil(name));
    return categories.get(name);
  };
  for (const item of catalog.items) {
    item.title = spoil(item.title);
    item.category = once(item.category);
    // A tag is `kind:value`; its kind is an id of the site's.
    item.tags = item.tags.map((/** @type {string} */ tag) => once(tag));
  }
  return catalog;
};
