import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { appId } from '#main/hosts/electron/app-id.ts'
import { createNotifier } from '#main/hosts/electron/notifications.ts'

/** Empties memory as if the owner had been away for an hour. */
const collectGarbage = async (): Promise<void> => {
  setFlagsFromString('--expose-gc')
  // The function that the flag above brings.
  const collect = runInNewContext('gc') as () => void
  for (let round = 0; round < 3; round += 1) {
    collect()
    await wait(0)
  }
}

const shown: WeakRef<FakeNotification>[] = []

/** Electron's notification: nobody else holds it. */
class FakeNotification extends EventEmitter {
  static isSupported(): boolean {
    return true
  }

  show(): void {
    shown.push(new WeakRef(this))
  }
}

test('a click counts however late it comes, and what is over is forgotten', async () => {
  let opened = 0
  // As far as showing goes.
  const show = createNotifier(FakeNotification as never, () => {
    opened += 1
  })
  for (const title of ['one', 'two', 'three']) show({ title, body: '' })
  await collectGarbage()
  shown[0]?.deref()?.emit('click')
  expect(opened).toBe(1)
  shown[1]?.deref()?.emit('close')
  await collectGarbage()
  expect(shown.map((one) => one.deref() !== undefined)).toEqual([false, false, true])
})

test('without a way to show them nothing is made', () => {
  class None extends FakeNotification {
    static override isSupported = (): boolean => false
    constructor() {
      super()
      throw new Error('made')
    }
  }
  // As above.
  expect(() =>
    createNotifier(None as never, () => undefined)({ title: '', body: '' }),
  ).not.toThrow()
})

test('Windows knows the process by the name under which the package is installed', () => {
  const config = readFileSync('resources/electron-builder.yml', 'utf8')
  expect(config.match(/^appId: (.+)$/mu)?.[1]).toBe(appId)
})
