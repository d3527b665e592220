/** End-to-end tests drive a real browser on the built files, served as a static host would (`npm run test:e2e` builds them). */
import { defineConfig } from '@playwright/test'
// @ts-expect-error -- a script without dependencies, in plain JavaScript
import { findBrowser } from '../../scripts/browser.mjs'

const folder = process.env.CROSSOVER_TEST_DIST ?? 'dist-test'
const { path, problem } = findBrowser() as { path: string | null; problem: string | null }
if (path === null) throw new Error(problem ?? 'No browser.')

/** The server says where it listens; Playwright keeps the named group as an environment variable. */
const ADDRESS = /at (?<crossover_address>http:\/\/\S+)/

const ARGUMENTS = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run']

export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: '../../test-results',
  // two cores: the second runs the server and the browser's own processes
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  // a machine may be busy; no test measures time
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  webServer: {
    command: `node scripts/serve.mjs --dir ${folder} --port 4273`,
    cwd: '../..',
    wait: { stdout: ADDRESS },
  },
  use: {
    baseURL: process.env.CROSSOVER_ADDRESS,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: path,
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...ARGUMENTS],
    },
  },
})
