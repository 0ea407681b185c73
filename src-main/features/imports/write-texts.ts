import type { SearchedPoint } from '#main/db/contact-texts.ts'
import type { RowTexts } from '#main/db/row-texts.ts'
import type { HelperWork } from '#main/platform/helper-protocol.ts'
import type { StagedValue } from './batch-insert.ts'
import { type StagedList, type StageExtras, stagedTables } from './import-stage-rows.ts'
import { type PackedRows, unpackRows } from './packed-rows.ts'

/** The lists of which search texts are made. */
type TextList = 'usual' | 'points' | 'labelled' | 'notes'

/** What `staged-texts.ts` sends to the thread that writes search texts of rows. */
export type TextsMessage =
  | { readonly type: 'open'; readonly file: string; readonly extras: StageExtras }
  | { readonly type: 'rows'; readonly lists: Readonly<Record<TextList, PackedRows>> }
  | { readonly type: 'close' }

/**
 * Writes the search texts that contacts of the file's rows will have, if each row makes one, by the
 * numbers of the rows. Rows with a problem have none.
 */
export const createTextsWriter = (open: (file: string) => RowTexts): HelperWork => {
  let texts: { readonly file: RowTexts; readonly extras: StageExtras } | null = null
  return (message) => {
    // Only `staged-texts.ts` sends, and exactly this.
    const wanted = message as TextsMessage
    if (wanted.type === 'open') texts = { file: open(wanted.file), extras: wanted.extras }
    else if (texts === null) throw new Error('rows before their file')
    else if (wanted.type === 'rows') writeTexts(texts.file, texts.extras, wanted.lists)
    else texts.file.close()
  }
}

type Lists = Extract<TextsMessage, { type: 'rows' }>['lists']

const writeTexts = (texts: RowTexts, extras: StageExtras, lists: Lists): void => {
  const cells = (list: TextList): Cells => new Cells(unpackRows(lists[list]), namesOf(extras, list))
  const points = new Map<number, SearchedPoint[]>()
  for (const list of ['points', 'labelled'] as const) gatherPoints(cells(list), points)
  const notes = notesOf(cells('notes'))
  cells('usual').each((cell) => {
    const n = Number(cell('n'))
    const facts = {
      displayName: String(cell('name')),
      givenName: textOf(cell('given_name')),
      familyName: textOf(cell('family_name')),
      nickname: textOf(cell('nickname')),
      jobTitle: textOf(cell('job_title')),
      company: textOf(cell('company')),
      kind: String(cell('kind')),
      notes: notes.get(n) ?? null,
    }
    texts.add(n, facts, points.get(n) ?? [])
  })
}

/** The value of a row in a column; null where its table has none. */
type Cell = (column: string) => StagedValue

const textOf = (value: StagedValue): string | null => (typeof value === 'string' ? value : null)

const namesOf = (extras: StageExtras, list: StagedList): readonly string[] =>
  stagedTables(extras)[list].columns.map(([name]) => name)

/** Unpacked rows by the names of their columns. */
class Cells {
  private readonly values: readonly StagedValue[]
  private readonly places: ReadonlyMap<string, number>

  constructor(values: readonly StagedValue[], names: readonly string[]) {
    this.values = values
    this.places = new Map(names.map((name, place) => [name, place]))
  }

  each(take: (cell: Cell) => void): void {
    const { values, places } = this
    for (let at = 0; at < values.length; at += places.size) {
      take((column) => {
        const place = places.get(column)
        return place === undefined ? null : (values[at + place] ?? null)
      })
    }
  }
}

const gatherPoints = (cells: Cells, points: Map<number, SearchedPoint[]>): void =>
  cells.each((cell) => {
    const kind = cell('kind')
    if (kind !== 'email' && kind !== 'phone') return
    const n = Number(cell('n'))
    const point = { kind, raw: String(cell('raw')), normalized: textOf(cell('normalized')) }
    const known = points.get(n)
    if (known === undefined) points.set(n, [point])
    else known.push(point)
  })

const notesOf = (cells: Cells): ReadonlyMap<number, string> => {
  const notes = new Map<number, string>()
  cells.each((cell) => {
    const [n, text] = [Number(cell('n')), String(cell('text'))]
    const before = notes.get(n)
    notes.set(n, before === undefined ? text : `${before}\n${text}`)
  })
  return notes
}
