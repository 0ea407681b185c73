import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { hearEvent } from '#renderer/app/hear-event.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import { shownToast } from '#tests/support/shown-toast.ts'

test('an act of a workspace that was left can no longer be undone from the toast', () => {
  const client = new QueryClient()
  showToast({ text: 'Ana added', action: { label: 'Undo', onAct: () => undefined } })
  hearEvent(client, { type: 'change', seq: 1, operationId: 1, actor: 'owner', tables: {} })
  expect(shownToast()?.text).toBe('Ana added')
  hearEvent(client, { type: 'rebuilt', seq: 2 })
  expect(shownToast()).toBeNull()
})
