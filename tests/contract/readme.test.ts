import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { contract } from '#shared/contract/index.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const root = resolve(import.meta.dirname, '../..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    (match) => match[1] ?? '',
  )

/** The block that comes right after a sentence. */
const blockAfter = (sentence: string): string =>
  /^```\n(.*?)^```$/ms.exec(readme.slice(readme.indexOf(sentence)))?.[1] ?? ''

test('the worked example runs as it is written', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder()
  const command = blocks('sh').find((block) => block.includes('--token-file'))
  const script = blocks('js')[0]
  if (!command || !script) throw new Error('the README has no worked example')
  const env = { ...process.env, KITH_DEMO: folder, KITH_APP_DATA: join(folder, 'app-data') }
  const kith = spawn('sh', ['-c', command], { cwd: root, env, detached: true, stdio: 'ignore' })
  try {
    while (!existsSync(join(folder, 'token'))) await pause(100)
    const options = { cwd: folder, env, input: script, encoding: 'utf8' } as const
    const ran = spawnSync(process.execPath, ['--input-type=module', '-'], options)
    expect(ran.stderr).toBe('')
    expect(ran.stdout).toBe(blockAfter('The example prints'))
  } finally {
    // The whole group: npm, the start script and the host.
    if (kith.pid !== undefined) process.kill(-kith.pid, 'SIGTERM')
    await once(kith, 'exit')
  }
})

test('every procedure that the README names exists', () => {
  const named = [...readme.matchAll(/`([a-zA-Z]+\.[a-zA-Z]+)`/g)].map((match) => match[1] ?? '')
  const isSlice = (name: string) => Object.hasOwn(contract, name.split('.')[0] ?? '')
  const unknown = named.filter(isSlice).filter((name) => {
    const [slice = '', procedure = ''] = name.split('.')
    // Checked to be a slice by the filter above.
    return !Object.hasOwn(contract[slice as keyof typeof contract], procedure)
  })
  expect(unknown).toEqual([])
  expect(named.filter(isSlice).length).toBeGreaterThan(20)
})
