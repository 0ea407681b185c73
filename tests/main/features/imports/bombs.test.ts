import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Bomb, bombs } from '#tests/fixtures/imports/bombs.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const script = join(import.meta.dirname, '../../../fixtures/imports/read-bomb.ts')

/** Reads the file in a process of its own, whose peak memory is its alone. */
const readBomb = async ({ write }: Bomb) => {
  const path = join(temporaryFolder(), 'bomb')
  await write(path)
  const ended = spawnSync(process.execPath, [script, path], { encoding: 'utf8' })
  if (ended.status !== 0) throw new Error(ended.stderr)
  return JSON.parse(ended.stdout)
}

describe('files made to hurt', () => {
  it.each(Object.entries(bombs))('%s', { timeout: 60_000 }, async (_name, bomb) => {
    const { error, cpuSeconds, peakMegabytes } = await readBomb(bomb)
    expect(error?.code ?? null).toBe(bomb.code)
    expect(error?.data ?? {}).toMatchObject(bomb.data ?? {})
    expect(cpuSeconds).toBeLessThan(5)
    expect(peakMegabytes).toBeLessThan(512)
  })
})
