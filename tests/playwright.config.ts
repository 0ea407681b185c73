import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineConfig } from '@playwright/test'

/** The last list wins, so what Playwright turns off itself stands here too. */
const unused = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  // Pages of the address bar that nobody sees: each window loaded two, which took longer than Kith.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
]

/**
 * Debian's Chromium, best without a window: what draws menus and tabs that nobody sees took as long
 * as Kith's page.
 */
const chromium =
  process.env['CHROMIUM_PATH'] ??
  ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) => existsSync(path))

export default defineConfig({
  testDir: './e2e',
  outputDir: resolve(import.meta.dirname, '../out/test-results/playwright'),
  reporter: 'list',
  // A flaky test is a failed one.
  retries: 0,
  forbidOnly: true,
  fullyParallel: true,
  // The machine has two cores and each test brings a browser and a host of its own.
  workers: 2,
  projects: [
    { name: 'browser' },
    // The same walk over every screen, with pictures in place of findings.
    { name: 'pictures', testMatch: 'tests/e2e/*look.spec.ts', timeout: 40 * 60_000 },
  ],
  // What takes longer hangs. A busy machine without a graphics card draws pages ten times slower;
  // how quick Kith is, the benchmark says.
  timeout: 6 * 60_000,
  expect: { timeout: 30_000 },
  use: {
    launchOptions: {
      ...(chromium !== undefined && existsSync(chromium) && { executablePath: chromium }),
      env: {
        ...process.env,
        FONTCONFIG_FILE: resolve(import.meta.dirname, 'support/fonts.conf'),
      } as Record<string, string>,
      args: [
        `--disable-features=${unused.join(',')}`,
        // A page lives for seconds: code optimised beside it, and a process for a graphics card
        // that is not there, are never paid back.
        '--js-flags=--no-opt',
        '--in-process-gpu',
        // Chromium refuses root with its sandbox on; only tests run so, never the application.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
    locale: 'en-GB',
    timezoneId: 'Europe/Lisbon',
    viewport: { width: 1440, height: 900 },
    // Of pages that failed `kith.ts` takes them; Playwright would take one of each that ends.
    screenshot: 'off',
    trace: 'off',
  },
})
