import {
  type Icon,
  IconArrowsExchange,
  IconCalendarPlus,
  IconCheck,
  IconClockShare,
  IconFileImport,
  IconMessage2,
  IconNote,
  IconPencil,
  IconPhone,
  IconPlus,
  IconRefresh,
  IconRepeat,
  IconRobot,
  IconSettings,
  IconTag,
  IconTrash,
  IconUsers,
} from '@tabler/icons-react'
import { createElement } from 'react'
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
  'followUps.delete': IconTrash,
  'rhythms.set': IconRepeat,
  'settings.updateBusiness': IconSettings,
  'imports.commit': IconFileImport,
}

/** What was logged, by its kind. */
const loggedIcons: Readonly<Record<string, Icon>> = {
  call: IconPhone,
  meeting: IconUsers,
  message: IconMessage2,
  note: IconNote,
}

const iconOf = (operation: Operation): Icon => {
  if (operation.actor === 'rule') return IconRobot
  if (operation.undoes !== null) return IconArrowsExchange
  if (operation.code === 'activities.log') {
    return loggedIcons[String(operation.numbers.kind)] ?? IconNote
  }
  const slice = operation.code.split('.')[0] ?? ''
  return icons[operation.code] ?? (slice === 'tags' ? IconTag : IconPencil)
}

/** The icon of what happened; the words beside it say the same. */
export const OperationIcon = ({ operation }: { operation: Operation }) =>
  createElement(iconOf(operation), { size: 16, stroke: 1.6, 'aria-hidden': true })
