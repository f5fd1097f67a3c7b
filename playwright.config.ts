import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions } from './tests/site/chromium.ts';
import { rootSite } from './tests/site/sites.ts';

export default defineConfig({
  testDir: 'tests',
  testMatch: ['site/**/*.spec.ts', 'search/**/*.spec.ts', 'study/**/*.spec.ts'],
  outputDir: 'test-results/browser',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  // A service worker would answer for the host; its own tests let it.
  use: { baseURL: rootSite.url, launchOptions: chromiumLaunchOptions(), serviceWorkers: 'block' },
  webServer: {
    // The `node` of the project, which runs TypeScript.
    command: 'npx node tests/site/serve.ts',
    url: rootSite.url,
    timeout: 300_000,
    reuseExistingServer: false,
  },
});
