import type { ColumnField, ColumnTarget } from '#main/engines/file-formats/column-words.ts'
import { wordsOf } from '#main/engines/file-formats/columns.ts'

/** A column with its target, ready to read rows with. */
export interface PlannedColumn {
  readonly index: number
  /** How problems and named notes call it; a column without a name is `#3`. */
  readonly name: string
  readonly target: ColumnTarget
  /** The cell that labels this one (`E-mail 2 - Label`), by index. */
  readonly labelIndex: number | null
  /** Repeats what other columns say: `File As`, `Address 1 - Formatted`. */
  readonly isRepeat: boolean
  readonly isInitials: boolean
  /** Filled by programs without the owner: `Sensitivity`, `E-mail Type`. */
  readonly isProgram: boolean
}

/** The columns of a file by what they become. */
export interface ColumnPlan {
  readonly width: number
  readonly columns: readonly PlannedColumn[]
  readonly byField: ReadonlyMap<ColumnField, readonly PlannedColumn[]>
  /** Address columns by group, in the order of the file. */
  readonly addressGroups: readonly (readonly PlannedColumn[])[]
}

const repeating = /^(?:file as|email(?: \d)? display name|.* formatted|short name)$/u
const programs = /^(?:email(?: \d)? type|sensitivity|priority|gender|private)$/u

/** Prepares the targets of a file's columns for reading its rows. */
export const planColumns = (
  headers: readonly string[],
  targets: readonly ColumnTarget[],
): ColumnPlan => {
  const labels = new Map(
    targets.flatMap(({ field, group }, index) =>
      field === 'label' && group !== undefined ? [[group, index] as const] : [],
    ),
  )
  const columns = targets.map((target, index) => {
    const header = headers[index]?.trim() ?? ''
    const words = wordsOf(header).join(' ')
    return {
      index,
      name: header === '' ? `#${index + 1}` : header,
      target,
      labelIndex: (target.group !== undefined ? labels.get(target.group) : undefined) ?? null,
      isRepeat: repeating.test(words),
      isInitials: words === 'initials',
      isProgram: programs.test(words),
    }
  })
  const byField = Map.groupBy(columns, ({ target }) => target.field)
  const addresses = columns.filter(({ target }) => target.field.startsWith('address-'))
  const groups = Map.groupBy(addresses, ({ target }) => target.group ?? '')
  return { width: headers.length, columns, byField, addressGroups: [...groups.values()] }
}
