import { defineConfig } from '@playwright/test';

const engines = ['chromium', 'firefox', 'webkit'];

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: '../../test-results/specs',
  // Two cores: more workers only make each other wait.
  workers: 2,
  fullyParallel: true,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./lib/plain-reporter.mjs']],
  // A trace of every test costs a third more time: who looks into a failure asks for one, with --trace on.
  use: { screenshot: 'only-on-failure' },
  projects: engines.map((engine) => ({
    name: engine,
    use: { engine },
    // These two start and answer more slowly, and nobody waits for them.
    ...(engine === 'chromium' ? {} : { timeout: 90_000, expect: { timeout: 25_000 } }),
  })),
});
