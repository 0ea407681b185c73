import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconClock, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ariaKeys, CommandKeyCap } from '#renderer/ui/key-cap.tsx'
import type { Recipient, When } from '../mail-types.ts'
import { useRecipientTime } from '../when/use-recipient-time.ts'
import { AtDialog, InDaysDialog } from '../when/when-dialog.tsx'
import { useWhenWords, type WhoseMorning } from '../when/when-words.ts'
import classes from './composer.module.css'

const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const

const usualDays = [3, 7] as const

const isSame = (one: When, other: When): boolean =>
  one.kind === other.kind &&
  (one.kind !== 'in-days' || (other.kind === 'in-days' && one.days === other.days))

/** The colours of the page's first act, or those of any other while nothing can leave. */
const lookOf = (isQuiet: boolean) =>
  isQuiet ? ({ variant: 'default' } as const) : ({ variant: 'filled', color: 'petrol' } as const)

const WhenMenu = ({
  when,
  whose,
  isRead,
  isQuiet,
  onWhen,
  onDialog,
}: {
  when: When
  whose: WhoseMorning
  isRead: boolean
  isQuiet: boolean
  onWhen: (when: When) => void
  onDialog: (dialog: 'at' | 'in-days') => void
}) => {
  const { t } = useTranslation('emails')
  const words = useWhenWords()
  const choices: readonly When[] = [
    { kind: 'now' },
    { kind: 'next-morning' },
    ...usualDays.map((days) => ({ kind: 'in-days' as const, days })),
  ]
  return (
    <Menu position="bottom-end" width={330}>
      <Menu.Target>
        <ActionIcon
          {...lookOf(isQuiet)}
          className={classes.whenTarget ?? ''}
          data-quiet={isQuiet || undefined}
          aria-label={t('send.when')}
        >
          <IconChevronDown {...icon} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('send.when')}</Menu.Label>
        {choices.map((choice) => (
          <Menu.Item
            key={words.choice(choice, { whose, isRead })}
            rightSection={isSame(choice, when) ? <IconCheck {...icon} /> : undefined}
            onClick={() => onWhen(choice)}
          >
            {words.choice(choice, { whose, isRead })}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => onDialog('in-days')}>{t('when.otherDays')}</Menu.Item>
        <Menu.Item
          rightSection={when.kind === 'at' ? <IconCheck {...icon} /> : undefined}
          onClick={() => onDialog('at')}
        >
          {t('when.at')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** The one button that lets mail go: it says how many and when; beside it, another time. */
export const SendButton = ({
  when,
  isRead,
  count,
  only,
  leavesAt,
  isBusy,
  whyNot,
  onWhen,
  onSend,
}: {
  when: When
  /** Whether Kith reads what comes to the account. */
  isRead: boolean
  /** How many may leave. */
  count: number
  /** Whom a single mail goes to; null for several. */
  only: Recipient | null
  leavesAt: number | null
  isBusy: boolean
  /** Why nothing can leave; null when it can. */
  whyNot: string | null
  onWhen: (when: When) => void
  onSend: () => void
}) => {
  const words = useWhenWords()
  const isQuiet = whyNot !== null
  const [dialog, setDialog] = useState<'at' | 'in-days' | null>(null)
  const pick = (picked: When): void => {
    setDialog(null)
    onWhen(picked)
  }
  const theirs = useRecipientTime(only?.contactId ?? null)
  const whose: WhoseMorning =
    only === null
      ? { kind: 'each' }
      : theirs === null
        ? { kind: 'mine' }
        : { kind: 'theirs', zone: theirs.zone }
  const contact = only === null ? null : { id: only.contactId, name: only.name }
  const parts = { onPick: pick, onClose: () => setDialog(null) }
  return (
    <span className={classes.send}>
      <Button
        {...lookOf(isQuiet)}
        className={classes.sendNow ?? ''}
        aria-keyshortcuts={ariaKeys('mail.compose')}
        {...(isQuiet && { title: whyNot, 'aria-description': whyNot })}
        leftSection={when.kind === 'now' ? <IconSend {...icon} /> : <IconClock {...icon} />}
        rightSection={
          <CommandKeyCap command="mail.compose" on={isQuiet ? 'page' : 'accent'} joined />
        }
        loading={isBusy}
        onClick={onSend}
      >
        {words.button({ when, count: Math.max(1, count), leavesAt })}
      </Button>
      <WhenMenu
        when={when}
        whose={whose}
        isRead={isRead}
        isQuiet={isQuiet}
        onWhen={onWhen}
        onDialog={setDialog}
      />
      {dialog === 'at' && (
        <AtDialog {...parts} before={when.kind === 'at' ? when.wall : null} contact={contact} />
      )}
      {dialog === 'in-days' && <InDaysDialog {...parts} when={when} isRead={isRead} />}
    </span>
  )
}
