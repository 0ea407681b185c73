import { TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { TextButton } from '#renderer/ui/text-button.tsx'
import type { Row } from './import-types.ts'
import classes from './problem-rows.module.css'
import { useProblemWords } from './row-words.ts'

/** What stands in a cell, and how it came to that. */
interface Cell {
  readonly column: number
  readonly name: string
  readonly value: string
}

/** A row that names nobody: its problem says what stands in it. */
const isNameless = ({ problem }: Row): boolean => problem?.code === 'no-name'

/** The cell of a row that is in question: the wrong one, else the one that was repaired. */
export const cellOf = (row: Row, columnName: (index: number) => string): Cell | null => {
  const { problem, repairs } = row
  if (problem !== null && problem.columnIndex !== null) {
    const name = problem.column ?? columnName(problem.columnIndex)
    const value = isNameless(row) ? '' : problem.value
    return { column: problem.columnIndex, name, value }
  }
  const last = repairs.at(-1)
  if (problem !== null || last === undefined) return null
  return { column: last.column, name: columnName(last.column), value: last.now }
}

const CellField = ({
  cell,
  isWrong,
  onRepair,
}: {
  cell: Cell
  isWrong: boolean
  onRepair: (value: string) => void
}) => {
  const { t } = useTranslation('imports')
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? cell.value
  const keep = (): void => {
    setTyped(null)
    if (typed !== null && typed !== cell.value) onRepair(typed)
  }
  const handleKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) keep()
    if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation()
      setTyped(null)
    }
  }
  return (
    <TextInput
      className={classes.field ?? ''}
      aria-label={t('problems.valueOf', { column: cell.name })}
      value={text}
      placeholder={t('problems.blank')}
      data-wrong={(isWrong && typed === null) || undefined}
      rightSection={isWrong ? undefined : <IconCheck size={16} stroke={1.8} aria-hidden="true" />}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={keep}
      onKeyDown={handleKeyDown}
    />
  )
}

/** Rows that can come in as they are although no cell of theirs is wrong. */
const admissible: ReadonlySet<string> = new Set(['no-contact', 'repeats-header', 'broken-quotes'])

/** How a row can be let in: its wrong cell as a note, or as it is; null when it cannot. */
const letInOf = ({ problem, name }: Row, cell: Cell | null): 'keep' | 'letIn' | null => {
  if (name === '') return null
  if (cell !== null) return 'keep'
  return problem !== null && admissible.has(problem.code) ? 'letIn' : null
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

/** One row with a problem: the cell to repair in place, what is wrong, what else can be done. */
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
  const formats = useFormats()
  const words = useProblemWords()
  const cell = cellOf(row, columnName)
  const letIn = letInOf(row, cell)
  const repaired = row.repairs.at(-1)
  const says = isNameless(row) ? row.problem?.value : ''
  const nameless = says ? t('problems.noNameSays', { says }) : t('problems.noName')
  return (
    <tr>
      <th scope="row" className={classes.number}>
        {formats.number(row.row)}
      </th>
      <td className={row.name === '' ? 'kith-quiet' : classes.name}>
        {row.name === '' ? nameless : row.name}
      </td>
      <td className={classes.column}>{cell?.name ?? t('problems.wholeRow')}</td>
      <td className={classes.value}>
        {cell === null ? (
          <span className="kith-quiet">{row.problem?.value || t('problems.blank')}</span>
        ) : (
          <CellField
            // Another value from the rehearsal takes the place of what was typed.
            key={cell.value}
            cell={cell}
            isWrong={state === 'open' || state === 'comesIn'}
            onRepair={(value) => onRepair(cell.column, value)}
          />
        )}
      </td>
      <td className={classes.wrong} data-state={state}>
        {state === 'repaired' && repaired !== undefined
          ? repaired.was === ''
            ? t('problems.filledIn')
            : t('problems.repaired', { value: repaired.was })
          : state === 'letIn'
            ? t(letIn === 'letIn' ? 'problems.comesIn' : 'problems.kept')
            : row.problem !== null && words(row.problem.code)}
      </td>
      <td className={classes.acts}>
        <Acts state={state} row={row} letIn={letIn} onLetIn={onLetIn} onAside={onAside} />
      </td>
    </tr>
  )
}
