import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** Where code may run is also a matter of types: each project knows only its own surroundings. */
const plants = [
  { project: 'src-shared', source: 'document.title', code: 'TS2584' },
  { project: 'src-shared', source: 'process.pid', code: 'TS2591' },
  { project: 'src-shared', source: "new URL('a:b')", code: 'TS2304' },
  { project: 'src-main', source: 'document.title', code: 'TS2584' },
  { project: 'src-main', source: 'window.name', code: 'TS2304' },
  { project: 'src-renderer', source: 'process.pid', code: 'TS2591' },
  { project: 'src-renderer', source: "Buffer.from('a')", code: 'TS2591' },
  { project: 'src-main', source: '[1][0].toFixed()', code: 'TS2532' },
  { project: 'src-renderer', source: "'a' satisfies number", code: 'TS1360' },
  { project: 'src-main/hosts/electron', source: "'a' satisfies number", code: 'TS1360' },
  { project: 'tests', source: "'a' satisfies number", code: 'TS1360' },
] as const

const allowed = [
  { project: 'src-main', source: 'process.pid' },
  { project: 'src-renderer', source: 'document.title' },
  { project: 'src-main/hosts/electron', source: "Buffer.from('a')" },
  { project: 'src-main/hosts/electron', source: 'document.title' },
  { project: 'tests', source: 'process.pid' },
] as const

const folder = mkdtempSync(join(tmpdir(), 'kith-planted-types-'))
const projects = [...new Set(plants.map((plant) => plant.project))]
const found = new Map<string, string>()
const wrongFile = (index: number) => `${plants[index]?.project}/wrong-${index}.ts`
const rightFile = (index: number) => `${allowed[index]?.project}/right-${index}.ts`

beforeAll(() => {
  for (const name of ['package.json', 'tsconfig.json']) cpSync(join(root, name), join(folder, name))
  for (const project of projects) {
    const file = join(project, 'tsconfig.json')
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    cpSync(join(root, file), join(folder, file))
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const write = (file: string, source: string) =>
    writeFileSync(join(folder, file), `export const planted = ${source}\n`)
  plants.forEach(({ source }, index) => write(wrongFile(index), source))
  allowed.forEach(({ source }, index) => write(rightFile(index), source))
  for (const project of projects) {
    const args = ['-p', join(folder, project), '--pretty', 'false']
    const result = spawnSync(join(root, 'node_modules/.bin/tsc'), args, {
      cwd: folder,
      encoding: 'utf8',
    })
    for (const match of result.stdout.matchAll(/^(.+?)\(\d+,\d+\): error (TS\d+)/gm)) {
      found.set(match[1] ?? '', match[2] ?? '')
    }
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each(plants.map((plant, index) => [plant.project, plant.source, index] as const))(
  '%s refuses %s',
  (_project, _source, index) => {
    expect(found.get(wrongFile(index))).toBe(plants[index]?.code)
  },
)

test.each(allowed.map((plant, index) => [plant.project, plant.source, index] as const))(
  '%s accepts %s',
  (_project, _source, index) => {
    expect(found.get(rightFile(index))).toBeUndefined()
  },
)
