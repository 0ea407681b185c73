import i18next from 'i18next'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { HostEvent } from '#shared/contract/wire.ts'

/** Shows due next steps as a toast; hosts with notifications of their own show those as well. */
export const announceReminder = (event: HostEvent): void => {
  if (event.type !== 'reminder') return
  showToast({
    text: i18next.t('app:reminder.text', { count: event.followUpIds.length }),
    action: {
      label: i18next.t('app:reminder.open'),
      onAct: () => {
        location.hash = '#/today'
      },
    },
  })
}
