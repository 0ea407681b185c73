import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyCap } from './key-cap.tsx'

/** One line of a menu. */
export interface MenuAct {
  readonly label: string
  readonly onAct: () => void
  readonly icon?: ReactNode
  /** Shortcut shown at the right. */
  readonly keys?: string
  /** Red words: something is deleted (and can be undone). */
  readonly isDeletion?: boolean
  /** The focus goes on to the field that it opens, not back to the button of the menu. */
  readonly opensField?: boolean
}

/** The lines of a menu, for use inside Mantine's `Menu.Dropdown`. */
export const MenuActs = ({ acts }: { acts: readonly MenuAct[] }) =>
  acts.map((act) => (
    <Menu.Item
      key={act.label}
      leftSection={act.icon}
      rightSection={act.keys === undefined ? undefined : <KeyCap keys={act.keys} />}
      {...(act.isDeletion === true ? { color: 'var(--kith-late)' } : {})}
      onClick={act.onAct}
    >
      {act.label}
    </Menu.Item>
  ))

/** A menu of acts behind a button. */
export const ActMenu = ({
  acts,
  label,
  button,
}: {
  acts: readonly MenuAct[]
  /** Name of the button, shown beside it. */
  label: string
  button: ReactNode
}) => {
  const [hasOpened, setHasOpened] = useState(false)
  return (
    <Menu
      returnFocus={!hasOpened}
      onOpen={() => setHasOpened(false)}
      // A menu that fades away takes the focus again when the mouse moves.
      {...(acts.some((act) => act.opensField) ? { transitionProps: { duration: 0 } } : {})}
    >
      {/* Outside: it hands nothing on, and the button has to say that it opens a menu. */}
      <Tooltip label={label}>
        <Menu.Target>{button}</Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        <MenuActs
          acts={acts.map((act) => ({
            ...act,
            onAct: () => {
              setHasOpened(act.opensField === true)
              act.onAct()
            },
          }))}
        />
      </Menu.Dropdown>
    </Menu>
  )
}

/** The three dots and the menu behind them. */
export const MoreMenu = ({
  acts,
  label,
  bordered = false,
}: {
  acts: readonly MenuAct[]
  /** Name of the button; "More" when absent. */
  label?: string
  bordered?: boolean
}) => {
  const { t } = useTranslation('common')
  const name = label ?? t('more')
  return (
    <ActMenu
      acts={acts}
      label={name}
      button={
        <ActionIcon variant={bordered ? 'default' : 'subtle'} aria-label={name}>
          <IconDots size={16} stroke={1.6} aria-hidden="true" />
        </ActionIcon>
      }
    />
  )
}
