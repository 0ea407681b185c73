import type { QueryClient } from '@tanstack/react-query'
import i18next from 'i18next'
import { queryKey } from '#renderer/api/query-keys.ts'
import { notifyOutOfSight } from '#renderer/ui/browser-notifications.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Output } from '#shared/contract/index.ts'
import type { HostEvent } from '#shared/contract/wire.ts'

const openToday = (): void => {
  location.hash = '#/today'
}

const mayAnnounce = (client: QueryClient): boolean =>
  client.getQueryData<Output<'settings.get'>>(queryKey('settings.get', {}))?.machine
    .notifications ?? true

const hostAnnounces = (client: QueryClient): boolean =>
  client.getQueryData<Output<'app.status'>>(queryKey('app.status', {}))?.host.notifications ?? false

/** Today shows what is due by itself. */
const isSeen = (): boolean => !document.hidden && location.hash.startsWith('#/today')

/** Shows due next steps: a toast, and out of sight a notification where the host has none. */
export const announceReminder = (client: QueryClient, event: HostEvent): void => {
  if (event.type !== 'reminder' || !mayAnnounce(client)) return
  const text = (): string => i18next.t('app:reminder.text', { count: event.followUpIds.length })
  if (!isSeen())
    showToast({ text, action: { label: () => i18next.t('app:reminder.open'), onAct: openToday } })
  if (!hostAnnounces(client)) notifyOutOfSight(text(), openToday)
}
