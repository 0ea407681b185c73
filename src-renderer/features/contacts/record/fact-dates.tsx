import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { InlineDate } from '#renderer/ui/inline-field/inline-date.tsx'
import { type PartialDate, readPartialDate } from '#renderer/ui/inline-field/partial-date.ts'
import { PanelSection } from '#renderer/ui/side-panel.tsx'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { addDays } from '#shared/domain/time.ts'
import { AddButton } from '../add-button.tsx'
import type { ContactRecord } from '../contact-types.ts'
import { nextDate } from '../steps/next-date.ts'
import formClasses from '../steps/step-dialogs.module.css'
import { useOutcome } from '../use-save.ts'
import { useSayDone } from '../use-say-done.ts'
import { FactRow } from './fact-row.tsx'

type ImportantDate = ContactRecord['importantDates'][number]
const kinds = ['birthday', 'anniversary', 'other'] as const

const useDateWords = (): ((date: ImportantDate) => { day: string; note: string }) => {
  const { t } = useTranslation('contacts')
  const formats = useFormats()
  const today = useViewLocale((locale) => locale.today)
  const two = (value: number): string => String(value).padStart(2, '0')
  return (date) => {
    const day =
      date.year === null
        ? formats.monthDay(date.month, date.day)
        : formats.day(
            `${String(date.year).padStart(4, '0')}-${two(date.month)}-${two(date.day)}`,
            'long',
          )
    // The app keeps `today` as a day of the calendar.
    const next = nextDate(date, today as CalendarDate)
    if (next === null) return { day, note: '' }
    const when = formats.relativeDay(addDays(today as CalendarDate, next.inDays)) // As above.
    const note =
      date.kind === 'birthday' && next.yearsNow !== null
        ? t('dates.turns', { years: next.yearsNow, when })
        : when
    return { day, note }
  }
}

const DateRow = ({ date }: { date: ImportantDate }) => {
  const { t } = useTranslation(['contacts', 'common'])
  const outcome = useOutcome()
  const say = useSayDone()
  const words = useDateWords()(date)
  const label = date.label ?? t(`dates.${date.kind}`)
  const remove = async (): Promise<void> => {
    const result = await attempt('contacts.removeImportantDate', { id: date.id })
    if (!result.ok) return say.failed(result.error.code)
    say.done(() => t('toast.removed', { what: label }), result.value.operationId)
  }
  const save = (value: PartialDate | null) =>
    value === null
      ? remove()
      : outcome(attempt('contacts.updateImportantDate', { id: date.id, ...value }))
  return (
    <FactRow
      label={label}
      menuLabel={t('facts.moreOf', { value: label })}
      acts={[{ label: t('common:remove'), isDeletion: true, onAct: () => void remove() }]}
    >
      <InlineDate
        label={label}
        withLabel={false}
        value={{ year: date.year, month: date.month, day: date.day }}
        display={
          <>
            {words.day} <span className="kith-quiet">{words.note}</span>
          </>
        }
        onSave={save}
      />
    </FactRow>
  )
}

const AddDate = ({ record, onClose }: { record: ContactRecord; onClose: () => void }) => {
  const { t } = useTranslation(['contacts', 'common'])
  const formats = useFormats()
  const say = useSayDone()
  const [kind, setKind] = useState<(typeof kinds)[number]>('birthday')
  const [label, setLabel] = useState('')
  const [typed, setTyped] = useState({ year: '', month: '', day: '' })
  const [problem, setProblem] = useState<string | null>(null)
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const date = readPartialDate(typed)
    if (date === null) return setProblem(t('common:thisDayDoesNotExist'))
    const result = await attempt('contacts.addImportantDate', {
      contactId: record.id,
      date: { kind, ...date, ...(label.trim() === '' ? {} : { label: label.trim() }) },
    })
    if (result.ok) onClose()
    else if (result.error.code === 'no-such-day') setProblem(t('common:thisDayDoesNotExist'))
    else say.failed(result.error.code)
  }
  const order =
    formats.language === 'zh-CN'
      ? (['year', 'month', 'day'] as const)
      : (['day', 'month', 'year'] as const)
  return (
    <Dialog title={t('facts.addDate')} isOpen onClose={onClose} size={420}>
      <form className={formClasses.form} onSubmit={(event) => void save(event)}>
        <Select
          label={t('dates.kind')}
          allowDeselect={false}
          data={kinds.map((value) => ({ value, label: t(`dates.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'other')}
        />
        {kind !== 'birthday' && (
          <TextInput
            label={t('dates.label')}
            maxLength={60}
            value={label}
            onChange={(event) => setLabel(event.target.value)}
          />
        )}
        <div className={formClasses.row}>
          {order.map((part, index) => (
            <TextInput
              key={part}
              w={part === 'year' ? 150 : 80}
              inputMode="numeric"
              {...(index === 0 ? { 'data-autofocus': true } : {})}
              label={part === 'year' ? t('common:optionalYear') : t(`common:${part}`)}
              value={typed[part]}
              onChange={(event) => {
                setTyped({ ...typed, [part]: event.target.value })
                setProblem(null)
              }}
            />
          ))}
        </div>
        {problem !== null && (
          <p className={formClasses.problem} role="alert">
            {problem}
          </p>
        )}
        <div className={formClasses.row} style={{ justifyContent: 'flex-end' }}>
          <Button type="submit">{t('common:add')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Birthdays and other days that come back every year; the year may be unknown. */
export const DateFacts = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation('contacts')
  const [isAdding, setAdding] = useState(false)
  return (
    <PanelSection
      title={t('facts.dates')}
      aside={<AddButton label={t('facts.addDate')} onClick={() => setAdding(true)} />}
    >
      {record.importantDates.map((date) => (
        <DateRow key={date.id} date={date} />
      ))}
      {isAdding && <AddDate record={record} onClose={() => setAdding(false)} />}
    </PanelSection>
  )
}
