import { z } from 'zod'
import { command, query } from './define.ts'
import { contactId, fileHandle, jobId, notFound, operationId } from './values.ts'

/** What a column of the file becomes. Numbered ones (`email`, `phone`, `address`…) may repeat. */
export const columnTarget = z.strictObject({
  field: z.enum([
    'display-name',
    'given-name',
    'middle-name',
    'family-name',
    'nickname',
    'company',
    'job-title',
    'email',
    'phone',
    'messenger',
    'link',
    'address-street',
    'address-extended',
    'address-city',
    'address-region',
    'address-postal-code',
    'address-country',
    'birthday',
    'anniversary',
    'tags',
    'stage',
    'source',
    'language',
    'notes',
    /** Kept in the notes under the column's name. */
    'named-note',
    /** Describes the column of the same group: home, work … */
    'label',
    'ignore',
  ]),
  /** Columns of one group belong together: `E-mail 2 - Label` and `E-mail 2 - Value`. */
  group: z.string().max(60).optional(),
  service: z.string().max(40).optional(),
  label: z.string().max(60).optional(),
})

const column = z.object({
  index: z.int(),
  header: z.string(),
  /** Up to three different values. */
  samples: z.array(z.string()),
  filled: z.int(),
  target: columnTarget,
  /** False when the name was not recognised and the column goes to the notes. */
  isRecognised: z.boolean(),
})

const counts = z.object({
  rows: z.int(),
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  problems: z.int(),
  /** Companies that will be created. */
  newCompanies: z.int(),
})

const unreadable = {
  'not-found': notFound,
  'not-utf8': z.object({ byte: z.int() }),
  /** A quotation mark opens in that row and never closes. */
  'unclosed-quote': z.object({ row: z.int() }),
  'empty-file': z.object({}),
  'too-many-columns': z.object({ columns: z.int(), max: z.int() }),
}

/** A file of contacts comes in: looked at, rehearsed, then applied in one operation. */
export const imports = {
  /** Reads the head of the file and suggests what each column is. Changes nothing. */
  inspect: query({
    input: z.strictObject({ file: fileHandle }),
    output: z.object({
      fileName: z.string(),
      bytes: z.int(),
      delimiter: z.string(),
      columns: z.array(column),
      /** The first rows as they stand, for the eye. */
      preview: z.array(z.array(z.string())),
    }),
    failures: unreadable,
  }),
  /** Rehearses the whole file in a background job. Changes nothing. */
  plan: command({
    undoable: false,
    input: z.strictObject({
      file: fileHandle,
      /** One target per column; the suggestion when absent. */
      columns: z.array(columnTarget).max(512).optional(),
      /** What a cell that cannot be read does: its row stays outside, or it becomes a named note. */
      unreadable: z.enum(['set-aside', 'keep-as-note']).optional(),
    }),
    output: z.object({ jobId }),
    failures: unreadable,
  }),
  /** What the rehearsal of that job found. */
  rehearsal: query({
    input: z.strictObject({ jobId }),
    output: z.object({ counts, seconds: z.number() }),
    failures: { 'not-found': notFound, 'not-ready': z.object({}) },
  }),
  /** Rows of one group of the rehearsal. */
  rehearsedRows: query({
    input: z.strictObject({
      jobId,
      group: z.enum(['new', 'changed', 'unchanged', 'problems']),
      offset: z.int().min(0).optional(),
      limit: z.int().min(1).max(200).optional(),
    }),
    output: z.object({
      rows: z.array(
        z.object({
          /** Line of the file's table, the header is 1. */
          row: z.int(),
          name: z.string(),
          companyName: z.string().nullable(),
          contactId: contactId.nullable(),
          matchedBy: z.enum(['email', 'phone', 'name-and-company']).nullable(),
          /** An earlier row of the file about the same contact. */
          sameAsRow: z.int().nullable(),
          /** What changes, or for a new contact what it gets. */
          changes: z.array(
            z.object({
              field: z.string(),
              before: z.string().nullable(),
              after: z.string(),
              kind: z.enum(['fills-blank', 'adds', 'same', 'yours-stays']),
            }),
          ),
          problem: z
            .object({ code: z.string(), column: z.string().nullable(), value: z.string() })
            .nullable(),
        }),
      ),
    }),
    failures: { 'not-found': notFound, 'not-ready': z.object({}) },
  }),
  /** Applies exactly that plan in a background job; its outcome has the operation. */
  commit: command({
    undoable: true,
    input: z.strictObject({ planId: jobId }),
    output: z.object({ jobId }),
    failures: { 'not-found': notFound, 'not-ready': z.object({}) },
  }),
}

/** Outcome of a job of kind `imports.plan`: the counts, or why the file ended too early. */
export const importPlanOutcome = z.union([
  z.object({ code: z.literal('planned'), counts, seconds: z.number() }),
  z.object({ code: z.literal('not-utf8'), data: unreadable['not-utf8'] }),
  z.object({ code: z.literal('unclosed-quote'), data: unreadable['unclosed-quote'] }),
])

/** Outcome of a job of kind `imports.commit`. */
export const importCommitOutcome = z.union([
  z.object({
    code: z.literal('applied'),
    operationId: operationId.nullable(),
    counts,
    seconds: z.number(),
  }),
  /** Data moved since the rehearsal and some lines would differ: nothing was written. */
  z.object({ code: z.literal('data-moved'), counts }),
])
