import { Button, NumberInput, Select, Textarea } from '@mantine/core'
import { TimePicker } from '@mantine/dates'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { ChangedElsewhere } from '#renderer/ui/changed-elsewhere.tsx'
import { DayField } from '#renderer/ui/day-field.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import { instantOf, parseDay, parseTime } from '#shared/domain/time.ts'
import { type Activity, type LoggedKind, loggedKinds } from '../contact-types.ts'
import classes from '../steps/step-dialogs.module.css'
import { useSayDone } from '../use-say-done.ts'

const directions = ['out', 'in'] as const

const bodyOf = (body: string, before: string | null) => ({
  body: body.trim() === '' ? null : body,
  basedOn: { text: before, otherwise: 'ask' as const },
})

/** Changes an entry of the timeline: kind, when, direction, minutes, words. */
export const EntryDialog = ({ entry, onClose }: { entry: Activity; onClose: () => void }) => {
  const { t } = useTranslation(['activities', 'common'])
  const formats = useFormats()
  const say = useSayDone()
  const zone = useViewLocale((locale) => locale.zone)
  const start = loggedKinds.find((kind) => kind === entry.kind)
  const [kind, setKind] = useState<LoggedKind | undefined>(start)
  const [day, setDay] = useState<string>(entry.day)
  const [time, setTime] = useState(formats.time(entry.at))
  const [minutes, setMinutes] = useState<string | number>(entry.durationMinutes ?? '')
  const [direction, setDirection] = useState<string | null>(entry.direction)
  const [body, setBody] = useState(entry.body ?? '')
  // What it was when the dialog opened: only what differs from that is changed.
  const [before, setBefore] = useState(entry)
  const [elsewhere, setElsewhere] = useState<{ readonly now: string | null } | null>(null)

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const [onDay, atTime] = [parseDay(day), parseTime(time)]
    if (onDay === null || atTime === null) return
    const isMoved = onDay !== before.day || atTime !== formats.time(before.at)
    const durationMinutes = minutes === '' ? null : Number(minutes)
    const result = await attempt('activities.update', {
      id: entry.id,
      ...(kind === undefined || kind === before.kind ? {} : { kind }),
      ...(body === (before.body ?? '') ? {} : bodyOf(body, before.body)),
      ...(isMoved ? { at: instantOf(onDay, atTime, zone) } : {}),
      ...(durationMinutes === before.durationMinutes ? {} : { durationMinutes }),
      ...(direction === before.direction
        ? {}
        : { direction: directions.find((one) => one === direction) ?? null }),
    })
    if (result.ok) return onClose()
    if (result.error.code === 'changed-elsewhere') return setElsewhere(result.error.data)
    say.failed(result.error.code)
  }
  return (
    <Dialog title={t('entry.edit')} isOpen onClose={onClose} size={520}>
      <form className={classes.form} onSubmit={(event) => void save(event)}>
        <Textarea
          data-autofocus
          label={t('entry.text')}
          autosize
          minRows={3}
          maxRows={10}
          value={body}
          onChange={(event) => setBody(event.target.value)}
        />
        {elsewhere !== null && (
          <ChangedElsewhere
            now={elsewhere.now}
            own={body}
            onKeep={(text) => {
              setBody(text)
              setBefore({ ...before, body: elsewhere.now })
              setElsewhere(null)
            }}
          />
        )}
        <div className={classes.row}>
          {start !== undefined && (
            <Select
              label={t('composer.kinds')}
              w={130}
              allowDeselect={false}
              data={loggedKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
              value={kind ?? null}
              onChange={(value) => setKind(loggedKinds.find((one) => one === value))}
            />
          )}
          <DayField label={t('common:date')} value={day} onChange={setDay} />
          <TimePicker
            label={t('composer.when')}
            w={90}
            hoursInputLabel={t('common:hours')}
            minutesInputLabel={t('common:minutes')}
            value={time}
            onChange={setTime}
          />
          <NumberInput
            label={t('composer.minutes')}
            w={90}
            min={0}
            max={10_080}
            value={minutes}
            onChange={setMinutes}
          />
          <Select
            label={t('composer.direction')}
            w={130}
            clearable
            data={directions.map((one) => ({ value: one, label: t(`composer.${one}`) }))}
            value={direction}
            onChange={setDirection}
          />
        </div>
        <div className={classes.row} style={{ justifyContent: 'flex-end' }}>
          <Button type="submit">{t('common:save')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
