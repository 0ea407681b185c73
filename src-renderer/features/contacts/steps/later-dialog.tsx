import { Button } from '@mantine/core'
import { type KeyboardEvent as ReactKeyboardEvent, useLayoutEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { DayField } from '#renderer/ui/day-field.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { KeyCap } from '#renderer/ui/key-cap.tsx'
import { submitTo, useOneAtATime } from '#renderer/ui/one-at-a-time.ts'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { parseDay } from '#shared/domain/time.ts'
import { useSayDone } from '../use-say-done.ts'
import { laterChoices } from './later-days.ts'
import classes from './step-dialogs.module.css'
import type { PlanRef, StepRef } from './step-store.ts'

/** Later: a day for a step that is planned, or for getting in touch at all. */
export const LaterDialog = ({
  step,
  plan,
  onClose,
}: {
  step?: StepRef | undefined
  plan?: PlanRef | undefined
  onClose: () => void
}) => {
  const { t } = useTranslation('follow-ups')
  const formats = useFormats()
  const say = useSayDone()
  const today = useViewLocale((locale) => locale.today)
  const weekStart = useViewLocale((locale) => locale.weekStart)
  const [picked, setPicked] = useState('')
  // The app keeps `today` as a day of the calendar.
  const choices = laterChoices(today as CalendarDate, weekStart)

  const move = useOneAtATime(async (day: CalendarDate) => {
    const result =
      step !== undefined
        ? await attempt('followUps.snooze', { id: step.id, dueDay: day })
        : plan !== undefined
          ? await attempt('followUps.create', {
              contactId: plan.contact.id,
              title: plan.title,
              dueDay: day,
            })
          : null
    if (result === null) return
    if (!result.ok) return say.failed(result.error.code)
    onClose()
    say.done((current) => {
      const words = { day: current.day(day, 'weekday') }
      return step === undefined ? t('toast.planned', words) : t('toast.moved', words)
    }, result.value.operationId)
  })
  const day = parseDay(picked)
  // On the document: the focus comes into a dialog a moment after the dialog, fast keys before it.
  useLayoutEffect(() => {
    const handleDigit = (event: KeyboardEvent): void => {
      const isOther = event.ctrlKey || event.metaKey || event.altKey || event.isComposing
      const choice = choices[Number(event.key) - 1]
      if (isOther || choice === undefined || event.target instanceof HTMLInputElement) return
      event.preventDefault()
      void move(choice.day)
    }
    document.addEventListener('keydown', handleDigit)
    return () => document.removeEventListener('keydown', handleDigit)
  })
  const handleArrows = (event: ReactKeyboardEvent<HTMLDivElement>): void => {
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const at = buttons.findIndex((button) => button === document.activeElement)
    if (event.key === 'ArrowDown') buttons[at + 1]?.focus()
    else if (event.key === 'ArrowUp') buttons[at - 1]?.focus()
    else return
    event.preventDefault()
  }
  return (
    <Dialog title={t('laterMenu.title')} isOpen onClose={onClose} size={360}>
      <div className={classes.form}>
        <p className="kith-note">{step?.title ?? plan?.title}</p>
        <div className={classes.choices} onKeyDown={handleArrows}>
          {choices.map((choice, index) => (
            <button
              key={choice.id}
              type="button"
              className={classes.choice}
              {...(index === 0 ? { 'data-autofocus': true } : {})}
              aria-keyshortcuts={String(index + 1)}
              onClick={() => void move(choice.day)}
            >
              <KeyCap keys={String(index + 1)} />
              {t(`laterMenu.${choice.id}`)}
              <span className={classes.choiceDay}>{formats.day(choice.day, 'weekday')}</span>
            </button>
          ))}
        </div>
        <form
          className={classes.row}
          onSubmit={submitTo(async () => {
            if (day !== null) await move(day)
          })}
        >
          <DayField label={t('laterMenu.pick')} value={picked} onChange={setPicked} />
          {day !== null && (
            <Button type="submit" variant="default">
              {formats.day(day, 'weekday')}
            </Button>
          )}
        </form>
      </div>
    </Dialog>
  )
}
