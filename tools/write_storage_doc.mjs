// docs/storage.md from the one storage table in code: `node tools/write_storage_doc.mjs`.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { storageNotes, wholeTable } from '../web/engine/storage.js';

export const docPath = new URL('../docs/storage.md', import.meta.url);

const kHead = `# What is stored on the device

Everything that Say-So may keep, and nothing else. Nothing is written before a choice. This page is made from
\`web/engine/storage.js\` by \`node tools/write_storage_doc.mjs\`.

`;

const kTail = `
Models, catalogs, words and modules are in the browser's HTTP cache only.

**When a write fails.** Each write is read back. Where the choice or its decision could not be kept, everything optional
is off on that page, and the developer is told \`cannot-store\`. A choice that the cookie will not take waits in
\`say-so.pending\`, so that the next page knows of it.

**When something was changed.** A cookie that was cut or changed reads as no grant at all. A snapshot that differs from
the cookie, or from the conditions it was made under, is not used; the core decides anew.

**Erasing everything** removes records, profile, signals, snapshot and outbox. What stays is the current refusals in the
cookie, without an id and to the day. Withdrawals that the sink has not taken yet are tried once more before they go.
What was answered for statistics stays noted in \`say-so.spent\` until its period is over: two answers of one visitor in
one period would tell more than was promised. Which questions had an answer says nothing about what it was, and everybody
who answered them has the same note; the panel says that it stays, and until when. Switching the purpose off leaves it for
the same reason.

**Age of the cookie.** It is written for 393 days, which no 13 months fall short of, and so is never kept longer without
a visit. Each time the core is loaded it is written again as it is, and a page that does well without the core loads it
for this once a calendar month: an opt-out is not forgotten while the visitor comes back within a year. Renewing prolongs
no consent: when one ends follows from the time in the text, not from the age of the cookie.

**Safari** forgets what a script stored after seven days of use without a visit to the site. Let the server renew the
cookie with its answer; the rest is made anew from it, but records, profile and signals are then gone:

\`\`\`js
import { renewConsent } from 'say-so/dist/server.js';

const renewed = renewConsent(request.headers.cookie);
if (renewed) response.appendHeader('Set-Cookie', renewed);
\`\`\`

**Subdomains.** With \`"cookieDomain": "shop.example"\` in the config's \`site\`, the choices hold on every host below it.
The other places stay with their host: there the core decides anew from the cookie.
`;

const bytes = (/** @type {number} */ limit) => limit.toLocaleString('en');

export const storageDoc = () => {
  const rows = Object.entries(wholeTable()).map(([name, { key, kind, limit }]) => {
    const { content, lifetime, readers, purpose, before } = storageNotes[name];
    return [`\`${key}\``, kind, content, bytes(limit), lifetime, readers, purpose, before];
  });
  const columns = [
    'key',
    'kind',
    'content',
    'at most, characters',
    'lifetime',
    'readers',
    'purpose',
    'before a choice',
  ];
  const table = [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`);
  return kHead + table.join('') + kTail;
};

export const readDoc = () => readFileSync(docPath, 'utf8');

if (import.meta.url === pathToFileURL(process.argv[1]).href) writeFileSync(docPath, storageDoc());
