import type { QueryClient } from '@tanstack/react-query'
import { hideToast } from '#renderer/ui/toast-store.ts'
import type { HostEvent } from '#shared/contract/wire.ts'
import { announceReminder } from './announce-reminder.ts'

/** What the page says and no longer says as the host announces something. */
export const hearEvent = (client: QueryClient, event: HostEvent): void => {
  // What it tells of was done in a workspace that is another one now: its Undo would be too.
  if (event.type === 'rebuilt') hideToast()
  announceReminder(client, event)
}
