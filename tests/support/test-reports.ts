import { stripVTControlCharacters } from 'node:util'

/** What a part of the test run came to. */
export interface Count {
  readonly passed: number
  /** One line for each: its name and what went wrong. */
  readonly failed: readonly string[]
  /** One line for each, with the reason. */
  readonly skipped: readonly string[]
}

const longest = 600

const isOfStack = (line: string): boolean => /^\s+at /.test(line)

/** A test that failed, in one line: what was expected and what came, without the stack. */
const failedLine = (name: string, message = ''): string => {
  const lines = stripVTControlCharacters(message).split('\n')
  const end = lines.findIndex(isOfStack)
  const said = lines.slice(0, end === -1 ? lines.length : end).join(' ')
  const why = said.replace(/\s+/g, ' ').trim()
  return why === '' ? name : `${name}: ${why.slice(0, longest)}`
}

const noReport: Count = { passed: 0, failed: ['no report was written'], skipped: [] }

interface VitestReport {
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly message: string
    readonly status: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages?: readonly string[]
    }[]
  }[]
}

type VitestFile = VitestReport['testResults'][number]

/**
 * Counts a vitest report; a file that could not be loaded is one failed test.
 *
 * @param report what vitest's JSON reporter wrote, or null when there is none
 * @param skips what skip-reporter.ts wrote
 */
export const readVitest = (report: unknown, skips: unknown): Count => {
  if (report === null) return noReport
  // The format of vitest's own JSON reporter.
  const { numPassedTests, testResults } = report as VitestReport
  const failedIn = ({ name, message, status, assertionResults }: VitestFile): readonly string[] => {
    const tests = assertionResults.filter((one) => one.status === 'failed')
    return tests.length === 0 && status === 'failed'
      ? [failedLine(name, message)]
      : tests.map((one) => failedLine(one.fullName, one.failureMessages?.[0]))
  }
  return {
    passed: numPassedTests,
    failed: testResults.flatMap(failedIn),
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
      readonly results: readonly { readonly error?: { readonly message?: string } }[]
      readonly annotations: readonly { readonly type: string; readonly description?: string }[]
    }[]
  }[]
}

interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[]
  readonly errors: readonly { readonly message?: string }[]
  readonly stats: { readonly expected: number }
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

const failedIn = (suite: PlaywrightSuite): readonly string[] => [
  ...(suite.specs ?? []).flatMap((spec) =>
    spec.tests
      .filter((test) => ['unexpected', 'flaky'].includes(test.status))
      .map((test) => failedLine(spec.title, test.results.find((one) => one.error)?.error?.message)),
  ),
  ...(suite.suites ?? []).flatMap(failedIn),
]

/** Counts a Playwright report; a flaky test has failed. Null when there is no report. */
export const readPlaywright = (report: unknown): Count => {
  if (report === null) return noReport
  // The format of Playwright's own JSON reporter.
  const { stats, suites, errors } = report as PlaywrightReport
  const failed = suites.flatMap(failedIn)
  const outside = errors.map((error) => failedLine('outside of any test', error.message))
  return {
    passed: stats.expected,
    failed: failed.length > 0 ? failed : outside,
    skipped: suites.flatMap(skippedIn),
  }
}
