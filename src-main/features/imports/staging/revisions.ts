import type { Executor } from '#main/db/executor.ts'
import { ruledFact } from '../matching/matching-plan.ts'
import type { ImportStage } from './import-stage.repository.ts'
import type { ReviseInput } from './plan-inputs.ts'
import { keepPlan, storedPlan } from './stored-plan.ts'

type Revision = ReviseInput['revision']

/** Keeps what the owner said about possible duplicates; the last word about a pair counts. */
export const keepDecisions = (executor: Executor, { decisions = [] }: Revision): void => {
  for (const { row, candidate = null, otherRow = null, verdict } of decisions) {
    const isAboutAll = candidate === null && otherRow === null
    executor.runSql(
      `delete from import_decisions where n = ?
        and (? or verdict = ? or contact_id is ? and other_row is ?)`,
      row,
      isAboutAll ? 1 : 0,
      // A row is the same as one other only.
      verdict === 'same' ? 'same' : '',
      candidate,
      otherRow,
    )
    if (verdict === 'undecided') continue
    const best = isAboutAll && verdict === 'same' ? bestOf(executor, row) : undefined
    executor.runSql(
      'insert into import_decisions(n, contact_id, other_row, verdict) values(?, ?, ?, ?)',
      row,
      best?.contactId ?? candidate,
      best?.otherRow ?? otherRow,
      verdict,
    )
  }
}

const bestOf = (executor: Executor, row: number) =>
  executor.firstSql<{ contactId: number | null; otherRow: number | null }>(
    `select contact_id as contactId, other_row as otherRow from import_candidates
      where n = ? order by place limit 1`,
    row,
  )

/** Keeps which rows the owner left out. */
export const keepLeftOut = (executor: Executor, { leaveOut = [] }: Revision): void => {
  for (const { row, isLeftOut } of leaveOut) {
    executor.runSql('update import_rows set left_out = ? where n = ?', isLeftOut ? 1 : 0, row)
  }
}

/** Changes the rules of columns; all columns of one fact have one rule. */
export const keepRules = (stage: ImportStage, { rules = [] }: Revision): void => {
  if (rules.length === 0) return
  const plan = storedPlan(stage)
  const targets = [...plan.targets]
  for (const { column, rule } of rules) {
    const target = targets[column]
    if (target === undefined) continue
    const fact = ruledFact(target.field)
    for (const [index, other] of targets.entries()) {
      const isOne = index === column || (fact !== undefined && ruledFact(other.field) === fact)
      if (isOne) targets[index] = { ...other, rule }
    }
    stage.executor.runSql(
      'update import_fields set rule = ? where column_index = ?',
      rule === 'overwrite' ? 'overwrite' : 'fill-blanks',
      column,
    )
  }
  keepPlan(stage, { ...plan, targets })
}
