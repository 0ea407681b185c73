import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { useColumnName } from '../column-name.ts'
import type { Inspection } from '../import-types.ts'
import layout from '../step-layout.module.css'
import classes from './read-step.module.css'

type Line = Inspection['preview'][number]

const figures = /^[\s(+-]*[€$£¥]?\s?\d[\d\s.,'’]*(?:[€$£¥%]|[A-Z]{3})?\)?$/u
const day = /^\d{1,4}([./-])\d{1,2}(?:\1\d{0,4})?$/u
const blank = /^(?:|-|–|N\/A|n\/a)$/u

/** Columns of amounts, which stand at the right; phones and days do not. */
export const figureColumns = (lines: readonly Line[], width: number): ReadonlySet<number> => {
  const found = new Set<number>()
  for (let column = 0; column < width; column += 1) {
    const cells = lines
      .map(({ cells }) => (cells[column] ?? '').trim())
      .filter((cell) => !blank.test(cell))
    const hasFraction = cells.some((cell) => /[.,]\d{1,2}\D*$/u.test(cell))
    const isDays = cells.filter((cell) => day.test(cell)).length > cells.length / 2
    if (hasFraction && !isDays && cells.every((cell) => figures.test(cell))) found.add(column)
  }
  return found
}

const LineCells = ({
  line,
  width,
  right,
}: {
  line: Line
  width: number
  right: ReadonlySet<number>
}) => {
  const formats = useFormats()
  return (
    <>
      <th scope="row" className={classes.lineNumber}>
        {formats.number(line.line)}
      </th>
      {Array.from({ length: width }, (_, column) => (
        // The cells of a line have no name but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <td key={column} data-right={right.has(column) || undefined} title={line.cells[column]}>
          {line.cells[column] ?? ''}
        </td>
      ))}
    </>
  )
}

/** One cell alone, as titles stand above a table. */
const isTitle = ({ cells }: Line): boolean => cells.slice(1).every((cell) => cell.trim() === '')

/** A title goes over all columns, so that it makes none of them wide. */
const TitleCell = ({ line, width }: { line: Line; width: number }) => {
  const formats = useFormats()
  const [text = ''] = line.cells
  return (
    <>
      <th scope="row" className={classes.lineNumber}>
        {formats.number(line.line)}
      </th>
      <td colSpan={width} title={text}>
        {text}
      </td>
    </>
  )
}

/** The first lines of the file as they stand, under the names of the columns. */
export const ReadPreview = ({ inspection }: { inspection: Inspection }) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const columnName = useColumnName()
  const { columns, preview, format, rows } = inspection
  const before = preview.filter(({ line }) => line < format.headerRow)
  const people = preview.filter(({ line }) => line > format.headerRow)
  const right = figureColumns(people, columns.length)
  const left = rows - people.length
  return (
    <div className={layout.scroll} tabIndex={0} role="region" aria-label={t('read.rows')}>
      <table className={classes.preview}>
        <thead>
          {before.map((line) => (
            <tr key={line.line} className={classes.before}>
              {isTitle(line) ? (
                <TitleCell line={line} width={columns.length} />
              ) : (
                <LineCells line={line} width={columns.length} right={right} />
              )}
            </tr>
          ))}
          <tr className={classes.names}>
            <th scope="col" className={classes.lineNumber}>
              {format.headerRow === 0 ? (
                <span className="kith-visually-hidden">{t('read.line')}</span>
              ) : (
                formats.number(format.headerRow)
              )}
            </th>
            {columns.map((column) => (
              <th
                key={column.index}
                scope="col"
                data-right={right.has(column.index) || undefined}
                data-unnamed={column.header === '' || undefined}
              >
                {columnName(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((line) => (
            <tr key={line.line}>
              <LineCells line={line} width={columns.length} right={right} />
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <p className={classes.left}>{t('more.left', { number: formats.number(left) })}</p>
      )}
    </div>
  )
}
