import { Button, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayField } from '#renderer/ui/day-field.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import { mostDaysAhead } from '#shared/contract/emails.ts'
import type { ContactId, WallTime } from '#shared/domain/ids.ts'
import { instantOf, parseDay, parseTime } from '#shared/domain/time.ts'
import classes from '../composer/composer.module.css'
import type { When } from '../mail-types.ts'
import { useRecipientTime } from './use-recipient-time.ts'

interface DialogParts {
  readonly onPick: (when: When) => void
  readonly onClose: () => void
}

const readClock = (typed: string): WallTime | null => {
  const match = /^(\d{1,2})[:.：]?(\d{2})?$/u.exec(typed.trim())
  return match === null ? null : parseTime(`${match[1]?.padStart(2, '0')}:${match[2] ?? '00'}`)
}

/** A day and a time picked by hand; of one recipient it says what their clock shows then. */
export const AtDialog = ({
  onPick,
  onClose,
  before,
  contact,
}: DialogParts & {
  /** The wall time that is offered; null for none. */
  before: string | null
  /** Null for several. */
  contact: { readonly id: ContactId; readonly name: string } | null
}) => {
  const { t } = useTranslation('emails')
  const formats = useFormats()
  const zone = useViewLocale((locale) => locale.zone)
  const recipient = useRecipientTime(contact?.id ?? null)
  const [day, setDay] = useState(before?.slice(0, 10) ?? '')
  const [time, setTime] = useState(before?.slice(11, 16) ?? '09:00')
  // The outbox plans within these two centuries.
  const [date, clock] = [/^2[01]/u.test(day) ? parseDay(day) : null, readClock(time)]
  const isDay = date !== null
  const there =
    date === null || clock === null ? null : recipient?.there(instantOf(date, clock, zone))
  return (
    <Dialog title={t('when.atTitle')} isOpen onClose={onClose} size={400}>
      <form
        className={classes.whenForm}
        onSubmit={(event) => {
          event.preventDefault()
          if (isDay && clock !== null) {
            onPick({ kind: 'at', wall: `${day}T${clock}`, timeZone: zone })
          }
        }}
      >
        <DayField label={t('when.day')} value={day} onChange={setDay} />
        <TextInput
          label={t('when.time')}
          w={90}
          value={time}
          data-autofocus={before === null ? undefined : true}
          onChange={(event) => setTime(event.target.value)}
          error={clock === null ? t('when.notATime') : undefined}
        />
        {typeof there === 'string' && clock !== null && (
          <p className={classes.whenThere} role="status">
            {t('when.there', { here: clock, there, name: contact?.name, zone: recipient?.zone })}
          </p>
        )}
        <Button type="submit" disabled={!isDay || clock === null}>
          {isDay && clock !== null
            ? t('when.takeAt', { time: `${formats.day(day, 'weekday')} ${clock}` })
            : t('when.pickDay')}
        </Button>
      </form>
    </Dialog>
  )
}

/** So many days from now; unless they answer before, where answers are read. */
export const InDaysDialog = ({
  onPick,
  onClose,
  when,
  isRead,
}: DialogParts & { when: When; isRead: boolean }) => {
  const { t } = useTranslation('emails')
  const [days, setDays] = useState<number | string>(when.kind === 'in-days' ? when.days : 5)
  const count = typeof days === 'number' ? days : 0
  const isGood = count >= 1 && count <= mostDaysAhead
  return (
    <Dialog title={t('when.inDaysTitle')} isOpen onClose={onClose} size={400}>
      <form
        className={classes.whenForm}
        onSubmit={(event) => {
          event.preventDefault()
          if (isGood) onPick({ kind: 'in-days', days: count })
        }}
      >
        <NumberInput
          label={t('when.days')}
          min={1}
          max={mostDaysAhead}
          // What is too much is said, not changed under the hand.
          clampBehavior="none"
          error={isGood ? undefined : t('when.notThatMany', { max: mostDaysAhead })}
          styles={{ wrapper: { width: 110 } }}
          allowDecimal={false}
          value={days}
          onChange={setDays}
          data-autofocus
        />
        <Button type="submit" disabled={!isGood}>
          {t(isRead ? 'when.inDays' : 'when.inDaysAnyway', { count })}
        </Button>
      </form>
    </Dialog>
  )
}
