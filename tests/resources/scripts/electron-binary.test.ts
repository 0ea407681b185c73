import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  desktopObstacle,
  electronBinary,
  fetchElectron,
} from '../../../resources/scripts/electron-binary.mjs'

const place = { folder: '', memory: '' }

beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'kith-electron-'))
  place.folder = join(root, 'electron')
  place.memory = join(root, 'attempt.json')
  mkdirSync(place.folder)
  writeFileSync(join(place.folder, 'package.json'), '{"version":"45.0.0"}')
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', undefined)
  vi.stubEnv('ELECTRON_MIRROR', undefined)
  vi.spyOn(console, 'log').mockReturnValue(undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  rmSync(join(place.folder, '..'), { recursive: true, force: true })
})

const installer = (code: string) =>
  writeFileSync(join(place.folder, 'install.js'), `require('fs').appendFileSync('ran','x');${code}`)
const attempts = () => {
  const file = join(place.folder, 'ran')
  return existsSync(file) ? readFileSync(file, 'utf8').length : 0
}
const installing = `const fs=require('fs');fs.mkdirSync('dist');fs.writeFileSync('dist/electron','');
  fs.writeFileSync('path.txt','electron')`

describe('fetching Electron', () => {
  test('leaves it there when it succeeds', () => {
    installer(installing)
    expect(electronBinary(place.folder)).toBeNull()
    expect(fetchElectron(place)).toBeNull()
    expect(electronBinary(place.folder)).toBe(join(place.folder, 'dist/electron'))
    expect(existsSync(place.memory)).toBe(false)
  })

  test('fails once per version and mirror, and remembers it', () => {
    installer('process.exit(1)')
    expect(fetchElectron(place)).toBe('Electron could not be fetched')
    expect(fetchElectron(place)).toMatch(/tried on \d{4}-\d\d-\d\d/)
    expect(attempts()).toBe(1)
    vi.stubEnv('ELECTRON_MIRROR', 'http://127.0.0.1/mirror/')
    expect(fetchElectron(place)).toBe('Electron could not be fetched')
    expect(attempts()).toBe(2)
    writeFileSync(join(place.folder, 'package.json'), '{"version":"46.0.0"}')
    fetchElectron(place)
    expect(attempts()).toBe(3)
  })

  test('believes the file, not the installer', () => {
    installer('')
    expect(fetchElectron(place)).toBe('Electron could not be fetched')
  })
})

describe.skipIf(process.platform !== 'linux')('whether a window can open (Linux only)', () => {
  test.each([
    ['a build machine', { CI: '1', DISPLAY: ':0' }, /build machine/],
    ['no display', { CI: undefined, DISPLAY: undefined, WAYLAND_DISPLAY: undefined }, /no display/],
  ])('refuses %s', (_name, environment, reason) => {
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
    expect(desktopObstacle()).toMatch(reason)
  })

  test('refuses root and accepts a user with a display', () => {
    vi.stubEnv('CI', undefined)
    vi.stubEnv('DISPLAY', ':0')
    const user = vi.spyOn(process, 'getuid')
    user.mockReturnValue(0)
    expect(desktopObstacle()).toMatch(/root/)
    user.mockReturnValue(1000)
    expect(desktopObstacle()).toBeNull()
  })
})
