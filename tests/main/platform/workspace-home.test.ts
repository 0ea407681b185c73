import {
  cpSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { prepareWorkspaceFolder } from '#main/platform/workspace-folder.ts'
import { openHome, type WorkspaceHome } from '#main/platform/workspace-home.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

let folder: string
let failures: string[]
const clock = new FakeClock()
const random = new SeededRandom(3)

beforeEach(() => {
  folder = temporaryFolder()
  failures = []
})

const at = (name: string): string => join(folder, name)
const records = (): string => join(folder, 'data', 'workspaces')
const recordFile = (): string => join(records(), readdirSync(records())[0] ?? '')

/** Opens a workspace; its database is any file here. */
const open = (name: string, more: { isSample?: boolean } = {}): WorkspaceHome => {
  const prepared = prepareWorkspaceFolder({
    folder: at(name),
    clock,
    random,
    machineId: 'here',
    ...more,
  })
  writeFileSync(prepared.layout.database, 'rows', { flag: 'a' })
  const log = {
    info: () => {},
    warn: () => {},
    error: (event: string) => {
      failures.push(event)
      return ''
    },
  }
  return openHome({ ...prepared, appData: join(folder, 'data'), random, log })
}

/** Opens, closes and says whether it was a copy. */
const visit = (name: string, more: { isSample?: boolean } = {}): boolean => {
  const home = open(name, more)
  const isCopy = home.isCopy()
  home.leave()
  return isCopy
}

const copy = (from: string, to: string): void => cpSync(at(from), at(to), { recursive: true })

test('a workspace that stays where it is is none, however often it is opened', () => {
  expect([visit('work'), visit('work'), visit('work')]).toEqual([false, false, false])
  // The process was killed: nothing was noted at the end.
  open('work').isCopy()
  expect(visit('work')).toBe(false)
  expect(failures).toEqual([])
})

test('a folder that lies beside the one it was copied from is a copy', () => {
  visit('work')
  copy('work', 'other')
  expect([visit('other'), visit('other'), visit('work')]).toEqual([true, true, false])
})

test('after the owner spoke for the copy, the original is the one that is asked', () => {
  visit('work')
  copy('work', 'other')
  const other = open('other')
  other.claim()
  expect(other.isCopy()).toBe(false)
  other.leave()
  expect([visit('other'), visit('work')]).toEqual([false, true])
  open('work').claim()
  expect([visit('work'), visit('other')]).toEqual([false, true])
})

test('the original hears at once that the copy was chosen while both are open', () => {
  const work = open('work')
  copy('work', 'other')
  const other = open('other')
  expect([work.isCopy(), other.isCopy()]).toEqual([false, true])
  other.claim()
  expect([work.isCopy(), other.isCopy()]).toEqual([true, false])
  work.leave()
  expect([visit('other'), visit('work')]).toEqual([false, true])
})

test.each(['closed', 'killed'])('a folder that was renamed after it was %s is none', (end) => {
  const home = open('work')
  home.isCopy()
  if (end === 'closed') home.leave()
  renameSync(at('work'), at('new name'))
  expect([visit('new name'), visit('new name')]).toEqual([false, false])
})

test('a folder that was copied and whose original was removed has moved', () => {
  visit('work')
  copy('work', 'other')
  rmSync(at('work'), { recursive: true })
  expect(visit('other')).toBe(false)
})

test('an old copy is one also when the original is gone: that may have sent since', () => {
  visit('work')
  copy('work', 'other')
  visit('work')
  rmSync(at('work'), { recursive: true })
  expect(visit('other')).toBe(true)
})

test('a copy that was made while the workspace was open is older than its end', () => {
  const home = open('work')
  home.isCopy()
  copy('work', 'other')
  home.leave()
  rmSync(at('work'), { recursive: true })
  expect(visit('other')).toBe(true)
})

test('whom nobody asked was there all the same', () => {
  open('work').leave()
  copy('work', 'other')
  open('work').leave()
  expect([visit('other'), visit('work')]).toEqual([true, false])
})

test('an older state in place of the folder is a copy', () => {
  visit('work')
  copy('work', 'kept')
  visit('work')
  rmSync(at('work'), { recursive: true })
  copy('kept', 'work')
  expect(visit('work')).toBe(true)
  open('work').claim()
  expect(visit('work')).toBe(false)
})

test('another way to the same folder leads to no copy', () => {
  mkdirSync(at('disk'))
  symlinkSync(at('disk'), at('way'))
  visit('disk/shop')
  expect([visit('way/shop'), visit('disk/shop')]).toEqual([false, false])
  // A disk that is mounted twice has no links, and the same file under two names.
  mkdirSync(at('twice'))
  linkSync(at('disk/shop/workspace.db'), at('twice/workspace.db'))
  linkSync(at('disk/shop/meta.json'), at('twice/meta.json'))
  expect(visit('twice')).toBe(false)
})

test('another workspace in the old place does not make a copy of the one that left', () => {
  visit('work')
  renameSync(at('work'), at('moved'))
  visit('work')
  expect(visit('moved')).toBe(false)
})

test('where the disk of the old place is away, nobody can know: the owner is asked', () => {
  visit('work')
  copy('work', 'other')
  rmSync(at('work'), { recursive: true })
  const record = readFileSync(recordFile(), 'utf8')
  // The device of the nearest folder that is there is another one now.
  writeFileSync(recordFile(), record.replace(/"device":"\d+"/u, '"device":"1"'))
  expect(visit('other')).toBe(true)
})

test('a renamed folder is known by its file, also where devices have other numbers now', () => {
  visit('work')
  renameSync(at('work'), at('new name'))
  const record = readFileSync(recordFile(), 'utf8')
  writeFileSync(recordFile(), record.replace(/"device":"\d+"/u, '"device":"1"'))
  expect(visit('new name')).toBe(false)
})

test('a move by Kith is none, and neither is one that failed', () => {
  const moving = open('work')
  moving.leave()
  mkdirSync(at('failed'))
  moving.expectMove(at('failed'))
  copy('work', 'failed')
  // It was opened there and could not be kept.
  expect(visit('failed')).toBe(false)
  expect(visit('work')).toBe(false)
  expect(visit('failed')).toBe(true)

  const again = open('work')
  again.leave()
  mkdirSync(at('done'))
  again.expectMove(at('done'))
  copy('work', 'done')
  const there = open('done')
  again.settleMove(at('done'))
  expect(there.isCopy()).toBe(false)
  there.leave()
  expect([visit('done'), visit('work')]).toEqual([false, true])
})

test('a stamp that app data did not get is no reason to ask', () => {
  visit('work')
  // A folder where the draft of the note goes: it can be read, not written.
  mkdirSync(`${recordFile()}.${process.pid}.tmp`)
  expect([visit('work'), visit('work')]).toEqual([false, false])
  expect(failures).toEqual(Array.from({ length: 4 }, () => 'home-failed'))
})

test('the sample is nobody’s copy', () => {
  visit('Sample', { isSample: true })
  copy('Sample', 'other')
  expect(visit('other')).toBe(false)
})

test('the id in a folder of a stranger names no file outside', () => {
  mkdirSync(at('work'))
  writeFileSync(join(at('work'), 'meta.json'), '{"workspaceId":"../../stolen"}')
  expect(visit('work')).toBe(false)
  expect(readdirSync(join(folder, 'data'))).toEqual(['workspaces'])
})
