import { defineConfig } from '@playwright/test';

// Pictures of one engine: what differs from them is to be looked at, and kept with `-u` if it is meant.
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: '../../test-results/pictures',
  snapshotPathTemplate: 'kept/{arg}{ext}',
  workers: 2,
  fullyParallel: true,
  timeout: 120_000,
  expect: {
    timeout: 30_000,
    toHaveScreenshot: { maxDiffPixelRatio: 0.01, animations: 'disabled', caret: 'hide' },
  },
  reporter: [['list'], ['../e2e/lib/plain-reporter.mjs']],
  use: { trace: 'off' },
  projects: [{ name: 'chromium', use: { engine: 'chromium' } }],
});
