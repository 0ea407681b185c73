/** What a part of the test run came to; `skipped` holds one line with the reason for each. */
export interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: readonly string[]
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

/**
 * Counts a vitest report; a file that could not be loaded is one failed test.
 *
 * @param report what vitest's JSON reporter wrote, or null when there is none
 * @param skips what skip-reporter.ts wrote
 */
export const readVitest = (report: unknown, skips: unknown): Count => {
  if (report === null) return { passed: 0, failed: 1, skipped: [] }
  // The format of vitest's own JSON reporter.
  const { numPassedTests, numFailedTests, testResults } = report as VitestReport
  const unloaded = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  )
  return {
    passed: numPassedTests,
    failed: numFailedTests + unloaded.length,
    // Written by our own reporter as lines.
    skipped: (skips ?? []) as readonly string[],
  }
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly {
    readonly title: string
    readonly tests: readonly {
      readonly status: string
      readonly annotations: readonly { readonly type: string; readonly description?: string }[]
    }[]
  }[]
}

interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[]
  readonly errors: readonly unknown[]
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number }
}

const skippedIn = (suite: PlaywrightSuite): readonly string[] => [
  ...(suite.specs ?? []).flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === 'skipped')
      .map((test) => {
        const reason = test.annotations.find((one) => ['skip', 'fixme'].includes(one.type))
        return `${spec.title}: ${reason?.description ?? 'no reason given'}`
      }),
  ),
  ...(suite.suites ?? []).flatMap(skippedIn),
]

/** Counts a Playwright report; a flaky test has failed. Null when there is no report. */
export const readPlaywright = (report: unknown): Count => {
  if (report === null) return { passed: 0, failed: 1, skipped: [] }
  // The format of Playwright's own JSON reporter.
  const { stats, suites, errors } = report as PlaywrightReport
  const unexpected = stats.unexpected + stats.flaky
  return {
    passed: stats.expected,
    failed: unexpected === 0 && errors.length > 0 ? 1 : unexpected,
    skipped: suites.flatMap(skippedIn),
  }
}
