import { Select } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { setOptions } from '../import-acts.ts'
import { useImportStore } from '../import-store.ts'
import type { BroughtFile, Inspection, TableOptions } from '../import-types.ts'
import {
  type Choice,
  type DayForm,
  dayFormOptions,
  useCallingCodes,
  useDayForms,
  useEncodingChoices,
} from './format-words.ts'
import classes from './read-step.module.css'

/** One setting: its name, what holds, and how it is known. */
const Setting = <Value extends string>({
  label,
  choices,
  value,
  note,
  isDoubtful = false,
  isSearchable = false,
  onChange,
}: {
  label: string
  choices: readonly Choice<Value>[]
  value: Value | null
  note?: string | null | undefined
  isDoubtful?: boolean
  isSearchable?: boolean
  onChange: (value: Value) => void
}) => (
  <div className={classes.setting}>
    <Select
      label={label}
      data={[...choices]}
      value={value}
      allowDeselect={false}
      searchable={isSearchable}
      selectFirstOptionOnChange={isSearchable}
      // What is typed takes the place of what stands there.
      onClick={(event) => isSearchable && event.currentTarget.select()}
      withScrollArea={false}
      classNames={{ options: classes.options ?? '' }}
      onChange={(chosen) => {
        const found = choices.find((choice) => choice.value === chosen)
        if (found !== undefined && found.value !== value) onChange(found.value)
      }}
    />
    {note !== undefined && note !== null && (
      <p className={classes.note} data-doubtful={isDoubtful || undefined}>
        {note}
      </p>
    )}
  </div>
)

const FileCard = ({ file, bytes }: { file: BroughtFile; bytes: number }) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const isLarge = bytes >= 1_000_000
  const size = isLarge
    ? t('read.megabytes', { size: formats.number(Math.round(bytes / 100_000) / 10) })
    : t('read.kilobytes', { size: formats.number(Math.max(1, Math.round(bytes / 1000))) })
  return (
    <div className={classes.fileCard}>
      <IconFileSpreadsheet size={26} stroke={1.4} aria-hidden="true" />
      <div>
        <div className={classes.fileName}>{file.name}</div>
        <div className="kith-note">
          {file.savedAt === null
            ? size
            : t('read.saved', { size, day: formats.day(formats.dayOf(file.savedAt)) })}
        </div>
      </div>
    </div>
  )
}

const delimiters = [
  { value: ',', key: 'comma' },
  { value: ';', key: 'semicolon' },
  { value: '\t', key: 'tab' },
  { value: '|', key: 'bar' },
  { value: ' ', key: 'spaces' },
] as const
const quotes = [
  { value: '"', key: 'double' },
  { value: "'", key: 'single' },
  { value: 'line', key: 'line' },
  { value: 'none', key: 'none' },
] as const

/** What only a text file has: encoding, what divides the columns, quotes. */
const TextSettings = ({ inspection }: { inspection: Inspection }) => {
  const { t } = useTranslation('imports')
  const { format, doubtfulCharacters, raggedRows, columns, rows } = inspection
  const encodings = useEncodingChoices(format.hasByteMark)
  const isList = format.layout === 'addresses'
  return (
    <>
      <Setting
        label={t('read.encoding')}
        choices={encodings}
        value={format.encoding}
        isSearchable
        isDoubtful={doubtfulCharacters > 0}
        note={
          doubtfulCharacters > 0
            ? t('read.doubtful', { count: doubtfulCharacters })
            : t('read.noDoubt', { count: rows })
        }
        onChange={(encoding) => setOptions({ encoding })}
      />
      <Setting
        label={t('read.separator')}
        choices={[
          ...(format.canBeAddresses
            ? [{ value: 'list' as const, label: t('separator.list') }]
            : []),
          ...delimiters.map(({ value, key }) => ({ value, label: t(`separator.${key}`) })),
        ]}
        value={isList ? 'list' : format.delimiter}
        isDoubtful={raggedRows > 0}
        note={
          isList
            ? t('separator.listNote')
            : raggedRows > 0
              ? t('read.ragged', { count: raggedRows })
              : t('read.evenRows', { count: columns.length })
        }
        onChange={(chosen) =>
          setOptions(
            // A list has none of what divides and names the columns of a table.
            chosen === 'list'
              ? {
                  layout: 'addresses',
                  delimiter: undefined,
                  quote: undefined,
                  headerRow: undefined,
                }
              : { delimiter: chosen, ...(isList ? { layout: undefined } : {}) },
          )
        }
      />
      {!isList && (
        <Setting
          label={t('read.quotes')}
          choices={quotes.map(({ value, key }) => ({ value, label: t(`quotes.${key}`) }))}
          value={format.quote}
          note={format.quote === 'line' ? t('quotes.lineNote') : null}
          onChange={(quote) => setOptions({ quote })}
        />
      )}
    </>
  )
}

/** How many lines from the top may have the names of the columns. */
const headerChoices = 10

const headerLines = ({ format, preview }: Inspection): readonly number[] => {
  const lines = preview.map(({ line }) => line).filter((line) => line <= headerChoices)
  return [...new Set([1, ...lines, format.headerRow])]
    .filter((line) => line > 0)
    .toSorted((a, b) => a - b)
}

const HeaderSetting = ({ inspection }: { inspection: Inspection }) => {
  const { t } = useTranslation('imports')
  const { headerRow } = inspection.format
  const choices = [
    ...headerLines(inspection).map((line) => ({
      value: String(line),
      label: line === 1 ? t('firstRow.names') : t('firstRow.line', { line }),
    })),
    { value: '0', label: t('firstRow.none') },
  ]
  return (
    <Setting
      label={t('read.firstRow')}
      choices={choices}
      value={String(headerRow)}
      note={headerRow === 0 ? t('firstRow.noneNote') : null}
      onChange={(value) => setOptions({ headerRow: Number(value) })}
    />
  )
}

const layouts = ['rows', 'columns'] as const

/** Shown where the table was turned, or the owner turned it back. */
const LayoutSetting = ({ layout }: { layout: (typeof layouts)[number] }) => {
  const { t } = useTranslation('imports')
  return (
    <Setting
      label={t('layout.title')}
      choices={layouts.map((value) => ({ value, label: t(`layout.${value}`) }))}
      value={layout}
      note={layout === 'columns' ? t('layout.note') : null}
      onChange={(value) => setOptions({ layout: value })}
    />
  )
}

const DaysSetting = ({ inspection }: { inspection: Inspection }) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const choices = useDayForms()
  const { format, columns } = inspection
  const { order, certain, contrary, open, otherwise } = format.days
  const names = otherwise.map(({ column }) => columns[column]?.header ?? '')
  const all = certain + contrary + open
  const form: DayForm = `${order} ${format.decimal}`
  const figures = { certain: formats.number(certain), count: all }
  const decided = order === 'year-first' ? t('days.byYear', figures) : t('days.decided', figures)
  return (
    <Setting
      label={t('read.days')}
      choices={choices}
      value={form}
      isDoubtful={contrary > 0}
      note={
        contrary > 0
          ? t('days.contrary', { count: contrary })
          : names.length > 0
            ? t('days.otherwise', { columns: formats.list(names) })
            : certain > 0
              ? decided
              : all === 0
                ? t('days.noDays')
                : null
      }
      onChange={(value) => setOptions(dayFormOptions(value))}
    />
  )
}

/** How the file is read; everything can be changed and is read again at once. */
export const ReadSettings = ({
  file,
  inspection,
}: {
  file: BroughtFile
  inspection: Inspection
}) => {
  const { t } = useTranslation('imports')
  const { format } = inspection
  const countries = useCallingCodes()
  const isTurnedBack = useImportStore(
    ({ options: { layout } }) => layout !== undefined && layout !== 'addresses',
  )
  return (
    <aside className={classes.settings} aria-label={t('read.found')}>
      <FileCard file={file} bytes={inspection.bytes} />
      {format.kind === 'text' && <TextSettings inspection={inspection} />}
      {format.kind === 'xlsx' && (
        <Setting
          label={t('read.sheet')}
          choices={format.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
          value={format.sheet}
          note={t('read.sheets', { count: format.sheets.length })}
          onChange={(sheet) => setOptions({ sheet } satisfies TableOptions)}
        />
      )}
      {format.layout !== 'addresses' && (format.layout === 'columns' || isTurnedBack) && (
        <LayoutSetting layout={format.layout} />
      )}
      {format.layout === 'rows' && <HeaderSetting inspection={inspection} />}
      <DaysSetting inspection={inspection} />
      <Setting
        label={t('read.country')}
        choices={countries}
        value={format.country}
        isSearchable
        onChange={(country) => setOptions({ country })}
      />
    </aside>
  )
}
