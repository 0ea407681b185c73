import { EventEmitter } from 'node:events'
import type { PowerMonitor } from 'electron'
import { expect, test } from 'vitest'
import { wakeWith } from '#main/hosts/electron/wake.ts'

test('the application is woken when the machine resumes and when its screen is unlocked', () => {
  const monitor = new EventEmitter()
  let wakes = 0
  // An emitter is all that is asked of it.
  wakeWith(monitor as unknown as PowerMonitor, { wake: () => (wakes += 1) })
  for (const moment of ['suspend', 'resume', 'lock-screen', 'unlock-screen']) monitor.emit(moment)
  expect(wakes).toBe(2)
})
