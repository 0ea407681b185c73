import { describe, expect, test } from 'vitest'
import { readPlaywright, readVitest } from '#tests/support/test-reports.ts'

const red = '\u001B[31m'
const assertion = { status: 'passed', fullName: 'adds' }
const file = { name: 'sum.test.ts', message: '', status: 'passed', assertionResults: [assertion] }
const vitestReport = (testResults: readonly object[]) => ({ numPassedTests: 3, testResults })

describe('the closing line tells the truth about vitest', () => {
  test('a file that does not load is one failed test', () => {
    const unloaded = { ...file, message: 'no such file', status: 'failed', assertionResults: [] }
    const { failed } = readVitest(vitestReport([file, unloaded]), null)
    expect(failed).toEqual(['sum.test.ts: no such file'])
  })

  test('a failed test is counted once, not again for its file, and says why in one line', () => {
    const failureMessages = [`${red}expected 3\n\n  to be 4\n    at sum.ts:3:1`]
    const test = { status: 'failed', fullName: 'sum adds', failureMessages }
    const broken = { ...file, status: 'failed', assertionResults: [assertion, test] }
    const { failed } = readVitest(vitestReport([broken]), null)
    expect(failed).toEqual(['sum adds: expected 3 to be 4'])
  })

  test('a missing report is a failure, and skips keep their reasons', () => {
    expect(readVitest(null, null).failed).toHaveLength(1)
    expect(readVitest(vitestReport([file]), ['a: no binary'])).toEqual({
      passed: 3,
      failed: [],
      skipped: ['a: no binary'],
    })
  })
})

const playwrightReport = (parts: object) => ({
  suites: [],
  errors: [],
  stats: { expected: 3 },
  ...parts,
})
const suite = (test: object) => ({
  specs: [{ title: 'starts', tests: [{ annotations: [], results: [], ...test }] }],
})

describe('the closing line tells the truth about Playwright', () => {
  test.each(['flaky', 'unexpected'])('a test that is %s has failed, and is named', (status) => {
    const results = [{ error: { message: `${red}Timeout\nof 5 s` } }, {}]
    const report = playwrightReport({ suites: [{ suites: [suite({ status, results })] }] })
    expect(readPlaywright(report).failed).toEqual(['starts: Timeout of 5 s'])
  })

  test('an error outside of every test has failed', () => {
    const report = playwrightReport({ errors: [{ message: 'no browser' }] })
    expect(readPlaywright(report).failed).toEqual(['outside of any test: no browser'])
    expect(readPlaywright(null).failed).toHaveLength(1)
  })

  test('a skipped test is named with its reason, however deep', () => {
    const annotations = [{ type: 'skip', description: 'no Electron' }]
    const skipped = suite({ status: 'skipped', annotations })
    const report = playwrightReport({ suites: [{ suites: [skipped] }] })
    expect(readPlaywright(report)).toMatchObject({ failed: [], skipped: ['starts: no Electron'] })
  })
})
