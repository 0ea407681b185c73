import {
  type Icon,
  IconArrowBackUp,
  IconArrowsExchange,
  IconCalendarPlus,
  IconCheck,
  IconClockShare,
  IconFileImport,
  IconMail,
  IconPencil,
  IconPlus,
  IconRefresh,
  IconRepeat,
  IconRobot,
  IconSend,
  IconSettings,
  IconTag,
  IconTrash,
} from '@tabler/icons-react'
import { createElement } from 'react'
import { kindIcons } from '#renderer/ui/kind-icons.ts'
import type { Operation } from './group-by-day.ts'

const icons: Readonly<Record<string, Icon>> = {
  'contacts.create': IconPlus,
  'contacts.delete': IconTrash,
  'contacts.setStage': IconRefresh,
  'contacts.addTag': IconTag,
  'contacts.removeTag': IconTag,
  'activities.delete': IconTrash,
  'followUps.create': IconCalendarPlus,
  'followUps.snooze': IconClockShare,
  'followUps.complete': IconCheck,
  'followUps.completeByMail': IconCheck,
  'followUps.delete': IconTrash,
  'rhythms.set': IconRepeat,
  'settings.updateBusiness': IconSettings,
  'imports.commit': IconFileImport,
  'history.bringBack': IconArrowBackUp,
  'emails.sent': IconSend,
  'emails.markSent': IconSend,
  'emails.schedule': IconCalendarPlus,
  'emails.delete': IconTrash,
  'mailboxes.sync': IconMail,
  'suggestions.accept': IconPlus,
}

const iconOf = (operation: Operation): Icon => {
  if (operation.actor === 'rule') return IconRobot
  if (operation.undoes !== null) return IconArrowsExchange
  if (operation.code === 'activities.log') {
    const icon = Object.entries(kindIcons).find(([kind]) => kind === operation.numbers.kind)?.[1]
    return icon ?? IconPencil
  }
  const slice = operation.code.split('.')[0] ?? ''
  return icons[operation.code] ?? (slice === 'tags' ? IconTag : IconPencil)
}

/** The icon of what happened; the words beside it say the same. */
export const OperationIcon = ({ operation }: { operation: Operation }) =>
  createElement(iconOf(operation), { size: 16, stroke: 1.6, 'aria-hidden': true })
