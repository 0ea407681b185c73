import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { TextButton } from '#renderer/ui/text-button.tsx'
import type { Row } from '../import-types.ts'
import { CellField } from './cell-field.tsx'
import classes from './problem-rows.module.css'
import { cellsOf, type RowCell } from './row-cells.ts'
import { useProblemWords } from './row-words.ts'

/** Rows that can come in as they are although no cell of theirs is wrong. */
const admissible: ReadonlySet<string> = new Set(['no-contact', 'repeats-header', 'broken-quotes'])

/** How a row can be let in: its wrong cells as notes, or as it is; null when it cannot. */
const letInOf = ({ problem, name }: Row): 'keep' | 'letIn' | null => {
  if (name === '' || problem === null) return null
  if (problem.columnIndex !== null) return 'keep'
  return admissible.has(problem.code) ? 'letIn' : null
}

const takenBack = { keep: 'notKept', letIn: 'notLetIn' } as const

/** Where a row stands: outside, let in by the owner, repaired, or on its way in all the same. */
export type ProblemState = 'open' | 'letIn' | 'repaired' | 'comesIn'

const Acts = ({
  state,
  row,
  letIn,
  onLetIn,
  onAside,
}: {
  state: ProblemState
  row: Row
  letIn: 'keep' | 'letIn' | null
  onLetIn: (isLetIn: boolean) => void
  onAside: () => void
}) => {
  const { t } = useTranslation('imports')
  if (state === 'repaired') {
    // A repaired row is in one of the groups that come in, or may be a duplicate.
    const group = row.group === 'problems' || row.group === 'left-out' ? 'unchanged' : row.group
    return <span className="kith-quiet">{t(`problems.becomes.${group}`)}</span>
  }
  if (state === 'letIn') {
    return (
      <TextButton className={classes.act} onClick={() => onLetIn(false)}>
        {t(`problems.${takenBack[letIn ?? 'keep']}`)}
      </TextButton>
    )
  }
  return (
    <>
      {state === 'open' && letIn !== null && (
        <>
          <TextButton className={classes.act} onClick={() => onLetIn(true)}>
            {t(`problems.${letIn}`)}
          </TextButton>
          <span aria-hidden="true">{' · '}</span>
        </>
      )}
      <TextButton className={classes.act} onClick={onAside}>
        {t('problems.aside')}
      </TextButton>
    </>
  )
}

const Who = ({ row, lines }: { row: Row; lines: number }) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const says = row.problem?.code === 'no-name' ? row.problem.value : ''
  const nameless = says ? t('problems.noNameSays', { says }) : t('problems.noName')
  return (
    <>
      <th scope="rowgroup" rowSpan={lines} className={classes.number}>
        {formats.number(row.row)}
      </th>
      <td rowSpan={lines} className={row.name === '' ? 'kith-quiet' : classes.name}>
        {row.name === '' ? nameless : row.name}
      </td>
    </>
  )
}

/** What is wrong with a cell, or how it was repaired. */
const useCellWords = (state: ProblemState, letIn: 'keep' | 'letIn' | null) => {
  const { t } = useTranslation('imports')
  const words = useProblemWords()
  return ({ problem, was }: RowCell): string => {
    if (problem === null) {
      return was === null || was === ''
        ? t('problems.filledIn')
        : t('problems.repaired', { value: was })
    }
    if (state === 'letIn') return t(letIn === 'letIn' ? 'problems.comesIn' : 'problems.kept')
    return words(problem)
  }
}

/** One row with a problem: each cell to repair in place, what is wrong, what else can be done. */
export const ProblemLine = ({
  row,
  state,
  columnName,
  onRepair,
  onLetIn,
  onAside,
}: {
  row: Row
  state: ProblemState
  columnName: (index: number) => string
  onRepair: (column: number, value: string) => void
  onLetIn: (isLetIn: boolean) => void
  onAside: () => void
}) => {
  const { t } = useTranslation('imports')
  const cells = cellsOf(row, columnName)
  const letIn = letInOf(row)
  const cellWords = useCellWords(state, letIn)
  return (
    <tbody>
      {cells.map((cell, at) => {
        const { column, name, value, problem } = cell
        return (
          <tr key={column ?? 'row'}>
            {at === 0 && <Who row={row} lines={cells.length} />}
            <td className={classes.column}>{column === null ? t('problems.wholeRow') : name}</td>
            <td className={classes.value}>
              {column === null ? (
                <span className="kith-quiet">{value || t('problems.blank')}</span>
              ) : (
                <CellField
                  name={name}
                  value={value}
                  isWrong={problem !== null && state !== 'letIn'}
                  onRepair={(now) => onRepair(column, now)}
                />
              )}
            </td>
            <td className={classes.wrong} data-state={problem === null ? 'repaired' : state}>
              {cellWords(cell)}
            </td>
            {at === 0 && (
              <td rowSpan={cells.length} className={classes.acts}>
                <Acts state={state} row={row} letIn={letIn} onLetIn={onLetIn} onAside={onAside} />
              </td>
            )}
          </tr>
        )
      })}
    </tbody>
  )
}
