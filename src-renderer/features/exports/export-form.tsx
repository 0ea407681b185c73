import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportRequest } from '#renderer/api/export-request.ts'
import { Segmented } from '#renderer/ui/segmented.tsx'
import type { Input } from '#shared/contract/index.ts'
import classes from './export.module.css'

type Asked = Input<'exports.create'>

/** What the owner chose in the dialog. */
export interface ExportChoices {
  readonly format: Asked['format']
  readonly mode: NonNullable<Asked['mode']>
  readonly whom: 'part' | 'all'
  readonly columns: 'shown' | 'all'
}

/** The choices as the contract takes them. */
export const exportInput = (
  request: ExportRequest,
  { format, mode, whom, columns }: ExportChoices,
  language: NonNullable<Asked['language']>,
): Asked => ({
  format,
  mode,
  language,
  ...(request.part === null || whom === 'all' ? {} : { selection: request.part.selection }),
  ...(request.sort === undefined ? {} : { sort: request.sort }),
  ...(request.direction === undefined ? {} : { direction: request.direction }),
  ...(request.columns === undefined || columns === 'all' || mode === 'lossless'
    ? {}
    : { columns: request.columns }),
})

const Choice = ({
  title,
  note,
  children,
}: {
  title: string
  note?: string
  children: ReactNode
}) => (
  <div className={classes.choice}>
    <div className={classes.title}>{title}</div>
    {children}
    {note !== undefined && <div className={classes.note}>{note}</div>}
  </div>
)

/** Which file, for what, whom, which columns. */
export const ExportForm = ({
  request,
  choices,
  onChange,
}: {
  request: ExportRequest
  choices: ExportChoices
  onChange: (choices: ExportChoices) => void
}) => {
  const { t } = useTranslation('exports')
  const { part } = request
  const set = (change: Partial<ExportChoices>): void => onChange({ ...choices, ...change })
  const isTable = choices.format !== 'folder'
  return (
    <div className={classes.form}>
      <Choice title={t('format')} note={t(`note.${choices.format}`)}>
        <Segmented
          label={t('format')}
          value={choices.format}
          onChange={(format) => set({ format })}
          segments={(['csv', 'xlsx', 'folder'] as const).map((value) => ({
            value,
            label: t(value),
          }))}
        />
      </Choice>
      {isTable && part !== null && (
        <Choice title={t('whom')}>
          <Segmented
            label={t('whom')}
            value={choices.whom}
            onChange={(whom) => set({ whom })}
            segments={[
              { value: 'part', label: t(part.kind, { count: part.count }) },
              { value: 'all', label: t('all') },
            ]}
          />
        </Choice>
      )}
      {isTable && (
        <Choice title={t('mode')} note={t(`note.${choices.mode}`)}>
          <Segmented
            label={t('mode')}
            value={choices.mode}
            onChange={(mode) => set({ mode })}
            segments={(['spreadsheet', 'lossless'] as const).map((value) => ({
              value,
              label: t(value),
            }))}
          />
        </Choice>
      )}
      {isTable && choices.mode === 'spreadsheet' && request.columns !== undefined && (
        <Choice title={t('columnsLabel')}>
          <Segmented
            label={t('columnsLabel')}
            value={choices.columns}
            onChange={(columns) => set({ columns })}
            segments={[
              { value: 'shown', label: t('columnsShown') },
              { value: 'all', label: t('columnsAll') },
            ]}
          />
        </Choice>
      )}
    </div>
  )
}
