import { Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import {
  type Icon,
  IconFileImport,
  IconHistory,
  IconMail,
  IconSearch,
  IconSettings,
  IconSun,
  IconUsers,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { runCommand } from '#renderer/ui/commands/command-store.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { ariaKeys, CommandKeyCap } from '#renderer/ui/key-cap.tsx'
import { WorkMark } from '#renderer/ui/work-mark.tsx'
import type { CommandId } from '#shared/commands.ts'
import classes from './navigation.module.css'
import { SavedLine } from './saved-line.tsx'

interface NavItemProps {
  readonly to: '/today' | '/contacts' | '/outbox' | '/history' | '/imports' | '/settings'
  readonly icon: Icon
  readonly label: string
  readonly command: CommandId
  readonly count?: number | undefined
  /** The count is of things that wait: shown as a dot in the rail. */
  readonly waits?: boolean
}

const useIsRail = (): boolean => useMediaQuery('(max-width: 1200px)') ?? false

const NavItem = ({ to, icon: Icon, label, command, count, waits }: NavItemProps) => {
  const formats = useFormats()
  const isRail = useIsRail()
  return (
    <li>
      <Tooltip label={label} position="right" disabled={!isRail}>
        <Link to={to} className={classes.item} aria-keyshortcuts={ariaKeys(command)}>
          <Icon size={17} stroke={1.6} aria-hidden="true" />
          <span className={classes.words}>{label}</span>
          {count !== undefined && count > 0 && (
            <>
              <span className={classes.count}>{formats.number(count)}</span>
              {waits === true && <span className={classes.dot} aria-hidden="true" />}
            </>
          )}
        </Link>
      </Tooltip>
    </li>
  )
}

/** The navigation: what is built, with what waits there; a rail of icons in narrow windows. */
export const Navigation = () => {
  const { t } = useTranslation('app')
  const isRail = useIsRail()
  const due = useApiQuery('today.count', {})
  const people = useApiQuery('contacts.count', {})
  const mails = useApiQuery('emails.outbox', {}).data?.counts
  const settings = useApiQuery('settings.get', {})
  const { businessName = '', ownerName } = settings.data?.business ?? {}
  const business = businessName === '' ? ownerName : businessName
  const total = people.data === undefined ? undefined : people.data.people + people.data.companies
  return (
    <nav className={classes.nav} aria-label={t('navigation.label')}>
      <div className={classes.brand}>
        <WorkMark />
        <div className={classes.brandWords}>
          <div className={classes.name}>{t('name')}</div>
          <div className={classes.business} title={business}>
            {business}
          </div>
        </div>
      </div>
      <Tooltip label={t('navigation.search')} position="right" disabled={!isRail}>
        <button
          type="button"
          className={classes.search}
          aria-keyshortcuts={ariaKeys('palette.open')}
          onClick={() => runCommand('palette.open')}
        >
          <IconSearch size={16} stroke={1.6} aria-hidden="true" />
          <span className={classes.searchWords}>{t('navigation.search')}</span>
          <span className={classes.searchKeys}>
            <CommandKeyCap command="palette.open" joined />
          </span>
        </button>
      </Tooltip>
      <ul className={classes.list}>
        <NavItem
          to="/today"
          icon={IconSun}
          label={t('navigation.today')}
          command="go.today"
          count={due.data?.due}
          waits
        />
        <NavItem
          to="/contacts"
          icon={IconUsers}
          label={t('navigation.contacts')}
          command="go.contacts"
          count={total}
        />
        <NavItem
          to="/outbox"
          icon={IconMail}
          label={t('navigation.mail')}
          command="go.mail"
          count={mails === undefined ? undefined : mails.uncertain + mails.held + mails.failed}
          waits
        />
        <NavItem
          to="/history"
          icon={IconHistory}
          label={t('navigation.history')}
          command="go.history"
        />
      </ul>
      <ul className={classes.list} data-bottom>
        <NavItem
          to="/imports"
          icon={IconFileImport}
          label={t('navigation.import')}
          command="imports.start"
        />
        <NavItem
          to="/settings"
          icon={IconSettings}
          label={t('navigation.settings')}
          command="go.settings"
        />
      </ul>
      <SavedLine />
    </nav>
  )
}
