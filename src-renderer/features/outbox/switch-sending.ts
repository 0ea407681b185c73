import type { TFunction } from 'i18next'
import { attempt } from '#renderer/api/client.ts'
import { showToast } from '#renderer/ui/toast-store.ts'

/** Stops everything that leaves, or lets it go on, and says so. */
export const switchSending = async (isOn: boolean, t: TFunction<'outbox'>): Promise<void> => {
  const result = await attempt('emails.switch', { isOn })
  if (!result.ok) return
  showToast({
    text: () => t(isOn ? 'toast.goesOn' : 'toast.stopped'),
    action: {
      label: () => t(isOn ? 'stop' : 'goOn'),
      onAct: () => void switchSending(!isOn, t),
    },
  })
}
