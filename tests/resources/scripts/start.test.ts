import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const scripts = join(root, 'resources/scripts')

test('setup imports nothing but Node and the neighbour that does the same', () => {
  for (const name of ['setup.mjs', 'paths.mjs']) {
    const code = readFileSync(join(scripts, name), 'utf8')
    const asked = [...code.matchAll(/^import .* from '(.+)'$/gm)].map((match) => match[1] ?? '')
    expect(asked.length).toBeGreaterThan(1)
    expect(asked.filter((one) => !one.startsWith('node:') && one !== './paths.mjs')).toEqual([])
  }
})

test('a host that does not exist is refused in words', () => {
  const args = [join(scripts, 'start.mjs'), '--host=banana']
  const result = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect(result.stderr).toContain("--host is electron or loopback, not 'banana'")
  expect(result.status).toBe(2)
})
