import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import type { JobId } from '#shared/domain/ids.ts'
import type { Row } from './import-types.ts'
import { useProblemWords } from './import-words.ts'
import classes from './imports.module.css'
import { MoreRows } from './more-rows.tsx'
import rowClasses from './rows.module.css'
import { useRehearsedRows } from './use-rehearsed-rows.ts'

const ProblemLine = ({ row }: { row: Row }) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const words = useProblemWords()
  const { problem } = row
  return (
    <tr>
      <th scope="row" className={rowClasses.rowNumber}>
        {formats.number(row.row)}
      </th>
      <td className={row.name === '' ? classes.quiet : classes.strong}>
        {row.name === '' ? t('problems.noName') : row.name}
      </td>
      <td>{problem?.column ?? t('problems.wholeRow')}</td>
      <td className={rowClasses.problemValue}>
        {problem === null || problem.value === '' ? t('problems.blank') : problem.value}
      </td>
      <td className={classes.warning}>{problem === null ? '' : words(problem.code)}</td>
    </tr>
  )
}

/** Rows that stay outside, each with its place and reason. */
export const ProblemRows = ({
  planId,
  count,
  round,
  canKeep,
  onKeep,
}: {
  planId: JobId
  count: number
  round: number
  canKeep: boolean
  onKeep: () => void
}) => {
  const { t } = useTranslation('imports')
  const { rows, more } = useRehearsedRows(planId, 'problems', round)
  const hasCells = rows.some(({ problem }) => problem !== null && problem.column !== null)
  return (
    <section className={classes.main}>
      <div className={classes.heading} data-row>
        <div>
          <h2>{t('problems.title', { count })}</h2>
          <p>{count === 0 ? t('problems.none') : t('problems.text')}</p>
        </div>
        {canKeep && hasCells && (
          <Button variant="default" onClick={onKeep}>
            {t('problems.keep')}
          </Button>
        )}
      </div>
      {count > 0 && (
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('group.problems')}>
          <table className={rowClasses.problems}>
            <thead>
              <tr>
                <th scope="col" className={rowClasses.rowNumber}>
                  {t('problems.row')}
                </th>
                <th scope="col">{t('problems.name')}</th>
                <th scope="col">{t('problems.column')}</th>
                <th scope="col">{t('problems.value')}</th>
                <th scope="col">{t('problems.wrong')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <ProblemLine key={row.row} row={row} />
              ))}
            </tbody>
          </table>
          <MoreRows shown={rows.length} count={count} onMore={more} />
        </div>
      )}
    </section>
  )
}
