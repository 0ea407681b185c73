import type { Notification as Electron } from 'electron'
import type { Application } from '#main/application.ts'
import type { HostEvent, ReminderEvent } from '#shared/contract/wire.ts'
import { languageResources } from '#shared/i18n/resources.ts'
import type { MenuLanguage } from './menu.ts'

/** A due next step as a notification names it. */
export interface DueStep {
  readonly title: string
  readonly contactName: string
}

/** What a notification says. */
export interface NotificationWords {
  readonly title: string
  readonly body: string
}

/** Words for reminders: the step itself when it is one, else how many there are. */
export const reminderWords = (
  event: ReminderEvent,
  steps: readonly DueStep[],
  language: MenuLanguage,
): NotificationWords => {
  const [only, ...others] = steps
  if (only && others.length === 0) return { title: only.title, body: only.contactName }
  const words: Readonly<Record<string, string>> = languageResources[language].app.reminder
  const count = event.followUpIds.length
  const text = (count === 1 ? words['text_one'] : undefined) ?? words['text_other'] ?? ''
  return { title: 'Kith', body: text.replace('{{count}}', String(count)) }
}

/** What showing notifications works on. */
export interface NotificationParts {
  readonly application: Application
  readonly language: () => MenuLanguage
  readonly areWanted: () => boolean
  readonly show: (words: NotificationWords) => void
}

/** Makes what shows notifications; `onOpen` is called when the owner clicks one. */
export const createNotifier = (
  Notification: Pick<typeof Electron, 'isSupported'> & (new (words: NotificationWords) => Electron),
  onOpen: () => void,
): ((words: NotificationWords) => void) => {
  // Electron forgets one that nobody holds, and with it what a click does.
  const shown = new Set<Electron>()
  return (words) => {
    if (!Notification.isSupported()) return
    const notification = new Notification(words)
    const forget = (): void => void shown.delete(notification)
    shown.add(notification)
    notification.on('click', () => {
      forget()
      onOpen()
    })
    notification.on('close', forget)
    notification.on('failed', forget)
    notification.show()
  }
}

const findSteps = async (application: Application, ids: readonly number[]): Promise<DueStep[]> => {
  const context = { actor: 'system', window: null } as const
  const input = { status: 'open', limit: 200 }
  const { reply } = await application.dispatch('followUps.list', input, context)
  if (!reply.ok) return []
  // The contract's own output.
  const { followUps } = reply.value as {
    followUps: { id: number; title: string; contact: { name: string } }[]
  }
  return followUps
    .filter(({ id }) => ids.includes(id))
    .map(({ title, contact }) => ({ title, contactName: contact.name }))
}

/** Shows a notification for each reminder; returns the function that stops it. */
export const notifyOfReminders = (parts: NotificationParts): (() => void) => {
  const notify = async (event: HostEvent): Promise<void> => {
    if (event.type !== 'reminder' || !parts.areWanted()) return
    const steps = await findSteps(parts.application, event.followUpIds)
    parts.show(reminderWords(event, steps, parts.language()))
  }
  return parts.application.events.subscribe((event) => void notify(event))
}
