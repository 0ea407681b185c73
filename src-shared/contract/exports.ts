import { z } from 'zod'
import { contactColumns } from '#shared/domain/contact-columns.ts'
import { contactSelection, contactSort } from './contacts.ts'
import { command } from './define.ts'
import { fileHandle, jobId } from './values.ts'

/** Columns of the list as an export can show them. */
export const exportColumn = z.enum(contactColumns)

/** Contacts go out: as a table, or everything as a folder. */
export const exportsSlice = {
  /**
   * Writes a file in a background job; its outcome names the file to fetch.
   *
   * `lossless` comes back in through the import as it was, permanent names included.
   * `spreadsheet` is for Excel and its kind: nothing in it can run as a formula, headers and words
   * are in the language asked for. A folder is a .zip with every table, and always lossless.
   */
  create: command({
    undoable: false,
    input: z.strictObject({
      format: z.enum(['csv', 'xlsx', 'folder']),
      mode: z.enum(['lossless', 'spreadsheet']).optional(),
      /** Everybody when absent. A folder always has everybody. */
      selection: contactSelection.optional(),
      sort: contactSort.optional(),
      direction: z.enum(['asc', 'desc']).optional(),
      /** The columns of the view in their order; all that there is when absent. */
      columns: z.array(exportColumn).min(1).max(contactColumns.length).optional(),
      /** Of headers and words in `spreadsheet` mode, and of the file's name. */
      language: z.enum(['en', 'zh-CN']).optional(),
    }),
    output: z.object({ jobId }),
    failures: {
      'nothing-to-export': z.object({}),
      /** An .xlsx file of so many rows takes more memory than a laptop should give: use CSV. */
      'too-many-rows': z.object({ rows: z.int(), max: z.int() }),
    },
  }),
}

/** Outcome of a job of kind `exports.create` that wrote its file. */
export const exportWritten = z.object({
  code: z.literal('written'),
  file: fileHandle,
  fileName: z.string(),
  /** Contacts in it. */
  rows: z.int(),
  bytes: z.int(),
})

/** Outcome of a job of kind `exports.create`. */
export const exportOutcome = z.discriminatedUnion('code', [
  exportWritten,
  /** A cell of .xlsx cannot hold a text of this contact, and nothing is cut off: use CSV. */
  z.object({ code: z.literal('text-too-long'), name: z.string(), max: z.int() }),
  /** A lossless table of so many columns could not be brought in again. */
  z.object({ code: z.literal('too-many-columns'), columns: z.int(), max: z.int() }),
])
