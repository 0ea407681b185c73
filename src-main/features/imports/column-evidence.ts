import type { ColumnTarget } from '#main/engines/file-formats/column-words.ts'
import { ColumnForms, type DecidedForms } from './column-forms.ts'
import { planColumns } from './column-plan.ts'
import type { Table } from './table-source.ts'
import type { StudyRules } from './table-study.ts'

const enoughRows = 2000

/**
 * The order of days in each date column and the decimal mark in each column of numbers, decided
 * from as much of the file as it takes; what the owner chose holds for all.
 */
export const readColumnMarks = (
  table: Table,
  targets: readonly ColumnTarget[],
  rules: StudyRules,
): DecidedForms => {
  const forms = new ColumnForms(planColumns(table.headers, targets))
  const isChosen = rules.dayOrder !== undefined && rules.decimal !== undefined
  if (forms.hasQuestions && !isChosen) {
    let seen = 0
    table.read((rows) => {
      for (const { cells } of rows) forms.add(cells)
      seen += rows.length
      return seen < enoughRows || !forms.isDecided
    })
  }
  return forms.decide(rules)
}
