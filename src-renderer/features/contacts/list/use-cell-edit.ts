import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import type { ContactColumn } from '#shared/domain/contact-columns.ts'
import type { CalendarDate, OperationId } from '#shared/domain/ids.ts'
import { stages } from '#shared/domain/stages.ts'
import { addDays, parseDay, parseTime } from '#shared/domain/time.ts'
import type { ContactRow } from '../contact-types.ts'
import { useSayDone } from '../use-say-done.ts'
import type { CellStep } from './cell-editor.tsx'

type Answer =
  | { ok: true; value: { operationId: OperationId | null } }
  | { ok: false; error: { code: string } }

/** Saves what was typed into a cell of the list. */
export const useCellEdit = (): {
  keep(row: ContactRow, column: ContactColumn, value: string | null): Promise<void>
  keepStep(row: ContactRow, step: CellStep): Promise<void>
} => {
  const { t } = useTranslation('follow-ups')
  const say = useSayDone()
  const today = useViewLocale((locale) => locale.today)

  const save = (
    row: ContactRow,
    column: ContactColumn,
    value: string | null,
  ): Promise<Answer> | null => {
    switch (column) {
      case 'name':
        return value === null
          ? null
          : attempt('contacts.update', { id: row.id, displayName: value })
      case 'company':
        return attempt(
          'contacts.update',
          value === null ? { id: row.id, companyId: null } : { id: row.id, companyName: value },
        )
      case 'stage':
        return attempt('contacts.setStage', {
          selection: { ids: [row.id] },
          stage: stages.find((stage) => stage === value) ?? null,
        })
      default:
        return null
    }
  }
  return {
    keep: async (row, column, value) => {
      const result = await save(row, column, value)
      if (result !== null && !result.ok) say.failed(result.error.code)
    },
    keepStep: async (row, step) => {
      const read = step.dueDay === null ? null : parseDay(step.dueDay)
      const time = step.dueTime === null ? null : parseTime(step.dueTime)
      // The app keeps `today` as a day of the calendar.
      const day = read ?? row.nextStep?.dueDay ?? addDays(today as CalendarDate, 1)
      const planned = {
        title: step.title,
        dueDay: day,
        ...(read === null ? {} : { dueTime: time }),
      }
      const result =
        row.nextStep === null
          ? await attempt('followUps.create', { contactId: row.id, ...planned })
          : await attempt('followUps.update', { id: row.nextStep.id, ...planned })
      if (!result.ok) return say.failed(result.error.code)
      say.done(
        (current) => t('toast.planned', { day: current.day(day, 'weekday') }),
        result.value.operationId,
      )
    },
  }
}
