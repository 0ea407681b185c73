import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const strace = '/usr/bin/strace'
const root = resolve(import.meta.dirname, '../../../..')

/** Adds three lines, and says of each when it counts as written. */
const script = `
  import { writeSync } from 'node:fs'
  import { SentLedger } from '#main/features/emails/sending/sent-ledger.ts'
  const ledger = new SentLedger(process.argv[1])
  for (const mail of ['a', 'b', 'c']) {
    ledger.append({ event: 'body', mail, sendId: mail, at: 1 })
    writeSync(1, 'done')
  }`

test.skipIf(!existsSync(strace))('a line of the ledger is on disk when it counts', () => {
  const folder = temporaryFolder()
  const trace = join(folder, 'trace')
  const tracing = ['-f', '-y', '-e', 'trace=write,fsync,fdatasync', '-o', trace]
  const node = [process.execPath, '--input-type=module', '-e', script]
  const args = [...tracing, ...node, join(folder, 'sent-ledger.log')]
  const run = spawnSync(strace, args, { cwd: root, encoding: 'utf8' })
  expect(run).toMatchObject({ status: 0, stdout: 'donedonedone' })
  const steps = readFileSync(trace, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const isLedger = line.includes('sent-ledger.log>')
      if (isLedger) return [/ f(data)?sync\(/.test(line) ? 'synced' : 'written']
      return / write\(1<.*"done"/.test(line) ? ['counts'] : []
    })
  const once = ['written', 'synced', 'counts']
  expect(steps).toEqual([...once, ...once, ...once])
})
