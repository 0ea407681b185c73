import {
  isPlainLabel,
  isProgramValue,
  manyLines,
  oneLine,
} from '#main/engines/file-formats/cell-values.ts'
import type { PlannedColumn } from './column-plan.ts'
import type { ContactFacts } from './contact-facts.ts'
import type { NameFacts } from './read-name.ts'
import type { EmailWords } from './read-points.ts'
import type { RowCells } from './row-cells.ts'

/** What of a row is known before its notes are read. */
export interface KnownFacts extends Pick<ContactFacts, 'points' | 'addresses'> {
  readonly name: NameFacts
  readonly emailWords: readonly EmailWords[]
}

/** The notes of the row, then what no other field took, under its column's name. */
export const readNotes = (row: RowCells, known: KnownFacts): void => {
  const kept = row.notes.splice(0)
  for (const column of row.columns('notes')) {
    const cell = row.plan.isLossless ? row.raw(column) : row.text(column)
    if (cell !== '') row.notes.push(row.plan.isLossless ? cell : manyLines(cell))
  }
  row.notes.push(...kept)
  for (const { column, cell, words } of known.emailWords) {
    if (!saysAll(words, known)) row.keepNamed(column.name, cell)
  }
  for (const column of row.columns('named-note')) readNamed(row, column, known)
  for (const { column, valueIndexes } of row.plan.labels) {
    // A label without a value says something only when the owner wrote it.
    const label = row.text(column)
    if (label === '' || isPlainLabel(label)) continue
    if (!valueIndexes.some((index) => row.textAt(index) !== '')) row.keepNamed(column.name, label)
  }
}

const readNamed = (row: RowCells, column: PlannedColumn, known: KnownFacts): void => {
  const cell = row.text(column)
  if (cell === '') return
  if (column.isProgram && isProgramValue(cell)) return
  if (column.isInitials && isInitialsOf(cell, known.name.displayName)) return
  if (column.isRepeat && repeats(row, cell, known)) return
  const label = column.labelIndex === null ? '' : oneLine(row.label(column)).replace(/^\* /u, '')
  row.keepNamed(label === '' ? column.name : label, manyLines(cell))
}

const letters = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

const isInitialsOf = (cell: string, name: string): boolean =>
  letters(cell).join('') ===
  letters(name)
    .map((word) => [...word][0])
    .join('')

const saysAll = (text: string, { name, points }: KnownFacts): boolean => {
  const said = [name.displayName, name.companyName, ...points.map(({ raw }) => raw)]
  const words = new Set(said.flatMap((one) => letters(one ?? '')))
  return letters(text).every((word) => words.has(word))
}

const repeats = (row: RowCells, cell: string, { name, points, addresses }: KnownFacts): boolean => {
  const said = [
    name.displayName,
    name.companyName,
    ...points.map(({ raw }) => raw),
    ...addresses.flatMap((at) => [at.street, at.extended, at.city, at.region, at.postalCode]),
    ...row.columns('address-country').map((column) => row.text(column)),
  ]
  const words = new Set(said.flatMap((text) => letters(text ?? '')))
  return letters(cell).every((word) => words.has(word))
}
