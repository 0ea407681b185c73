import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './dry-run.ts'

interface Locked {
  readonly version: string
  readonly license?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly devOptional?: boolean
}

/** Licences under which a package may become part of Kith. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
])

const isAllowed = (licence: string): boolean =>
  licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => allowed.has(one)))

/** The packages that become part of Kith: not for development, not the Node of the scripts. */
const shipped = () => {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  // npm's own format.
  const { packages } = JSON.parse(lock) as { packages: Record<string, Locked> }
  return Object.entries(packages).filter(
    ([path, one]) => path !== '' && !one.dev && !one.devOptional && !one.optional,
  )
}

test('every package that becomes part of Kith has a licence that allows it', () => {
  const packages = shipped()
  expect(packages.length).toBeGreaterThan(40)
  const others = packages
    .filter(([, { license }]) => !isAllowed(license ?? 'none'))
    .map(([path, { version, license }]) => `${path}@${version}: ${license ?? 'no licence named'}`)
  expect(others).toEqual([])
})

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0)', true],
  ['MIT AND GPL-3.0', false],
  ['none', false],
])('judges %s as %s', (licence, verdict) => {
  expect(isAllowed(licence)).toBe(verdict)
})

test('every locked package carries a checksum', () => {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  // npm's own format.
  const { packages } = JSON.parse(lock) as { packages: Record<string, { integrity?: string }> }
  const bare = Object.entries(packages).filter(([path, one]) => path !== '' && !one.integrity)
  expect(bare.map(([path]) => path)).toEqual([])
})
