import { EventEmitter } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { reviveOnCrash } from '#main/hosts/electron/page-watch.ts'

test('a page whose process ended is loaded anew, but not for ever', async () => {
  const acts: string[] = []
  let now = 1000
  const contents = Object.assign(new EventEmitter(), {
    reload: () => acts.push('loaded'),
    isDestroyed: () => false,
  })
  // The contents of a window, as far as they end.
  reviveOnCrash(contents as never, {
    clock: { monotonic: () => now },
    onCrash: (reason) => acts.push(reason),
    giveUp: () => acts.push('given up'),
  })
  const end = async (reason: string): Promise<string[]> => {
    contents.emit('render-process-gone', {}, { reason })
    await turn()
    return acts.splice(0)
  }
  expect(await end('crashed')).toEqual(['crashed', 'loaded'])
  now += 10_000
  expect(await end('oom')).toEqual(['oom', 'loaded'])
  now += 9999
  expect(await end('oom')).toEqual(['oom', 'given up'])
  expect(await end('clean-exit')).toEqual([])
})
