import type { Cell, ExportedContact, SheetColumn } from './exported-contact.ts'

/** Rows whose cells are looked at: people are alike, and so many of them are seen without scrolling. */
const looked = 500
/** Characters of the narrowest column, and of the widest: notes go on for pages. */
const narrowest = 8
const widest = 48
/** What the frame of a cell and a bold header take beside the text. */
const margin = 2
/** A real day is shown as 2026-11-20; where it does not fit, Excel shows `####`. */
const dayLength = 10

/** Letters as wide as two of Latin: Chinese, Japanese, Korean and their full-width signs. */
const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\u{20000}-\u{3FFFD}]/u

const lengthOf = (cell: Cell): number => {
  if (cell === null) return 0
  if (typeof cell === 'object') return dayLength
  const [line = ''] = String(cell).split('\n', 1)
  let length = 0
  for (const sign of line) {
    length += wide.test(sign) ? 2 : 1
    if (length >= widest) break
  }
  return length
}

/** How wide the columns of a sheet are (characters), so that what stands in them is seen. */
export const columnWidths = (
  columns: readonly SheetColumn[],
  contacts: readonly ExportedContact[],
): readonly number[] => {
  const seen = contacts.slice(0, looked)
  return columns.map(({ header, cell }) => {
    const longest = seen.reduce(
      (most, contact) => Math.max(most, lengthOf(cell(contact))),
      lengthOf(header),
    )
    return Math.min(widest, Math.max(narrowest, longest + margin))
  })
}
