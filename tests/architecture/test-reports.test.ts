import { describe, expect, test } from 'vitest'
import { readPlaywright, readVitest } from '#tests/support/test-reports.ts'

const vitestReport = (parts: object) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
  ...parts,
})
const playwrightReport = (parts: object, stats: object = {}) => ({
  suites: [],
  errors: [],
  stats: { expected: 3, unexpected: 0, flaky: 0, ...stats },
  ...parts,
})

describe('the closing line tells the truth about vitest', () => {
  test('a file that does not load is one failed test', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }]
    expect(readVitest(vitestReport({ testResults }), null).failed).toBe(1)
  })

  test('a failed test is counted once, not again for its file', () => {
    const testResults = [{ status: 'failed', assertionResults: [{ status: 'failed' }] }]
    expect(readVitest(vitestReport({ numFailedTests: 1, testResults }), null).failed).toBe(1)
  })

  test('a missing report is a failure, and skips keep their reasons', () => {
    expect(readVitest(null, null)).toEqual({ passed: 0, failed: 1, skipped: [] })
    expect(readVitest(vitestReport({}), ['a: no binary'])).toEqual({
      passed: 3,
      failed: 0,
      skipped: ['a: no binary'],
    })
  })
})

describe('the closing line tells the truth about Playwright', () => {
  test('a flaky test has failed', () => {
    expect(readPlaywright(playwrightReport({}, { flaky: 1 })).failed).toBe(1)
  })

  test('an error outside of every test has failed', () => {
    expect(readPlaywright(playwrightReport({ errors: [{}] })).failed).toBe(1)
    expect(readPlaywright(null).failed).toBe(1)
  })

  test('a skipped test is named with its reason, however deep', () => {
    const spec = {
      title: 'starts',
      tests: [{ status: 'skipped', annotations: [{ type: 'skip', description: 'no Electron' }] }],
    }
    const report = playwrightReport({ suites: [{ suites: [{ specs: [spec] }] }] })
    expect(readPlaywright(report).skipped).toEqual(['starts: no Electron'])
  })
})
