import { beforeEach, expect, it } from 'vitest'
import { nextRebuild, noteRebuild } from '#renderer/api/rebuilds.ts'
import { tellWhenSwitched } from '#renderer/features/settings/tell-when-switched.ts'
import { hideToast, useToastStore } from '#renderer/ui/toast-store.ts'
import type { Output } from '#shared/contract/index.ts'
import { fakeWire } from '#tests/support/render-page.tsx'

const toast = () => useToastStore.getState().toast

const tellAfter = async (failedSwitch: Output<'app.status'>['failedSwitch']): Promise<void> => {
  // What else the status says does not matter here.
  fakeWire({ 'app.status': () => ({ failedSwitch }) as Output<'app.status'> })
  const told = tellWhenSwitched(nextRebuild(), 'Moved')
  expect(toast()).toBeNull()
  noteRebuild()
  await told
}

beforeEach(hideToast)

it('speaks when the switch is done', async () => {
  await tellAfter(null)
  expect(toast()).toMatchObject({ text: 'Moved' })
})

it('is silent when it could not be done', async () => {
  await tellAfter({ act: 'move', at: 1, isDiskFull: false })
  expect(toast()).toBeNull()
})
