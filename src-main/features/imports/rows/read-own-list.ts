import type { z } from 'zod'
import type { ColumnField } from '#main/engines/file-formats/columns/column-words.ts'
import { splitEscaped } from '#main/engines/file-formats/own-export/own-cells.ts'
import type { RowCells } from './row-cells.ts'

/**
 * What a cell of Kith's own export lists; null without such a column. What `read` does not know
 * stays as a named note.
 */
export const readOwnList = <T>(
  row: RowCells,
  field: ColumnField,
  read: (text: string) => T | null,
): T[] | null => {
  const [column] = row.columns(field)
  if (column === undefined) return null
  return splitEscaped(row.raw(column), ':::').flatMap((text) => {
    const one = read(text)
    if (one === null) row.keepNamed(column.name, text)
    return one === null ? [] : [one]
  })
}

/** One of such a list that is written as JSON; null for any other text. */
export const readOwnJson = <T>(text: string, form: z.ZodType<T>): T | null => {
  try {
    return form.safeParse(JSON.parse(text)).data ?? null
  } catch {
    // What is no JSON was typed by somebody.
    return null
  }
}
