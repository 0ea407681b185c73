import {
  isBlankCell,
  isPlainLabel,
  isProgramValue,
} from '#main/engines/file-formats/cells/cell-values.ts'
import type { ColumnField } from '#main/engines/file-formats/columns/column-words.ts'
import type { ReadRow } from '#main/features/imports/rows/contact-facts.ts'
import type { ReadContent } from './read-content.ts'

/** A raw cell that is nowhere in what was read of its row. */
export interface LostCell {
  readonly row: number
  readonly column: string
  readonly cell: string
}

/** Letters and digits only, in one form: what must be found again of a text. */
const folded = (text: string): string =>
  (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join('')
const pieces = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** Whether a fact of the row stands for the cell in another form: a day, a code, a number. */
const isTranslated = (field: ColumnField, index: number, { facts }: ReadRow): boolean => {
  switch (field) {
    case 'birthday':
    case 'anniversary':
      return facts.dates.length > 0
    case 'address-country':
      return facts.addresses.some(({ country }) => country !== null)
    case 'stage':
      return facts.stage !== null
    case 'language':
      return facts.language !== null
    case 'importance':
      return facts.importance !== null
    case 'preferred-channel':
      return facts.preferredChannel !== null
    case 'do-not-contact':
      return facts.doNotContact !== null
    case 'created-at':
      return facts.createdAt !== null
    case 'kind':
      return true
    case 'custom-field':
    case 'own-id':
      return facts.customValues.some(({ column }) => column === index)
    default:
      return false
  }
}

const everyText = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(everyText)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(everyText)
  return []
}

/** Words that stand around values and mean nothing once these are read. */
const fillers = new Set(['mailto', 'tel', 'oder', 'or', 'ou', 'und', 'and', 'com'])

/**
 * The raw cells that cannot be found in a field, a note, a custom value or the row's problems.
 *
 * A cell counts as found when all its pieces of letters and digits are, in any order; days, codes
 * and numbers may stand there in another form.
 */
export const lostCells = ({ headers, rows, targets, read }: ReadContent): LostCell[] =>
  rows.flatMap((cells, at) => {
    const row = read[at]!
    // A name of a country may be repeated elsewhere; its own column has a code of it.
    const countries = cells.filter((_, index) => targets[index]?.field === 'address-country')
    const all = folded(everyText([row.facts, row.problems, countries]).join(' '))
    return cells.flatMap((cell, index) => {
      const target = targets[index]
      if (isBlankCell(cell) || target?.field === 'ignore' || /^0+\D0+\D0+$/u.test(cell)) return []
      const isLabel = target?.field === 'label' && (isPlainLabel(cell) || isFlags(cell))
      const isProgram = target?.field === 'named-note' && isProgramValue(cell)
      if (isLabel || isProgram) return []
      if (target?.field === 'address-country' && !isTranslated(target.field, index, row)) {
        const notes = folded(row.facts.notes.join(' '))
        const isKept = pieces(cell).every((piece) => notes.includes(piece))
        return isKept ? [] : [{ row: at + 2, column: headers[index] ?? '', cell }]
      }
      if (target !== undefined && isTranslated(target.field, index, row)) return []
      const lost = pieces(cell).filter((piece) => !all.includes(piece) && !fillers.has(piece))
      const isFound =
        lost.every((piece) => isKnownAway(piece, cell, target?.field)) ||
        isInitials(target?.field, cell, row)
      return isFound ? [] : [{ row: at + 2, column: headers[index] ?? `#${index + 1}`, cell }]
    })
  })

/** Google's group of everybody is no tag; a label around a value is one of the known words. */
const isKnownAway = (piece: string, cell: string, field: ColumnField | undefined): boolean => {
  if (field === 'tags') return piece === 'mycontacts' || /my contacts/iu.test(cell)
  return (field === 'phone' || field === 'email') && isPlainLabel(piece)
}

const isFlags = (cell: string): boolean => /^(?:primary|invalid|opted-out|\s)+$/u.test(cell)

const isInitials = (field: ColumnField | undefined, cell: string, { facts }: ReadRow): boolean =>
  field === 'named-note' &&
  folded(cell) ===
    facts.displayName
      .toLowerCase()
      .split(/[\s-]+/u)
      .map((word) => folded(word).slice(0, 1))
      .join('')
