import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { useColumnName } from '../column-name.ts'
import { revise } from '../import-jobs.ts'
import { importState, setImport, useImportStore } from '../import-store.ts'
import type { Row } from '../import-types.ts'
import tables from '../table.module.css'
import { saveAside } from './aside-file.ts'
import { MoreRows } from './more-rows.tsx'
import { ProblemLine, type ProblemState } from './problem-line.tsx'
import classes from './problem-rows.module.css'
import { useGroupRows } from './use-group-rows.ts'
import { useRehearsedColumns } from './use-rehearsal.ts'

interface Line {
  readonly row: Row
  readonly state: ProblemState
}

/** Rows that stay outside, or come in, with something wrong; and those repaired. */
export type ProblemGroup = 'problems' | 'kept'

/** Rows of the group and those repaired, in the order of the file. */
const useLines = (planId: JobId, { group, round, hasRepaired }: Shown) => {
  const repaired = useGroupRows({ planId, group: 'repaired', round, isOn: hasRepaired })
  // The other way round a row that was just repaired is in neither for a moment, and the field in
  // which somebody types is gone.
  const isReady = !repaired.isLoading && !repaired.isBefore
  const wrong = useGroupRows({ planId, group, round, isReady })
  const letIn = useImportStore((store) => store.kept)
  const isOutside = group === 'problems'
  const isOpen = new Set(wrong.rows.map(({ row }) => row))
  const isLetIn = new Set(letIn.map(({ row }) => row))
  const done = repaired.rows.filter(
    ({ row, problem, group: now }) =>
      !isOpen.has(row) && now !== 'left-out' && (problem === null || (isOutside && now !== group)),
  )
  const isDone = new Set(done.map(({ row }) => row))
  const lines: readonly Line[] = [
    ...wrong.rows.map((row) => ({ row, state: isOutside ? 'open' : 'comesIn' }) as const),
    // A row of which not every cell is repaired comes in with the others in its notes.
    ...done.map((row) => ({ row, state: stateOf(row, isLetIn) })),
    ...letIn
      .filter(({ row }) => isOutside && !isOpen.has(row) && !isDone.has(row))
      .map((row) => ({ row, state: 'letIn' as const })),
  ]
  return {
    lines: lines.toSorted((a, b) => a.row.row - b.row.row),
    shown: wrong.rows.length,
    isLoading: wrong.isLoading,
    more: wrong.more,
  }
}

const stateOf = ({ row, problem }: Row, isLetIn: ReadonlySet<number>): ProblemState =>
  problem === null ? 'repaired' : isLetIn.has(row) ? 'letIn' : 'comesIn'

interface Shown {
  readonly group: ProblemGroup
  readonly round: number
  readonly hasRepaired: boolean
}

const letIn = (row: Row, isLetIn: boolean): void => {
  const others = importState().kept.filter((one) => one.row !== row.row)
  setImport({ kept: isLetIn ? [...others, row] : others })
  void revise({ problems: [{ row: row.row, keepAsNote: isLetIn }] })
}

const setAside = (row: Row): void => void revise({ leaveOut: [{ row: row.row, isLeftOut: true }] })

/** Rows with a problem: each cell is repaired here, or its row let in or set aside. */
export const ProblemRows = ({
  planId,
  group,
  count,
  repaired,
  round,
}: {
  planId: JobId
  group: ProblemGroup
  count: number
  /** How many rows were repaired. */
  repaired: number
  round: number
}) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const isKept = group === 'kept'
  const nameOf = useColumnName()
  const columns = useRehearsedColumns(planId, round)
  const { lines, shown, isLoading, more } = useLines(planId, {
    group,
    round,
    hasRepaired: repaired > 0,
  })
  const columnName = (index: number): string =>
    nameOf(columns.find((column) => column.index === index) ?? { index, header: '' })
  return (
    <section className={classes.problems} aria-label={t(`group.${group}`)}>
      <div className={classes.heading}>
        <h2 className="kith-heading">
          {t(isKept ? 'keptRows.title' : 'problems.title', {
            count,
            number: formats.number(count),
          })}
        </h2>
        <p>{count === 0 ? t('problems.none') : t(isKept ? 'keptRows.text' : 'problems.text')}</p>
        {count > 0 && !isKept && (
          <Button
            variant="subtle"
            leftSection={<IconDownload size={16} stroke={1.6} aria-hidden="true" />}
            onClick={() => void saveAside(planId)}
          >
            {t('problems.save')}
          </Button>
        )}
      </div>
      {lines.length > 0 && !isLoading && (
        <table className={`${tables.table} ${classes.table}`}>
          <thead>
            <tr>
              <th scope="col" className={classes.number}>
                {t('problems.row')}
              </th>
              <th scope="col">{t('problems.name')}</th>
              <th scope="col">{t('problems.column')}</th>
              <th scope="col">{t('problems.value')}</th>
              <th scope="col">{t('problems.wrong')}</th>
              <td />
            </tr>
          </thead>
          {lines.map(({ row, state }) => (
            <ProblemLine
              key={row.row}
              row={row}
              state={state}
              columnName={columnName}
              onRepair={(column, value) =>
                void revise({ repairs: [{ row: row.row, column, value }] })
              }
              onLetIn={(isLetIn) => letIn(row, isLetIn)}
              onAside={() => setAside(row)}
            />
          ))}
        </table>
      )}
      <div className={classes.more}>
        <MoreRows shown={shown} count={count} onMore={more} />
      </div>
    </section>
  )
}
