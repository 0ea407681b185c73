import { z } from 'zod'
import { command, query } from './define.ts'
import { undoFailures, undoInput, undone } from './history.ts'
import { inspection } from './import-inspection.ts'
import {
  importCounts,
  matchKey,
  missingPerson,
  rehearsedColumn,
  rehearsedRow,
  rowGroup,
} from './import-rehearsal.ts'
import { columnRule, columnTarget, tableOptions, unreadable } from './import-table.ts'
import { contactId, done, fileHandle, instant, jobId, line, notFound, stage } from './values.ts'

const notReady = { 'not-found': notFound, 'not-ready': z.object({}) }

const rowNumber = z.int().positive()
const columnIndex = z.int().min(0).max(511)

/** What the owner does about single rows and columns; absent is left as it is. */
const revisions = {
  repairs: z
    .array(z.strictObject({ row: rowNumber, column: columnIndex, value: z.string().max(100_000) }))
    .max(1000)
    .optional(),
  /** Lets a row in whatever is wrong with it, or not after all; one without a name stays aside. */
  problems: z
    .array(z.strictObject({ row: rowNumber, keepAsNote: z.boolean() }))
    .max(1000)
    .optional(),
  /** `same` and `different` are about one candidate; without one, `different` is about all. */
  decisions: z
    .array(
      z.strictObject({
        row: rowNumber,
        candidate: contactId.optional(),
        otherRow: rowNumber.optional(),
        verdict: z.enum(['same', 'different', 'undecided']),
      }),
    )
    .max(1000)
    .optional(),
  leaveOut: z
    .array(z.strictObject({ row: rowNumber, isLeftOut: z.boolean() }))
    .max(1000)
    .optional(),
  rules: z
    .array(z.strictObject({ column: columnIndex, rule: columnRule }))
    .max(512)
    .optional(),
}

/** A permanent name as `createUid` makes them. */
const recipeUid = z.string().regex(/^[0-9a-hjkmnp-tv-z]{26}$/)

/** A file of contacts comes in: looked at, rehearsed, then applied in one operation. */
export const imports = {
  /** Reads the file and suggests what each column is. Changes nothing. */
  inspect: query({
    input: z.strictObject({ file: fileHandle, options: tableOptions.optional() }),
    output: inspection,
    failures: { 'not-found': notFound, ...unreadable },
  }),
  /** Rehearses the whole file in a background job. Changes nothing. */
  plan: command({
    undoable: false,
    input: z.strictObject({
      file: fileHandle,
      options: tableOptions.optional(),
      /** One target per column; the recipe's or else the suggestion when absent. */
      columns: z.array(columnTarget).max(512).optional(),
      /** E-mail, phone, name and company when absent. */
      matchBy: z.array(matchKey).max(4).optional(),
      /** Every person in the file gets these tags, and the stage where there is none. */
      addTags: z.array(line(100)).max(20).optional(),
      setStage: stage.optional(),
      /** What a cell that cannot be read does: it becomes a named note, or its row stays outside. */
      unreadable: z.enum(['set-aside', 'keep-as-note']).optional(),
      /** Remember all this for files with the same columns, under this name; saved by `commit`. */
      remember: z.strictObject({ name: line(100) }).optional(),
    }),
    output: z.object({ jobId }),
    failures: { 'not-found': notFound },
  }),
  /** What the rehearsal of that job found. */
  rehearsal: query({
    input: z.strictObject({ jobId }),
    output: z.object({
      counts: importCounts,
      seconds: z.number(),
      columns: z.array(rehearsedColumn),
    }),
    failures: notReady,
  }),
  /** Rows of one group of the rehearsal. */
  rehearsedRows: query({
    input: z.strictObject({
      jobId,
      /**
       * Beside the groups: rows that were decided about or repaired, rows that come in with
       * something wrong, people who are missing.
       */
      group: z.union([rowGroup, z.enum(['decided', 'repaired', 'kept', 'missing'])]),
      /** Part of a name or of a company's. */
      search: z.string().max(200).optional(),
      offset: z.int().min(0).optional(),
      limit: z.int().min(1).max(200).optional(),
    }),
    output: z.object({
      rows: z.array(rehearsedRow),
      /** Only of the group `missing`, which has no rows. */
      people: z.array(missingPerson),
      /** How many there are beside this page. */
      total: z.int(),
    }),
    failures: notReady,
  }),
  /** Repairs, decides, leaves out, changes rules, and rehearses again; a job with a plan's outcome. */
  revise: command({
    undoable: false,
    input: z.strictObject({ planId: jobId, ...revisions }),
    output: z.object({ jobId }),
    failures: { ...notReady, 'no-such-row': z.object({ row: z.int() }) },
  }),
  /** Applies exactly that plan in a background job; its outcome has the operation. */
  commit: command({
    undoable: true,
    input: z.strictObject({ planId: jobId }),
    output: z.object({ jobId }),
    failures: notReady,
  }),
  /** Rows that stayed outside as a CSV file to repair and bring again: same header, same delimiter. */
  quarantine: query({
    input: z.strictObject({ jobId }),
    output: z.object({ file: fileHandle, fileName: z.string(), rows: z.int() }),
    failures: notReady,
  }),
  /** Undoes an import by its plan's or its commit's job, as `history.undo` does. */
  undo: command({
    undoable: true,
    input: undoInput.omit({ id: true }).extend({ jobId }),
    output: undone,
    failures: { ...undoFailures, 'not-ready': z.object({}) },
  }),
  /** Remembered ways to read files, the last used first. */
  recipes: query({
    input: z.strictObject({}),
    output: z.object({
      recipes: z.array(
        z.object({
          uid: recipeUid,
          name: z.string(),
          headers: z.array(z.string()),
          usedAt: instant,
          fileName: z.string(),
          /** People the last file was about. */
          people: z.int(),
        }),
      ),
    }),
  }),
  renameRecipe: command({
    undoable: true,
    input: z.strictObject({ uid: recipeUid, name: line(100) }),
    output: done,
    failures: { 'not-found': notFound },
  }),
  deleteRecipe: command({
    undoable: true,
    input: z.strictObject({ uid: recipeUid }),
    output: done,
    failures: { 'not-found': notFound },
  }),
}
