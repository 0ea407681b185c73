import { z } from 'zod'
import { relations } from '#shared/contract/relations.ts'
import type { ImportedRelation } from './contact-facts.ts'
import { readOwnJson, readOwnList } from './read-own-list.ts'
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

/** The relations of a row to others of the file. */
export const readRelations = (row: RowCells): readonly ImportedRelation[] =>
  readOwnList(row, 'relations', (text) => readOwnJson(text, written)) ?? none
