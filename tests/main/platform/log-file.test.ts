import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LogFile } from '#main/platform/log-file.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const openLog = (file: string): LogFile =>
  new LogFile({ file, clock: new FakeClock(), random: new SeededRandom(1) })

test('keeps the kind of an error and its fields, never its message', () => {
  const file = join(temporaryFolder(), 'kith.log')
  const logId = openLog(file).error('bug', new TypeError('Nora Hale'), { procedure: 'app.status' })
  const text = readFileSync(file, 'utf8')
  const line = { level: 'error', event: 'bug', kind: 'TypeError', procedure: 'app.status', logId }
  expect(JSON.parse(text)).toMatchObject(line)
  expect(text).not.toContain('Nora')
})

test('a line that cannot be written fails nothing', () => {
  const file = join(temporaryFolder(), 'kith.log')
  const log = openLog(file)
  mkdirSync(file)
  log.warn('slow', { procedure: 'contacts.create', ms: 50 })
  expect(log.error('bug', new Error('full'))).toMatch(/^[0-9a-f]{12}$/)
})
