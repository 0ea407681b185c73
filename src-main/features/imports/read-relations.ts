import { z } from 'zod'
import { splitEscaped } from '#main/engines/file-formats/own-cells.ts'
import { relations } from '#shared/contract/relations.ts'
import type { ImportedRelation } from './contact-facts.ts'
import type { RowCells } from './row-cells.ts'

const { kind, role, startDay, endDay, notes } = relations.create.input.shape

/** A relation as Kith's own export writes it. */
const written = z.object({
  uid: z.string(),
  kind,
  role: role.unwrap(),
  startDay: startDay.unwrap(),
  endDay: endDay.unwrap(),
  notes: notes.unwrap(),
})

const none: readonly ImportedRelation[] = []

/** The relations of a row to others of the file; what is none stays as a named note. */
export const readRelations = (row: RowCells): readonly ImportedRelation[] => {
  const [column] = row.columns('relations')
  if (column === undefined) return none
  return splitEscaped(row.raw(column), ':::').flatMap((text) => {
    const relation = parsed(text)
    if (relation === null) row.keepNamed(column.name, text)
    return relation ?? []
  })
}

const parsed = (text: string): ImportedRelation | null => {
  try {
    return written.safeParse(JSON.parse(text)).data ?? null
  } catch {
    // What is no JSON was typed by somebody.
    return null
  }
}
