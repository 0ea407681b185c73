import type { ColumnTarget } from '#main/engines/file-formats/columns/column-words.ts'
import type { Table } from '../tables/table-source.ts'
import { ColumnForms, type DecidedForms, type FormChoices } from './column-forms.ts'
import { planColumns } from './column-plan.ts'

const enoughRows = 2000

/**
 * How the columns of a table write days and numbers, decided from as much of the file as it takes;
 * what the owner chose holds for all.
 */
export const readColumnMarks = (
  table: Table,
  targets: readonly ColumnTarget[],
  choices: FormChoices,
): DecidedForms => {
  const forms = new ColumnForms(planColumns(table.headers, targets))
  if (forms.hasQuestions) {
    let seen = 0
    table.read((rows) => {
      for (const { cells } of rows) forms.add(cells)
      seen += rows.length
      return seen < enoughRows || !forms.isDecided
    })
  }
  return forms.decide(choices)
}
