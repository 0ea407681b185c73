import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listPackage } from '@electron/asar'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packagesAskedBy } from './asked-packages.ts'
import { packageDryRun, readFuses, releaseFuses, root } from './dry-run.ts'

const read = (file: string): string => readFileSync(join(root, file), 'utf8')

describe('what is built', () => {
  test('the reader of imports sees every way to ask for a package', () => {
    const code = `import a from 'a'; export * from 'b'; export { c } from 'c'; import('d'); require('e')
      import 'node:fs'; import './own.js'; const text = "from 'no'"; // import 'no'`
    expect(packagesAskedBy(code)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('the preload asks for nothing but electron', () => {
    const preload = 'out/preload/preload.cjs'
    expect(existsSync(join(root, preload))).toBe(true)
    expect(packagesAskedBy(read(preload))).toEqual(['electron'])
  })

  test('main asks for nothing but electron and the native package', () => {
    const files = globSync('out/main/**/*.js', { cwd: root })
    expect(files.map((file) => file.replace(/^out\/main\//, ''))).toEqual(
      expect.arrayContaining(['electron.js', 'loopback.js', 'worker.js']),
    )
    const asked = new Set(files.flatMap((file) => packagesAskedBy(read(file))))
    expect([...asked].sort()).toEqual(['better-sqlite3', 'electron'])
  })

  test('the page is there, minified', () => {
    const scripts = globSync('out/renderer/assets/*.js', { cwd: root })
    const code = scripts.map(read).join('')
    expect(existsSync(join(root, 'out/renderer/index.html'))).toBe(true)
    expect(code.length / code.split('\n').length).toBeGreaterThan(200)
  })

  test('no launcher switches the sandbox off', () => {
    const launchers = [
      ...globSync('{src-main,resources}/**/*.{ts,mjs,yml,json,desktop}', { cwd: root }),
      'package.json',
    ]
    const offenders = launchers.filter((file) => {
      const code = read(file).replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
      return /no-?sandbox|disable-setuid-sandbox/i.test(code)
    })
    expect(launchers.length).toBeGreaterThan(50)
    expect(offenders).toEqual([])
  })
})

const isLinux = process.platform === 'linux'

describe.skipIf(!isLinux)('what is packaged (dry run around a stub, Linux only)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-package-'))
  let unpacked = ''
  let archived: readonly string[] = []

  beforeAll(async () => {
    unpacked = await packageDryRun(folder)
    const archive = join(unpacked, 'resources/app.asar')
    archived = listPackage(archive, { isPack: false }).map((path) => path.replace(/^\//, ''))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const below = (top: string) => archived.filter((path) => path.startsWith(`${top}/`))

  test('holds everything that was built', () => {
    const built = globSync('out/{main,preload,renderer}/**', { cwd: root, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    expect(built.length).toBeGreaterThan(5)
    expect(built.filter((path) => !archived.includes(path))).toEqual([])
  })

  test('holds nothing else: no sources, scripts, tests or other packages', () => {
    const tops = new Set(archived.map((path) => path.split('/')[0] ?? ''))
    expect([...tops].sort()).toEqual([
      'LICENSE',
      'node_modules',
      'out',
      'package.json',
      'resources',
    ])
    const packages = new Set(below('node_modules').map((path) => path.split('/')[1]))
    expect([...packages]).toEqual(['better-sqlite3'])
    expect(below('resources/scripts')).toEqual([])
    expect(below('node_modules/better-sqlite3/deps')).toEqual([])
  })

  test('unpacks exactly one native library, the one of the platform', () => {
    const native = archived.filter((path) => path.endsWith('.node'))
    const prebuild = `better-sqlite3/prebuilds/linux-${process.arch}.node`
    expect(native).toEqual([`node_modules/${prebuild}`])
    const onDisk = globSync('resources/**/*.node', { cwd: unpacked })
    expect(onDisk).toEqual([`resources/app.asar.unpacked/node_modules/${prebuild}`])
  })

  test('sets every fuse as a release needs it', () => {
    expect(readFuses(join(unpacked, 'kith'))).toEqual(releaseFuses)
  })
})
