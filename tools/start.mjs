// `npm start`: everything from nothing to the demo store's address.
import { pathToFileURL } from 'node:url';
import { buildAll } from './build.mjs';
import { ensure } from './ensure.mjs';
import { main, path, say } from './lib.mjs';

await main(async () => {
  await ensure('build');
  await buildAll();
  const { ownReports, serve } = await import(pathToFileURL(path('demo/server.mjs')).href);
  const port = Number(process.env.PORT ?? 4173);
  const { url } = await serve({ port });
  const asking = await serve({ port: port && port + 1, reports: ownReports });
  say(`the same store with statistics and its trust pulse: ${asking.url}/trust`);
  say(`the demo store is open at ${url} (Ctrl+C closes it)`);
});
