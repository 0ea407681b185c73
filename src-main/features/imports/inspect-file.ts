import { isBlankCell } from '#main/engines/file-formats/cell-values.ts'
import type { StoredFile } from '#main/platform/file-store.ts'
import type { Output } from '#shared/contract/index.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import { type FileFailure, type FileHead, readFileHead } from './read-file.ts'

/** What a file looks like, as the contract says it. */
export type Inspection = Output<'imports.inspect'>

const previewRows = 30
const sampleCount = 3
const sampleLength = 120

/** Looks at the head of a file and suggests what each column is. */
export const inspectFile = (
  file: StoredFile,
  country: string | null,
): Result<Inspection, FileFailure> => {
  const found = readFileHead(file.path)
  if (!found.ok) return found
  const head = found.value
  const width = head.headers.length
  return ok({
    fileName: file.name,
    bytes: file.bytes,
    format: {
      kind: 'text',
      encoding: 'utf-8',
      hasByteMark: false,
      delimiter: head.delimiter,
      quote: '"',
      headerRow: 1,
      sheets: [],
      sheet: null,
      days: { order: 'day-first', certain: 0, contrary: 0, open: 0, isAmbiguous: false },
      decimal: 'point',
      country,
    },
    lines: head.rows.length + 1,
    rows: head.rows.length,
    isWhole: head.isWhole,
    doubtfulCharacters: 0,
    raggedRows: head.rows.filter(({ cells }) => cells.length !== width).length,
    unusualWords: unusualWords(head),
    columns: head.headers.map((header, index) => describeColumn(head, header, index)),
    preview: [
      { line: 1, cells: [...head.headers] },
      ...head.rows.slice(0, previewRows).map(({ row, cells }) => ({
        line: row,
        cells: head.headers.map((_, index) => cells[index]?.trim() ?? ''),
      })),
    ],
    recipe: null,
  })
}

const describeColumn = (
  { rows, suggested }: FileHead,
  header: string,
  index: number,
): Inspection['columns'][number] => {
  const cells = rows.map((row) => row.cells[index]?.trim() ?? '').filter((cell) => cell !== '')
  const samples = new Set<string>()
  for (const cell of cells) {
    if (samples.size === sampleCount) break
    if (!isBlankCell(cell)) samples.add(cell.replace(/\s+/gu, ' ').slice(0, sampleLength))
  }
  const target = suggested[index] ?? { field: 'named-note' }
  return {
    index,
    header,
    samples: [...samples],
    filled: cells.length,
    // The engine's lists are read-only, the contract's are not; nobody writes to either.
    target: target as Inspection['columns'][number]['target'],
    isRecognised: target.field !== 'named-note',
    remarks: [],
  }
}

const unusualLetter = /[^ -~]/u
const looksLikeName = /^[\p{L}\p{M}'’. -]{2,40}$/u

/** Words with unusual letters: where the encoding is wrong, it shows here. */
const unusualWords = ({ rows }: FileHead): string[] => {
  const words = rows
    .slice(0, previewRows)
    .flatMap(({ cells }) => cells.slice(0, 4))
    .filter((cell) => looksLikeName.test(cell))
    .flatMap((cell) => cell.split(' '))
    .filter((word) => unusualLetter.test(word))
  return [...new Set(words)].slice(0, 6)
}
