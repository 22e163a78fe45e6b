/**
 * The browser tests run against the exported site, served as `npm start` serves it. `npm test -- e2e` builds the
 * site, serves it and says where (GRACEFUL_URL) and with which browser (GRACEFUL_BROWSER).
 */
import { defineConfig, devices } from '@playwright/test';
import { BROWSER_ARGUMENTS } from './scripts/lib/browser-arguments.mts';

const url = process.env.GRACEFUL_URL;
const executablePath = process.env.GRACEFUL_BROWSER;
const port = process.env.PORT ?? '4300';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // Each test boots one or two interpreters; more workers than this make slow tests out of good ones.
  workers: 2,
  // Long, because a shared machine with two cores may be four times as slow as itself; what passes never waits for them.
  timeout: 180_000,
  expect: { timeout: 45_000 },
  use: {
    ...devices['Desktop Chrome'],
    baseURL: url ?? `http://localhost:${port}/`,
    // A recording costs a fifth of each test's time; `npx playwright test NAME --trace on` makes one.
    trace: 'off',
    // Each test is a first visit, and would keep the whole course; e2e/offline.spec.ts has them.
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
    launchOptions: { args: [...BROWSER_ARGUMENTS], ...(executablePath ? { executablePath } : {}) },
  },
  // By hand, against a site that is built already: `npx playwright test`.
  ...(url
    ? {}
    : {
        webServer: {
          command: `npm run --silent serve -- --port ${port}`,
          url: `http://localhost:${port}/`,
          reuseExistingServer: true,
        },
      }),
});
