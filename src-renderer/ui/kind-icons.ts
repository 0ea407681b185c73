import {
  type Icon,
  IconMailDown,
  IconMailUp,
  IconMessage,
  IconNote,
  IconPhone,
  IconUsers,
} from '@tabler/icons-react'

/** The icon of every kind of thing that can have happened. */
export const kindIcons = {
  call: IconPhone,
  meeting: IconUsers,
  message: IconMessage,
  note: IconNote,
  'mail-sent': IconMailUp,
  'mail-received': IconMailDown,
} as const satisfies Readonly<Record<string, Icon>>
