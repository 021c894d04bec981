import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: '../../test-results/matrix',
  workers: 2,
  fullyParallel: true,
  // A test goes through a whole row of the matrix.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['../e2e/lib/plain-reporter.mjs']],
  use: { trace: 'off' },
  projects: ['chromium', 'firefox', 'webkit'].map((engine) => ({
    name: engine,
    testMatch: engine === 'chromium' ? /(whole|looks)\.spec\.mjs/ : 'pairwise.spec.mjs',
    use: { engine },
  })),
});
