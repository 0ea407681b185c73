import { Button, TextInput } from '@mantine/core'
import { TimePicker } from '@mantine/dates'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { DayField } from '#renderer/ui/day-field.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { submitTo, useOneAtATime } from '#renderer/ui/one-at-a-time.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import { parseDay, parseTime } from '#shared/domain/time.ts'
import { useSayDone } from '../use-say-done.ts'
import { detailsInput, detailsOf, StepDetails } from './step-details.tsx'
import classes from './step-dialogs.module.css'
import type { StepRef } from './step-store.ts'

type Step = Output<'followUps.list'>['followUps'][number]

/** Only what differs: what another window changed meanwhile stays. */
const changesOf = (
  step: Step,
  now: Omit<Input<'followUps.update'>, 'id'>,
): Omit<Input<'followUps.update'>, 'id'> =>
  Object.fromEntries(
    Object.entries(now).filter(
      // Every name here is one of the step's own.
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(step[name as keyof Step]),
    ),
  )

const Form = ({ step, onClose }: { step: Step; onClose: () => void }) => {
  const { t } = useTranslation(['follow-ups', 'common', 'activities'])
  const say = useSayDone()
  const [title, setTitle] = useState(step.title)
  const [day, setDay] = useState<string>(step.dueDay)
  const [time, setTime] = useState<string>(step.dueTime ?? '')
  const [details, setDetails] = useState(detailsOf(step))
  const [isRefused, setRefused] = useState(false)
  const save = useOneAtATime(async () => {
    const dueDay = parseDay(day)
    if (dueDay === null || title.trim() === '') return setRefused(true)
    const changes = changesOf(step, {
      title: title.trim(),
      dueDay,
      dueTime: parseTime(time),
      ...detailsInput(details),
    })
    if (Object.keys(changes).length === 0) return onClose()
    const result = await attempt('followUps.update', { id: step.id, ...changes })
    if (!result.ok) return say.failed(result.error.code)
    onClose()
    say.done(() => t('toast.changed'), result.value.operationId)
  })
  return (
    <form className={classes.form} onSubmit={submitTo(save)}>
      <TextInput
        data-autofocus
        label={t('form.title')}
        maxLength={300}
        error={isRefused && title.trim() === '' && t('form.titleNeeded')}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <div className={classes.row}>
        <DayField
          label={t('common:date')}
          value={day}
          error={isRefused && day === '' ? t('form.dayNeeded') : undefined}
          onChange={setDay}
        />
        <TimePicker
          label={t('activities:composer.when')}
          w={120}
          clearable
          hoursInputLabel={t('common:hours')}
          minutesInputLabel={t('common:minutes')}
          value={time}
          onChange={setTime}
        />
      </div>
      <StepDetails typed={details} onChange={(part) => setDetails({ ...details, ...part })} />
      <div className={classes.row} style={{ justifyContent: 'flex-end' }}>
        <Button type="submit">{t('common:save')}</Button>
      </div>
    </form>
  )
}

/** Changes a next step that is planned: what, when, why, how urgent, how often. */
export const ChangeStepDialog = ({ step, onClose }: { step: StepRef; onClose: () => void }) => {
  const { t } = useTranslation('follow-ups')
  const open = useApiQuery('followUps.list', { contactId: step.contact.id, status: 'open' })
  const found = open.data?.followUps.find((one) => one.id === step.id)
  return (
    <Dialog title={t('change')} isOpen onClose={onClose} size={480}>
      {found !== undefined && <Form key={found.id} step={found} onClose={onClose} />}
      {open.data !== undefined && found === undefined && <p className="kith-note">{t('gone')}</p>}
    </Dialog>
  )
}
