import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { beforeEach, expect, test } from 'vitest'
import { isLogMissing, markClosed, markOpen } from '#main/platform/open-marker.ts'
import { type WorkspaceLayout, workspaceLayout } from '#main/platform/workspace-layout.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

let layout: WorkspaceLayout
const log = (): string => `${layout.database}-wal`

beforeEach(() => {
  layout = workspaceLayout(temporaryFolder())
  writeFileSync(layout.database, 'pages')
  writeFileSync(log(), 'changes')
})

test('a log that is there, or a workspace that was closed, misses nothing', () => {
  expect(isLogMissing(layout)).toBe(false)
  markOpen(layout, { isLogMissing: false })
  expect(isLogMissing(layout)).toBe(false)
  markClosed(layout)
  rmSync(log())
  expect(isLogMissing(layout)).toBe(false)
})

test('a log that is gone after a crash is missed until a clean close', () => {
  markOpen(layout, { isLogMissing: false })
  rmSync(log())
  expect(isLogMissing(layout)).toBe(true)
  // The next run makes a log of its own, and is cut off as well.
  markOpen(layout, { isLogMissing: true })
  writeFileSync(log(), '')
  expect(isLogMissing(layout)).toBe(true)
  markClosed(layout)
  expect(isLogMissing(layout)).toBe(false)
  expect(existsSync(layout.openMarker)).toBe(false)
})

test('without a database there is nothing to miss; an unreadable marker still marks', () => {
  writeFileSync(layout.openMarker, '')
  expect(isLogMissing(layout)).toBe(false)
  rmSync(log())
  expect(isLogMissing(layout)).toBe(true)
  rmSync(layout.database)
  expect(isLogMissing(layout)).toBe(false)
})
