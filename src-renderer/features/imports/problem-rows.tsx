import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { allRows, reviseAll } from './all-rows.ts'
import { saveAside } from './aside-file.ts'
import { useColumnName } from './column-name.ts'
import { revise } from './import-jobs.ts'
import { importState, setImport, useImportStore } from './import-store.ts'
import type { Row } from './import-types.ts'
import { MoreRows } from './more-rows.tsx'
import { ProblemLine, type ProblemState } from './problem-line.tsx'
import classes from './problem-rows.module.css'
import tables from './table.module.css'
import { useGroupRows } from './use-group-rows.ts'
import { useRehearsedColumns } from './use-rehearsal.ts'

interface Line {
  readonly row: Row
  readonly state: ProblemState
}

/** Rows with a problem, those repaired and those kept as they are, in the order of the file. */
const useLines = (planId: JobId, round: number, hasRepaired: boolean) => {
  const open = useGroupRows({ planId, group: 'problems', round })
  const repaired = useGroupRows({ planId, group: 'repaired', round, isOn: hasRepaired })
  const kept = useImportStore((state) => state.kept)
  const isOpen = new Set(open.rows.map(({ row }) => row))
  const done = repaired.rows.filter(({ row, group }) => !isOpen.has(row) && group !== 'left-out')
  const lines: readonly Line[] = [
    ...open.rows.map((row) => ({ row, state: 'open' as const })),
    ...done.map((row) => ({ row, state: 'repaired' as const })),
    ...kept
      .filter(({ row }) => !isOpen.has(row) && !done.some((one) => one.row === row))
      .map((row) => ({ row, state: 'kept' as const })),
  ]
  return {
    lines: lines.toSorted((a, b) => a.row.row - b.row.row),
    shown: open.rows.length,
    isLoading: open.isLoading,
    more: open.more,
  }
}

const keepRow = (row: Row, isKept: boolean): void => {
  const others = importState().kept.filter((one) => one.row !== row.row)
  setImport({ kept: isKept ? [...others, row] : others })
  void revise({ problems: [{ row: row.row, keepAsNote: isKept }] })
}

const hasCell = ({ problem }: Row): boolean => problem !== null && problem.columnIndex !== null

const setAside = (row: Row): void => void revise({ leaveOut: [{ row: row.row, isLeftOut: true }] })

/** More rows than this are not listed again once they are kept. */
const mostListed = 100

/** Lets every row with a wrong cell in; the values stand in the notes. */
const keepAll = async (planId: JobId): Promise<void> => {
  const rows = (await allRows(planId, 'problems'))?.filter(hasCell) ?? []
  const { kept } = importState()
  if (rows.length <= mostListed) setImport({ kept: [...kept, ...rows] })
  reviseAll(rows, (some) => ({ problems: some.map(({ row }) => ({ row, keepAsNote: true })) }))
}

/** Rows with a problem: each cell is repaired here, kept as a note, or its row set aside. */
export const ProblemRows = ({
  planId,
  count,
  repaired,
  round,
}: {
  planId: JobId
  count: number
  /** How many rows were repaired. */
  repaired: number
  round: number
}) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const nameOf = useColumnName()
  const columns = useRehearsedColumns(planId, round)
  const { lines, shown, isLoading, more } = useLines(planId, round, repaired > 0)
  const columnName = (index: number): string =>
    nameOf(columns.find((column) => column.index === index) ?? { index, header: '' })
  return (
    <section className={classes.problems} aria-label={t('group.problems')}>
      <div className={classes.heading}>
        <h2 className="kith-heading">
          {t('problems.title', { count, number: formats.number(count) })}
        </h2>
        <p>{count === 0 ? t('problems.none') : t('problems.text')}</p>
        {lines.filter(({ state, row }) => state === 'open' && hasCell(row)).length > 1 && (
          <Button variant="subtle" onClick={() => void keepAll(planId)}>
            {t('problems.keepAll')}
          </Button>
        )}
        {count > 0 && (
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
          <tbody>
            {lines.map(({ row, state }) => (
              <ProblemLine
                key={row.row}
                row={row}
                state={state}
                columnName={columnName}
                onRepair={(column, value) =>
                  void revise({ repairs: [{ row: row.row, column, value }] })
                }
                onKeep={(isKept) => keepRow(row, isKept)}
                onAside={() => setAside(row)}
              />
            ))}
          </tbody>
        </table>
      )}
      <div className={classes.more}>
        <MoreRows shown={shown} count={count} onMore={more} />
      </div>
    </section>
  )
}
