import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { goTo, whenRead } from './import-acts.ts'
import { commit, rehearse } from './import-jobs.ts'
import type { ImportState } from './import-store.ts'
import type { Counts } from './import-types.ts'
import { asksForDays, focusDayQuestion } from './read/day-question.tsx'
import { asideOf } from './rehearsal/row-groups.ts'

/** The one button that ends a step. */
export interface Primary {
  readonly label: string
  /** The words before it, where they are not those of the step. */
  readonly note?: string
  readonly run: () => void
}

const useImportLabel = (): ((counts: Counts) => string) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  return (counts) => {
    const aside = asideOf(counts)
    const count = counts.rows - aside
    const rows = formats.number(count)
    return aside === 0
      ? t('foot.import', { count, rows })
      : t('foot.importAside', { count, rows, aside: formats.number(aside) })
  }
}

/** What Ctrl+Enter and the button at the foot do now; undefined while there is nothing to do. */
export const usePrimary = (state: ImportState, onClose: () => void): Primary | undefined => {
  const { t } = useTranslation(['imports', 'common'])
  const importLabel = useImportLabel()
  const { step, inspection, job, options, rehearsal } = state
  if (inspection === null || job !== null) return undefined
  switch (step) {
    case 'read':
      if (asksForDays(inspection, options.dayOrder !== undefined)) {
        return { label: t('foot.continue'), note: t('foot.daysFirst'), run: focusDayQuestion }
      }
      return inspection.recipe !== null
        ? {
            label: t('foot.rehearse'),
            note: t('foot.next.columns'),
            run: () => whenRead(() => void rehearse()),
          }
        : { label: t('foot.continue'), run: () => whenRead(() => goTo('columns')) }
    case 'columns':
      return { label: t('foot.rehearse'), run: () => void rehearse() }
    case 'rehearsal': {
      if (rehearsal === null) return undefined
      const { counts } = rehearsal
      return counts.new + counts.changed === 0
        ? { label: t('common:close'), run: onClose }
        : { label: importLabel(counts), run: () => void commit() }
    }
    case 'result':
      return { label: t('common:close'), run: onClose }
  }
}
