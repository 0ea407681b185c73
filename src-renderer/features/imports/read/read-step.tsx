import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import { goTo } from '../import-acts.ts'
import type { BroughtFile, Inspection, Refusal, TableOptions } from '../import-types.ts'
import { useRefusalWords } from '../refusal-words.ts'
import layout from '../step-layout.module.css'
import { asksForDays, DayQuestion } from './day-question.tsx'
import { ReadPreview } from './read-preview.tsx'
import { ReadSettings } from './read-settings.tsx'
import classes from './read-step.module.css'

const useTitle = (inspection: Inspection): string => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const { lines, rows, isWhole, format } = inspection
  const facts = {
    count: lines,
    lines: formats.number(lines),
    rows: formats.number(rows),
    line: formats.number(format.headerRow),
  }
  if (!isWhole) return t('read.titlePart', facts)
  if (format.layout === 'addresses') return t('read.titleAddresses', { count: rows })
  if (format.headerRow === 0) return t('read.titleNoNames', facts)
  return format.headerRow === 1 ? t('read.title', facts) : t('read.titleLater', facts)
}

const Proof = ({ inspection }: { inspection: Inspection }) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const { unusualWords, preview, format, isWhole } = inspection
  if (!isWhole) return <p>{t('read.part')}</p>
  if (unusualWords.length === 0 || format.kind === 'xlsx') {
    const shown = preview.filter(({ line }) => line > format.headerRow).length
    return <p>{t('read.first', { count: shown, number: formats.number(shown) })}</p>
  }
  return (
    <p>
      {t('read.proof')} <strong>{unusualWords.join(t('read.and'))}</strong>
    </p>
  )
}

const Known = ({ recipe }: { recipe: NonNullable<Inspection['recipe']> }) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  return (
    <InlineAlert tone="info" acts={[{ label: t('recipe.look'), onAct: () => goTo('columns') }]}>
      {t('recipe.known', {
        name: recipe.name,
        file: recipe.fileName,
        day: formats.day(formats.dayOf(recipe.usedAt)),
      })}
    </InlineAlert>
  )
}

/** The file as it is: how it is read at the left, its first lines at the right. */
export const ReadStep = ({
  file,
  inspection,
  options,
  misread,
}: {
  file: BroughtFile
  inspection: Inspection
  options: TableOptions
  misread: Refusal | null
}) => {
  const { t } = useTranslation('imports')
  const title = useTitle(inspection)
  const words = useRefusalWords()
  return (
    <div className={layout.split}>
      <ReadSettings file={file} inspection={inspection} />
      <section className={layout.main}>
        <div className={layout.heading}>
          <h2 className="kith-heading">{title}</h2>
          <Proof inspection={inspection} />
        </div>
        <div className={classes.notices}>
          {misread !== null && (
            <InlineAlert tone="error">
              {t('read.notThatWay', { words: words(misread) })}
            </InlineAlert>
          )}
          {inspection.recipe !== null && <Known recipe={inspection.recipe} />}
          {asksForDays(inspection, options.dayOrder !== undefined) && (
            <DayQuestion inspection={inspection} />
          )}
        </div>
        <ReadPreview inspection={inspection} />
      </section>
    </div>
  )
}
