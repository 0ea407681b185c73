import { expect, test } from 'vitest'
import { rescueQuestion } from '#main/hosts/electron/rescue-dialog.ts'

const backup = { id: 'b', at: Date.UTC(2026, 10, 20, 9, 5), contacts: 12 }

test.each([
  ['en', 'Go back to the backup of November 20, 2026 at 5:05 PM', 'Quit'],
  ['zh-CN', '恢复到 2026年11月20日 17:05 的备份', '退出'],
] as const)('offers the newest backup and quits by default, in %s', (language, first, second) => {
  const options = { language, zone: 'Asia/Shanghai' }
  const { box, backup: chosen } = rescueQuestion('/work', [backup], options)
  const plain = box.buttons?.map((button) => button.replace(/\s+/g, ' '))
  expect(plain).toEqual([first, second])
  expect(box).toMatchObject({ defaultId: 1, cancelId: 1 })
  expect(chosen).toBe(backup)
})

test('without a backup only quitting is left', () => {
  const { box, backup: chosen } = rescueQuestion('/work', [], { language: 'en', zone: 'UTC' })
  expect(box.buttons).toEqual(['Quit'])
  expect(box.detail).toContain('/work')
  expect(chosen).toBeNull()
})
