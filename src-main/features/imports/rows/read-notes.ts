import {
  isPlainLabel,
  isProgramValue,
  manyLines,
  oneLine,
} from '#main/engines/file-formats/cells/cell-values.ts'
import type { PlannedColumn } from '../columns/column-plan.ts'
import type { ContactFacts } from './contact-facts.ts'
import type { EmailWords } from './read-emails.ts'
import type { NameFacts } from './read-name.ts'
import type { RowCells } from './row-cells.ts'

/** What of a row is known before its notes are read. */
export interface KnownFacts extends Pick<ContactFacts, 'points' | 'addresses' | 'dates'> {
  readonly name: NameFacts
  readonly emailWords: readonly EmailWords[]
}

/** The notes of the row, then what no other field took, under its column's name. */
export const readNotes = (row: RowCells, known: KnownFacts): void => {
  const kept = row.notes.splice(0)
  for (const column of row.columns('notes')) {
    const cell = row.text(column)
    if (cell !== '') row.notes.push(row.plan.isLossless ? cell : manyLines(cell))
  }
  row.notes.push(...kept)
  for (const { column, cell, words } of known.emailWords) {
    if (!saysAll(words, known)) row.keepNamed(column.name, cell)
  }
  for (const column of row.columns('named-note')) readNamed(row, column, known)
  for (const column of row.columns('label')) keepUnusedLabel(row, column, known)
}

/** A label whose value is blank or could not be read says something when the owner wrote it. */
const keepUnusedLabel = (row: RowCells, column: PlannedColumn, known: KnownFacts): void => {
  const cell = row.text(column)
  if (cell === '' || row.plan.isLossless || isPlainLabel(cell)) return
  const label = oneLine(cell.replace(/^\*\s*/u, ''))
  const { points, addresses, dates } = known
  const isUsed =
    points.some((point) => point.label === label || point.service === label.toLowerCase()) ||
    [...addresses, ...dates].some((one) => one.label === label) ||
    dates.some(({ kind }) => kind === label.toLowerCase()) ||
    row.notes.some((note) => note.startsWith(`${label}: `))
  if (!isUsed) row.keepNamed(column.name, label)
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
  name
    .toLowerCase()
    .split(/[\s-]+/u)
    .map((word) => letters(word)[0]?.slice(0, 1) ?? '')
    .join('')

const saysAll = (text: string, { name, points }: KnownFacts): boolean => {
  const said = [name.displayName, name.companyName, ...points.map(({ raw }) => raw)]
  const words = new Set(said.flatMap((one) => letters(one ?? '')))
  return letters(text).every((word) => words.has(word) || isPlainLabel(word))
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
