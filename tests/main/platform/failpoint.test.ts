import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const source = resolve(import.meta.dirname, '../../../src-main/platform/failpoint.ts')
const script = `
  const { failpoint } = await import(process.argv[1])
  for (let n = 1; n <= 5; n += 1) { process.stdout.write(String(n)); failpoint('a.b'); failpoint('c') }
`

const run = (value: string) => {
  const { stdout, signal } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', script, source],
    { env: { ...process.env, KITH_FAILPOINT: value } },
  )
  return { passes: stdout.toString(), signal }
}

test('the process ends at the pass that was asked for', () => {
  expect(run('a.b:3')).toEqual({ passes: '123', signal: 'SIGKILL' })
  expect(run('c:1')).toEqual({ passes: '1', signal: 'SIGKILL' })
})

test.each(['', 'a.b', 'a.b:0', 'a.b:x', 'other:1', 'a.b:9'])('%j ends nothing', (value) => {
  expect(run(value)).toEqual({ passes: '12345', signal: null })
})
