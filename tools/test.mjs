// `npm test`: the gate. `npm test -- node` runs one suite of it.
import { ensure } from './ensure.mjs';
import { buildForTests, gate, printSum, runSuites } from './gate.mjs';
import { main } from './lib.mjs';

await main(async (args) => {
  await ensure('build', 'test');
  await buildForTests();
  const suites = Object.entries(gate).filter(([name]) => !args.length || args.includes(name));
  printSum(await runSuites(suites));
});
