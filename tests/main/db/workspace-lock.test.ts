import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { lockWorkspace } from '#main/db/workspace-lock.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const source = resolve(import.meta.dirname, '../../../src-main/db/workspace-lock.ts')
// A lock that nothing refers to is given up with the garbage.
const script = `
  const { lockWorkspace } = await import(process.argv[1])
  globalThis.lock = lockWorkspace(process.argv[2])
  console.log(globalThis.lock ? 'mine' : 'taken')
  setInterval(() => undefined, 1000)
`

/** Another process that tries to take the lock and says what came of it. */
const tryElsewhere = async (file: string) => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, source, file])
  const verdict = await new Promise<string>((done) =>
    child.stdout.once('data', (text: Buffer) => done(text.toString().trim())),
  )
  const kill = (): Promise<void> =>
    new Promise((done) => {
      child.once('exit', () => done())
      child.kill('SIGKILL')
    })
  return { verdict, kill }
}

test('one process owns a workspace, also against itself', async () => {
  const file = join(temporaryFolder(), 'new', 'workspace.lock')
  const mine = lockWorkspace(file)
  expect(mine).not.toBeNull()
  expect(lockWorkspace(file)).toBeNull()
  const other = await tryElsewhere(file)
  expect(other.verdict).toBe('taken')
  await other.kill()
  mine?.release()
})

test('a released lock is free, and so is that of a killed process, at once', async () => {
  const file = join(temporaryFolder(), 'workspace.lock')
  lockWorkspace(file)?.release()
  const other = await tryElsewhere(file)
  expect(other.verdict).toBe('mine')
  expect(lockWorkspace(file)).toBeNull()
  await other.kill()
  const again = lockWorkspace(file)
  expect(again).not.toBeNull()
  again?.release()
})
