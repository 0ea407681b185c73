import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importProblem, layerOf } from './import-rule.js'
import { layers, restricted } from './layers.js'
import { allowedImports, brokenHabits, forbiddenImports, type Plant } from './plants.ts'

const root = resolve(import.meta.dirname, '../..')
const plants = [...forbiddenImports, ...allowedImports, ...brokenHabits]

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[]
  readonly number_of_files: number
}

/** Copies the lint configuration into an empty folder and writes the planted files there. */
const plantIn = (folder: string) => {
  const configuration = readFileSync(join(root, '.oxlintrc.json'), 'utf8')
  const plugin = join(root, 'tests/architecture/lint-plugin.js')
  writeFileSync(
    join(folder, '.oxlintrc.json'),
    configuration.replace('./tests/architecture/lint-plugin.js', plugin),
  )
  for (const name of ['package.json', 'tsconfig.json']) {
    writeFileSync(join(folder, name), readFileSync(join(root, name)))
  }
  for (const name of ['src-shared', 'src-main', 'src-renderer', 'tests']) {
    mkdirSync(join(folder, name), { recursive: true })
    const project = join(name, 'tsconfig.json')
    writeFileSync(join(folder, project), readFileSync(join(root, project)))
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const plant of plants) {
    mkdirSync(join(folder, dirname(plant.file)), { recursive: true })
    writeFileSync(join(folder, plant.file), plant.source)
  }
}

const lint = (folder: string, ...paths: string[]): Report => {
  const args = ['--format=json', '--no-error-on-unmatched-pattern', ...paths]
  const result = spawnSync(join(root, 'node_modules/.bin/oxlint'), args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (!result.stdout.trimStart().startsWith('{')) throw new Error(result.stdout + result.stderr)
  // The linter's own report format.
  return JSON.parse(result.stdout) as Report
}

describe('a planted violation is found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-planted-'))
  const found = new Map<string, string[]>()
  let filesRead = 0

  beforeAll(() => {
    plantIn(folder)
    const report = lint(folder, ...plants.map((plant) => plant.file))
    filesRead = report.number_of_files
    for (const { filename, code } of report.diagnostics) {
      found.set(filename, [...(found.get(filename) ?? []), code])
    }
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('every planted file was read', () => {
    expect(new Set(plants.map((plant) => plant.file)).size).toBe(plants.length)
    expect(filesRead).toBe(plants.length)
  })

  const title = (plant: Plant) => `${plant.file}: ${plant.source.split('\n')[0]}`
  test.each(
    [...forbiddenImports, ...brokenHabits.filter((one) => one.breaks)].map(
      (one) => [title(one), one] as const,
    ),
  )('refuses %s', (_title, plant) => {
    expect(found.get(plant.file) ?? []).toContain(plant.breaks)
  })
  test.each(
    [...allowedImports, ...brokenHabits.filter((one) => !one.breaks)].map(
      (one) => [title(one), one] as const,
    ),
  )('allows %s', (_title, plant) => {
    const own = (found.get(plant.file) ?? []).filter((code) => code.startsWith('kith('))
    expect(own).toEqual([])
  })
})

describe('the plants cover the table', () => {
  test('every layer has a planted violation, except tests, which may import all', () => {
    const covered = new Set(forbiddenImports.map((plant) => layerOf(plant.file)?.name))
    const missing = layers.map((layer) => layer.name).filter((name) => !covered.has(name))
    expect(missing).toEqual(['tests'])
  })

  test('every restricted package is planted outside its home', () => {
    const specifiers = forbiddenImports.map((plant) => /from '(.+)'/.exec(plant.source)?.[1] ?? '')
    const missing = restricted.filter((rule) => !specifiers.some((one) => rule.packages.test(one)))
    expect(missing).toEqual([])
  })

  test('a broken table makes the rule go red: without its row, the same import is refused', () => {
    const statement = { file: 'src-main/made-up/x.ts', specifier: './y.ts', typeOnly: false }
    expect(importProblem(statement)).toContain('belongs to no layer')
  })
})

describe('the sources themselves', () => {
  test('the linter reads every source file of the project', () => {
    const listed = spawnSync('git', ['ls-files', '-co', '--exclude-standard', 'src-*', 'tests'], {
      cwd: root,
      encoding: 'utf8',
    })
    const sources = listed.stdout.split('\n').filter((path) => /\.(tsx?|m?js)$/.test(path))
    expect(sources.length).toBeGreaterThan(50)
    const read = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--debug=files', '.'], {
      cwd: root,
      encoding: 'utf8',
    })
    const linted = new Set(read.stdout.split('\n').map((path) => path.replace(/^\.\//, '')))
    expect(sources.filter((path) => existsSync(join(root, path)) && !linted.has(path))).toEqual([])
  })
})
