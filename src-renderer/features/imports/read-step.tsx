import { Button, FileButton } from '@mantine/core'
import { IconFileText, IconUpload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import type { Inspection, Refusal } from './import-types.ts'
import { useRefusalWords } from './import-words.ts'
import classes from './imports.module.css'
import rowClasses from './rows.module.css'

/** Endings the file dialog offers first. */
const accepted = '.csv,.txt,text/csv'

/** Chooses a file by the system's dialog. */
export const ChooseFile = ({
  onFile,
  label,
  isPrimary = false,
}: {
  onFile: (file: File) => void
  label: string
  isPrimary?: boolean
}) => (
  <FileButton accept={accepted} onChange={(file) => file !== null && onFile(file)}>
    {(props) => (
      <Button
        {...props}
        size={isPrimary ? 'lg' : 'sm'}
        variant={isPrimary ? 'filled' : 'default'}
        leftSection={
          isPrimary ? <IconUpload size={16} stroke={1.6} aria-hidden="true" /> : undefined
        }
      >
        {label}
      </Button>
    )}
  </FileButton>
)

/** Before there is a file: what may come, and how. */
export const NoFile = ({
  refusal,
  isReading,
  onFile,
}: {
  refusal: Refusal | null
  isReading: boolean
  onFile: (file: File) => void
}) => {
  const { t } = useTranslation('imports')
  const words = useRefusalWords()
  return (
    <div className={classes.welcome}>
      <h2 className={classes.bigHeading}>{t('choose.title')}</h2>
      <p className={classes.lead}>{t('choose.text')}</p>
      {refusal !== null && <InlineAlert tone="error">{words(refusal)}</InlineAlert>}
      <div className={classes.welcomeActs}>
        <ChooseFile onFile={onFile} label={t('choose.act')} isPrimary />
        <span className={classes.quiet} role="status">
          {isReading ? t('choose.reading') : t('choose.drop')}
        </span>
      </div>
      <p className={classes.quiet}>{t('choose.formats')}</p>
    </div>
  )
}

const Fact = ({ name, value, note }: { name: string; value: string; note?: string }) => (
  <div className={classes.fact}>
    <dt>{name}</dt>
    <dd>{value}</dd>
    {note !== undefined && <dd className={classes.note}>{note}</dd>}
  </div>
)

const separatorOf = (delimiter: string): 'comma' | 'semicolon' | 'tab' =>
  delimiter === ';' ? 'semicolon' : delimiter === '\t' ? 'tab' : 'comma'

/** The file as it is: what was found out at the left, its first rows at the right. */
export const ReadStep = ({ inspection }: { inspection: Inspection }) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const { columns, preview, delimiter, bytes, fileName } = inspection
  const kilobytes = Math.max(1, Math.round(bytes / 1000))
  const separator = separatorOf(delimiter)
  const unusual = unusualNames(preview)
  return (
    <div className={classes.split}>
      <aside className={classes.settings} aria-label={t('read.found')}>
        <div className={classes.fileCard}>
          <IconFileText size={20} stroke={1.5} aria-hidden="true" />
          <div>
            <div className={classes.fileCardName}>{fileName}</div>
            <div className={classes.quiet}>
              {t('read.size', { size: formats.number(kilobytes) })}
            </div>
          </div>
        </div>
        <dl className={classes.facts}>
          <Fact name={t('read.encoding')} value="UTF-8" note={t('read.encodingNote')} />
          <Fact name={t('read.separator')} value={t(`separator.${separator}`)} />
          <Fact name={t('read.firstRow')} value={t('read.names')} />
        </dl>
      </aside>
      <section className={classes.main}>
        <div className={classes.heading}>
          <h2>{t('read.title', { count: columns.length })}</h2>
          <p>
            {unusual.length > 0 ? (
              <>
                {t('read.proof')} <strong>{unusual.join(t('read.and'))}</strong>
              </>
            ) : (
              t('read.first', { count: preview.length })
            )}
          </p>
        </div>
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('read.rows')}>
          <table className={rowClasses.preview}>
            <thead>
              <tr>
                <th scope="col" className={rowClasses.rowNumber}>
                  1
                </th>
                {columns.map((column) => (
                  <th key={column.index} scope="col">
                    {column.header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preview.map((cells, index) => (
                // The rows of a file have no name but their place.
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <tr key={index}>
                  <th scope="row" className={rowClasses.rowNumber}>
                    {index + 2}
                  </th>
                  {columns.map((column) => (
                    <td key={column.index}>{cells[column.index]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </div>
  )
}

const unusualLetter = /[^ -~]/u
const looksLikeName = /^[\p{L}\p{M}'’. -]{2,40}$/u

/** Words with unusual letters: where the encoding is wrong, it shows here. */
export const unusualNames = (preview: readonly (readonly string[])[]): string[] => {
  const words = preview
    .flatMap((cells) => cells.slice(0, 4))
    .filter((cell) => looksLikeName.test(cell))
    .flatMap((cell) => cell.split(' '))
    .filter((word) => unusualLetter.test(word))
  return [...new Set(words)].slice(0, 6)
}
