import {
  type Icon,
  IconMailDown,
  IconMailUp,
  IconMessage,
  IconNote,
  IconPhone,
  IconUsers,
} from '@tabler/icons-react'
import type { Activity } from './contact-types.ts'

/** The icon of every kind of timeline entry. */
export const kindIcons: Readonly<Record<Activity['kind'], Icon>> = {
  call: IconPhone,
  meeting: IconUsers,
  message: IconMessage,
  note: IconNote,
  'mail-sent': IconMailUp,
  'mail-received': IconMailDown,
}
