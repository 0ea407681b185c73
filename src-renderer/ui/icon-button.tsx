import { ActionIcon, Tooltip } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'

/** An icon alone: only for phone, mail, messenger, more, close; always with name and tooltip. */
export const IconButton = ({
  icon: Icon,
  label,
  onClick,
  keys,
  bordered = false,
}: {
  icon: Icon
  label: string
  onClick?: () => void
  /** Value of `aria-keyshortcuts`. */
  keys?: string
  bordered?: boolean
}) => (
  <Tooltip label={label}>
    <ActionIcon
      variant={bordered ? 'default' : 'subtle'}
      aria-label={label}
      {...(keys === undefined ? {} : { 'aria-keyshortcuts': keys })}
      onClick={onClick}
    >
      <Icon size={16} stroke={1.6} aria-hidden="true" />
    </ActionIcon>
  </Tooltip>
)
